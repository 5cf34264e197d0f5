//! IDs that would turn the request into another one.

use huaweicloud_dcs::{DeleteBackgroundTask, ErrorKind, InstanceId, ProjectId, TaskId};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use tests::server::{Reply, Server};

use super::{Outcome, client, send};

/// A value, and what the client says of it.
fn hostile_values() -> Vec<(String, &'static str)> {
    let mut values = vec![(String::new(), "is empty")];
    let climbing = "../".repeat(10_000);
    let spelled = [
        (".", "holds '.'"),
        ("..", "holds '.'"),
        ("...", "holds '.'"),
        ("%2e", "holds '%'"),
        ("%2e%2e", "holds '%'"),
        ("%2E%2e", "holds '%'"),
        (".%2e", "holds '.'"),
        ("%252e%252e", "holds '%'"),
        ("a/b", "holds '/'"),
        ("/", "holds '/'"),
        ("a%2fb", "holds '%'"),
        ("../..", "holds '.'"),
        (r"a\b", r"holds '\\'"),
        (r"..\", "holds '.'"),
        (r"\", r"holds '\\'"),
        ("a%5cb", "holds '%'"),
        ("t?x=1", "holds '?'"),
        ("t#x", "holds '#'"),
        ("t;v=1", "holds ';'"),
        ("t&x", "holds '&'"),
        ("t@host", "holds '@'"),
        ("t:80", "holds ':'"),
        ("{task_id}", "holds '{'"),
        (" ", "holds ' '"),
        (" t", "holds ' '"),
        ("t ", "holds ' '"),
        ("a b", "holds ' '"),
        ("t+u", "holds '+'"),
        ("t~", "holds '~'"),
        ("t\n", r"holds '\n'"),
        ("t\r\nX-Injected: 1", r"holds '\r'"),
        ("t\t", r"holds '\t'"),
        ("t\0", r"holds '\0'"),
        ("t\u{1b}[2J", r"holds '\u{1b}'"),
        ("t\u{7f}", r"holds '\u{7f}'"),
        ("t\u{85}", r"holds '\u{85}'"),
        ("tâche", "holds 'â'"),
        ("任务", "holds '任'"),
        ("t\u{202e}", r"holds '\u{202e}'"),
        ("t\u{feff}", r"holds '\u{feff}'"),
        ("．．", "holds '．'"),
        ("٣", "holds '٣'"),
        (climbing.as_str(), "holds '.'"),
    ];
    values.extend(spelled.map(|(value, why)| (value.to_owned(), why)));
    values
}

type Setter = fn(DeleteBackgroundTask, &str) -> DeleteBackgroundTask;

const SETTERS: [(&str, Setter); 3] = [
    ("project_id", |request, value| request.project_id(value)),
    ("instance_id", |request, value| request.instance_id(value)),
    ("task_id", |request, value| request.task_id(value)),
];

#[tokio::test]
async fn a_hostile_id_is_refused_by_name_and_reason_and_nothing_is_sent() {
    let server = Server::start(std::iter::repeat(Reply::status(204))).await;
    let client = client(&server);
    for (value, why) in hostile_values() {
        for (name, set) in SETTERS {
            let request =
                client.delete_background_task().project_id("p").instance_id("i").task_id("t");
            let Err(error) = send(set(request, &value)).await else {
                panic!("{name} = {value:?} was sent");
            };
            assert_eq!((error.kind(), error.attempts()), (ErrorKind::Request, 0), "{error}");
            let message = error.to_string();
            let expected = format!("the request cannot be made: invalid {name}: {why}");
            assert!(message.starts_with(&expected), "{value:?}: {message}");
            assert!(message.len() < 150, "{message}");
            assert!(message.chars().all(|c| !c.is_control()), "{message:?}");
            let allowed = "allowed are letters, digits, `-`, `_`";
            assert!(value.is_empty() || message.ends_with(allowed), "{message}");
        }
    }
    assert_eq!(server.finish().await.connections, 0);
}

#[test]
fn no_way_leads_to_an_id_that_holds_a_hostile_value() {
    for (value, _) in hostile_values() {
        let json = serde_json::Value::from(value.clone());
        assert!(value.parse::<TaskId>().is_err(), "{value:?}");
        assert!(TaskId::try_from(value.as_str()).is_err(), "{value:?}");
        assert!(TaskId::try_from(value.clone()).is_err(), "{value:?}");
        assert!(serde_json::from_value::<TaskId>(json.clone()).is_err(), "{value:?}");
        assert!(serde_json::from_value::<InstanceId>(json.clone()).is_err(), "{value:?}");
        assert!(serde_json::from_value::<ProjectId>(json).is_err(), "{value:?}");
    }
}

#[tokio::test]
async fn a_later_good_value_replaces_a_bad_one_and_the_reverse() {
    let server = Server::start([Reply::status(204)]).await;
    let client = client(&server);
    let request = || client.delete_background_task().project_id("p").instance_id("i");
    let outcome = send(request().task_id("..").task_id("t")).await;
    outcome.expect("the last value is a good one");
    let outcome = send(request().task_id("t").task_id("..")).await;
    outcome.expect_err("the last value is a bad one");
    assert_eq!(server.finish().await.requests.len(), 1);
}

#[tokio::test]
async fn typed_ids_and_long_ids_are_sent_as_they_are() {
    let server = Server::start([Reply::status(204)]).await;
    let project: ProjectId = "A4d31cb6-3d72_4fdc".parse().expect("a good ID");
    let instance = InstanceId::try_from("-").expect("a good ID");
    let task = TaskId::try_from("t".repeat(5_000)).expect("a good ID");
    let target = format!("/v2/A4d31cb6-3d72_4fdc/instances/-/tasks/{}", task.as_str());
    let client = client(&server);
    let request = client.delete_background_task();
    let request = request.project_id(project).instance_id(instance).task_id(task);
    send(request).await.expect("204 is success");
    assert_eq!(server.finish().await.requests[0].target, target);
}

/// Any text, texts near the edge of what is allowed, and mostly what is allowed.
fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        1 => any::<String>(),
        1 => "[a-zA-Z0-9./\\\\%?#:@ _~-]{0,4}",
        6 => "[A-Za-z0-9_-]{1,40}",
    ]
}

