//! Calls an operation.

use std::io::Write as _;

use futures_util::StreamExt as _;
use huaweicloud_dcs::generated::cli::{Answer, CliRequest, Input};
use huaweicloud_dcs::{Client, Success};
use tokio::runtime::Runtime;

use crate::args::Call;
use crate::exit::Exit;
use crate::subject::Kind;
use crate::{Stop, advice, answer, client, confirm, delete, dry_run, input, output, report, trace};

/// Runs the command of an operation.
pub(crate) fn run(call: &Call) -> Exit {
    if call.options.verbose {
        trace::start();
    }
    let result = input::check(call).and_then(|()| match call.subject.kind {
        Kind::DeletionOfMany => delete::run(call),
        Kind::Deletion | Kind::Other => once(call),
    });
    result.unwrap_or_else(|stop| {
        output::err(&report::stop(&stop, call.options.json));
        stop.exit
    })
}

/// Calls an operation once.
fn once(call: &Call) -> Result<Exit, Stop> {
    let body = input::body(call)?;
    if call.options.dry_run {
        return dry_run::run(call, &[None], body.as_deref());
    }
    let client = client::client(call)?;
    let request = request(call, &client, None, body.as_deref())?;
    let runtime = runtime()?;
    let confirmed = match call.subject.kind {
        Kind::Other => Ok(()),
        _ => confirm::confirm(&runtime, call.options.yes, call.question(&[])),
    };
    let exit = confirmed.map(|()| runtime.block_on(send(call, request)));
    // A question that nobody answers must not hold the end up.
    runtime.shutdown_background();
    exit
}

/// The request that the command line asks for.
pub(crate) fn request(
    call: &Call,
    client: &Client,
    target: Option<&str>,
    body: Option<&[u8]>,
) -> Result<CliRequest, Stop> {
    let input = Input { matches: &call.matches, target, body };
    let request = call.operation.request(client, &input);
    request.map_err(|reason| Stop::usage(reason, call.subject.help()))
}

/// One thread is enough for what waits for the network.
pub(crate) fn runtime() -> Result<Runtime, Stop> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
        Stop::usage(format!("the system gives no resources: {error}"), "free some, and try again")
    })
}

async fn send(call: &Call, request: CliRequest) -> Exit {
    match request.send().await {
        Ok(success) => show(call, success).await,
        Err(error) => {
            output::err(&match call.options.json {
                true => report::failure_json(&call.subject, &error),
                false => report::failure(&call.subject, None, &error),
            });
            advice::exit(&error)
        }
    }
}

/// Prints the answer.
async fn show(call: &Call, success: Success<Answer>) -> Exit {
    let json = call.options.json;
    let done = report::done(&call.subject, &success, json);
    match success.into_inner() {
        Answer::Empty { .. } => output::out(&done),
        Answer::Json(value) if json => output::out(&answer::json(&value)),
        Answer::Json(value) => output::out(&answer::text(&value)),
        Answer::NotJson(reason) => return lost(call, &reason),
        Answer::Stream(stream) => {
            let mut chunks = stream.into_inner();
            while let Some(chunk) = chunks.next().await {
                match chunk {
                    // Nobody reads the output any more, so the rest is of no use.
                    Ok(chunk) if std::io::stdout().write_all(&chunk).is_err() => break,
                    Ok(_) => {}
                    Err(error) => return lost(call, &error.without_url().to_string()),
                }
            }
            let _ = std::io::stdout().flush();
        }
    }
    Exit::Done
}

/// Reports an answer that did not come whole.
fn lost(call: &Call, reason: &str) -> Exit {
    let message =
        format!("{} succeeded, but its answer is incomplete: {reason}", call.subject.name);
    let next = match call.subject.changes() {
        true => "do not send it again before you know what it has changed",
        false => "try again",
    };
    let stop = Stop { exit: Exit::Unreachable, message, next: Some(next.to_owned()) };
    output::err(&report::stop(&stop, call.options.json));
    stop.exit
}
