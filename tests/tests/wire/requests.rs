//! The request itself.

use huaweicloud_dcs::{Client, ErrorKind};
use tests::server::{Reply, Request, Server};

use super::{TOKEN, client, client_of, delete, send, shows_no_token};

/// The one request that a client of this endpoint sends.
async fn request_to(endpoint: impl Fn(&Server) -> String) -> Request {
    let server = Server::start([Reply::status(204)]).await;
    let client = client_of(&endpoint(&server));
    delete(&client).await.expect("204 is success");
    let [request] = &server.finish().await.requests[..] else {
        panic!("more than one request");
    };
    request.clone()
}

#[tokio::test]
async fn the_request_is_a_delete_of_the_documented_path_and_nothing_else() {
    let server = Server::start([Reply::status(204)]).await;
    delete(&client(&server)).await.expect("204 is success");

    let host = server.url().replace("http://", "");
    let seen = server.finish().await;
    assert_eq!(seen.connections, 1);
    let [request] = &seen.requests[..] else {
        panic!("more than one request: {seen:?}");
    };
    assert_eq!(request.method, "DELETE");
    assert_eq!(request.target, "/v2/project-1/instances/instance-1/tasks/task-1");
    let mut headers = request.headers.clone();
    headers.sort();
    let user_agent = concat!("huaweicloud-dcs/", env!("CARGO_PKG_VERSION"));
    let expected = [
        ("accept", "application/json"),
        ("host", host.as_str()),
        ("user-agent", user_agent),
        ("x-auth-token", TOKEN),
    ];
    assert_eq!(headers, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert!(request.body.is_empty());
}

#[tokio::test]
async fn a_path_prefix_of_the_endpoint_is_kept() {
    let request = request_to(|server| format!("{}/gateway/dcs", server.url())).await;
    let target = "/gateway/dcs/v2/project-1/instances/instance-1/tasks/task-1";
    assert_eq!(request.target, target);
}

#[tokio::test]
async fn a_slash_at_the_end_of_the_endpoint_is_not_doubled() {
    let request = request_to(|server| format!("{}/", server.url())).await;
    assert_eq!(request.target, "/v2/project-1/instances/instance-1/tasks/task-1");
    let request = request_to(|server| format!("{}/gateway//", server.url())).await;
    assert_eq!(request.target, "/gateway/v2/project-1/instances/instance-1/tasks/task-1");
}

/// The environment can only be set for another process, which here is this program again, told to
/// run one test.
#[tokio::test]
async fn a_proxy_of_the_environment_never_sees_a_request_to_loopback() {
    let proxy = Server::start(std::iter::repeat(Reply::status(204))).await;
    let mut command = std::process::Command::new(std::env::current_exe().expect("this program"));
    let test = "requests::the_request_is_a_delete_of_the_documented_path_and_nothing_else";
    command.args(["--exact", test]).env_remove("NO_PROXY").env_remove("no_proxy");
    for name in ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"] {
        command.env(name, proxy.url());
    }
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output.await.expect("no panic").expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    assert_eq!(proxy.finish().await.connections, 0);
}

#[tokio::test]
async fn a_missing_argument_is_named_and_nothing_is_sent() {
    let server = Server::start([]).await;
    let client = client(&server);
    let request = || client.delete_background_task();
    let cases = [
        (request(), "instance_id is missing"),
        (request().project_id("p").task_id("t"), "instance_id is missing"),
        (request().project_id("p").instance_id("i"), "task_id is missing"),
    ];
    for (request, message) in cases {
        let error = send(request).await.expect_err(message);
        assert_eq!(error.kind(), ErrorKind::Request, "{error}");
        assert!(error.to_string().contains(message), "{error}");
    }
    let error = send(request().instance_id("i").task_id("t")).await.expect_err("no project");
    assert_eq!(error.kind(), ErrorKind::Request, "{error}");
    assert!(error.to_string().contains("project_id is missing"), "{error}");
    assert_eq!(server.finish().await.connections, 0);
}

#[test]
fn a_token_or_endpoint_that_is_refused_does_not_show_the_token() {
    let broken = format!("{TOKEN}\u{7f}");
    shows_no_token(&Client::with_endpoint("https://dcs.example.com", &broken).expect_err("token"));
    for endpoint in [
        format!("https://user:{TOKEN}@dcs.example.com"),
        format!("https://dcs.example.com?token={TOKEN}"),
        format!("http://dcs.example.com/{TOKEN}"),
        format!("{TOKEN}://dcs.example.com"),
    ] {
        shows_no_token(&Client::with_endpoint(&endpoint, TOKEN).expect_err("endpoint"));
    }
}
