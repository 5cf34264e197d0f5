//! Deletes many things, several at once.

use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::future::{Either, ready, select};
use futures_util::stream::{self, StreamExt as _};
use huaweicloud_dcs::generated::cli::Answer;
use huaweicloud_dcs::{Client, Success};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::Value;

use crate::args::Call;
use crate::exit::Exit;
use crate::own::Options;
use crate::report::{self, Outcome};
use crate::{Stop, advice, call, client, confirm, dry_run, input, output, targets};

/// Runs the command.
pub(crate) fn run(call: &Call) -> Result<Exit, Stop> {
    let check = |text: &str| call.operation.check_target(text);
    let targets = targets::read(&call.targets, std::io::stdin().lock(), &call.subject, check)?;
    let body = input::body(call)?;
    if call.options.dry_run {
        let targets: Vec<_> = targets.iter().map(|target| Some(&**target)).collect();
        return dry_run::run(call, &targets, body.as_deref());
    }
    let client = client::client(call)?;
    // A request that cannot be made is found out before anyone is asked.
    drop(call::request(call, &client, targets.first().map(|target| &**target), body.as_deref())?);
    let runtime = call::runtime()?;
    let confirmed = confirm::confirm(&runtime, call.options.yes, call.question(&targets));
    let all = || runtime.block_on(all(&client, call, targets, body.as_deref()));
    let exit = confirmed.map(|()| all());
    // A question that nobody answers must not hold the end up.
    runtime.shutdown_background();
    exit
}

/// Deletes everything. After an interrupt, the requests under way may finish; a second interrupt ends
/// them.
async fn all(client: &Client, call: &Call, targets: Vec<String>, body: Option<&[u8]>) -> Exit {
    let options = &call.options;
    let progress = Progress::new(targets.len(), options);
    let (mut tally, stopped) = (Tally::new(targets.len()), AtomicBool::new(false));
    let calls = stream::iter(targets)
        .take_while(|_| ready(!stopped.load(Ordering::Relaxed)))
        .map(|target| one(client, call, target, body))
        .buffer_unordered(options.concurrency);
    let mut calls = std::pin::pin!(calls);
    let mut interrupt = Box::pin(tokio::signal::ctrl_c());
    loop {
        match select(calls.next(), &mut interrupt).await {
            Either::Left((Some(Err(stop)), _)) => {
                output::err(&report::stop(&stop, options.json));
                tally.worst = tally.worst.max(stop.exit);
                stopped.store(true, Ordering::Relaxed);
            }
            Either::Left((Some(Ok(outcome)), _)) => {
                // An error that all others would meet is shown once, unless this request may have
                // deleted something.
                let common = matches!(&outcome.result, Err(error) if advice::is_common(error));
                let told = common && outcome.word() == "failed" && stopped.load(Ordering::Relaxed);
                if !told {
                    progress.show(&outcome, options.json);
                }
                if common {
                    stopped.store(true, Ordering::Relaxed);
                }
                tally.count(&outcome);
            }
            Either::Left((None, _)) => break,
            Either::Right(_) if tally.interrupted => break,
            Either::Right(_) => {
                tally.interrupted = true;
                stopped.store(true, Ordering::Relaxed);
                output::err("interrupted: waiting for the requests under way\n");
                interrupt = Box::pin(tokio::signal::ctrl_c());
            }
        }
    }
    progress.finish();
    if !options.json {
        output::err(&tally.summary());
    }
    tally.exit()
}

async fn one<'a>(
    client: &Client,
    call: &'a Call,
    target: String,
    body: Option<&[u8]>,
) -> Result<Outcome<'a>, Stop> {
    let request = call::request(call, client, Some(&target), body)?;
    let result = match request.send().await {
        Ok(success) => Ok(whole(success).await),
        Err(error) => Err(error),
    };
    let missing = matches!(&result, Err(error) if is_missing(&call.subject.noun, error));
    let ignored = call.options.ignore_not_found && missing;
    Ok(Outcome { subject: &call.subject, target, result, ignored })
}

