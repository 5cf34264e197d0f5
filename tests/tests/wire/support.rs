//! The helper functions of generated clients, called directly where the types of this client let no
//! test reach them: its IDs refuse what `path_segment` refuses, and its success has no body.

use bytes::Bytes;
use progenitor_client::Error;
use serde_json::Value;

/// The very file that codegen copies from, not a copy of it.
#[rustfmt::skip]
#[expect(dead_code, reason = "the base URL has its tests where clients are generated")]
#[path = "../../../codegen/templates/support.rs"]
mod template;

use self::template::{documented_error, path_segment, success, undocumented};

fn response(status: u16, body: &'static str) -> reqwest::Response {
    let response = http::Response::builder().status(status).header("x-request-id", "r");
    response.body(Bytes::from(body)).expect("a response").into()
}

#[test]
fn a_value_that_a_url_resolves_to_another_path_is_no_segment() {
    for (value, why) in [
        ("", "task_id is empty, so the path would lose a segment"),
        (".", "task_id is `.`, which a URL resolves to another path"),
        ("..", "task_id is `..`, which a URL resolves to another path"),
    ] {
        assert_eq!(path_segment("task_id", value.to_owned()), Err(why.to_owned()));
    }
}

#[test]
fn a_segment_survives_the_parser_of_urls() {
    for (value, encoded) in [
        ("AZaz09-_.~", "AZaz09-_.~"),
        ("...", "..."),
        ("%2e%2e", "%252e%252e"),
        ("a/b", "a%2Fb"),
        (r"..\", "..%5C"),
        ("a b+c", "a%20b%2Bc"),
        ("?#;:@&=", "%3F%23%3B%3A%40%26%3D"),
        ("\r\n\t\0\u{7f}", "%0D%0A%09%00%7F"),
        ("é任\u{10ffff}", "%C3%A9%E4%BB%BB%F4%8F%BF%BF"),
    ] {
        assert_eq!(path_segment("id", value.to_owned()).as_deref(), Ok(encoded), "{value:?}");
        let url = format!("http://127.0.0.1/v2/{encoded}/tasks");
        let url = reqwest::Url::parse(&url).expect("a URL");
        assert_eq!(url.path(), format!("/v2/{encoded}/tasks"), "{value:?}");
    }
}

#[tokio::test]
async fn a_success_is_decoded_and_an_empty_body_is_null() {
    let value = success::<Value, ()>(response(200, r#"{"a":1}"#)).await.expect("success");
    assert_eq!(value["a"], 1);
    assert_eq!(value.status(), 200);
    assert_eq!(value.headers()["x-request-id"], "r");
    let value = success::<Value, ()>(response(200, "")).await.expect("success");
    assert_eq!(*value, Value::Null);
}

#[tokio::test]
async fn a_success_that_does_not_decode_keeps_status_headers_and_body() {
    let outcome = success::<Vec<u8>, ()>(response(200, "<h1>")).await;
    let Err(Error::UnexpectedResponse(response)) = outcome else {
        panic!("HTML is no list");
    };
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["x-request-id"], "r");
    assert_eq!(response.bytes().await.expect("a body"), "<h1>");
}

#[tokio::test]
async fn a_success_may_be_larger_than_an_error() {
    let body = format!("\"{}\"", "s".repeat(3 << 20));
    let large = http::Response::new(Bytes::from(body.clone())).into();
    let value = success::<Value, ()>(large).await.expect("success");
    assert_eq!(value.as_str().map(str::len), Some(body.len() - 2));
}

#[tokio::test]
async fn only_statuses_from_400_to_599_are_decoded_as_errors() {
    for status in [199, 200, 204, 302, 399, 600, 999] {
        let error = undocumented::<Value>(response(status, "{}")).await;
        assert!(matches!(error, Error::UnexpectedResponse(_)), "{status}");
    }
    for status in [400, 499, 500, 599] {
        let error = undocumented::<Value>(response(status, "{}")).await;
        assert!(matches!(error, Error::ErrorResponse(_)), "{status}");
    }
    let error = documented_error::<Value>(response(200, "{}")).await;
    assert!(matches!(error, Error::ErrorResponse(_)));
}
