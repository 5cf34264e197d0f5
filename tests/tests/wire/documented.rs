//! The statuses that the document lists, with the answers that it gives as examples.

use serde_json::Value;
use tests::server::Reply;

use super::{code, outcome_of, parts, refused};

/// The only path of the document.
const OPERATION: &str = "/v2/{project_id}/instances/{instance_id}/tasks/{task_id}";

/// Each documented error's status and examples.
fn documented_errors() -> Vec<(u16, Value)> {
    let text = include_str!("../../../spec/openapi.yaml");
    let document: Value = serde_yaml::from_str(text).expect("the document is YAML");
    let responses = document["paths"][OPERATION]["delete"]["responses"]
        .as_object()
        .expect("the operation has responses");
    let mut errors = Vec::new();
    for (status, response) in responses.iter().filter(|(status, _)| *status != "204") {
        let target = response["$ref"].as_str().expect("a reference");
        let response = document.pointer(&target[1..]).expect("its target");
        let examples =
            response["content"]["application/json"]["examples"].as_object().expect("examples");
        for example in examples.values() {
            let status = status.parse().expect("a status");
            errors.push((status, example["value"].clone()));
        }
    }
    errors
}

#[tokio::test]
async fn a_204_is_success_with_its_status_and_headers() {
    let reply = Reply::status(204).header("X-Request-Id", "request-204");
    let deleted = outcome_of(reply).await.expect("204 is success");
    assert_eq!(deleted.status(), 204);
    assert_eq!(deleted.headers()["x-request-id"], "request-204");
    assert_eq!(deleted.request_id(), Some("request-204"));
    assert!(!deleted.is_presumed());
}

#[tokio::test]
async fn each_example_of_the_document_comes_back_field_by_field() {
    let errors = documented_errors();
    let mut statuses: Vec<_> = errors.iter().map(|(status, _)| *status).collect();
    statuses.dedup();
    assert_eq!(statuses, [400, 401, 403, 404, 500]);
    for (status, example) in errors {
        let reply =
            Reply::json(status, example.to_string()).header("X-Request-Id", "request-from-spec");
        let error = refused(reply).await;
        let (got, headers, body) = parts(&error);
        assert_eq!(got, status);
        assert_eq!(body, example.to_string().as_bytes());
        assert_eq!(code(&error).as_deref(), example["error_code"].as_str(), "{status}");
        assert_eq!(error.message(), example["error_msg"].as_str(), "{status}");
        assert_eq!(error.ext_message(), example["error_ext_msg"].as_str(), "{status}");
        assert!(error.code().is_some() && error.message().is_some(), "{status}");
        assert_eq!(headers["x-request-id"], "request-from-spec");
        assert_eq!(headers["content-type"], "application/json");
    }
}

#[tokio::test]
async fn a_404_keeps_status_code_and_message() {
    let body = r#"{"error_code":"DCS.3022","error_msg":"gone","error_ext_msg":"really"}"#;
    let error = refused(Reply::json(404, body)).await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(404));
    assert_eq!(code(&error).as_deref(), Some("DCS.3022"));
    assert_eq!(error.message(), Some("gone"));
    assert_eq!(error.ext_message(), Some("really"));
}

#[tokio::test]
async fn the_status_of_each_documented_error_can_be_asked_of_the_error() {
    for (status, example) in documented_errors() {
        let outcome = outcome_of(Reply::json(status, example.to_string())).await;
        let error = outcome.expect_err("an error status");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
        let text = error.to_string();
        let code = example["error_code"].as_str().expect("a code");
        let status = status.to_string();
        assert!(text.contains(code) && text.contains(&status), "{text}");
    }
}

#[tokio::test]
async fn a_gateway_code_longer_than_documented_is_still_typed() {
    let body =
        r#"{"error_code":"APIGW.0301","error_msg":"Incorrect IAM authentication information"}"#;
    let error = refused(Reply::json(401, body)).await;
    assert_eq!(error.status().map(|status| status.as_u16()), Some(401));
    assert_eq!(code(&error).as_deref(), Some("APIGW.0301"));
    let message = Some("Incorrect IAM authentication information");
    assert_eq!(error.message(), message);
    assert_eq!(error.ext_message(), None);
}

#[tokio::test]
async fn texts_longer_than_documented_are_kept_whole() {
    let (message, more) = ("m".repeat(2_000), "é".repeat(2_000));
    let body = serde_json::json!({ "error_code": "DCS.5000", "error_msg": message,
        "error_ext_msg": more });
    let error = refused(Reply::json(500, body.to_string())).await;
    assert_eq!(error.message(), Some(message.as_str()));
    assert_eq!(error.ext_message(), Some(more.as_str()));
}
