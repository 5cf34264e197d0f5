//! Statuses that the document does not list.

use tests::server::{Reply, Server};

use super::{client, code, delete, outcome_of, parts, raw, refused};

const BODY: &str = r#"{"error_code":"DCS.0000","error_msg":"not in the document"}"#;

#[tokio::test]
async fn an_undocumented_error_status_is_typed_all_the_same() {
    for status in [402, 405, 408, 409, 418, 429, 499, 501, 502, 503, 504, 599] {
        let reply = Reply::json(status, BODY)
            .header("X-Request-Id", "request-1")
            .header("Retry-After", "7");
        let error = refused(reply).await;
        let (got, headers, _) = parts(&error);
        assert_eq!(got, status);
        assert_eq!(code(&error).as_deref(), Some("DCS.0000"), "{status}");
        assert_eq!(error.message(), Some("not in the document"), "{status}");
        assert_eq!(headers["x-request-id"], "request-1", "{status}");
        assert_eq!(headers["retry-after"], "7", "{status}");
    }
}

#[tokio::test]
async fn an_undocumented_error_status_of_another_form_keeps_its_body() {
    for status in [405, 429, 502, 503] {
        let (got, headers, body) = raw(Reply::body(status, "<h1>no</h1>")).await;
        assert_eq!(got, status);
        assert_eq!(headers["content-length"], "11", "{status}");
        assert_eq!(body, b"<h1>no</h1>", "{status}");
    }
}

#[tokio::test]
async fn a_redirect_is_an_error_and_the_other_host_sees_nothing() {
    for status in [301, 302, 303, 307, 308] {
        let other = Server::start(std::iter::repeat(Reply::status(204))).await;
        let location = format!("{}/elsewhere", other.url());
        let reply = Reply::body(status, "moved").header("Location", &location);
        let server = Server::start([reply]).await;

        let error = delete(&client(&server)).await.expect_err("a redirect");
        let (got, headers, body) = parts(&error);
        assert_eq!(got, status);
        assert_eq!(headers["location"], location);
        assert_eq!(body, b"moved", "{status}");
        assert_eq!(server.finish().await.requests.len(), 1, "{status}");
        assert_eq!(other.finish().await.connections, 0, "{status}");
    }
}

#[tokio::test]
async fn a_redirect_without_a_location_or_body_is_an_error_too() {
    for status in [300, 302, 304, 307] {
        let (got, _, body) = raw(Reply::status(status)).await;
        assert_eq!(got, status);
        assert!(body.is_empty(), "{status}");
    }
}

#[tokio::test]
async fn a_success_status_other_than_200_and_204_is_no_success_and_keeps_its_body() {
    for status in [201, 202, 203, 206, 226, 299] {
        let reply = Reply::json(status, r#"{"message":""}"#).header("X-Request-Id", "request-1");
        let (got, headers, body) = raw(reply).await;
        assert_eq!(got, status);
        assert_eq!(headers["x-request-id"], "request-1", "{status}");
        assert_eq!(body, br#"{"message":""}"#, "{status}");
    }
}

#[tokio::test]
async fn a_success_status_with_the_body_of_an_error_is_no_typed_error() {
    let (status, _, body) = raw(Reply::json(201, BODY)).await;
    assert_eq!(status, 201);
    assert_eq!(body, BODY.as_bytes());
}

#[tokio::test]
async fn a_200_is_success_whatever_its_body() {
    for body in [r#"{"message":""}"#.to_owned(), String::new(), "x".repeat(1 << 17)] {
        let reply = Reply::json(200, body).header("X-Request-Id", "request-1");
        let deleted = outcome_of(reply).await.expect("200 is success");
        assert_eq!(deleted.status(), 200);
        assert_eq!(deleted.request_id(), Some("request-1"));
    }
}

#[tokio::test]
async fn an_interim_answer_is_passed_over() {
    let reply = Reply::raw("HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n");
    outcome_of(reply).await.expect("the final answer is a 204");
}

#[tokio::test]
async fn a_status_that_http_does_not_know_reaches_the_caller() {
    let (status, _, body) = raw(Reply::body(666, "beast")).await;
    assert_eq!(status, 666);
    assert_eq!(body, b"beast");
}

#[tokio::test]
async fn what_arrived_of_a_broken_body_can_be_read_where_the_status_is_no_error() {
    for status in [201, 302] {
        let error = refused(Reply::body(status, "first part, second part").cut(10)).await;
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        assert_eq!(error.body(), b"first part", "{status}");
        assert!(std::error::Error::source(&error).is_some(), "the body has no orderly end");
    }
}
