//! The error bodies, against the schema of the document. The codes of the gateway are longer than
//! the document allows, as they are in the field, and nothing else of its bodies may differ.

use serde_json::json;
use tests::dcs::{Fault, RetryAfter, error_codes, gateway_error, service_error};
use tests::document::Document;
use tests::server::Server;

use super::raw::{answer, delete};

#[tokio::test]
async fn the_body_of_every_code_of_the_service_fits() {
    let document = Document::spec();
    let schema = document.schema("ErrorResponse");
    let codes: Vec<_> = error_codes().filter(|code| code.code.starts_with("DCS.")).collect();
    assert!(codes.len() > 30);
    let server =
        Server::start(codes.iter().map(|code| service_error(&code.code)).collect::<Vec<_>>());
    let server = server.await;
    for code in codes {
        let answer = answer(&server.url(), &delete("/")).await;
        assert_eq!(answer.status, code.status);
        assert_eq!(answer.code(), code.code);
        assert_eq!(answer.json()["error_msg"], code.meaning.as_str());
        assert_eq!(
            document.complaints(schema, &answer.json()),
            Vec::<String>::new(),
            "{}",
            code.code
        );
    }
}

#[tokio::test]
async fn the_bodies_of_the_gateway_fit_but_for_the_length_of_the_code() {
    let document = Document::spec();
    let schema = document.schema("ErrorResponse");
    let mut bodies = Vec::new();
    let codes = error_codes().filter(|code| code.code.starts_with("APIGW."));
    for code in codes {
        let reply = gateway_error(code.status, &code.code, &code.meaning, "request-1");
        let server = Server::start([reply]).await;
        bodies.push(answer(&server.url(), &delete("/")).await.json());
    }
    assert!(!bodies.is_empty());
    for fault in [Fault::Gateway(502), Fault::Throttled(RetryAfter::Absent)] {
        let service = super::builder().plan(tests::dcs::Plan::strikes([fault.before()]));
        bodies.push(answer(&service.start().await.url(), &delete("/")).await.json());
    }
    for body in bodies {
        let expected = format!("error_code: {} is too long", body["error_code"]);
        assert_eq!(document.complaints(schema, &body), [expected]);
    }
}

#[test]
fn the_check_notices_what_does_not_fit() {
    let document = Document::spec();
    let schema = document.schema("ErrorResponse");
    for (body, fits) in [
        (json!({}), true),
        (json!({ "error_code": "123456789", "error_ext_msg": null }), true),
        (json!({ "error_code": "1234567890" }), false),
        (json!({ "error_msg": null }), false),
        (json!({ "error_msg": "é".repeat(1024) }), true),
        (json!({ "error_msg": "é".repeat(1025) }), false),
        (json!({ "error_msg": 1 }), false),
        (json!([]), false),
    ] {
        assert_eq!(document.complaints(schema, &body).is_empty(), fits, "{body}");
    }
}
