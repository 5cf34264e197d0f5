//! The command `dcs` as a process: how soon it starts, and what a thousand tasks take.
//!
//! ```text
//! cargo bench -p tests --bench cli
//! ```
//!
//! The variable `DCS_COMMAND` names another build of it. The same tasks are also deleted by a loop
//! on plain reqwest, a process too, in turn with `dcs`: ratios mean more than times.

#![expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark prints, and fails by panicking"
)]

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use futures_util::stream::{self, StreamExt as _};
use tests::dcs::{Service, Token};
use tests::server::Server;

const TASKS: usize = 1_000;
const CONCURRENCY: usize = 16;
const ROUNDS: usize = 7;
const STARTS: usize = 200;
const TOKEN: &str = "token-of-the-bench";

fn main() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() == Some("plain") {
        return plain(&arguments.next().expect("a URL"));
    }
    let dcs = std::env::var("DCS_COMMAND");
    let dcs = dcs.unwrap_or_else(|_| env!("CARGO_BIN_EXE_command-dcs").to_owned());
    let size = std::fs::metadata(&dcs).expect("the command").len();
    println!("size: {:.2} MB", size as f64 / 1e6);
    starts(&dcs);
    many(&dcs);
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// How long it is from the start of a process to its end; `true` does nothing at all.
fn starts(dcs: &str) {
    let commands: [&[&str]; 4] = [
        &["true"],
        &[dcs, "--version"],
        &[dcs, "--help"],
        &[dcs, "delete-background-task", "--help"],
    ];
    let mut times = commands.map(|_| Vec::new());
    for _ in 0..STARTS {
        for (command, times) in commands.iter().zip(&mut times) {
            let mut process = Command::new(command[0]);
            process.args(&command[1..]).stdout(Stdio::null());
            let start = Instant::now();
            assert!(process.status().expect("it runs").success());
            times.push(start.elapsed());
        }
    }
    for (command, times) in commands.iter().zip(times) {
        let name = command.join(" ").replace(dcs, "dcs");
        println!("{name}: median {:.2} ms of {STARTS}", median(times).as_secs_f64() * 1e3);
    }
}

fn many(dcs: &str) {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let this = std::env::current_exe().expect("a path");
    let mut token = tempfile::NamedTempFile::new().expect("a file");
    token.write_all(TOKEN.as_bytes()).expect("written");
    let mut runs = [("dcs", Vec::new(), 0), ("plain reqwest", Vec::new(), 0)];
    for _ in 0..ROUNDS {
        for (name, times, peak) in &mut runs {
            let (time, kilobytes) = runtime.block_on(delete_all(|url| {
                if *name != "dcs" {
                    let mut command = Command::new(&this);
                    command.args(["plain", url]);
                    return command;
                }
                let mut command = Command::new(dcs);
                command.args(["delete-background-task", "--instance-id=i", "--project-id=p"]);
                command.args(["--task-id=-", "--yes", "--endpoint", url, "--token-file"]);
                command.arg(token.path()).arg(format!("--concurrency={CONCURRENCY}"));
                command
            }));
            times.push(time);
            *peak = kilobytes.max(*peak);
        }
    }
    for (name, times, peak) in runs {
        let time = median(times).as_secs_f64();
        println!(
            "{TASKS} tasks with {name}: median {:.0} ms of {ROUNDS}, {:.0} a second, peak {:.1} MB",
            time * 1e3,
            TASKS as f64 / time,
            peak as f64 / 1024.0,
        );
    }
}

/// Has a process delete all tasks of a service; how long it takes, and its peak of memory in
/// kilobytes.
async fn delete_all(command: impl FnOnce(&str) -> Command) -> (Duration, u64) {
    let mut fake = Service::builder().token(Token::new(TOKEN, "p")).instance("i", "p");
    for task in 0..TASKS {
        fake = fake.task("i", &format!("task-{task}"));
    }
    let (mut fake, mut left) = (fake.embed(), TASKS);
    let process: Arc<OnceLock<u32>> = Arc::default();
    let peak: Arc<OnceLock<u64>> = Arc::default();
    let (known, found) = (Arc::clone(&process), Arc::clone(&peak));
    let server = Server::serve(move |request| {
        left -= 1;
        // It still waits for this answer, so there still is a process to look at.
        if left == 0 {
            found.get_or_init(|| peak_of(*known.get().expect("it has started")));
        }
        Some(fake.answer(request))
    });
    let server = server.await;
    server.forget();
    let mut command = command(&server.url());
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let start = Instant::now();
    let child = command.spawn().expect("it starts");
    process.set(child.id()).expect("one process");
    let ended = tokio::task::spawn_blocking(move || feed(child)).await;
    let time = start.elapsed();
    assert_eq!(ended.expect("no panic"), TASKS, "lines of what was deleted");
    drop(server.finish().await);
    (time, peak.get().copied().unwrap_or_default())
}

/// Writes the IDs and counts the lines that come back.
fn feed(mut child: Child) -> usize {
    let ids: String = (0..TASKS).map(|task| format!("task-{task}\n")).collect();
    let mut input = child.stdin.take().expect("an input");
    input.write_all(ids.as_bytes()).expect("it reads");
    drop(input);
    let mut lines = String::new();
    child.stdout.take().expect("an output").read_to_string(&mut lines).expect("text");
    assert!(child.wait().expect("it ends").success());
    lines.lines().filter(|line| line.starts_with("deleted ")).count()
}

/// The most memory that a process has had, in kilobytes; Linux alone tells.
#[expect(clippy::disallowed_methods, reason = "it is no file of the project")]
fn peak_of(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.trim().trim_end_matches(" kB").parse().unwrap_or_default()
}

/// The same by hand: the IDs of standard input, so many at once, a line for each.
fn plain(url: &str) {
    let mut ids = String::new();
    std::io::stdin().read_to_string(&mut ids).expect("text");
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(async {
        let client = reqwest::Client::new();
        let answers = stream::iter(ids.lines().map(|id| {
            let url = format!("{url}/v2/p/instances/i/tasks/{id}");
            let request = client.delete(url).header("X-Auth-Token", TOKEN).send();
            async move { (id, request.await) }
        }));
        let mut answers = answers.buffer_unordered(CONCURRENCY);
        while let Some((id, answer)) = answers.next().await {
            assert_eq!(answer.expect("an answer").status(), 204);
            println!("deleted {id}");
        }
    });
}
