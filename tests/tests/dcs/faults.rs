//! Each fault, byte by byte, and what the service had done by then.

use std::io::ErrorKind;

use tests::dcs::{Fault, HUGE, Plan, RetryAfter, Service, Strike};
use tests::server::{Gate, Server};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::raw::{Answer, TASK, answer, connect, delete, exchange};
use super::{builder, now};

async fn with(strike: Strike) -> Service {
    builder().plan(Plan::strikes([strike])).start().await
}

/// The answer of a service with this fault, and how it ended. Its gate, if any, is open.
async fn bytes_of(fault: Fault) -> (Vec<u8>, std::io::Result<usize>) {
    let service = with(fault.before()).await;
    exchange(&service.url(), &delete(TASK)).await
}

/// The answer of a service with this fault, which must end in good order.
async fn answer_of(fault: Fault) -> Answer {
    let (bytes, end) = bytes_of(fault).await;
    end.expect("an end in good order");
    let answer = Answer::parse(&bytes);
    assert!(answer.header("x-request-id").is_some());
    answer
}

fn announced(answer: &Answer) -> usize {
    answer.header("content-length").expect("a length").parse().expect("a number")
}

#[tokio::test]
async fn every_fault_strikes_before_or_after_the_deletion_and_says_so() {
    for fault in Fault::all(&Gate::open(), "http://127.0.0.1:1/") {
        for (strike, performed) in [(fault.clone().before(), false), (fault.clone().after(), true)]
        {
            let service = with(strike).await;
            // How this ends is up to the other tests.
            drop(exchange(&service.url(), &delete(TASK)).await);
            let [struck] = &service.struck()[..] else { panic!("one fault: {fault:?}") };
            assert_eq!((struck.name, struck.performed), (fault.name(), performed));
            assert_eq!(struck.target, TASK);
            assert_eq!(service.exists("instance-1", "task-1"), !performed, "{fault:?}");
            let status = if performed { 404 } else { 204 };
            assert_eq!(answer(&service.url(), &delete(TASK)).await.status, status, "{fault:?}");
            assert_eq!(service.deletions("instance-1", "task-1"), 1, "{fault:?}");
        }
    }
}

#[tokio::test]
async fn a_request_that_deletes_nothing_is_not_performed() {
    let service = with(Fault::Gateway(502).after()).await;
    answer(&service.url(), &delete("/v2/project-1/instances/instance-1/tasks/task-9")).await;
    assert!(!service.struck()[0].performed);
}

#[tokio::test]
async fn resets_come_where_they_should() {
    for (fault, sent) in [
        (Fault::ResetBeforeHead, ""),
        (Fault::ResetInHead, "HTTP/1.1 204 No Co"),
        (Fault::ResetAfterHead, "HTTP/1.1 500 "),
    ] {
        let name = fault.name();
        let (bytes, end) = bytes_of(fault).await;
        let end = end.expect_err("a reset").kind();
        assert_eq!(end, ErrorKind::ConnectionReset, "{name}");
        assert!(bytes.starts_with(sent.as_bytes()), "{name}");
        match name {
            "reset after the head" => assert!(bytes.ends_with(b"\r\n\r\n")),
            _ => assert_eq!(bytes.len(), sent.len(), "{name}"),
        }
    }
}

#[tokio::test]
async fn truncated_bodies_are_shorter_than_announced() {
    let short = answer_of(Fault::TruncatedBody).await;
    assert_eq!((short.status, short.body.len()), (500, 20));
    assert!(announced(&short) > 20);
    let chunks = answer_of(Fault::TruncatedChunks).await;
    assert_eq!(chunks.header("transfer-encoding"), Some("chunked"));
    assert_eq!(chunks.body, b"e\r\n{\"error_code\":\r\nb\r\n\"DCS");
}

#[tokio::test]
async fn slow_bytes_come_when_the_test_releases_them() {
    for head in [true, false] {
        let gate = Gate::shut();
        let fault = if head { Fault::HeaderDrip } else { Fault::SlowBody };
        let service = with(fault(gate.clone()).after()).await;
        let mut stream = connect(&service.url(), &delete(TASK)).await;
        if !head {
            let mut seen = Vec::new();
            while !seen.ends_with(b"\r\n\r\n") {
                seen.push(stream.read_u8().await.expect("the head is not held back"));
            }
        }
        let first: &[u8; 5] = if head { b"HTTP/" } else { b"{\"err" };
        for expected in first {
            assert_eq!(
                stream.try_read(&mut [0]).expect_err("held back").kind(),
                ErrorKind::WouldBlock
            );
            gate.release(1);
            assert_eq!(stream.read_u8().await.expect("one byte"), *expected);
        }
        gate.release_all();
        stream.shutdown().await.expect("no more is sent");
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).await.expect("the rest");
        assert!(rest.ends_with(if head { b"\r\n\r\n" } else { b"}" }));
    }
}

