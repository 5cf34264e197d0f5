//! Connections that give no answer.

use huaweicloud_dcs::{Error, ErrorKind};
use tests::server::{Reply, Server};

use super::{Outcome, client, client_of, delete, outcome_of};

fn fails_to_communicate(outcome: Outcome) -> Error {
    let error = outcome.expect_err("there was no answer");
    assert_eq!(error.status(), None);
    assert!(matches!(error.kind(), ErrorKind::Transport | ErrorKind::Connect), "{error:?}");
    let source = std::error::Error::source(&error).expect("a cause");
    assert!(source.is::<reqwest::Error>(), "{error:?}");
    error
}

#[tokio::test]
async fn a_connection_closed_without_an_answer_is_a_communication_error() {
    let error = fails_to_communicate(outcome_of(Reply::close()).await);
    assert_eq!(error.kind(), ErrorKind::Transport, "{error}");
    assert!(!error.is_connect(), "{error}");
}

#[tokio::test]
async fn a_connection_reset_without_an_answer_is_a_communication_error() {
    let error = fails_to_communicate(outcome_of(Reply::reset()).await);
    assert!(!error.is_connect(), "{error}");
}

#[tokio::test]
async fn half_a_head_is_a_communication_error() {
    for bytes in ["HTTP/1.1 5", "HTTP/1.1 500 Oops\r\nX-Request-Id: r", "SSH-2.0-OpenSSH\r\n\r\n"] {
        fails_to_communicate(outcome_of(Reply::raw(bytes)).await);
    }
}

#[tokio::test]
async fn a_refused_connection_is_a_communication_error() {
    // Bound, so that nobody else gets the port, but not listening.
    let socket = tokio::net::TcpSocket::new_v4().expect("a socket");
    let loopback = std::net::SocketAddr::from(([127, 0, 0, 1], 0));
    socket.bind(loopback).expect("a free port");
    let address = socket.local_addr().expect("a bound socket has an address");
    let client = client_of(&format!("http://{address}"));
    let error = fails_to_communicate(delete(&client).await);
    assert!(error.is_connect(), "{error}");
}

#[tokio::test]
async fn a_client_survives_an_answer_that_broke_off() {
    let replies = [
        Reply::close(),
        Reply::body(500, "0123456789").cut(3),
        Reply::reset(),
        Reply::status(204),
        Reply::status(204),
    ];
    let server = Server::start(replies).await;
    let client = client(&server);
    fails_to_communicate(delete(&client).await);
    delete(&client).await.expect_err("half a body");
    fails_to_communicate(delete(&client).await);
    delete(&client).await.expect("204 is success");
    delete(&client).await.expect("204 is success");
    assert_eq!(server.finish().await.requests.len(), 5);
}
