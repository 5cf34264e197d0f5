//! What the body of an error says, in all the forms in which services and gateways say it.

use serde_json::{Map, Value};

/// The parts of an error's body that are known by some name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Details {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) ext_message: Option<String>,
    pub(crate) encoded_authorization_message: Option<String>,
}

const CODES: [&str; 3] = ["error_code", "errorCode", "code"];
const MESSAGES: [&str; 3] = ["error_msg", "errorMsg", "message"];

impl Details {
    /// Reads a body: JSON of the service (`error_code`, `error_msg`), of older services
    /// (`errorCode`, `errorMsg`), of the gateway (`code`, `message`), any of them one level down,
    /// or text. HTML says nothing that is worth repeating.
    pub(crate) fn of(body: &[u8]) -> Self {
        let body = without_mark(body);
        match serde_json::from_slice::<Value>(body) {
            Ok(Value::Object(object)) => Self::of_object(&object),
            Ok(Value::String(text)) => Self { message: Some(text), ..Self::default() },
            Ok(_) => Self::default(),
            Err(_) => Self { message: text(body), ..Self::default() },
        }
    }

    fn of_object(object: &Map<String, Value>) -> Self {
        let own = Self::direct(object);
        if own.code.is_some() || own.message.is_some() {
            return own;
        }
        let inner = object.values().filter_map(Value::as_object).map(Self::direct);
        inner.into_iter().find(|inner| inner.code.is_some() || inner.message.is_some()).map_or(
            own.clone(),
            |inner| Self {
                ext_message: inner.ext_message.or(own.ext_message),
                encoded_authorization_message: inner
                    .encoded_authorization_message
                    .or(own.encoded_authorization_message),
                ..inner
            },
        )
    }

    fn direct(object: &Map<String, Value>) -> Self {
        let first = |names: &[&str]| names.iter().find_map(|name| scalar(object.get(*name)?));
        Self {
            code: first(&CODES),
            message: first(&MESSAGES),
            ext_message: first(&["error_ext_msg", "errorExtMsg"]),
            encoded_authorization_message: first(&["encoded_authorization_message"]),
        }
    }
}

/// The body without a byte order mark. Some gateways put one in front, which JSON has no place for.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
}

/// Text, or a number as text: some gateways send a code as one.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// Plain text, trimmed; nothing where it is not UTF-8, or markup.
fn text(body: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(body).ok()?.trim();
    (!text.is_empty() && !text.starts_with(['<', '{', '['])).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn details(body: &str) -> (Option<String>, Option<String>) {
        let details = Details::of(body.as_bytes());
        (details.code, details.message)
    }

    fn both(code: &str, message: &str) -> (Option<String>, Option<String>) {
        (Some(code.to_owned()), Some(message.to_owned()))
    }

    #[test]
    fn every_known_shape_of_an_error_gives_code_and_message() {
        for body in [
            r#"{"error_code": "C.1", "error_msg": "m"}"#,
            r#"{"errorCode": "C.1", "errorMsg": "m"}"#,
            r#"{"code": "C.1", "message": "m"}"#,
            r#"{"error": {"code": "C.1", "message": "m"}}"#,
            r#"{"error": {"error_code": "C.1", "error_msg": "m"}}"#,
            r#"{"request_id": "r", "fault": {"errorCode": "C.1", "errorMsg": "m"}}"#,
        ] {
            assert_eq!(details(body), both("C.1", "m"), "{body}");
        }
        assert_eq!(details(r#"{"error": {"code": 401, "message": "m"}}"#), both("401", "m"));
        assert_eq!(details(" upstream is gone \n"), (None, Some("upstream is gone".to_owned())));
        let marked = "\u{feff}{\"error_code\": \"C.1\", \"error_msg\": \"m\"}";
        assert_eq!(details(marked), both("C.1", "m"), "a byte order mark");
        for body in
            ["", "\u{feff}", "<html>no</html>", "[1]", "{", "null", r#"{"error_code": null}"#]
        {
            assert_eq!(details(body), (None, None), "{body}");
        }
    }

    #[test]
    fn the_rest_of_an_error_is_found_on_either_level() {
        let body = r#"{"encoded_authorization_message": "e", "error": {"code": "C", "error_ext_msg": "x"}}"#;
        let details = Details::of(body.as_bytes());
        assert_eq!(details.encoded_authorization_message.as_deref(), Some("e"));
        assert_eq!(details.ext_message.as_deref(), Some("x"));
    }
}