/// Reads an answer that comes in pieces as a whole, since the pieces of several requests would mix.
async fn whole(success: Success<Answer>) -> Success<Answer> {
    let mut stream = None;
    let success = success.map(|answer| match answer {
        Answer::Stream(pieces) => {
            stream = Some(pieces);
            Answer::Json(Value::Null)
        }
        other => other,
    });
    let Some(stream) = stream else { return success };
    let (mut pieces, mut bytes) = (stream.into_inner(), Vec::new());
    let answer = loop {
        match pieces.next().await {
            Some(Ok(piece)) => bytes.extend_from_slice(&piece),
            Some(Err(error)) => break Answer::NotJson(error.without_url().to_string()),
            None => break Answer::Json(String::from_utf8_lossy(&bytes).into()),
        }
    };
    success.map(|_| answer)
}

/// Returns true if the service says that the thing to delete does not exist. If it says that of the
/// instance, the option that names the instance is wrong, unless an instance is to be deleted. A
/// server that is not the service answers 404 as well, but without a code.
fn is_missing(noun: &str, error: &huaweicloud_dcs::Error) -> bool {
    let of_instance = |code: &str| code == "DCS.3022" && noun != "instance";
    error.is_not_found() && error.code().is_some_and(|code| !of_instance(code.as_str()))
}

/// Prints the outcome of a request: a failure to standard error, unless the output is JSON.
fn show(outcome: &Outcome<'_>, json: bool) {
    if json {
        output::out(&outcome.json());
    } else if outcome.exit() == Exit::Done {
        output::out(&outcome.text());
    } else {
        output::err(&outcome.text());
    }
}

/// A bar on a terminal, where there is more than one request.
struct Progress(Option<ProgressBar>);

impl Progress {
    fn new(targets: usize, options: &Options) -> Self {
        let wanted = targets > 1 && !options.json && !options.verbose;
        if !wanted || !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(Some(targets as u64), ProgressDrawTarget::stderr());
        match ProgressStyle::with_template("{bar:40} {pos}/{len}, {eta} left") {
            Ok(style) => {
                let bar = bar.with_style(style);
                // Shown before the first answer, which may take its time.
                bar.tick();
                Self(Some(bar))
            }
            Err(_) => Self(None),
        }
    }

    fn show(&self, outcome: &Outcome<'_>, json: bool) {
        let Some(bar) = &self.0 else { return show(outcome, json) };
        bar.suspend(|| show(outcome, json));
        bar.inc(1);
    }

    fn finish(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

/// The number of requests for each outcome.
struct Tally {
    targets: usize,
    counts: Vec<(&'static str, usize)>,
    worst: Exit,
    interrupted: bool,
}

impl Tally {
    fn new(targets: usize) -> Self {
        let counts =
            ["deleted", "presumed deleted", "not found", "failed", "unknown"].map(|word| (word, 0));
        Self { targets, counts: counts.into(), worst: Exit::Done, interrupted: false }
    }

    fn count(&mut self, outcome: &Outcome) {
        let word = outcome.word();
        if let Some((_, count)) = self.counts.iter_mut().find(|(known, _)| *known == word) {
            *count += 1;
        }
        self.worst = self.worst.max(outcome.exit());
    }

    /// One line, where there is more than one request.
    fn summary(&self) -> String {
        let finished: usize = self.counts.iter().map(|(_, count)| count).sum();
        let open = self.targets - finished;
        if self.targets == 1 && open == 0 {
            return String::new();
        }
        let parts = self.counts.iter().copied().chain([("not tried or not finished", open)]);
        let parts = parts.filter(|(_, count)| *count > 0);
        let parts: Vec<_> = parts.map(|(word, count)| format!("{count} {word}")).collect();
        format!("{}\n", parts.join(", "))
    }

    fn exit(&self) -> Exit {
        if self.interrupted { self.worst.max(Exit::Interrupted) } else { self.worst }
    }
}
