//! Requests as curl commands, without their secrets.

use huaweicloud_dcs::{Client, Error, TaskId};
use serde_json::{Map, Value, json};

use crate::args::Options;
use crate::text::causes;
use crate::{Stop, advice, client, delete, exit::Exit, output};

/// What stands in the place of a secret.
const MASK: &str = "***";

/// Prints the request of each task.
pub(crate) fn run(options: &Options, tasks: Vec<TaskId>) -> Result<Exit, Stop> {
    let client = client::offline(options)?;
    let runtime = delete::runtime()?;
    for task in tasks {
        let prepared = runtime.block_on(prepare(&client, options, &task));
        match prepared {
            Ok(request) if options.json => output::out(&format!("{}\n", object(&request))),
            Ok(request) => output::out(&curl(&request)),
            Err(error) => return Err(cannot(&task, &error)),
        }
    }
    Ok(Exit::Done)
}

fn cannot(task: &TaskId, error: &Error) -> Stop {
    let causes = match causes(error).as_str() {
        "" => String::new(),
        causes => format!(": {causes}"),
    };
    let message = format!("the request for task {} cannot be made: {error}{causes}", task.as_str());
    let hint = "; a dry run does not ask IAM for the project";
    Stop::usage(message, format!("{}{hint}", advice::next(error)))
}

async fn prepare(
    client: &Client,
    options: &Options,
    task: &TaskId,
) -> Result<reqwest::Request, Error> {
    let request = client.delete_background_task().instance_id(options.instance_id.clone());
    request.task_id(task.clone()).prepare().await
}

fn headers(request: &reqwest::Request) -> Vec<(String, String)> {
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

/// Of a signature the scheme and the names of the headers that it covers, of any other secret
/// nothing.
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

fn curl(request: &reqwest::Request) -> String {
    let mut out = format!("curl --request {} {}", request.method(), quoted(request.url().as_str()));
    for (name, value) in headers(request) {
        out.push_str(&format!(" \\\n  --header {}", quoted(&format!("{name}: {value}"))));
    }
    out + "\n"
}

/// The text as one word of a shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

fn object(request: &reqwest::Request) -> Value {
    let headers: Map<String, Value> =
        headers(request).into_iter().map(|(name, value)| (name, value.into())).collect();
    json!({"method": request.method().as_str(), "url": request.url().as_str(), "headers": headers})
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

    #[test]
    fn a_shell_takes_it_as_one_word() {
        assert_eq!(quoted("a'b $c"), r"'a'\''b $c'");
    }
}