#[tokio::test]
async fn no_answer_comes_until_the_client_hangs_up() {
    let service = with(Fault::NeverAnswers.before()).await;
    let mut stream = connect(&service.url(), &delete(TASK)).await;
    // Another connection is served meanwhile.
    assert_eq!(answer(&service.url(), &delete(TASK)).await.status, 204);
    assert_eq!(stream.try_read(&mut [0]).expect_err("no answer").kind(), ErrorKind::WouldBlock);
    stream.shutdown().await.expect("the client hangs up");
    assert_eq!(stream.read(&mut [0]).await.expect("the end"), 0);
}

#[tokio::test]
async fn a_client_that_hangs_up_ends_a_slow_answer() {
    let service = with(Fault::SlowBody(Gate::shut()).before()).await;
    let (bytes, _) = exchange(&service.url(), &delete(TASK)).await;
    assert!(Answer::parse(&bytes).body.is_empty());
}

#[tokio::test]
async fn garbage_is_not_http() {
    let (bytes, end) = bytes_of(Fault::Garbage).await;
    end.expect("the end");
    assert!(!bytes.is_empty() && !bytes.starts_with(b"HTTP"));
}

#[tokio::test]
async fn a_huge_body_is_sent_to_the_last_byte() {
    let service = with(Fault::HugeBody.before()).await;
    let mut stream = connect(&service.url(), &delete(TASK)).await;
    stream.shutdown().await.expect("no more is sent");
    let (mut block, mut length, mut head) = (vec![0; 1 << 20], 0, None);
    loop {
        let read = stream.read(&mut block).await.expect("more");
        if read == 0 {
            break;
        }
        head.get_or_insert_with(|| Answer::parse(&block[..read]));
        length += u64::try_from(read).expect("a block");
    }
    let head = head.expect("a head");
    assert_eq!((head.status, announced(&head) as u64), (500, HUGE));
    assert!((HUGE..HUGE + 1_000).contains(&length), "{length}");
}

#[tokio::test]
async fn answers_of_others_on_the_way_have_their_shapes() {
    for status in [502, 503, 504] {
        let html = answer_of(Fault::Html(status)).await;
        assert_eq!((html.status, html.header("content-type")), (status, Some("text/html")));
        assert!(html.body.starts_with(b"<html>"));
        let gateway = answer_of(Fault::Gateway(status)).await;
        assert_eq!((gateway.status, gateway.code().as_str()), (status, "APIGW.0201"));
        assert_eq!(gateway.json()["request_id"].as_str(), gateway.header("x-request-id"));
    }
    for status in [302, 307] {
        let redirect = answer_of(Fault::Redirect(status, "http://other.example/".to_owned())).await;
        let location = redirect.header("location");
        assert_eq!((redirect.status, location), (status, Some("http://other.example/")));
    }
    let timeout = answer_of(Fault::RequestTimeout).await;
    assert_eq!((timeout.status, timeout.header("connection")), (408, Some("close")));
}

#[tokio::test]
async fn throttling_says_how_long_to_wait() {
    for (after, header) in [
        (RetryAfter::Absent, None),
        (RetryAfter::Seconds(7), Some("7")),
        (RetryAfter::Date(now()), Some("Fri, 15 Nov 2019 03:36:55 GMT")),
    ] {
        let throttled = answer_of(Fault::Throttled(after)).await;
        assert_eq!((throttled.status, throttled.header("retry-after")), (429, header));
        assert_eq!(throttled.code(), "APIGW.0308");
    }
}

#[tokio::test]
async fn a_bomb_is_small_and_says_that_it_is_compressed() {
    let bomb = answer_of(Fault::CompressedBomb).await;
    assert_eq!((bomb.status, bomb.header("content-encoding")), (500, Some("gzip")));
    assert_eq!((bomb.body.len(), announced(&bomb)), (4_098, 4_098));
    // The magic number of gzip first, and the length of what is inside last.
    assert!(bomb.body.starts_with(b"\x1f\x8b\x08"));
    let length: [u8; 4] = bomb.body[4_094..].try_into().expect("four bytes");
    assert_eq!(u32::from_le_bytes(length) as usize, tests::dcs::BOMB);
}

#[tokio::test]
async fn a_connection_is_closed_while_idle_when_the_test_says_so() {
    let gate = Gate::shut();
    let service = with(Fault::CloseIdle(gate.clone()).after()).await;
    let mut stream = connect(&service.url(), &delete(TASK)).await;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(stream.read_u8().await.expect("the whole answer"));
    }
    let head = Answer::parse(&head);
    assert_eq!((head.status, head.header("connection")), (204, None));
    assert_eq!(stream.try_read(&mut [0]).expect_err("open").kind(), ErrorKind::WouldBlock);
    gate.release(1);
    assert_eq!(stream.read(&mut [0]).await.expect("the end"), 0);
}

#[tokio::test]
async fn a_server_that_forgets_still_answers() {
    let server = Server::start([tests::server::Reply::status(204)]).await;
    server.forget();
    assert_eq!(answer(&server.url(), &delete(TASK)).await.status, 204);
    assert!(server.finish().await.requests.is_empty());
}
