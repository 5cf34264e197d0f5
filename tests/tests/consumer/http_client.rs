//! HTTP clients that the caller brings or changes, and redirects that theirs follow.

use huaweicloud_dcs::{ErrorKind, Region};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use tests::server::{Reply, Server};

use super::{ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN, TOKEN, builder, delete};

const MARKER: HeaderName = HeaderName::from_static("x-marker");

fn marked() -> HeaderMap {
    HeaderMap::from_iter([(MARKER, HeaderValue::from_static("theirs"))])
}

fn following() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().expect("a client")
}

fn redirect(status: u16, other: &Server) -> Reply {
    Reply::status(status).header("Location", &format!("{}/elsewhere?x=y", other.url()))
}

#[tokio::test]
async fn the_callers_http_client_is_used() {
    let server = Server::start([Reply::status(204)]).await;
    let http = reqwest::Client::builder().no_proxy().default_headers(marked());
    let http = http.redirect(Policy::none()).build().expect("a client");
    let client = builder(&server.url()).http_client(http).build().expect("fit");
    delete(&client).await.expect("204 is success");
    let request = &server.finish().await.requests[0];
    assert_eq!(request.header("x-marker"), Some("theirs"));
    assert!(request.header("user-agent").is_some_and(|agent| agent.starts_with("huaweicloud")));
    // What keeps redirects away does not show on the wire.
    assert_eq!(request.header("transfer-encoding").or(request.header("content-length")), None);
}

#[tokio::test]
async fn what_the_caller_configures_is_used_and_cannot_follow_redirects() {
    let other = Server::start([]).await;
    let server = Server::start([Reply::status(204), redirect(303, &other)]).await;
    let client = builder(&server.url())
        .configure_http(|http| http.default_headers(marked()).redirect(Policy::limited(10)))
        .build()
        .expect("fit");
    delete(&client).await.expect("204 is success");
    assert_eq!(server.requests()[0].header("x-marker"), Some("theirs"));
    let error = delete(&client).await.expect_err("a redirect");
    assert_eq!(error.kind(), ErrorKind::Response);
    assert_eq!(error.status().map(|status| status.as_u16()), Some(303));
    assert_eq!(other.finish().await.connections, 0);
}

#[tokio::test]
async fn a_client_that_follows_redirects_follows_none_that_keeps_the_method() {
    for status in [301, 302, 307, 308] {
        let other = Server::start([]).await;
        let server = Server::start([redirect(status, &other)]).await;
        let client = builder(&server.url()).http_client(following()).build().expect("fit");
        let error = delete(&client).await.expect_err("a redirect");
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Response, 1), "{error}");
        assert_eq!(error.status().map(|got| got.as_u16()), Some(status));
        assert_eq!(other.finish().await.connections, 0, "{status}");
    }
}

/// reqwest leaves no way to stop this one. It must not pass for an answer of the service.
#[tokio::test]
async fn a_303_that_is_followed_is_an_error_of_its_own_and_is_not_repeated() {
    for answer in [204, 404, 503] {
        let other = Server::start([Reply::status(answer)]).await;
        let server = Server::start([redirect(303, &other)]).await;
        let client = builder(&server.url()).http_client(following()).build().expect("fit");
        let error = delete(&client).await.expect_err("not an answer of the service");
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Redirected, 1), "{error}");
        assert!(!error.is_retryable() && error.status().is_none() && !error.is_not_found());
        let shown = error.to_string();
        assert!(shown.contains(&other.url()) && shown.contains("Policy::none()"), "{shown}");
        assert!(!shown.contains(TOKEN) && !shown.contains("elsewhere"), "{shown}");
        let seen = other.finish().await.requests;
        assert_eq!((seen.len(), &*seen[0].method), (1, "GET"));
        assert_eq!(server.finish().await.requests.len(), 1);
    }
}

#[tokio::test]
async fn a_redirect_too_many_is_the_same_error() {
    let last = Server::start([]).await;
    let other = Server::start([redirect(303, &last)]).await;
    let server = Server::start([redirect(303, &other)]).await;
    let http = reqwest::Client::builder().no_proxy().redirect(Policy::limited(1));
    let http = http.build().expect("a client");
    let client = builder(&server.url()).http_client(http).build().expect("fit");
    let error = delete(&client).await.expect_err("too many");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Redirected, 1), "{error:?}");
    assert!(!error.is_retryable());
    assert_eq!(last.finish().await.connections, 0);
}

#[tokio::test]
async fn the_look_up_of_the_project_is_guarded_in_the_same_way() {
    let other = Server::start([Reply::json(200, r#"{"projects":[{"id":"theirs"}]}"#)]).await;
    let iam = Server::start([redirect(307, &other), redirect(303, &other)]).await;
    let server = Server::start([]).await;
    let key = huaweicloud_dcs::Credentials::temporary(ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN);
    let client = builder(&server.url()).credentials(key.expect("fit")).region(Region::CnNorth4);
    let client = client.iam_endpoint(&iam.url()).http_client(following()).build().expect("fit");
    for kind in [ErrorKind::Project, ErrorKind::Redirected] {
        let request = client.delete_background_task().instance_id("i").task_id("t");
        let error = request.send().await.expect_err("a redirect");
        assert_eq!((error.kind(), error.attempts()), (kind, 1), "{error}");
    }
    assert_eq!(other.finish().await.requests.len(), 1);
    assert_eq!(server.finish().await.connections, 0);
}
