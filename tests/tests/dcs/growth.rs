//! Operations that the fake has no behaviour for: routes, checks and answers of the document.

use serde_json::json;
use tests::dcs::{Fault, Plan, Service};
use tests::document::Document;
use tests::server::Request;

use super::raw::{TASK, answer, delete, exchange, request, sign};
use super::{builder, key};

pub const GROWTH: &str = include_str!("../../fixtures/growth/openapi.yaml");

const TASKS: &str = "/v2/project-1/instances/instance-1/tasks";
const LABELS: &str = "/v2/project-1/instances/instance-1/labels";
const TOKEN: (&str, &str) = ("X-Auth-Token", "token-1");
const JSON: (&str, &str) = ("Content-Type", "application/json");

async fn service() -> Service {
    builder().document(GROWTH).expect("a document").start().await
}

fn post(body: &str) -> Request {
    Request { body: body.as_bytes().to_vec(), ..request("POST", TASKS, &[TOKEN, JSON]) }
}

/// Status and code of the answer.
async fn refusal(service: &Service, request: &Request) -> (u16, String) {
    let answer = answer(&service.url(), request).await;
    (answer.status, answer.code())
}

#[tokio::test]
async fn an_operation_answers_as_the_document_has_it() {
    let service = service().await;
    let list = answer(&service.url(), &request("GET", TASKS, &[TOKEN])).await;
    let task = json!({
        "id": "8abf6e1e72c12e7c0172c15b508500aa", "state": "running",
        "created_at": "2024-05-17T08:30:00Z", "note": null,
    });
    assert_eq!((list.status, list.json()), (200, json!({ "count": 1, "tasks": [task] })));
    assert_eq!(list.header("content-type"), Some("application/json"));
    assert!(list.header("x-request-id").is_some());

    let created = answer(&service.url(), &post(r#"{"kind": "backup"}"#)).await;
    let task = json!({
        "id": "8abf6e1e72c12e7c0172c15b508500aa", "state": "waiting",
        "created_at": "2024-05-17T08:30:00Z", "note": "text",
    });
    assert_eq!((created.status, created.json()), (201, task));

    let labels = request("PUT", &format!("{LABELS}?label=a&label=b%20c"), &[TOKEN]);
    let labels = answer(&service.url(), &labels).await;
    assert_eq!((labels.status, labels.json()), (200, json!({ "labels": ["text"] })));

    assert_eq!(answer(&service.url(), &delete(TASK)).await.status, 204);
    assert_eq!(service.deletions("instance-1", "task-1"), 1);
    let seen = service.finish().await.requests;
    assert_eq!((seen[1].method.as_str(), seen[1].target.as_str()), ("POST", TASKS));
    assert_eq!(seen[1].body, br#"{"kind": "backup"}"#);
    assert_eq!(seen[2].target, format!("{LABELS}?label=a&label=b%20c"));
}

#[tokio::test]
async fn routes_are_those_of_the_document() {
    let service = service().await;
    for (method, target, code) in [
        ("DELETE", TASKS, "DCS.5001"),
        ("GET", LABELS, "DCS.5001"),
        ("GET", TASK, "DCS.5001"),
        ("GET", "/v2/project-1/instances/instance-1", "DCS.5001"),
        ("GET", "/v2/project-1/instances/instance-1/task", "DCS.4001"),
        ("GET", "/v2/project-1/instances", "DCS.4001"),
    ] {
        let refusal = refusal(&service, &request(method, target, &[TOKEN])).await;
        assert_eq!(refusal.1, code, "{method} {target}");
    }
    let resolved = format!("{TASKS}/x/%2e%2e/./");
    assert_eq!(answer(&service.url(), &request("GET", &resolved, &[TOKEN])).await.status, 200);
    assert!(!service.catastrophe());
    answer(&service.url(), &delete(&format!("{TASKS}/.."))).await;
    assert!(service.catastrophe());
    // Without the document there is no such route.
    let service = builder().start().await;
    let list = request("GET", TASKS, &[TOKEN]);
    assert_eq!(answer(&service.url(), &list).await.code(), "DCS.4001");
}

#[tokio::test]
async fn the_path_with_the_fewest_placeholders_is_the_one_that_is_meant() {
    let text = "openapi: 3.0.3
paths:
  '/{a}/{b}': {get: {responses: {'200': {}}}}
  '/{a}/x': {get: {responses: {'202': {}}}}
  '/{a}/{b}.json': {put: {responses: {2XX: {}}}}
";
    let service = builder().document(text).expect("a document").start().await;
    for (method, target, status) in [
        ("GET", "/p/y", 200),
        ("GET", "/p/x", 202),
        ("PUT", "/p/y.json", 200),
        ("PUT", "/p/y", 405),
    ] {
        let answer = answer(&service.url(), &request(method, target, &[TOKEN])).await;
        assert_eq!(answer.status, status, "{method} {target}");
    }
}

#[tokio::test]
async fn callers_are_checked_as_those_of_a_deletion_are() {
    let service = service().await;
    let get = |target: &str, headers: &[(&str, &str)]| request("GET", target, headers);
    for (request, status, code) in [
        (get(TASKS, &[]), 401, "DCS.1003"),
        (get(TASKS, &[("X-Auth-Token", "guess")]), 401, "DCS.1001"),
        (get(TASKS, &[("X-Auth-Token", "token-old")]), 401, "DCS.1002"),
        (get(TASKS, &[("X-Auth-Token", "token-2")]), 401, "DCS.1004"),
        (get(&TASKS.replace("project-1", "p.1"), &[TOKEN]), 400, "DCS.4002"),
        (get(&TASKS.replace("instance-1", "i.1"), &[TOKEN]), 400, "DCS.4061"),
        (get(&TASKS.replace("instance-1", "i"), &[TOKEN]), 404, "DCS.3022"),
        (get(&TASKS.replace("instance-1", "instance-2"), &[TOKEN]), 403, "DCS.2003"),
        (sign(get(&TASKS.replace("project-1", "project-2"), &[]), &key()), 403, "DCS.2003"),
    ] {
        let refusal = refusal(&service, &request).await;
        assert_eq!(refusal, (status, code.to_owned()), "{request:?}");
    }
}

#[tokio::test]
async fn a_signature_holds_for_the_query_and_the_body_that_were_sent() {
    let service = service().await;
    let unsigned = |target: &str, body: &str| Request {
        body: body.as_bytes().to_vec(),
        ..request("POST", target, &[JSON])
    };
    let target = format!("{TASKS}?b=2&a=one%20word");
    let signed = sign(unsigned(&target, r#"{"kind":"backup"}"#), &key());
    assert_eq!(answer(&service.url(), &signed).await.status, 201);

    let mut query = signed.clone();
    query.target = format!("{TASKS}?b=2&a=one%20ward");
    let mut plus = signed.clone();
    plus.target = format!("{TASKS}?b=2&a=one+word");
    let mut less = signed.clone();
    less.target = TASKS.to_owned();
    let mut body = signed.clone();
    body.body = br#"{"kind":"resize"}"#.to_vec();
    let mut empty = signed.clone();
    empty.body.clear();
    for request in [query, plus, less, body, empty] {
        assert_eq!(
            refusal(&service, &request).await,
            (401, "APIGW.0301".to_owned()),
            "{request:?}"
        );
    }
    // The order of the query is the sender's own affair.
    let mut turned = signed;
    turned.target = format!("{TASKS}?a=one%20word&b=2");
    assert_eq!(answer(&service.url(), &turned).await.status, 201);
}

#[tokio::test]
async fn what_must_be_there_and_is_not_is_a_bad_request() {
    let service = service().await;
    for query in ["", "?", "?region=r", "?labels=a", "?region=label"] {
        let labels = request("PUT", &format!("{LABELS}{query}"), &[TOKEN]);
        assert_eq!(refusal(&service, &labels).await, (400, "DCS.4062".to_owned()), "{query}");
    }
    for query in ["?label=a", "?region=r&l%61bel=a", "?label="] {
        let labels = request("PUT", &format!("{LABELS}{query}"), &[TOKEN]);
        assert_eq!(answer(&service.url(), &labels).await.status, 200, "{query}");
    }
    let mut form = post("{}");
    form.headers.retain(|(name, _)| name != "Content-Type");
    form.headers.push(("Content-Type".to_owned(), "text/plain".to_owned()));
    for body in [post(""), post("kind=backup"), post("{"), form] {
        assert_eq!(refusal(&service, &body).await, (400, "DCS.4063".to_owned()), "{body:?}");
    }
    // The caller comes first.
    assert_eq!(refusal(&service, &request("PUT", LABELS, &[])).await.1, "DCS.1003");
}

#[tokio::test]
async fn an_optional_body_may_be_missing_but_not_wrong() {
    let text = GROWTH.replacen(
        "description: The task to create.\n        required: true",
        "description: It.",
        1,
    );
    assert_ne!(text, GROWTH);
    let service = builder().document(&text).expect("a document").start().await;
    assert_eq!(answer(&service.url(), &post("")).await.status, 201);
    assert_eq!(refusal(&service, &post("{")).await.1, "DCS.4063");
}

#[tokio::test]
async fn faults_strike_every_operation() {
    let service = service().await;
    service.set_plan(Plan::strikes([
        Fault::Gateway(503).before(),
        Fault::Html(502).after(),
        Fault::ResetBeforeHead.after(),
        Fault::Gateway(504).after(),
    ]));
    let list = request("GET", TASKS, &[TOKEN]);
    assert_eq!(answer(&service.url(), &list).await.status, 503);
    assert_eq!(answer(&service.url(), &post("{}")).await.status, 502);
    assert_eq!(exchange(&service.url(), &list).await.0, b"");
    assert_eq!(answer(&service.url(), &post("")).await.status, 504);
    assert_eq!(answer(&service.url(), &list).await.status, 200);
    let performed: Vec<_> = service.struck().iter().map(|struck| struck.performed).collect();
    assert_eq!(performed, [false, true, true, false]);
}

#[tokio::test]
async fn a_fault_that_passes_the_answer_on_passes_the_operations_own() {
    let service = service().await;
    let gate = tests::server::Gate::open();
    service.set_plan(Plan::strikes([
        Fault::HeaderDrip(gate.clone()).before(),
        Fault::HeaderDrip(gate).after(),
    ]));
    for _ in 0..2 {
        assert_eq!(answer(&service.url(), &post("{}")).await.status, 201);
    }
}

#[tokio::test]
async fn a_body_that_is_no_json_goes_as_it_is() {
    let text = "openapi: 3.0.3\npaths: {/a: {get: {responses: {'200': {content: {text/plain: \
        {example: hello}}}}}}}";
    let service = builder().document(text).expect("a document").start().await;
    let answer = answer(&service.url(), &request("GET", "/a", &[TOKEN])).await;
    assert_eq!(
        (answer.header("content-type"), &answer.body[..]),
        (Some("text/plain"), &b"hello"[..])
    );
}

#[test]
fn the_document_has_the_operations_that_the_tests_are_about() {
    let growth = Document::parse(GROWTH).expect("a document");
    let mut ids: Vec<_> = growth.operations().iter().map(|one| one.id.as_str()).collect();
    ids.sort_unstable();
    assert_eq!(
        ids,
        [
            "createBackgroundTask",
            "deleteBackgroundTask",
            "deleteInstanceLabel",
            "downloadTaskLog",
            "listBackgroundTasks",
            "replaceInstanceLabels"
        ]
    );
}
