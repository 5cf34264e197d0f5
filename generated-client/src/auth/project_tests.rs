//! The look-up against a server on loopback.

use std::time::{Duration, UNIX_EPOCH};

use super::super::loopback::Server;
use super::*;

fn at() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_573_789_015)
}

fn client() -> reqwest::Client {
    let builder = reqwest::Client::builder().no_proxy();
    builder.redirect(reqwest::redirect::Policy::none()).build().expect("a client")
}

fn key() -> Credentials {
    Credentials::temporary("ak", "s3cret", "t0ken").expect("valid")
}

async fn find(server: &Server, lookup: &ProjectLookup) -> Result<ProjectId, ProjectError> {
    lookup.find(&client(), &server.url, &key(), "cn-north-4", at()).await
}

#[tokio::test]
async fn the_request_is_signed_and_the_answer_is_kept() {
    let body = r#"{"projects": [{"id": "p1", "name": "cn-north-4"}], "links": {}}"#;
    let server = Server::start(vec![("200 OK", "", body.to_owned())]).await;
    let lookup = ProjectLookup::default();
    for _ in 0..3 {
        assert_eq!(find(&server, &lookup).await.expect("found").as_str(), "p1");
    }
    let [request] = &server.received()[..] else { panic!("asked once") };
    assert!(request.starts_with("GET /v3/projects?name=cn-north-4 HTTP/1.1\r\n"), "{request}");
    let signed = sign(
        &Signable {
            method: "GET",
            host: server.url.trim_start_matches("http://"),
            path: "/v3/projects",
            query: "name=cn-north-4",
            headers: &[("x-security-token", b"t0ken")],
            body: b"",
        },
        key().signing_key().expect("a key"),
        at(),
    );
    let line = format!("\r\nauthorization: {}\r\n", signed.authorization);
    assert!(request.contains(&line), "{request}");
    assert!(request.contains("\r\nx-sdk-date: 20191115T033655Z\r\n"), "{request}");
}

#[tokio::test]
async fn anything_but_one_project_is_a_clear_error() {
    for (status, headers, body, expected) in [
        ("200 OK", "", r#"{"projects": []}"#, "no project of region cn-north-4"),
        ("200 OK", "", r#"{"projects": [{"id": "a"}, {"id": "b"}]}"#, "several (a, b)"),
        ("200 OK", "", "<html>", "is not a list of projects"),
        ("401 No", "X-Request-Id: r1\r\n", "{}", "the access key with status 401"),
        ("503 No", "", "", "answers with status 503"),
        ("302 No", "Location: /elsewhere\r\n", "", "answers with status 302"),
    ] {
        let server = Server::start(vec![(status, headers, body.to_owned())]).await;
        let error = find(&server, &ProjectLookup::default()).await.expect_err(expected);
        let shown = format!("{error} {error:?}");
        assert!(shown.contains(expected), "{shown}");
        assert!(!shown.contains("s3cret") && !shown.contains("t0ken"), "{shown}");
    }
    let huge = "x".repeat(BODY_LIMIT + 1);
    let server = Server::start(vec![("200 OK", "", huge)]).await;
    let error = find(&server, &ProjectLookup::default()).await.expect_err("too large");
    assert!(error.to_string().contains("larger than 1 MiB"), "{error}");
}

#[tokio::test]
async fn a_token_or_a_bad_endpoint_is_refused_before_anything_is_sent() {
    let lookup = ProjectLookup::default();
    let token = Credentials::token("t").expect("valid");
    let error = lookup.find(&client(), "http://127.0.0.1:1", &token, "r", at()).await;
    assert!(matches!(error, Err(ProjectError::Token)));
    let error = lookup.find(&client(), "nonsense", &key(), "r", at()).await;
    assert!(matches!(error, Err(ProjectError::Endpoint)));
    let error = lookup.find(&client(), "http://127.0.0.1:1", &key(), "r", at()).await;
    assert!(matches!(error, Err(ProjectError::Http(_))));
}
