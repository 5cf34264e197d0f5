//! Credentials, project, region and endpoint, from options, the environment and files.

use crate::support::{Ran, command, file, run, service};

/// Deletes task 1 with these options and variables.
async fn with(options: &[&str], variables: &[(&str, &str)], input: &str) -> (Ran, usize) {
    let service = service().start().await;
    let url = service.url();
    let mut command = command();
    command.args(["delete-background-task", "--instance-id=instance", "--task-id=task-1", "-y"]);
    for option in options {
        command.arg(option.replace("URL", &url));
    }
    for (name, value) in variables {
        command.env(name, value.replace("URL", &url));
    }
    command.write_stdin(input);
    let ran = run(command).await;
    (ran, service.deletions("instance", "task-1"))
}

const KEY: [(&str, &str); 2] =
    [("HUAWEICLOUD_SDK_AK", "s3cr3t-ak"), ("HUAWEICLOUD_SDK_SK", "s3cr3t-sk")];

#[tokio::test(flavor = "multi_thread")]
async fn a_key_of_the_environment_signs() {
    let project = ("HUAWEICLOUD_SDK_PROJECT_ID", "project");
    let (ran, deletions) = with(&["--endpoint=URL"], &[KEY[0], KEY[1], project], "").await;
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "deleted task-1\n", ""));
    assert_eq!(deletions, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_profile_file_holds_key_and_project() {
    let path = file("credentials");
    let path = path.to_str().expect("UTF-8");
    let option = format!("--credentials-file={path}");
    assert_eq!(with(&["--endpoint=URL", &option], &[], "").await.1, 1);
    let variable = ("HUAWEICLOUD_SDK_CREDENTIALS_FILE", path);
    assert_eq!(with(&["--endpoint=URL"], &[variable], "").await.1, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_comes_from_a_file_or_from_standard_input() {
    let option = format!("--token-file={}", file("token").display());
    let options = ["--endpoint=URL", "--project-id=project", &option];
    assert_eq!(with(&options, &[], "").await.1, 1);
    let options = ["--endpoint=URL", "--project-id=project", "--token-file=-"];
    assert_eq!(with(&options, &[], "s3cr3t-token\n").await.1, 1);
}

/// The profile that the environment names would be refused.
#[tokio::test(flavor = "multi_thread")]
async fn what_an_option_names_goes_before_the_environment() {
    let options = ["--endpoint=URL", "--project-id=project", "--token-file=-"];
    let broken = ("HUAWEICLOUD_SDK_CREDENTIALS_FILE", "/nonexistent/file");
    let wrong = ("HUAWEICLOUD_SDK_PROJECT_ID", "another");
    let (ran, deletions) = with(&options, &[broken, wrong, KEY[0]], "s3cr3t-token").await;
    assert_eq!((ran.code, deletions), (0, 1), "{}", ran.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_environment_names_region_and_endpoint() {
    let variables = [
        ("HUAWEICLOUD_SDK_REGION", "cn-north-4"),
        ("HUAWEICLOUD_SDK_REGION_DCS_CN_NORTH_4", "URL"),
    ];
    let options = ["--project-id=project", "--token-file=-"];
    assert_eq!(with(&options, &variables, "s3cr3t-token").await.1, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn options_may_be_spelt_as_hcloud_spells_them() {
    let service = service().start().await;
    let mut command = command();
    command.env("HUAWEICLOUD_SDK_REGION_DCS_CN_NORTH_4", service.url());
    command.args(["delete-background-task", "-y", "--cli-region=cn-north-4", "--token-file=-"]);
    command.args(["--project_id=project", "--instance_id=instance", "--task_id=task-1"]);
    command.write_stdin("s3cr3t-token");
    assert_eq!(run(command).await.code, 0);
    assert_eq!(service.deletions("instance", "task-1"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_missing_is_named_with_what_to_do() {
    let (ran, _) = with(&["--token-file=-"], &[], "t").await;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("there is no endpoint\n  next     pass --region"), "{}", ran.err);
    let (ran, _) = with(&["--endpoint=URL", "--token-file=-"], &[], "s3cr3t-token").await;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("next     pass --project-id"), "{}", ran.err);
    let (ran, _) = with(&["--endpoint=URL", "--project-id=project"], &[KEY[0]], "").await;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("HUAWEICLOUD_SDK_SK"), "{}", ran.err);
    let (ran, _) = with(&["--endpoint=URL", "--token-file=/nonexistent/file"], &[], "").await;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("the token cannot be read from /nonexistent/file"), "{}", ran.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_endpoint_that_would_show_the_credentials_is_refused() {
    let (ran, _) = with(&["--endpoint=http://example.com", "--token-file=-"], &[], "t").await;
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("plain http would show"), "{}", ran.err);
}
