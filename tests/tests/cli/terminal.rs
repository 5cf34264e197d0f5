//! What only a terminal gets: the question before deleting, and the bar.

use std::time::Duration;

use pty_process::{Command, Pty, Size, open};
use tests::dcs::Service;
use tests::server::{Gate, Reply, Server};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Child;

use crate::support::{DCS, SECRET, file, service};

/// Long past any answer: a test that waits in vain fails in the end.
const LIMIT: Duration = Duration::from_secs(60);

/// A key of the keyboard.
const CTRL_C: &str = "\u{3}";

/// The command on a terminal.
struct Terminal {
    pty: Pty,
    child: Child,
    shown: String,
}

impl Terminal {
    fn start(url: &str, arguments: &[&str]) -> Self {
        let (pty, pts) = open().expect("a terminal");
        pty.resize(Size::new(24, 80)).expect("a size");
        let command = Command::new(DCS).env_clear().env("HOME", "/nonexistent").kill_on_drop(true);
        let command = command
            .env("TERM", "xterm")
            .args(["delete-background-task", "--instance-id=instance", "--project-id=project"])
            .arg(format!("--endpoint={url}"))
            .arg(format!("--token-file={}", file("token").display()))
            .args(arguments);
        Self { child: command.spawn(pts).expect("it starts"), pty, shown: String::new() }
    }

    /// Reads once; `false` where the command has ended.
    async fn read(&mut self) -> bool {
        let mut bytes = [0; 4096];
        let read = tokio::time::timeout(LIMIT, self.pty.read(&mut bytes)).await;
        // Linux reports the end as an error.
        let Ok(length @ 1..) = read.unwrap_or_else(|_| panic!("nothing after {:?}", self.shown))
        else {
            return false;
        };
        self.shown.push_str(&String::from_utf8_lossy(&bytes[..length]));
        true
    }

    /// Waits for this text.
    async fn shows(&mut self, text: &str) {
        while !self.shown.contains(text) {
            assert!(self.read().await, "{text:?} does not show: {:?}", self.shown);
        }
    }

    async fn types(&mut self, text: &str) {
        self.pty.write_all(text.as_bytes()).await.expect("typed");
    }

    /// The exit code, unless a signal ended it, and all that showed.
    async fn ends(mut self) -> (Option<i32>, String) {
        while self.read().await {}
        let status = self.child.wait().await.expect("it ends");
        assert!(!self.shown.contains(SECRET), "a secret is printed: {}", self.shown);
        (status.code(), self.shown)
    }
}

/// The command at its question.
async fn asked(service: &Service) -> Terminal {
    let mut terminal = Terminal::start(&service.url(), &["--task-id=task-1"]);
    terminal.shows("Delete task task-1 of instance instance? [y/N] ").await;
    terminal
}

#[tokio::test]
async fn a_yes_deletes() {
    let service = service().start().await;
    let mut terminal = asked(&service).await;
    assert_eq!(service.requests().len(), 0);
    terminal.types("y\n").await;
    let (code, shown) = terminal.ends().await;
    assert_eq!(code, Some(0), "{shown}");
    assert!(shown.ends_with("deleted task-1\r\n"), "{shown:?}");
    assert_eq!(service.deletions("instance", "task-1"), 1);
}

#[tokio::test]
async fn anything_else_deletes_nothing() {
    let service = service().start().await;
    for answer in ["n\n", "\n", "\u{4}"] {
        let mut terminal = asked(&service).await;
        terminal.types(answer).await;
        let (code, shown) = terminal.ends().await;
        assert_eq!(code, Some(2), "{shown}");
        assert!(shown.ends_with("nothing was deleted\r\n"), "{shown:?}");
    }
    let mut terminal = asked(&service).await;
    terminal.types(CTRL_C).await;
    let (code, shown) = terminal.ends().await;
    assert_eq!(code, Some(130), "{shown}");
    assert!(shown.ends_with("nothing was deleted\r\n"), "{shown:?}");
    assert_eq!(service.finish().await.connections, 0);
}

#[tokio::test]
async fn the_question_counts_the_tasks_and_yes_answers_it_beforehand() {
    let service = service().start().await;
    let two = ["--task-id=task-1", "--task-id=task-2"];
    let mut terminal = Terminal::start(&service.url(), &two);
    terminal.shows("Delete 2 tasks of instance instance? [y/N] ").await;
    terminal.types("yes\n").await;
    assert_eq!(terminal.ends().await.0, Some(0));
    let (code, shown) =
        Terminal::start(&service.url(), &["--task-id=task-3", "--yes"]).ends().await;
    assert_eq!((code, shown.as_str()), (Some(0), "deleted task-3\r\n"));
}

/// A server whose answers wait at the gate.
async fn held(gate: &Gate) -> Server {
    let gate = gate.clone();
    Server::serve(move |_| Some(Reply::status(204).drip_head(gate.clone()))).await
}

const THREE: [&str; 5] = ["--task-id=a", "--task-id=b", "--task-id=c", "--yes", "--concurrency=1"];

#[tokio::test]
async fn a_bar_shows_how_many_are_done_and_goes_in_the_end() {
    let gate = Gate::shut();
    let server = held(&gate).await;
    let mut terminal = Terminal::start(&server.url(), &THREE);
    terminal.shows("0/3").await;
    gate.release_all();
    terminal.shows("1/3").await;
    let (code, shown) = terminal.ends().await;
    assert_eq!(code, Some(0), "{shown}");
    for task in ["deleted a\r\n", "deleted b\r\n", "deleted c\r\n"] {
        assert_eq!(shown.matches(task).count(), 1, "{shown:?}");
    }
    // The line of the bar is empty when the last line is written.
    let (_, last) = shown.rsplit_once("\u{1b}[2K").expect("the line is cleared");
    assert!(last.ends_with("3 deleted\r\n") && !last.contains("/3"), "{shown:?}");
}

#[tokio::test]
async fn programs_and_traces_get_no_bar() {
    let server = held(&Gate::open()).await;
    for option in ["--output=json", "--verbose"] {
        let arguments = [&THREE[..], &[option]].concat();
        let (code, shown) = Terminal::start(&server.url(), &arguments).ends().await;
        assert_eq!(code, Some(0), "{shown}");
        assert!(!shown.contains("/3"), "{shown:?}");
    }
}

#[tokio::test]
async fn ctrl_c_on_the_keyboard_lets_the_task_under_way_finish() {
    let gate = Gate::shut();
    let server = held(&gate).await;
    let mut terminal = Terminal::start(&server.url(), &THREE);
    let mut progress = server.progress();
    progress.wait_for(|progress| progress.requests == 1).await.expect("a request");
    terminal.types(CTRL_C).await;
    terminal.shows("interrupted: waiting for the requests under way").await;
    gate.release_all();
    let (code, shown) = terminal.ends().await;
    assert_eq!(code, Some(130), "{shown}");
    assert!(shown.ends_with("1 deleted, 2 not tried or not finished\r\n"), "{shown:?}");
    assert_eq!(server.finish().await.requests.len(), 1);
}
