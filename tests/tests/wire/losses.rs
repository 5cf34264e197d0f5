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
async fn null_fields_are_as_good_as_absent_ones() {
    let body = r#"{"error_code":null,"error_msg":null,"error_ext_msg":null}"#;
    let error = refused(Reply::json(500, body)).await;
    assert_eq!(error.code(), None);
    assert_eq!(error.message(), None);
    assert_eq!(error.ext_message(), None);
}
