//! Each check of the service, and the state behind it.

use tests::clock::FakeClock;
use tests::dcs::signature::SKEW;
use tests::dcs::{AccessKey, ID_LIMIT, Service, Success, Token, error_codes};

use super::raw::{Answer, TASK, answer, delete, request, sign};
use super::{builder, key, temporary_key};

/// The code of a refusal, whose status must be the documented one.
fn code(answer: &Answer) -> String {
    let code = answer.code();
    let documented = error_codes().find(|known| known.code == code).expect("a documented code");
    assert_eq!(answer.status, documented.status, "{code}");
    code
}

#[tokio::test]
async fn a_task_is_deleted_once() {
    let service = builder().start().await;
    assert!(service.exists("instance-1", "task-1"));
    let first = answer(&service.url(), &delete(TASK)).await;
    assert_eq!((first.status, first.body.len()), (204, 0));
    let second = answer(&service.url(), &delete(TASK)).await;
    assert_eq!(code(&second), "DCS.4001");
    assert_eq!(service.deletions("instance-1", "task-1"), 1);
    assert_eq!(service.deletions("instance-2", "task-2"), 0);
    assert!(!service.exists("instance-1", "task-1"));

    service.add_task("instance-1", "task-1");
    assert_eq!(answer(&service.url(), &delete(TASK)).await.status, 204);
    assert_eq!(service.deletions("instance-1", "task-1"), 2);
    assert_ne!(first.header("x-request-id"), second.header("x-request-id"));
    assert!(!service.catastrophe());
    assert_eq!(service.finish().await.requests.len(), 3);
}

