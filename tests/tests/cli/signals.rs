//! Interrupts, and output that nobody reads.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command, Stdio};

use tests::server::{Gate, Reply, Server};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use crate::support::DCS;

/// A server that says when a request arrives, and holds its answer back.
async fn held(gate: &Gate) -> (Server, UnboundedReceiver<()>) {
    let (sender, arrivals) = unbounded_channel();
    let gate = gate.clone();
    let server = Server::serve(move |_| {
        sender.send(()).expect("the test still listens");
        Some(Reply::status(204).drip_head(gate.clone()))
    });
    (server.await, arrivals)
}

/// Ten tasks, of which three may be under way at once.
fn start(server: &Server) -> Child {
    let mut child = Command::new(DCS)
        .env_clear()
        .env("HUAWEICLOUD_SDK_AK", "ak")
        .env("HUAWEICLOUD_SDK_SK", "sk")
        .args(["delete-background-task", "--instance-id=i", "--project-id=p", "--yes"])
        .args(["--task-id=-", "--concurrency=3", "--endpoint", &server.url()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    let mut input = child.stdin.take().expect("an input");
    input.write_all(b"a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n").expect("it reads");
    child
}

fn interrupt(child: &Child) {
    let id = child.id().to_string();
    let status = Command::new("kill").args(["-INT", &id]).status().expect("kill runs");
    assert!(status.success());
}

async fn ended(child: Child) -> (i32, String, String) {
    let output = tokio::task::spawn_blocking(|| child.wait_with_output());
    let output = output.await.expect("no panic").expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code().expect("a code"), text(output.stdout), text(output.stderr))
}

/// Reads up to the line that says that the interrupt has arrived.
async fn noticed(child: &mut Child) {
    let errors = child.stderr.take().expect("errors");
    let line = tokio::task::spawn_blocking(move || {
        let (mut errors, mut line) = (BufReader::new(errors), String::new());
        errors.read_line(&mut line).expect("a line");
        (line, errors)
    });
    let (line, errors) = line.await.expect("no panic");
    assert_eq!(line, "interrupted: waiting for the requests under way\n");
    child.stderr = Some(errors.into_inner());
}

/// A program with three requests under way, none of them answered, that has noticed an interrupt.
async fn interrupted(gate: &Gate) -> (Server, Child, UnboundedReceiver<()>) {
    let (server, mut arrivals) = held(gate).await;
    let mut child = start(&server);
    for _ in 0..3 {
        arrivals.recv().await.expect("a request");
    }
    interrupt(&child);
    noticed(&mut child).await;
    (server, child, arrivals)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interrupt_lets_those_under_way_finish_and_starts_no_more() {
    let gate = Gate::shut();
    let (server, child, _arrivals) = interrupted(&gate).await;
    gate.release_all();
    let (code, out, err) = ended(child).await;
    assert_eq!((code, out.lines().count()), (130, 3), "{out}{err}");
    assert_eq!(err, "3 deleted, 7 not tried or not finished\n");
    assert_eq!(server.finish().await.requests.len(), 3);
}

/// It also shows that no more than three are ever under way: the answers never come.
#[tokio::test(flavor = "multi_thread")]
async fn a_second_interrupt_waits_for_nothing() {
    let gate = Gate::shut();
    let (server, child, _arrivals) = interrupted(&gate).await;
    interrupt(&child);
    let (code, out, err) = ended(child).await;
    assert_eq!((code, out.as_str()), (130, ""), "{err}");
    assert_eq!(server.finish().await.requests.len(), 3);
}

#[tokio::test(flavor = "multi_thread")]
async fn output_that_nobody_reads_is_no_panic_and_stops_no_deletion() {
    let gate = Gate::open();
    let (server, _arrivals) = held(&gate).await;
    let mut child = start(&server);
    drop(child.stdout.take());
    let (code, _, err) = ended(child).await;
    assert_eq!((code, err.as_str()), (0, "10 deleted\n"));
    assert_eq!(server.finish().await.requests.len(), 10);

    for arguments in [&["completions", "bash"][..], &["--help"], &["man"], &["--version"]] {
        let mut child = Command::new(DCS)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        drop(child.stdout.take());
        let mut errors = String::new();
        child.stderr.take().expect("errors").read_to_string(&mut errors).expect("UTF-8");
        assert_eq!((child.wait().expect("it ends").code(), errors.as_str()), (Some(0), ""));
    }
}
