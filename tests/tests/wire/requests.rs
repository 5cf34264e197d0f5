//! The request itself.

use huaweicloud_dcs::{Client, Error};
use tests::server::{Reply, Request, Server};

use super::{TOKEN, client, delete, send, shows_no_token};

/// The one request that a client of this endpoint sends.
async fn request_to(endpoint: impl Fn(&Server) -> String) -> Request {
    let server = Server::start([Reply::status(204)]).await;
    let client = Client::with_endpoint(&endpoint(&server), TOKEN).expect("a fit endpoint");
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
    let expected =
        [("accept", "application/json"), ("host", host.as_str()), ("x-auth-token", TOKEN)];
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

#[tokio::test]
async fn a_client_of_another_http_stack_sends_the_same() {
    let server = Server::start([Reply::status(204)]).await;
    let auth = huaweicloud_dcs::Auth::token(TOKEN).expect("a fit token");
    let stack = reqwest::Client::builder()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .expect("a client without TLS");
    let client = Client::new_with_client(&format!("{}/", server.url()), stack, auth);
    delete(&client).await.expect("204 is success");
    let seen = server.finish().await;
    let target = "/v2/project-1/instances/instance-1/tasks/task-1";
    assert_eq!(seen.requests[0].target, target);
    assert_eq!(seen.requests[0].header("x-auth-token"), Some(TOKEN));
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
        (request(), "project_id was not initialized"),
        (request().instance_id("i").task_id("t"), "project_id was not initialized"),
        (request().project_id("p").task_id("t"), "instance_id was not initialized"),
        (request().project_id("p").instance_id("i"), "task_id was not initialized"),
    ];
    for (request, message) in cases {
        match send(request).await {
            Err(Error::InvalidRequest(reason)) => assert_eq!(reason, message),
            other => panic!("{message}: {other:?}"),
        }
    }
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
