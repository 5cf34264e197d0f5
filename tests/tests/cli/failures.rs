//! What is said of failures, and the exit codes.

use serde_json::Value;
use tests::dcs::{Fault, Plan};

use crate::support::{command, delete, run, service};

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_shows_status_code_meaning_request_and_what_to_do() {
    let service = service().start().await;
    let ran = run(delete(&service, &["--task-id=absent"])).await;
    insta::assert_snapshot!("refused", ran.shown(&service));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refusal_is_one_object_for_programs() {
    let service = service().start().await;
    let ran = run(delete(&service, &["--task-id=absent", "-ojson"])).await;
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let value: Value = serde_json::from_str(&ran.out).expect("JSON");
    insta::assert_snapshot!("refused-json", format!("{value:#}"));
    let ran = run(delete(&service, &["--task-id=task-1", "-ojson"])).await;
    assert_eq!(ran.code, 0);
    let value: Value = serde_json::from_str(&ran.out).expect("JSON");
    insta::assert_snapshot!("deleted-json", format!("{value:#}"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_task_that_is_not_there_may_be_no_error() {
    let service = service().start().await;
    let ran = run(delete(&service, &["--task-id=absent", "--ignore-not-found"])).await;
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "not found absent\n", ""));
}

/// A wrong instance is a slip in another option, and a 404 without a code comes from elsewhere.
#[tokio::test(flavor = "multi_thread")]
async fn an_instance_that_is_not_there_is_an_error_all_the_same() {
    let service = service().start().await;
    let mut other = command();
    other.args(["delete-background-task", "--instance-id=absent", "--task-id=task-1", "-y"]);
    other.args(["--project-id=project", "--endpoint", &service.url(), "--token-file=-"]);
    other.arg("--ignore-not-found").write_stdin("s3cr3t-token");
    let ran = run(other).await;
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("DCS.3022"), "{}", ran.err);

    service.set_plan(Plan::strikes([Fault::Html(404).before()]));
    let ran = run(delete(&service, &["--task-id=task-1", "--ignore-not-found"])).await;
    assert_eq!(ran.code, 1, "{}", ran.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_service_that_is_not_there_is_told_from_one_that_refuses() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let free = listener.local_addr().expect("an address");
    drop(listener);
    let mut command = command();
    command.args(["delete-background-task", "--instance-id=i", "--task-id=t", "-y"]);
    command.args(["--project-id=p", "--token-file=-", "--max-attempts=1"]);
    command.arg(format!("--endpoint=http://{free}")).write_stdin("t");
    let ran = run(command).await;
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("no connection to the service"), "{}", ran.err);
    assert!(
        ran.err.contains("cause ") && ran.err.contains("next     check the network"),
        "{}",
        ran.err
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_breaks_off_leaves_the_outcome_open() {
    let plan = Plan::strikes([Fault::ResetInHead.before()]);
    let service = service().plan(plan).start().await;
    let ran = run(delete(&service, &["--task-id=task-1", "--max-attempts=1"])).await;
    assert_eq!(ran.code, 3, "{}", ran.err);
    assert!(ran.err.contains("it is not known whether task task-1 is deleted"), "{}", ran.err);
    assert!(ran.err.contains("try again: deleting twice does no harm"), "{}", ran.err);
}

/// A gateway that gives up may have passed the request on.
#[tokio::test(flavor = "multi_thread")]
async fn an_answer_that_leaves_the_outcome_open_is_not_called_a_refusal() {
    for (status, open) in [(504, true), (408, true), (429, false)] {
        let plan = Plan::strikes([0; 2].map(|_| Fault::Gateway(status).before()));
        let service = service().plan(plan).start().await;
        let ran = run(delete(&service, &["--task-id=task-1", "--max-attempts=1"])).await;
        assert_eq!(ran.code, 1, "{}", ran.err);
        assert_eq!(ran.err.contains("not known whether"), open, "{status}: {}", ran.err);
        let json = ["--task-id=task-1", "--max-attempts=1", "-ojson"];
        let ran = run(delete(&service, &json)).await;
        let value: Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!(value["result"], if open { "unknown" } else { "failed" }, "{value}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn without_a_terminal_only_yes_deletes() {
    let service = service().start().await;
    let mut command = command();
    command.args(["delete-background-task", "--instance-id=instance", "--task-id=task-1"]);
    command.args(["--project-id=project", "--endpoint", &service.url()]);
    command.arg("--token-file").arg(crate::support::file("token"));
    let ran = run(command).await;
    assert_eq!(ran.code, 2);
    assert_eq!(ran.err, "error: there is no terminal to ask on\n  next     pass --yes to delete\n");
    assert_eq!(service.finish().await.connections, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn traces_show_each_attempt_and_no_secret() {
    let plan = Plan::strikes([Fault::Gateway(503).before()]);
    let service = service().plan(plan).start().await;
    let ran = run(delete(&service, &["--task-id=task-1", "--verbose"])).await;
    assert_eq!((ran.code, ran.out.as_str()), (0, "deleted task-1\n"));
    let lines: Vec<_> = ran.err.lines().collect();
    assert!(lines[0].contains("DEBUG") && lines[0].contains("503"), "{}", ran.err);
    assert!(lines[1].contains("attempt succeeded"), "{}", ran.err);
    assert!(lines[2].contains("close"), "{}", ran.err);
    assert_eq!(lines.len(), 3, "{}", ran.err);
}

/// What the service sends cannot command the terminal.
#[tokio::test(flavor = "multi_thread")]
async fn text_of_the_service_is_shown_on_one_line_without_escapes() {
    let body = r#"{"error_code": "X.1\u001b[2J", "error_msg": "a\u001b]0;b\u0007\nexit code 0"}"#;
    let server = tests::server::Server::serve(move |_| {
        Some(tests::server::Reply::json(400, body).header("X-Request-Id", "r-1"))
    });
    let server = server.await;
    let mut command = command();
    command.args(["delete-background-task", "--instance-id=i", "--task-id=t", "-y"]);
    command.args(["--project-id=p", "--token-file=-", "--endpoint", &server.url()]);
    command.write_stdin("t");
    let ran = run(command).await;
    assert_eq!(ran.code, 1);
    assert!(!ran.err.contains(['\u{1b}', '\u{7}']), "{:?}", ran.err);
    assert!(ran.err.contains("message  a ]0;b  exit code 0\n"), "{}", ran.err);
}
