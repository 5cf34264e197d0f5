//! The generated code as its callers see it: a change shows up as a diff of a snapshot. The code
//! itself is checked in, and `drift.rs` holds it against the document.

#![expect(clippy::expect_used, reason = "helpers of tests are outside of `#[test]` functions")]

use std::fmt::Write as _;

use huaweicloud_dcs::ErrorResponse;
use tests::api;
use tests::sources::generated;

/// Everything that a program can name, one item a line.
#[test]
fn public_api() {
    insta::assert_snapshot!(api::list(&generated()).expect("Rust"));
}

/// Bodies of an error, and what the generated type makes of each and writes back.
#[test]
fn error_response() {
    let bodies: &[(&str, String)] = &[
        ("all fields", text(&["DCS.4070", "more", "message"])),
        ("no field", "{}".to_owned()),
        ("null fields", r#"{"error_code":null,"error_ext_msg":null,"error_msg":null}"#.to_owned()),
        ("empty texts", text(&["", "", ""])),
        ("a field alone", r#"{"error_msg":"message"}"#.to_owned()),
        ("a code of 10 characters", text(&["APIGW.0301", "", ""])),
        ("texts of 1025 characters", text(&["c", &"e".repeat(1025), &"m".repeat(1025)])),
        (
            "unknown fields",
            r#"{"error_code":"c","request_id":"r","more":{"list":[1,null]}}"#.to_owned(),
        ),
        ("another case", r#"{"Error_Code":"c"}"#.to_owned()),
        ("a number as code", r#"{"error_code":4070}"#.to_owned()),
        ("an object as message", r#"{"error_msg":{"en":"m"}}"#.to_owned()),
        ("a list as more", r#"{"error_ext_msg":["m"]}"#.to_owned()),
        ("a field twice", r#"{"error_code":"a","error_code":"b"}"#.to_owned()),
        ("a list", r#"["c","e","m"]"#.to_owned()),
        ("text", r#""DCS.4070""#.to_owned()),
        ("null", "null".to_owned()),
        ("nothing", String::new()),
        ("half of it", r#"{"error_code":"DCS"#.to_owned()),
    ];
    let mut table = String::new();
    for (what, body) in bodies {
        writeln!(table, "{what}: {}", short(body)).expect("text grows");
        match serde_json::from_str::<ErrorResponse>(body) {
            Ok(error) => {
                writeln!(table, "  is     {}", short(&format!("{error:?}"))).expect("text grows");
                let json = serde_json::to_string(&error).expect("JSON");
                writeln!(table, "  writes {}", short(&json)).expect("text grows");
            }
            Err(error) => writeln!(table, "  is no error response: {error}").expect("text grows"),
        }
    }
    insta::assert_snapshot!(table);
}

/// A body with these for code, extended message and message.
fn text(parts: &[&str; 3]) -> String {
    let [code, more, message] = parts;
    format!(r#"{{"error_code":"{code}","error_ext_msg":"{more}","error_msg":"{message}"}}"#)
}

/// The text with long runs of one letter counted.
fn short(text: &str) -> String {
    let mut out = text.to_owned();
    for letter in ["e", "m"] {
        out = out.replace(&letter.repeat(1025), &format!("{letter} × 1025"));
    }
    out
}
