//! Deletes tasks, several at once.

use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicBool, Ordering};

use futures_util::future::{Either, ready, select};
use futures_util::stream::{self, StreamExt as _};
use huaweicloud_dcs::{Client, TaskId};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use tokio::runtime::Runtime;

use crate::args::Options;
use crate::exit::Exit;
use crate::report::{self, Outcome};
use crate::{Stop, advice, client, confirm, dry_run, output, tasks, trace};

/// Runs the command.
pub(crate) fn run(options: &Options) -> Exit {
    if options.verbose {
        trace::start();
    }
    attempt(options).unwrap_or_else(|stop| {
        output::err(&report::stop(&stop, options.json));
        stop.exit
    })
}

fn attempt(options: &Options) -> Result<Exit, Stop> {
    let takes_input = options.tasks.iter().any(|task| task == "-");
    if takes_input && options.token_file.as_deref().is_some_and(|path| path.as_os_str() == "-") {
        return Err(Stop::usage(
            "standard input cannot hold both the token and the IDs",
            "put one of them into a file",
        ));
    }
    let tasks = tasks::read(&options.tasks, std::io::stdin().lock())?;
    if options.dry_run {
        return dry_run::run(options, tasks);
    }
    let client = client::client(options)?;
    let runtime = runtime()?;
    let confirmed = confirm::confirm(&runtime, options.yes, question(&tasks, options));
    let exit = confirmed.map(|()| runtime.block_on(all(&client, options, tasks)));
    // A question that nobody answers must not hold the end up.
    runtime.shutdown_background();
    exit
}

fn question(tasks: &[TaskId], options: &Options) -> String {
    let what = match tasks {
        [task] => format!("task {}", task.as_str()),
        tasks => format!("{} tasks", tasks.len()),
    };
    format!("Delete {what} of instance {}?", options.instance_id.as_str())
}

/// One thread is enough for what waits for the network.
pub(crate) fn runtime() -> Result<Runtime, Stop> {
    tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(|error| {
        Stop::usage(format!("the system gives no resources: {error}"), "free some, and try again")
    })
}

/// Deletes all tasks. An interrupt lets those finish that are under way; a second one does not.
async fn all(client: &Client, options: &Options, tasks: Vec<TaskId>) -> Exit {
    let progress = Progress::new(tasks.len(), options);
    let (mut tally, stopped) = (Tally::new(tasks.len()), AtomicBool::new(false));
    let calls = stream::iter(tasks)
        .take_while(|_| ready(!stopped.load(Ordering::Relaxed)))
        .map(|task| one(client, options, task))
        .buffer_unordered(options.concurrency);
    let mut calls = std::pin::pin!(calls);
    let mut interrupt = Box::pin(tokio::signal::ctrl_c());
    loop {
        match select(calls.next(), &mut interrupt).await {
            Either::Left((Some(outcome), _)) => {
                // Of an error that all others would meet, one is enough.
                let common = matches!(&outcome.result, Err(error) if advice::is_common(error));
                if !(common && stopped.load(Ordering::Relaxed)) {
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

async fn one(client: &Client, options: &Options, task: TaskId) -> Outcome {
    let request = client.delete_background_task().instance_id(options.instance_id.clone());
    let result = request.task_id(task.clone()).send().await;
    let missing = matches!(&result, Err(error) if is_missing(error));
    Outcome { task, result, ignored: options.ignore_not_found && missing }
}

/// Whether the service says that there is no such task. Where there is no such instance, the option
/// that names it is wrong; and an endpoint that is none answers 404 as well, without a code.
fn is_missing(error: &huaweicloud_dcs::Error) -> bool {
    error.is_not_found() && error.code().is_some_and(|code| code.as_str() != "DCS.3022")
}

/// Prints what came of a task: a failure to standard error, unless it is for programs.
pub(crate) fn show(outcome: &Outcome, json: bool) {
    if json {
        output::out(&outcome.json());
    } else if outcome.exit() == Exit::Done {
        output::out(&outcome.text());
    } else {
        output::err(&outcome.text());
    }
}

/// A bar on a terminal, where there is more than one task.
struct Progress(Option<ProgressBar>);

impl Progress {
    fn new(tasks: usize, options: &Options) -> Self {
        let wanted = tasks > 1 && !options.json && !options.verbose;
        if !wanted || !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let bar = ProgressBar::with_draw_target(Some(tasks as u64), ProgressDrawTarget::stderr());
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

    fn show(&self, outcome: &Outcome, json: bool) {
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

/// How many tasks came to what.
struct Tally {
    tasks: usize,
    counts: Vec<(&'static str, usize)>,
    worst: Exit,
    interrupted: bool,
}

impl Tally {
    fn new(tasks: usize) -> Self {
        let counts =
            ["deleted", "presumed deleted", "not found", "failed", "unknown"].map(|word| (word, 0));
        Self { tasks, counts: counts.into(), worst: Exit::Done, interrupted: false }
    }

    fn count(&mut self, outcome: &Outcome) {
        let word = outcome.word();
        if let Some((_, count)) = self.counts.iter_mut().find(|(known, _)| *known == word) {
            *count += 1;
        }
        self.worst = self.worst.max(outcome.exit());
    }

    /// One line, where there is more than one task.
    fn summary(&self) -> String {
        let finished: usize = self.counts.iter().map(|(_, count)| count).sum();
        let open = self.tasks - finished;
        if self.tasks == 1 && open == 0 {
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
