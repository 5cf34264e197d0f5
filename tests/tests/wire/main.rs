//! What the client puts on the wire, and what it makes of each answer.
#![expect(clippy::expect_used, clippy::panic, reason = "helpers of tests fail the test")]

mod bodies;
mod documented;
mod ids;
mod losses;
mod requests;
mod server;
mod support;
mod transport;
mod undocumented;

use std::fmt::{Debug, Display};

use bytes::Bytes;
use huaweicloud_dcs::{Client, DeleteBackgroundTask, Error, ErrorResponse, ResponseValue};
use reqwest::StatusCode;
use reqwest::header::HeaderMap;
use tests::server::{Reply, Server};

/// No output of any test may hold it.
const TOKEN: &str = "MIIF-wire-tests-token";

type Outcome = Result<ResponseValue<()>, Error<ErrorResponse>>;

/// A client of the server. Its output is searched for the token.
fn client(server: &Server) -> Client {
    let client = Client::with_endpoint(&server.url(), TOKEN).expect("loopback is a fit endpoint");
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
async fn send(request: DeleteBackgroundTask<'_>) -> Outcome {
    holds_no_token(&format!("{request:?}"));
    let outcome = request.send().await;
    if let Err(error) = &outcome {
        shows_no_token(error);
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

/// The typed error of a server that answers like this.
async fn typed(reply: Reply) -> ResponseValue<ErrorResponse> {
    match outcome_of(reply).await {
        Err(error) => typed_error(error),
        Ok(_) => panic!("an error was reported as success"),
    }
}

/// Status, headers and body of a server that answers like this.
async fn untyped(reply: Reply) -> (StatusCode, HeaderMap, Bytes) {
    match outcome_of(reply).await {
        Err(error) => untyped_error(error).await,
        Ok(_) => panic!("an error was reported as success"),
    }
}

fn typed_error(error: Error<ErrorResponse>) -> ResponseValue<ErrorResponse> {
    let status = error.status();
    match error {
        Error::ErrorResponse(response) => {
            assert_eq!(status, Some(response.status()), "Error::status");
            response
        }
        other => panic!("not a typed error: {other}"),
    }
}

async fn untyped_error(error: Error<ErrorResponse>) -> (StatusCode, HeaderMap, Bytes) {
    let status = error.status();
    match error {
        Error::UnexpectedResponse(response) => {
            assert_eq!(status, Some(response.status()), "Error::status");
            let (status, headers) = (response.status(), response.headers().clone());
            let body = response.bytes().await.expect("the body that arrived");
            (status, headers, body)
        }
        other => panic!("not an unexpected response: {other}"),
    }
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
