//! Several tasks at once.

use tests::dcs::{Fault, Plan};

use crate::support::{Ran, command, delete, run, service};

fn sorted(text: &str) -> Vec<&str> {
    let mut lines: Vec<_> = text.lines().collect();
    lines.sort_unstable();
    lines
}

fn requests(ran: &Ran) -> usize {
    ran.out.lines().count()
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_of_options_and_of_standard_input_are_deleted_once_each() {
    let service = service().start().await;
    let options = ["--task-id=task-3", "--task-id=-", "--task-id=task-1"];
    let mut command = delete(&service, &options);
    command.write_stdin("# a list\n\ntask-1\n  task-2\r\ntask-1\n");
    let ran = run(command).await;
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(sorted(&ran.out), ["deleted task-1", "deleted task-2", "deleted task-3"]);
    assert_eq!(ran.err, "3 deleted\n");
    assert_eq!(requests(&ran), service.requests().len());
}

#[tokio::test(flavor = "multi_thread")]
async fn one_bad_id_among_good_ones_and_nothing_is_sent() {
    let service = service().start().await;
    let mut command = delete(&service, &["--task-id=-"]);
    command.write_stdin("task-1\n..\ntask-2\na/b\n");
    let ran = run(command).await;
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("line 2 of standard input: \"..\""), "{}", ran.err);
    assert!(ran.err.contains("line 4 of standard input: \"a/b\""), "{}", ran.err);
    assert_eq!(service.finish().await.connections, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_mixed_results_the_worst_gives_the_exit_code() {
    let service = service().start().await;
    let some = ["--task-id=task-1", "--task-id=absent", "--concurrency=1", "--max-attempts=1"];
    let ran = run(delete(&service, &some)).await;
    assert_eq!((ran.code, ran.out.as_str()), (1, "deleted task-1\n"));
    assert!(ran.err.ends_with("1 deleted, 1 failed\n"), "{}", ran.err);

    service.set_plan(Plan::list([None, Some(Fault::ResetInHead.before())]));
    let more = ["--task-id=absent", "--task-id=task-2", "--concurrency=1", "--max-attempts=1"];
    let ran = run(delete(&service, &more)).await;
    assert_eq!(ran.code, 3, "{}", ran.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_that_all_would_meet_is_met_once() {
    let service = service().start().await;
    let mut command = command();
    command.args(["delete-background-task", "--instance-id=instance", "-y", "--task-id=-"]);
    command.args(["--project-id=project", "--endpoint", &service.url(), "--concurrency=1"]);
    command.env("HUAWEICLOUD_SDK_AK", "s3cr3t-ak").env("HUAWEICLOUD_SDK_SK", "wrong");
    command.write_stdin("task-1\ntask-2\ntask-3\n");
    let ran = run(command).await;
    assert_eq!(ran.code, 1);
    assert_eq!(ran.err.matches("error: ").count(), 1, "{}", ran.err);
    assert!(ran.err.ends_with("1 failed, 2 not tried or not finished\n"), "{}", ran.err);
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn for_programs_each_task_is_an_object_on_a_line() {
    let service = service().start().await;
    let some = ["--task-id=task-1", "--task-id=absent", "--concurrency=1", "--output=json"];
    let ran = run(delete(&service, &some)).await;
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let results: Vec<String> = ran
        .out
        .lines()
        .map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).expect("JSON");
            format!("{} {}", value["task_id"], value["result"])
        })
        .collect();
    assert_eq!(results, [r#""task-1" "deleted""#, r#""absent" "failed""#]);
}

#[tokio::test(flavor = "multi_thread")]
async fn one_stream_cannot_hold_both_token_and_ids() {
    let mut command = command();
    command.args(["delete-background-task", "--instance-id=i", "-y", "--task-id=-"]);
    command.args(["--project-id=p", "--endpoint=http://127.0.0.1:1", "--token-file=-"]);
    let ran = run(command).await;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("standard input cannot hold both"), "{}", ran.err);
}
