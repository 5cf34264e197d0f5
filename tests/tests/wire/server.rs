//! The test server itself: it records what was sent, and its failures fail the test.

use tests::server::{Reply, Server};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use super::{client, delete};

/// Sends these bytes on a connection of its own, and returns all that comes back.
async fn exchange(server: &Server, bytes: &[u8]) -> Vec<u8> {
    let address = server.url().replace("http://", "");
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    stream.write_all(bytes).await.expect("the bytes are sent");
    stream.shutdown().await.expect("no more is sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("an answer");
    answer
}

#[tokio::test]
async fn requests_are_recorded_to_the_byte_and_answered_in_order() {
    let replies = [Reply::status(204), Reply::json(500, "{}"), Reply::raw("raw")];
    let server = Server::start(replies).await;
    let first: &[u8] =
        b"PUT /a%2Fb?c#d HTTP/1.1\r\nX-Case:  two spaces \r\nContent-Length: 3\r\n\r\n";
    let bytes = [first, b"\x00\xff\n", b"GET / HTTP/1.1\r\n\r\nGET /3 HTTP/1.1\r\n\r\n"].concat();
    let answer = exchange(&server, &bytes).await;
    let expected = "HTTP/1.1 204 Scripted\r\n\r\nHTTP/1.1 500 Scripted\r\ncontent-length: 2\r\n\
        content-type: application/json\r\n\r\n{}raw";
    assert_eq!(String::from_utf8_lossy(&answer), expected);

    let requests = server.requests();
    assert_eq!(requests[0].head, first);
    assert_eq!(requests[0].target, "/a%2Fb?c#d");
    let header = ("X-Case".to_owned(), " two spaces ".to_owned());
    assert_eq!(requests[0].headers[0], header);
    assert_eq!(requests[0].body, b"\x00\xff\n");
    assert_eq!(requests[1].method, "GET");
    let seen = server.finish().await;
    assert_eq!((seen.connections, seen.requests.len()), (1, 3));
}

#[tokio::test]
async fn a_connection_that_sends_nothing_is_counted() {
    let server = Server::start([]).await;
    let address = server.url().replace("http://", "");
    let streams = (TcpStream::connect(&address).await, TcpStream::connect(&address).await);
    assert_eq!(server.finish().await.connections, 2);
    drop(streams);
}

#[tokio::test]
#[should_panic(expected = "no answer is left for DELETE /v2/project-1/")]
async fn a_request_beyond_the_script_fails_the_test() {
    let server = Server::start([]).await;
    delete(&client(&server)).await.expect_err("no answer");
    server.finish().await;
}

#[tokio::test]
#[should_panic(expected = "the test server failed: no answer is left")]
async fn a_failure_shows_at_the_latest_when_the_server_is_dropped() {
    let server = Server::start([]).await;
    delete(&client(&server)).await.expect_err("no answer");
    drop(server);
}

#[tokio::test]
#[should_panic(expected = "the handler panicked at DELETE /v2/project-1/")]
async fn a_handler_that_panics_fails_the_test() {
    let server = Server::serve(|_| panic!("the handler is broken")).await;
    delete(&client(&server)).await.expect_err("no answer");
    server.finish().await;
}

#[tokio::test]
#[should_panic(expected = "not a request line of HTTP/1.1")]
async fn a_request_that_is_none_fails_the_test() {
    let server = Server::start([Reply::status(204)]).await;
    exchange(&server, b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").await;
    server.finish().await;
}

#[tokio::test]
#[should_panic(expected = "ended inside of a request's head")]
async fn half_a_request_fails_the_test() {
    let server = Server::start([Reply::status(204)]).await;
    exchange(&server, b"DELETE /v2 HTTP/1.1\r\nAccept: app").await;
    server.finish().await;
}
