//! Bodies that are not what the document promises. Status and body reach the caller every time.

use tests::server::Reply;

use super::{code, outcome_of, parts, raw, refused};

/// How much of an error's body the client keeps.
const LIMIT: usize = 1 << 20;

/// Both a status that the document lists and one that it does not.
const STATUSES: [u16; 2] = [500, 502];

#[tokio::test]
async fn a_body_that_is_not_the_documented_json_reaches_the_caller_as_it_came() {
    let bodies: &[(&str, &[u8])] = &[
        ("empty", b""),
        ("white space", b" \r\n"),
        ("text", b"upstream connect error"),
        ("html", b"<html><body><h1>502 Bad Gateway</h1></body></html>"),
        ("not UTF-8", b"\xff\xfe\x00broken\xc3\x28"),
        ("not UTF-8 inside of JSON", b"{\"error_msg\":\"caf\xe9\"}"),
        ("a byte order mark", b"\xef\xbb\xbf{\"error_msg\":\"m\"}"),
        ("half an escape", br#"{"error_msg":"\ud800"}"#),
        ("half of JSON", br#"{"error_code":"DCS.50"#),
        ("two documents", br#"{"error_code":"a"}{"error_code":"b"}"#),
        ("null", b"null"),
        ("number", b"500"),
        ("string", br#""DCS.5000""#),
        ("array", br#"["DCS.5000","a message",null]"#),
        ("array of errors", br#"[{"error_code":"DCS.5000"}]"#),
        ("empty array", b"[]"),
        ("code of a wrong type", br#"{"error_code":5000,"error_msg":"m"}"#),
        ("message of a wrong type", br#"{"error_code":"c","error_msg":{"en":"m"}}"#),
        ("more of a wrong type", br#"{"error_code":"c","error_ext_msg":["m"]}"#),
        ("documented key twice", br#"{"error_code":"a","error_code":"b"}"#),
        ("documented key twice, one null", br#"{"error_msg":null,"error_msg":"b"}"#),
    ];
    for (name, bytes) in bodies {
        for status in STATUSES {
            let (got, headers, body) = raw(Reply::json(status, *bytes)).await;
            assert_eq!(got, status, "{name}");
            assert_eq!(headers["content-type"], "application/json", "{name}");
            assert_eq!(&body[..], *bytes, "{name}, {status}");
        }
    }
}

#[tokio::test]
async fn the_content_type_does_not_decide() {
    for content_type in ["text/html", "application/octet-stream", "nonsense"] {
        let body = r#"{"error_code":"DCS.5000"}"#;
        let reply = Reply::body(500, body).header("Content-Type", content_type);
        let error = refused(reply).await;
        assert_eq!(code(&error).as_deref(), Some("DCS.5000"), "{content_type}");
    }
}

#[tokio::test]
async fn a_body_shorter_than_announced_keeps_what_arrived() {
    for status in STATUSES {
        let reply = Reply::body(status, r#"{"error_code":"DCS.5000"}"#).cut(16);
        let (got, headers, body) = raw(reply).await;
        assert_eq!(got, status);
        assert_eq!(headers["content-length"], "25");
        assert_eq!(body, br#"{"error_code":"D"#);
    }
}

#[tokio::test]
async fn a_whole_error_in_a_body_that_breaks_off_is_refused() {
    let reply = Reply::body(500, format!("{{\"error_code\":\"DCS.5000\"}}{}", " ".repeat(99)));
    let error = refused(reply.cut(30)).await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
    assert_eq!(code(&error).as_deref(), Some("DCS.5000"));
}

#[tokio::test]
async fn chunks_that_break_off_keep_what_arrived() {
    // On the wire: "6\r\nfirst-\r\n6\r\nsecond\r\n0\r\n\r\n".
    let chunks: [&[u8]; 2] = [b"first-", b"second"];
    for (cut, arrived) in [
        (0, ""),
        (2, ""),
        (3, ""),
        (6, "fir"),
        (11, "first-"),
        (20, "first-second"),
        (22, "first-second"),
    ] {
        for status in STATUSES {
            let (got, _, body) = raw(Reply::chunked(status, chunks).cut(cut)).await;
            assert_eq!(got, status);
            assert_eq!(body, arrived.as_bytes(), "cut at {cut}, {status}");
        }
    }
}

#[tokio::test]
async fn chunks_that_make_no_sense_keep_what_arrived() {
    let bytes = "HTTP/1.1 500 Oops\r\ntransfer-encoding: chunked\r\n\r\n4\r\nbody\r\nnonsense\r\n";
    let (status, _, body) = raw(Reply::raw(bytes)).await;
    assert_eq!(status, 500);
    assert_eq!(body, b"body");
}

#[tokio::test]
async fn chunks_that_arrive_whole_are_refused() {
    let chunks: [&[u8]; 2] = [br#"{"error_code":"#, br#""DCS.5000"}"#];
    let error = refused(Reply::chunked(500, chunks)).await;
    assert_eq!(code(&error).as_deref(), Some("DCS.5000"));
}

#[tokio::test]
async fn a_body_that_ends_with_the_connection_is_refused() {
    let reply = Reply::raw("HTTP/1.1 500 Oops\r\n\r\n{\"error_code\":\"DCS.5000\"}");
    let error = refused(reply).await;
    assert_eq!(code(&error).as_deref(), Some("DCS.5000"));
}

#[tokio::test]
async fn the_cause_of_a_body_that_broke_off_is_kept() {
    let error = refused(Reply::body(500, "0123456789").cut(4)).await;
    assert_eq!(error.body(), b"0123");
    let cause = std::error::Error::source(&error).expect("a cause");
    let cause = cause.downcast_ref::<reqwest::Error>().expect("a cause of reqwest");
    assert!(cause.is_body() || cause.is_decode(), "{cause:?}");
}

#[tokio::test]
async fn a_huge_body_is_cut_at_one_mebibyte_and_keeps_its_status() {
    for status in STATUSES {
        let (got, headers, body) = raw(Reply::body(status, vec![b'x'; 2 * LIMIT])).await;
        assert_eq!(got, status);
        assert_eq!(headers["content-length"], (2 * LIMIT).to_string());
        assert_eq!(body.len(), LIMIT);
        assert!(body.iter().all(|byte| *byte == b'x'));
    }
}

#[tokio::test]
async fn a_body_of_just_the_limit_is_kept_whole() {
    let (_, _, body) = raw(Reply::body(500, vec![b'x'; LIMIT])).await;
    assert_eq!(body.len(), LIMIT);
    let message = "m".repeat(LIMIT - br#"{"error_msg":""}"#.len());
    let error = refused(Reply::json(500, format!(r#"{{"error_msg":"{message}"}}"#))).await;
    assert_eq!(error.message(), Some(message.as_str()));
}

#[tokio::test]
async fn deep_nesting_does_not_exhaust_the_stack() {
    let depth = LIMIT / 8;
    let bodies = [
        "[".repeat(depth),
        r#"{"a":"#.repeat(depth),
        format!(r#"{{"error_code":"c","deep":{}{}}}"#, "[".repeat(depth), "]".repeat(depth)),
    ];
    for nested in bodies {
        for status in STATUSES {
            let (got, _, body) = raw(Reply::json(status, nested.clone())).await;
            assert_eq!(got, status);
            assert_eq!(body, nested.as_bytes());
        }
    }
}

#[tokio::test]
async fn an_error_with_a_body_can_be_shown() {
    let outcome = outcome_of(Reply::body(502, "<h1>no</h1>")).await;
    let error = outcome.expect_err("an error status");
    assert!(error.to_string().contains("502"), "{error}");
    let (_, _, body) = parts(&error);
    assert_eq!(body, b"<h1>no</h1>");
}
