//! What is refused before anything is sent.

use serde_json::Value;

use crate::support::{command, delete, run, service};

/// A deletion of task 1 in which one option has another value.
async fn with(option: &str, value: &str, url: &str) -> crate::support::Ran {
    let mut command = command();
    command.args(["delete-background-task", "--yes", "--token-file=-", "--endpoint", url]);
    for (name, good) in
        [("--project-id", "project"), ("--instance-id", "instance"), ("--task-id", "task-1")]
    {
        command.arg(format!("{name}={}", if name == option { value } else { good }));
    }
    command.write_stdin("s3cr3t-token");
    run(command).await
}

#[tokio::test(flavor = "multi_thread")]
async fn an_id_that_would_change_the_route_is_refused_and_nothing_is_sent() {
    let service = service().start().await;
    let url = service.url();
    for value in ["..", ".", "", "a/b", "a\\b", "../..", "%2e%2e", "a?b", "a#b", "a b", "a\n"] {
        for option in ["--project-id", "--instance-id", "--task-id"] {
            let ran = with(option, value, &url).await;
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{option} {value:?}");
            assert!(ran.err.contains(option), "{option} {value:?}: {}", ran.err);
        }
    }
    insta::assert_snapshot!("refused-instance", with("--instance-id", "..", &url).await.err);
    insta::assert_snapshot!("refused-task", with("--task-id", "a/b", &url).await.err);
    assert_eq!(service.finish().await.connections, 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_in_the_arguments_is_a_usage_error_in_either_format() {
    let service = service().start().await;
    let ran = run(delete(&service, &["--task-id=t", "--timeout=0", "--output=json"])).await;
    let value: Value = serde_json::from_str(&ran.err).expect("JSON");
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    insta::assert_snapshot!("slip-json", format!("{value:#}"));
    let ran = run(delete(&service, &["--task-id=t", "--timout=1"])).await;
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!("slip", ran.err);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_in_a_region_is_met_with_the_nearest_name() {
    let mut command = command();
    command.args(["delete-background-task", "--instance-id=i", "--task-id=t"]);
    command.arg("--region=cn-north4");
    let ran = run(command).await;
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("a similar value exists: 'cn-north-4'"), "{}", ran.err);
}

/// The options that hcloud has for it are none here. `run` looks for the secret in what is printed.
#[tokio::test(flavor = "multi_thread")]
async fn no_option_takes_a_secret_and_what_is_passed_as_one_is_not_repeated() {
    let service = service().start().await;
    for name in ["--token", "--ak", "--sk", "--cli-access-key", "--cli-secret-key", "--auth"] {
        let pairs = [vec![format!("{name}=s3cr3t")], vec![name.to_owned(), "s3cr3t".to_owned()]];
        for pair in pairs {
            let pair: Vec<_> =
                ["--task-id=t"].into_iter().chain(pair.iter().map(|s| &**s)).collect();
            let ran = run(delete(&service, &pair)).await;
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{pair:?}");
            assert!(ran.err.contains(&format!("unexpected argument '{name}'")), "{}", ran.err);
        }
    }
    let url = service.url().replace("://", "://user:s3cr3t@");
    let ran = with("--endpoint", "", &url).await;
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert_eq!(service.finish().await.connections, 0);
}
