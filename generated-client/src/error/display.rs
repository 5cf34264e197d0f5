//! What an error says.

use std::fmt;

use super::{Error, ErrorKind, Response};

/// How much of a message `Display` shows, in characters.
const SHOWN: usize = 300;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &*self.inner;
        match (&inner.response, inner.kind) {
            (Some(response), ErrorKind::Response) => fmt_response(response, f)?,
            (Some(response), ErrorKind::Decode) => {
                let status = response.status.as_u16();
                write!(f, "the service answered {status} with a body that cannot be used")?;
            }
            (_, ErrorKind::Request) => f.write_str("the request cannot be made")?,
            (_, ErrorKind::Credentials) => f.write_str("there are no usable credentials")?,
            (_, ErrorKind::Project) => f.write_str("the project is not known")?,
            (_, ErrorKind::Connect) => f.write_str("no connection to the service")?,
            (_, ErrorKind::Timeout) => f.write_str("the service did not answer in time")?,
            (_, _) => f.write_str("the connection to the service broke off")?,
        }
        if let Some(reason) = &inner.reason {
            write!(f, ": {reason}")?;
        }
        if let Some(id) = self.request_id() {
            write!(f, ", request {}", Shown(id))?;
        }
        if inner.attempts > 1 {
            write!(f, ", after {} attempts", inner.attempts)?;
        }
        Ok(())
    }
}

fn fmt_response(response: &Response, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "the service answered {}", response.status.as_u16())?;
    if let Some(code) = response.code() {
        write!(f, " {}", Shown(code.as_str()))?;
        if let Some(meaning) = code.meaning() {
            write!(f, " ({meaning})")?;
        }
    }
    if let Some(message) = &response.details.message {
        write!(f, ": {}", Shown(message))?;
    }
    Ok(())
}

/// Text of the service on one line of bounded length.
pub(super) struct Shown<'a>(pub(super) &'a str);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write as _;
        for (index, c) in self.0.chars().enumerate() {
            match c {
                _ if index == SHOWN => return f.write_char('…'),
                c if breaks_line(c) => f.write_char(' ')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

/// Control characters, separators of lines, and what changes the direction of text.
fn breaks_line(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
        )
}

impl fmt::Debug for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

/// Status, code, message, request ID and attempts. Headers and body stay out of it: what they
/// hold is the service's, and may be anything.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.inner.kind)
            .field("status", &self.status().map(|status| status.as_u16()))
            .field("code", &self.code().as_ref().map(|code| Shown(code.as_str())))
            .field("message", &self.message().map(Shown))
            .field("request_id", &self.request_id().map(Shown))
            .field("attempts", &self.inner.attempts)
            .field("reason", &self.inner.reason)
            .field("source", &self.inner.source)
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn a_key_in_a_body_that_does_not_decode_stays_on_the_line() {
        let body = format!(r#"{{"a\n\u001b[2J{}": "x"}}"#, "k".repeat(2 * SHOWN));
        let mut json = serde_json::Deserializer::from_str(&body);
        let found: Result<BTreeMap<String, u8>, _> = serde_path_to_error::deserialize(&mut json);
        let (status, headers) = (reqwest::StatusCode::OK, reqwest::header::HeaderMap::new());
        let response = Response::of_success(status, headers, body.into());
        let text = Error::decode(&found.expect_err("no number"), response, 1).to_string();
        assert!(text.contains("at `a  [2Jkk") && !text.contains(char::is_control), "{text:?}");
        assert!(text.chars().count() < 2 * SHOWN, "{text}");
    }
}
