//! HTTP clients that the caller brings or changes, and redirects.

use huaweicloud_dcs::{ConfigError, ErrorKind, Region, RetryPolicy};
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::redirect::Policy;
use tests::server::{Reply, Server};

use super::{ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN, builder, delete};

const MARKER: HeaderName = HeaderName::from_static("x-marker");

fn marked() -> HeaderMap {
    HeaderMap::from_iter([(MARKER, HeaderValue::from_static("theirs"))])
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

/// They would send the same signature again, and nobody would count them.
#[tokio::test]
async fn what_the_caller_configures_cannot_try_again_below_the_client() {
    let server = Server::start([Reply::status(503), Reply::status(503)]).await;
    let policy = || {
        let policy = reqwest::retry::for_host("127.0.0.1").no_budget().max_retries_per_request(5);
        policy.classify_fn(|attempt| attempt.retryable())
    };
    let client = builder(&server.url()).configure_http(move |http| http.retry(policy()));
    let client = client.retry(RetryPolicy::default().max_attempts(2)).build().expect("fit");
    let error = delete(&client).await.expect_err("busy");
    assert_eq!((error.attempts(), server.finish().await.requests.len()), (2, 2));
}

/// Whatever else they do, such as showing text that looks like the policy.
#[test]
fn clients_that_may_follow_redirects_are_refused() {
    let marker = HeaderValue::from_static(r#"redirect_policy: "Policy(None)""#);
    let misleading = HeaderMap::from_iter([(MARKER, marker)]);
    let http = || reqwest::Client::builder().no_proxy();
    for http in [
        http(),
        http().default_headers(misleading),
        http().redirect(Policy::limited(1)),
        http().redirect(Policy::custom(|attempt| attempt.stop())),
    ] {
        let http = http.build().expect("a client");
        let refused = builder("http://127.0.0.1:1").http_client(http).build();
        let error = refused.expect_err("a token would go along");
        assert!(matches!(error, ConfigError::FollowsRedirects), "{error:?}");
        assert!(error.to_string().contains("Policy::none()"), "{error}");
    }
}

/// One of its own, and one that the caller makes as it should be.
#[tokio::test]
async fn no_redirect_is_followed_by_any_client() {
    let theirs = reqwest::Client::builder().no_proxy().redirect(Policy::none());
    let theirs = theirs.build().expect("a client");
    for status in [300, 301, 302, 303, 305, 307, 308] {
        for theirs in [None, Some(theirs.clone())] {
            let other = Server::start([]).await;
            let server = Server::start([redirect(status, &other)]).await;
            let mut builder = builder(&server.url());
            if let Some(http) = theirs {
                builder = builder.http_client(http);
            }
            let error = delete(&builder.build().expect("fit")).await.expect_err("a redirect");
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Response, 1), "{error}");
            assert_eq!(error.status().map(|got| got.as_u16()), Some(status));
            assert!(!error.is_retryable() && !error.is_not_found());
            assert_eq!(other.finish().await.connections, 0, "{status}");
        }
    }
}

#[tokio::test]
async fn the_look_up_of_the_project_follows_no_redirect() {
    let other = Server::start([]).await;
    let iam = Server::start([redirect(307, &other), redirect(303, &other)]).await;
    let server = Server::start([]).await;
    let key = huaweicloud_dcs::Credentials::temporary(ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN);
    let client = builder(&server.url()).credentials(key.expect("fit")).region(Region::CnNorth4);
    let client = client.iam_endpoint(&iam.url()).build().expect("fit");
    for status in [307, 303] {
        let request = client.delete_background_task().instance_id("i").task_id("t");
        let error = request.send().await.expect_err("a redirect");
        assert_eq!((error.kind(), error.attempts()), (ErrorKind::Project, 1), "{error}");
        assert_eq!(error.status().map(|got| got.as_u16()), Some(status));
    }
    assert_eq!(other.finish().await.connections, 0);
    assert_eq!(server.finish().await.connections, 0);
}