#[tokio::test]
async fn success_may_have_a_message() {
    let service = builder().success(Success::Message).start().await;
    let answer = answer(&service.url(), &delete(TASK)).await;
    assert_eq!((answer.status, &answer.body[..]), (200, &br#"{"message": ""}"#[..]));
}

#[tokio::test]
async fn every_check_of_a_token_has_its_code() {
    let service = builder().start().await;
    for (headers, expected) in [
        (&[][..], "DCS.1003"),
        (&[("X-Auth-Token", "nobody's")], "DCS.1001"),
        (&[("X-Auth-Token", "")], "DCS.1001"),
        (&[("X-Auth-Token", "token-1"), ("X-Auth-Token", "token-1")], "DCS.1001"),
        (&[("X-Auth-Token", "token-old")], "DCS.1002"),
        (&[("X-Auth-Token", "token-2")], "DCS.1004"),
    ] {
        let answer = answer(&service.url(), &request("DELETE", TASK, headers)).await;
        assert_eq!(code(&answer), expected, "{headers:?}");
        assert!(answer.header("x-request-id").is_some(), "{headers:?}");
    }
    service.add_token(Token::new("nobody's", "project-1"));
    let request = request("DELETE", TASK, &[("X-Auth-Token", "nobody's")]);
    assert_eq!(answer(&service.url(), &request).await.status, 204);
}

#[tokio::test]
async fn every_check_of_the_path_has_its_code() {
    let service = builder().start().await;
    let long = "x".repeat(ID_LIMIT + 1);
    for (target, expected) in [
        ("/v2/project-1%21/instances/instance-1/tasks/task-1", "DCS.4002"),
        ("/v2/project-1/instances/instance.1/tasks/task-1", "DCS.4061"),
        (&format!("/v2/project-1/instances/{long}/tasks/task-1"), "DCS.4061"),
        ("/v2/project-1/instances/instance-1/tasks/task%201", "DCS.4070"),
        ("/v2/project-1/instances/instance-1/tasks/task%2F1", "DCS.4070"),
        ("/v2/project-1/instances/instance-1/tasks/task%5C1", "DCS.4070"),
        ("/v2/project-1/instances/instance-9/tasks/task%201", "DCS.4070"),
        (&format!("/v2/project-1/instances/instance-1/tasks/{long}"), "DCS.4070"),
        ("/v2/project-1/instances/instance-9/tasks/task-1", "DCS.3022"),
        ("/v2/project-1/instances/instance-2/tasks/task-2", "DCS.2003"),
        ("/v2/project-1/instances/instance-1/tasks/task-2", "DCS.4001"),
        ("/v2/project-1/instances/instance-1/tasks", "DCS.4001"),
        ("/v3/project-1/instances/instance-1/tasks/task-1", "DCS.4001"),
        ("/v2/project-1/instances/instance-1/tasks/%ff", "DCS.4001"),
        ("/v2/project-1/instances/instance-1/tasks/task-1/more", "DCS.4001"),
        ("/", "DCS.4001"),
        ("*", "DCS.4001"),
    ] {
        let answer = answer(&service.url(), &delete(target)).await;
        assert_eq!(code(&answer), expected, "{target}");
    }
    for method in ["GET", "PUT", "POST", "PATCH", "OPTIONS", "delete"] {
        let request = request(method, TASK, &[("X-Auth-Token", "token-1")]);
        assert_eq!(code(&answer(&service.url(), &request).await), "DCS.5001", "{method}");
    }
    assert!(service.exists("instance-1", "task-1") && service.exists("instance-2", "task-2"));
    assert!(!service.catastrophe());
}

#[tokio::test]
async fn the_deletion_of_an_instance_is_a_catastrophe_however_it_is_spelt() {
    for target in [
        "/v2/project-1/instances/instance-1",
        "/v2/project-1/instances/instance-1/",
        "/v2/project-1/instances/instance-1/tasks/..",
        "/v2/project-1/instances/instance-1/tasks/%2e%2E",
        "/v2/project-1/instances/instance-1/tasks/..%5c",
        "/v2/project-1/instances/instance-1/tasks/a%2f..%2F..",
        r"/v2/project-1/instances/instance-1/tasks/..\",
        "/v2/project-1//instances/./instance-1?a=b",
    ] {
        let service = builder().start().await;
        let answered = answer(&service.url(), &request("DELETE", target, &[])).await;
        assert_eq!(code(&answered), "DCS.1003", "{target}");
        assert!(service.catastrophe(), "{target}");
        assert!(service.exists("instance-1", "task-1"), "{target}");
        assert_eq!(answer(&service.url(), &delete(target)).await.status, 204, "{target}");
        assert!(!service.exists("instance-1", "task-1"), "{target}");
    }
}

#[tokio::test]
async fn signatures_are_taken_with_and_without_a_security_token() {
    for key in [key(), temporary_key()] {
        let service = builder().start().await;
        let request = sign(request("DELETE", TASK, &[("X-Project-Id", "project-1")]), &key);
        assert_eq!(answer(&service.url(), &request).await.status, 204);
        assert_eq!(service.deletions("instance-1", "task-1"), 1);
    }
}

#[tokio::test]
async fn a_signature_that_does_not_hold_is_refused_by_the_gateway() {
    let service = builder().start().await;
    let plain = || request("DELETE", TASK, &[]);
    let mut moved = sign(plain(), &key());
    moved.target = TASK.replace("task-1", "task-2");
    let mut unsigned = sign(plain(), &temporary_key());
    unsigned.headers.retain(|(name, _)| name != "X-Security-Token");
    let mut both = sign(delete(TASK), &key());
    both.headers.retain(|(name, _)| name != "X-Sdk-Date");
    let stranger = sign(plain(), &AccessKey::new("nobody", "SK"));
    let guess = sign(plain(), &AccessKey::new("AK", "guess"));
    let basic = request("DELETE", TASK, &[("Authorization", "Basic QUs6U0s=")]);
    for request in [moved, unsigned, both, stranger, guess, basic] {
        let answer = answer(&service.url(), &request).await;
        assert_eq!(code(&answer), "APIGW.0301", "{request:?}");
        let id = answer.header("x-request-id");
        assert!(id.is_some());
        assert_eq!(answer.json()["request_id"].as_str(), id);
    }
    assert_eq!(service.deletions("instance-1", "task-1"), 0);

    let other = TASK.replace("project-1", "project-2");
    let other = sign(request("DELETE", &other, &[]), &key());
    assert_eq!(code(&answer(&service.url(), &other).await), "DCS.2003");
    let named = sign(request("DELETE", TASK, &[("X-Project-Id", "project-2")]), &key());
    assert_eq!(code(&answer(&service.url(), &named).await), "DCS.2003");
    let malformed = sign(request("DELETE", &TASK.replace("project-1", "p.1"), &[]), &key());
    assert_eq!(code(&answer(&service.url(), &malformed).await), "DCS.4002");
}

#[tokio::test]
async fn a_signature_expires_by_the_clock_of_the_service() {
    let clock = FakeClock::default();
    let service = builder().clock(clock.clone()).start().await;
    let request = sign(request("DELETE", TASK, &[]), &key());
    clock.advance(SKEW);
    assert_eq!(answer(&service.url(), &request).await.status, 204);
    clock.advance(std::time::Duration::from_secs(1));
    assert_eq!(code(&answer(&service.url(), &request).await), "APIGW.0301");
}

#[tokio::test]
async fn a_prefix_is_part_of_the_url_and_of_what_is_signed() {
    let service = builder().prefix("/gateway").start().await;
    assert!(service.url().ends_with("/gateway"));
    let prefixed = format!("/gateway{TASK}");
    let mut bare = sign(request("DELETE", TASK, &[]), &key());
    assert_eq!(code(&answer(&service.url(), &bare).await), "DCS.4001");
    bare.target.clone_from(&prefixed);
    assert_eq!(code(&answer(&service.url(), &bare).await), "APIGW.0301");
    let whole = sign(request("DELETE", &prefixed, &[]), &key());
    assert_eq!(answer(&service.url(), &whole).await.status, 204);
}

#[tokio::test]
async fn keys_are_not_shown() {
    let service: Service = builder().start().await;
    let shown = format!("{:?}", (&service, key(), temporary_key(), Token::new("token-1", "p")));
    for secret in ["SK", "token-1", "security-token"] {
        assert!(!shown.contains(secret), "{secret}");
    }
}