#[test]
fn any_ids_are_refused_or_arrive_as_the_three_segments_that_were_given() {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let server = runtime.block_on(Server::start(std::iter::repeat(Reply::status(204))));
    let client = client(&server);
    let config = Config { failure_persistence: None, ..Config::with_cases(512) };
    let outcome = TestRunner::new(config).run(&(id(), id(), id()), |ids| {
        let before = server.requests().len();
        let request = client.delete_background_task();
        let request =
            request.project_id(ids.0.as_str()).instance_id(ids.1.as_str()).task_id(ids.2.as_str());
        let outcome = runtime.block_on(send(request));
        judge(&ids, outcome, &server.requests()[before..])
    });
    outcome.expect("no counterexample");
    let sent = runtime.block_on(server.finish()).requests.len();
    assert!(sent > 50, "only {sent} of 512 cases were sent");
}

type Ids = (String, String, String);

fn judge(
    (project, instance, task): &Ids,
    outcome: Outcome,
    requests: &[tests::server::Request],
) -> Result<(), TestCaseError> {
    match (outcome, requests) {
        (Err(error), []) if error.kind() == ErrorKind::Request => Ok(()),
        (Ok(_), [request]) => {
            let segments: Vec<_> = request.target.split('/').collect();
            let ["", "v2", p, "instances", i, "tasks", t] = segments[..] else {
                return Err(TestCaseError::fail(format!("the path is {}", request.target)));
            };
            prop_assert_eq!(&request.method, "DELETE");
            prop_assert!(!request.target.contains(['?', '#', '\\']));
            for (segment, given) in [(p, project), (i, instance), (t, task)] {
                prop_assert_eq!(&percent_decoded(segment), given.as_bytes());
                prop_assert!(!resolves_to_another_path(given), "{}", given);
            }
            Ok(())
        }
        (outcome, requests) => Err(TestCaseError::fail(format!("{outcome:?}, {requests:?}"))),
    }
}

fn resolves_to_another_path(segment: &str) -> bool {
    matches!(segment, "" | "." | "..")
}

fn percent_decoded(segment: &str) -> Vec<u8> {
    let mut parts = segment.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(digits, 16).expect("two hexadecimal digits"));
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}
