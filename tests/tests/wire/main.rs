//! What the client puts on the wire, and what it makes of each answer.
#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests fail the test")]

mod bodies;
mod documented;
mod ids;
mod losses;
mod requests;
mod server;
mod transport;
mod undocumented;

use std::fmt::{Debug, Display};

use huaweicloud_dcs::{Client, DeleteBackgroundTask, Deleted, Error, ErrorKind, RetryPolicy};
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tests::server::{Reply, Server};

/// No output of any test may hold it.
const TOKEN: &str = "MIIF-wire-tests-token";

type Outcome = Result<Deleted, Error>;

/// A client of the server that sends each request once. Its output is searched for the token.
fn client(server: &Server) -> Client {
    client_of(&server.url())
}

/// The same for any endpoint.
fn client_of(endpoint: &str) -> Client {
    let builder = Client::builder().endpoint(endpoint).token(TOKEN).retry(RetryPolicy::never());
    let builder = builder.environment(|_| None);
    holds_no_token(&format!("{builder:?}"));
    let client = builder.build().expect("loopback is a fit endpoint");
    holds_no_token(&format!("{client:?}"));
    client
}

/// Sends one request with IDs that the client takes.
async fn delete(client: &Client) -> Outcome {
    let request = client.delete_background_task();
    let request = request.project_id("project-1").instance_id("instance-1");
    send(request.task_id("task-1")).await
}

/// Sends the request. It and what comes back are searched for the token.
async fn send(request: DeleteBackgroundTask) -> Outcome {
    holds_no_token(&format!("{request:?}"));
    let outcome = request.send().await;
    match &outcome {
        Ok(deleted) => holds_no_token(&format!("{deleted:?}")),
        Err(error) => shows_no_token(error),
    }
    outcome
}

/// Sends one request to a server that answers like this.
async fn outcome_of(reply: Reply) -> Outcome {
    let server = Server::start([reply]).await;
    let outcome = delete(&client(&server)).await;
    assert_eq!(server.finish().await.requests.len(), 1);
    outcome
}

/// The error of a server that answers like this.
async fn refused(reply: Reply) -> Error {
    let error = outcome_of(reply).await.expect_err("not a success");
    assert_eq!(error.kind(), ErrorKind::Response, "{error}");
    assert_eq!(error.attempts(), 1, "{error}");
    error
}

/// Status, headers and body of a server that answers like this.
async fn raw(reply: Reply) -> (StatusCode, HeaderMap, Vec<u8>) {
    parts(&refused(reply).await)
}

fn parts(error: &Error) -> (StatusCode, HeaderMap, Vec<u8>) {
    let headers = error.headers().expect("a response has headers").clone();
    (error.status().expect("a response has a status"), headers, error.body().to_vec())
}

fn code(error: &Error) -> Option<String> {
    error.code().map(|code| code.as_str().to_owned())
}

/// Searches all that an error and its causes say.
fn shows_no_token<E: std::error::Error>(error: &E) {
    fn says(value: &(impl Debug + Display + ?Sized)) {
        holds_no_token(&format!("{value} {value:#} {value:?} {value:#?}"));
    }
    says(error);
    let mut source = error.source();
    while let Some(cause) = source {
        says(cause);
        source = cause.source();
    }
}

fn holds_no_token(text: &str) {
    assert!(!text.contains(TOKEN), "the token shows in {text}");
}
