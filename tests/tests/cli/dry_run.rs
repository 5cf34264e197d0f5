//! `--dry-run` shows the signed request, no secret, and sends nothing.

use crate::support::{command, delete, run, service};

/// Replaces the one value that changes with the time.
fn timeless(text: &str) -> String {
    let Some((before, rest)) = text.split_once("x-sdk-date: ") else { return text.to_owned() };
    let (date, after) = rest.split_at(16);
    assert!(date.ends_with('Z') && date.contains('T'), "{date}");
    format!("{before}x-sdk-date: DATE{after}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_prints_curl_with_its_secrets_masked_and_sends_nothing() {
    let service = service().start().await;
    let token = run(delete(&service, &["--task-id=task-1", "--task-id=task-2", "--dry-run"])).await;

    let mut signed = command();
    signed.args(["delete-background-task", "--instance-id=instance", "--task-id=task-1"]);
    signed.args(["--dry-run", "--endpoint", &service.url(), "--project-id=project"]);
    signed.env("HUAWEICLOUD_SDK_AK", "s3cr3t-ak").env("HUAWEICLOUD_SDK_SK", "s3cr3t-sk");
    signed.env("HUAWEICLOUD_SDK_SECURITY_TOKEN", "s3cr3t-st");
    let signed = run(signed).await;

    insta::assert_snapshot!("dry-run-token", token.shown(&service));
    insta::assert_snapshot!("dry-run-signed", timeless(&signed.shown(&service)));
    assert_eq!(service.finish().await.connections, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_is_printed_as_json_too() {
    let service = service().start().await;
    let ran = run(delete(&service, &["--task-id=task-1", "--dry-run", "--output=json"])).await;
    let value: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(value["method"], "DELETE");
    let url = format!("{}/v2/project/instances/instance/tasks/task-1", service.url());
    assert_eq!(value["url"], url);
    assert_eq!(value["headers"]["x-auth-token"], "***");
}

/// Neither IAM nor the metadata of the machine is asked, although both would be for a call.
#[tokio::test(flavor = "multi_thread")]
async fn a_dry_run_asks_nobody_for_what_is_missing() {
    let iam = service().start().await;
    let mut no_project = command();
    no_project.args(["delete-background-task", "--instance-id=i", "--task-id=t", "--dry-run"]);
    no_project.args(["--region=cn-north-4"]).env("HUAWEICLOUD_SDK_IAM_ENDPOINT", iam.url());
    no_project.env("HUAWEICLOUD_SDK_AK", "s3cr3t-ak").env("HUAWEICLOUD_SDK_SK", "s3cr3t-sk");
    let ran = run(no_project).await;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("project_id is missing"), "{}", ran.err);
    assert_eq!(iam.finish().await.connections, 0);

    let mut no_key = command();
    no_key.args(["delete-background-task", "--instance-id=i", "--task-id=t", "--dry-run"]);
    no_key.args(["--region=cn-north-4", "--project-id=p"]);
    let ran = run(no_key).await;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("none is set up") && !ran.err.contains("metadata"), "{}", ran.err);
}
