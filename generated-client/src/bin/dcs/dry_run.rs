//! Requests as curl commands, without their secrets.

use huaweicloud_dcs::Error;
use huaweicloud_dcs::reqwest::{Method, Request};
use serde_json::{Map, Value, json};

use crate::args::Call;
use crate::text::{causes, visible};
use crate::{Stop, advice, answer, call, client, exit::Exit, output};

/// The text in the place of a secret.
const MASK: &str = "***";

/// Prints the request for each target.
pub(crate) fn run(
    call: &Call,
    targets: &[Option<&str>],
    body: Option<&[u8]>,
) -> Result<Exit, Stop> {
    let client = client::offline(call)?;
    let runtime = call::runtime()?;
    let file = call.body.as_ref().map(|path| path.to_string_lossy());
    for target in targets {
        let request = call::request(call, &client, *target, body)?;
        match runtime.block_on(request.prepare()) {
            Ok(request) if call.options.json => output::out(&answer::json(&object(&request))),
            Ok(request) => output::out(&curl(&request, file.as_deref())),
            Err(error) => return Err(cannot(call, *target, &error)),
        }
    }
    Ok(Exit::Done)
}

fn cannot(call: &Call, target: Option<&str>, error: &Error) -> Stop {
    let causes = match causes(error).as_str() {
        "" => String::new(),
        causes => format!(": {causes}"),
    };
    let of = target.map(|target| format!(" for {} {}", call.subject.noun, visible(target)));
    let of = of.unwrap_or_default();
    let message = format!("the request{of} cannot be made: {error}{causes}");
    let hint = "; a dry run does not ask IAM for the project";
    Stop::usage(message, format!("{}{hint}", advice::next(&call.subject, error)))
}

fn headers(request: &Request) -> Vec<(String, String)> {
    let mut headers: Vec<_> = request
        .headers()
        .iter()
        .map(|(name, value)| {
            let text = String::from_utf8_lossy(value.as_bytes());
            let text = if value.is_sensitive() { masked(&text) } else { text.into_owned() };
            (name.as_str().to_owned(), text)
        })
        .collect();
    headers.sort();
    headers
}

/// Masks a secret. A signature keeps its scheme and the names of the headers that it covers; any
/// other secret is masked as a whole.
fn masked(text: &str) -> String {
    let Some((scheme, parts)) =
        text.split_once(' ').filter(|(scheme, _)| scheme.starts_with("SDK-"))
    else {
        return MASK.to_owned();
    };
    let parts = parts.split(", ").map(|part| match part.split_once('=') {
        Some(("SignedHeaders", _)) => part.to_owned(),
        Some((name, _)) => format!("{name}={MASK}"),
        None => MASK.to_owned(),
    });
    format!("{scheme} {}", parts.collect::<Vec<_>>().join(", "))
}

/// Returns the command. `file` is the source of a body that is not text.
fn curl(request: &Request, file: Option<&str>) -> String {
    let method = match *request.method() {
        // Otherwise curl waits for a body that never comes.
        Method::HEAD => "--head".to_owned(),
        ref method => format!("--request {method}"),
    };
    let mut out = format!("curl {method} {}", quoted(request.url().as_str()));
    for (name, value) in headers(request) {
        out.push_str(&format!(" \\\n  --header {}", quoted(&format!("{name}: {value}"))));
    }
    if let Some(body) = body(request) {
        out.push_str(" \\\n  ");
        out.push_str(&match plain(body) {
            Some(text) => format!("--data-raw {}", quoted(text)),
            None => {
                format!("--data-binary {}", quoted(&format!("@{}", file.unwrap_or("-"))))
            }
        });
    }
    out + "\n"
}

fn body(request: &Request) -> Option<&[u8]> {
    request.body().and_then(|body| body.as_bytes())
}

/// The bytes as text, if a terminal shows them as they are.
fn plain(bytes: &[u8]) -> Option<&str> {
    std::str::from_utf8(bytes).ok().filter(|text| visible(text) == *text)
}

/// The text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

fn object(request: &Request) -> Value {
    let headers: Map<String, Value> =
        headers(request).into_iter().map(|(name, value)| (name, value.into())).collect();
    let mut out = json!({
        "method": request.method().as_str(),
        "url": request.url().as_str(),
        "headers": headers,
    });
    if let Some(body) = body(request) {
        let text = || Value::from(String::from_utf8_lossy(body));
        out["body"] = serde_json::from_slice(body).unwrap_or_else(|_| text());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_secret_nothing_is_left() {
        assert_eq!(masked("t0ken"), "***");
        assert_eq!(masked("Basic dXNlcjpwYXNz"), "***");
        assert_eq!(
            masked("SDK-HMAC-SHA256 Access=AK, SignedHeaders=host;x-sdk-date, Signature=0f"),
            "SDK-HMAC-SHA256 Access=***, SignedHeaders=host;x-sdk-date, Signature=***"
        );
        assert_eq!(masked("SDK-HMAC-SHA256 odd"), "SDK-HMAC-SHA256 ***");
    }

    fn request(method: Method, body: &[u8]) -> Request {
        let mut request = Request::new(method, "http://service/v2".parse().expect("a URL"));
        *request.body_mut() = Some(body.to_vec().into());
        request
    }

    #[test]
    fn a_body_is_a_part_of_the_command() {
        let post = |body: &[u8]| curl(&request(Method::POST, body), Some("a file"));
        let start = "curl --request POST 'http://service/v2' \\\n  ";
        assert_eq!(post(b"{\"a\":\"'\"}"), format!("{start}--data-raw '{{\"a\":\"'\\''\"}}'\n"));
        assert_eq!(post(b"\xff"), format!("{start}--data-binary '@a file'\n"));
        assert_eq!(post(b"a\x1b"), format!("{start}--data-binary '@a file'\n"));
        assert_eq!(object(&request(Method::POST, b"{\"a\":1}"))["body"]["a"], 1);
        assert_eq!(object(&request(Method::POST, b"a=1"))["body"], "a=1");
        assert!(curl(&request(Method::HEAD, b""), None).starts_with("curl --head '"));
    }

    #[test]
    fn a_shell_takes_it_as_one_word() {
        assert_eq!(quoted("a'b $c"), r"'a'\''b $c'");
    }
}
