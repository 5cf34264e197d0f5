//! Each example of the client runs, against a fake of the service.

use tests::dcs::{Fault, Plan};
use tests::server::Server;

use super::{ACCESS_KEY, Ran, SECRET_KEY, key, run, service, write};

const DELETE_TASK: &str = env!("CARGO_BIN_EXE_example-delete_task");
const OWN_PROVIDER: &str = env!("CARGO_BIN_EXE_example-own_provider");
const CUSTOM_RETRY: &str = env!("CARGO_BIN_EXE_example-custom_retry");
const TRACING: &str = env!("CARGO_BIN_EXE_example-tracing");

const ARGUMENTS: [&str; 3] = ["cn-north-4", "instance-1", "task-1"];

/// Runs an example as its documentation says: all it needs beside arguments is in the environment.
async fn example(program: &str, endpoint: &str, arguments: &[&str]) -> Ran {
    let variables = [
        ("HUAWEICLOUD_SDK_AK", ACCESS_KEY),
        ("HUAWEICLOUD_SDK_SK", SECRET_KEY),
        ("HUAWEICLOUD_SDK_PROJECT_ID", "project-1"),
        ("HUAWEICLOUD_SDK_REGION_DCS_CN_NORTH_4", endpoint),
    ];
    run(program, arguments, &variables).await
}

#[tokio::test]
async fn delete_task_deletes_a_task_and_takes_a_second_time_for_done() {
    let service = service(key()).start().await;
    for expected in ["deleted, with status 204\n", "there is no such task\n"] {
        let ran = example(DELETE_TASK, &service.url(), &ARGUMENTS).await;
        assert!(ran.fine, "{}", ran.text);
        assert_eq!(ran.text, expected);
    }
    assert_eq!(service.deletions("instance-1", "task-1"), 1);
    assert!(!service.catastrophe());
}

#[tokio::test]
async fn delete_task_says_what_went_wrong() {
    let service = service(tests::dcs::AccessKey::new("OTHER", "other")).start().await;
    let ran = example(DELETE_TASK, &service.url(), &ARGUMENTS).await;
    assert!(!ran.fine, "{}", ran.text);
    assert!(ran.text.starts_with("failed, request ID 0"), "{}", ran.text);
    assert!(ran.text.contains("the service answered 401"), "{}", ran.text);
    let ran = example(DELETE_TASK, &service.url(), &ARGUMENTS[..2]).await;
    assert!(!ran.fine && ran.text.contains("the task ID is missing"), "{}", ran.text);
    let ran = example(DELETE_TASK, &service.url(), &["cn-north-4", "instance-1", ".."]).await;
    assert!(!ran.fine && ran.text.contains("task_id"), "{}", ran.text);
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn own_provider_is_asked_once_and_names_its_file() {
    let service = service(key()).start().await;
    let directory = tempfile::tempdir().expect("a directory");
    let path = directory.path().join("agent");
    write(&path, &format!("{ACCESS_KEY}\n{SECRET_KEY}\n"));
    let file = path.clone();
    let path = path.to_str().expect("UTF-8");
    let arguments = ["cn-north-4", "instance-1", "task-1", path];
    let ran = example(OWN_PROVIDER, &service.url(), &arguments).await;
    assert!(ran.fine, "{}", ran.text);
    assert_eq!(ran.text, format!("reading {path}\ndeleted\nthere is no such task\n"));

    write(&file, ACCESS_KEY);
    let ran = example(OWN_PROVIDER, &service.url(), &arguments).await;
    assert!(!ran.fine && ran.text.contains("fewer than two lines"), "{}", ran.text);
}

#[tokio::test]
async fn custom_retry_gets_past_failures_in_both_ways() {
    let fail = || Some(Fault::Gateway(503).before());
    let plan = Plan::list([fail(), fail(), fail(), fail(), None, fail(), fail(), None]);
    let service = service(key()).plan(plan).start().await;
    let arguments = ["cn-north-4", "instance-1", "task-1", "task-2"];
    let ran = example(CUSTOM_RETRY, &service.url(), &arguments).await;
    assert!(ran.fine, "{}", ran.text);
    assert!(ran.text.contains("the policy took 5 attempts"), "{}", ran.text);
    assert!(ran.text.contains("attempt 2 failed: the service answered 503"), "{}", ran.text);
    assert!(ran.text.contains("the loop took 3 attempts"), "{}", ran.text);
}

#[tokio::test]
async fn tracing_prints_spans_and_events() {
    let service = service(key()).start().await;
    let ran = example(TRACING, &service.url(), &ARGUMENTS).await;
    assert!(ran.fine, "{}", ran.text);
    for part in ["INFO", "DEBUG", "call{", "attempt succeeded", "http.response.status_code=204"] {
        assert!(ran.text.contains(part), "{part} is not in {}", ran.text);
    }
    assert!(!ran.text.contains("instance-1"), "{}", ran.text);
}

#[tokio::test]
async fn no_example_reaches_a_proxy_on_its_way_to_loopback() {
    let proxy = Server::start([]).await;
    let service = service(key()).start().await;
    let (url, proxy_url) = (service.url(), proxy.url());
    let mut variables = vec![
        ("HUAWEICLOUD_SDK_AK", ACCESS_KEY),
        ("HUAWEICLOUD_SDK_SK", SECRET_KEY),
        ("HUAWEICLOUD_SDK_PROJECT_ID", "project-1"),
        ("HUAWEICLOUD_SDK_REGION_DCS_CN_NORTH_4", &*url),
    ];
    let names = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];
    variables.extend(names.map(|name| (name, &*proxy_url)));
    let ran = run(DELETE_TASK, &ARGUMENTS, &variables).await;
    assert_eq!(ran.text, "deleted, with status 204\n");
    assert_eq!(proxy.finish().await.connections, 0);
}
