//! JSON objects of any shape: the body reaches the caller to the byte, and code and message are
//! found where they are known to stand.

use serde_json::json;
use tests::server::Reply;

use super::{code, raw, refused};

#[tokio::test]
async fn objects_of_another_shape_are_kept_to_the_byte() {
    for body in [
        json!({}),
        json!({"errorCode": "IAM.0101", "errorMsg": "m"}),
        json!({"code": "APIGW.0106", "message": "m"}),
        json!({"error": {"code": "400", "message": "m", "title": "Bad Request"}}),
        json!({"error": {"error_code": "c", "error_msg": "m"}}),
        json!({"error_code": "c", "error_msg": "m", "request_id": "r"}),
        json!({"error_code": "c", "encoded_authorization_message": "x".repeat(9_000)}),
        json!({"Error_Code": "other case", "ERROR_MSG": "other case"}),
        json!({"error_code": "c", "extra": {"extra": 1}}),
        json!({"error_code": "", "error_msg": ""}),
        json!({"list": [1, -2, 0.5, true, null, "s", {}], "": "no name", "\u{0}": "\u{0}"}),
        json!({"largest": u64::MAX, "least": i64::MIN, "unknown": null}),
    ] {
        let body = body.to_string();
        let (status, _, kept) = raw(Reply::json(403, body.as_str())).await;
        assert_eq!(status, 403, "{body}");
        assert_eq!(kept, body.as_bytes());
    }
}

#[tokio::test]
async fn fields_of_another_shape_can_be_read() {
    let body = r#"{"error":{"code":"APIGW.0106","message":"orchestration error"}}"#;
    let error = refused(Reply::json(400, body)).await;
    assert_eq!(code(&error).as_deref(), Some("APIGW.0106"));
    assert_eq!(error.message(), Some("orchestration error"));

    let body = r#"{"errorCode":"IAM.0101","errorMsg":"m"}"#;
    let error = refused(Reply::json(401, body)).await;
    assert_eq!(code(&error).as_deref(), Some("IAM.0101"));
    assert_eq!(error.message(), Some("m"));

    let body = r#"{"error_code":"DCS.2003","encoded_authorization_message":"c2VjcmV0"}"#;
    let error = refused(Reply::json(403, body)).await;
    assert_eq!(code(&error).as_deref(), Some("DCS.2003"));
    assert_eq!(error.encoded_authorization_message(), Some("c2VjcmV0"));
}

#[tokio::test]
async fn an_error_is_one_line_of_bounded_length_whatever_the_service_says() {
    let text = "a\nb\u{1b}[2Jc\u{2028}d\u{202e}e\u{2066}f";
    let long = "x".repeat(100_000);
    let body = json!({"error_code": format!("{text}{long}"), "error_msg": format!("{text}{long}")});
    let reply = Reply::json(400, body.to_string()).header("X-Request-Id", &"r".repeat(1_000));
    let error = refused(reply).await;
    for shown in [error.to_string(), format!("{error:?}")] {
        assert!(shown.len() < 2_000, "{}", shown.len());
        assert!(!shown.contains(['\n', '\u{1b}', '\u{2028}', '\u{202e}', '\u{2066}']), "{shown:?}");
    }
}

#[tokio::test]
async fn an_empty_request_id_is_none() {
    let error = refused(Reply::status(400).header("X-Request-Id", "")).await;
    assert_eq!(
        (error.request_id(), error.to_string().as_str()),
        (None, "the service answered 400")
    );
    let reply = Reply::status(400).header("X-Request-Id", " ").header("X-IAM-Trace-Id", "t");
    assert_eq!(refused(reply).await.request_id(), Some("t"));
}

#[tokio::test]
async fn null_fields_are_as_good_as_absent_ones() {
    let body = r#"{"error_code":null,"error_msg":null,"error_ext_msg":null}"#;
    let error = refused(Reply::json(500, body)).await;
    assert_eq!(error.code(), None);
    assert_eq!(error.message(), None);
    assert_eq!(error.ext_message(), None);
}
