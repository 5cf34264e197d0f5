//! The mocks of the client itself.

use huaweicloud_dcs::mock::{MockServer, MockServerExt as _};
use huaweicloud_dcs::{Client, Error, ErrorCode, ErrorResponse, InstanceId, RetryPolicy, TaskId};

fn client(server: &MockServer) -> Client {
    Client::builder()
        .endpoint(&server.base_url())
        .token("token")
        .project_id("project")
        .retry(RetryPolicy::default().max_attempts(1))
        .build()
        .expect("a client")
}

async fn delete(server: &MockServer, instance: &str, task: &str) -> Result<(), Error> {
    let client = client(server);
    let request = client.delete_background_task().instance_id(instance).task_id(task);
    request.send().await.map(drop)
}

fn id<T: std::str::FromStr>(text: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    text.parse().expect("an ID")
}

#[tokio::test]
async fn a_mock_meets_the_ids_that_it_names_and_no_others() {
    let server = MockServer::start_async().await;
    let (instance, task): (InstanceId, TaskId) = (id("i-1"), id("t-1"));
    let mock = server.delete_background_task(|when, then| {
        when.project_id(&id("project")).instance_id(&instance).task_id(&task);
        then.no_content();
    });
    delete(&server, "i-1", "t-1").await.expect("deleted");
    for (instance, task) in [("i-2", "t-1"), ("i-1", "t-2"), ("i-1", "t-11"), ("xi-1", "t-1")] {
        let error = delete(&server, instance, task).await.expect_err(task);
        assert_eq!(error.status().map(|status| status.as_u16()), Some(404), "{instance} {task}");
    }
    mock.assert_calls(1);
}

#[tokio::test]
async fn a_parameter_matches_one_segment_of_the_path() {
    let server = MockServer::start_async().await;
    let mock = server.delete_background_task(|when, then| {
        when.task_id(&id("t"));
        then.no_content();
    });
    for path in [
        "/v2/p/instances/i/x/tasks/t",
        "/v2/p/q/instances/i/tasks/t",
        "/v2/p/instances//tasks/t",
        "/v2/p/instances/i/tasks/t/",
        "/x/v2/p/instances/i/tasks/t",
        "/v2/p/instances/tasks/t",
    ] {
        let response = reqwest::Client::new().delete(server.url(path)).send().await;
        assert_eq!(response.expect("a response").status(), 404, "{path}");
    }
    let path = "/v2/p/instances/i/tasks/t";
    let http = reqwest::Client::new();
    assert_eq!(http.get(server.url(path)).send().await.expect("a response").status(), 404);
    mock.assert_calls(0);
    assert_eq!(http.delete(server.url(path)).send().await.expect("a response").status(), 204);
    mock.assert_calls(1);
}

#[tokio::test]
async fn each_documented_error_has_a_typed_body_and_any_header() {
    let body = |code: &str| -> ErrorResponse {
        let body = ErrorResponse::builder().error_code(code.to_owned());
        body.error_msg("why".to_owned()).try_into().expect("a body")
    };
    for status in [400, 401, 403, 404, 500] {
        let server = MockServer::start_async().await;
        server.delete_background_task(|_, then| {
            let body = body("DCS.4001");
            let then = match status {
                400 => then.bad_request(&body),
                401 => then.unauthorized(&body),
                403 => then.forbidden(&body),
                404 => then.not_found(&body),
                _ => then.internal_server_error(&body),
            };
            then.header("X-Request-Id", "r-1");
        });
        let error = delete(&server, "i", "t").await.expect_err("an error");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.code(), Some(ErrorCode::from("DCS.4001")));
        assert_eq!((error.message(), error.request_id()), (Some("why"), Some("r-1")));
    }
}

#[tokio::test]
async fn a_mock_can_answer_what_no_document_has() {
    let server = MockServer::start_async().await;
    server.delete_background_task(|_, then| {
        then.status(503).header("content-type", "text/html").body("<html>");
    });
    let error = delete(&server, "i", "t").await.expect_err("an error");
    assert_eq!(error.status().map(|status| status.as_u16()), Some(503));
    assert_eq!(error.body(), b"<html>");
}

#[tokio::test]
async fn what_the_types_lack_the_inner_types_have() {
    let server = MockServer::start_async().await;
    let mock = server.delete_background_task(|when, then| {
        when.into_inner().header("x-auth-token", "token");
        then.into_inner().status(200).body(r#"{"message": ""}"#);
    });
    delete(&server, "i", "t").await.expect("200 is a success");
    mock.assert();
}
