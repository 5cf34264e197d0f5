//! JSON objects that decode to the typed error: what the document does not know is kept in `extra`.

use serde_json::{Value, json};
use tests::server::Reply;

use super::typed;

/// What the typed error of this body holds, as JSON.
async fn decoded(body: &str) -> Value {
    let error = typed(Reply::json(403, body)).await;
    assert_eq!(error.status(), 403, "{body}");
    serde_json::to_value(error.into_inner()).expect("an error can be written as JSON")
}

#[tokio::test]
async fn objects_of_another_shape_are_kept_field_by_field() {
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
        assert_eq!(decoded(&body.to_string()).await, body);
    }
}

#[tokio::test]
async fn fields_of_another_shape_can_be_read() {
    let body = r#"{"error":{"code":"APIGW.0106","message":"orchestration error"}}"#;
    let error = typed(Reply::json(400, body)).await;
    assert_eq!(error.error_code, None);
    assert_eq!(error.extra["error"]["code"], "APIGW.0106");

    let body = r#"{"error_code":"DCS.2003","encoded_authorization_message":"c2VjcmV0"}"#;
    let error = typed(Reply::json(403, body)).await;
    assert_eq!(error.error_code.as_deref(), Some("DCS.2003"));
    assert_eq!(error.extra["encoded_authorization_message"], "c2VjcmV0");
}

#[tokio::test]
async fn null_fields_are_as_good_as_absent_ones() {
    let body = r#"{"error_code":null,"error_msg":null,"error_ext_msg":null}"#;
    let error = typed(Reply::json(500, body)).await;
    assert_eq!(error.error_code, None);
    assert_eq!(error.error_msg, None);
    assert_eq!(error.error_ext_msg, None);
    assert!(error.extra.is_empty());
}
