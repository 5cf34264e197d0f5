//! Signatures, checked against the raw requests.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use huaweicloud_dcs::auth::AccessKey;
use huaweicloud_dcs::auth::sign::{Signable, sign};
use huaweicloud_dcs::{Client, Credentials};
use tests::clock::FakeClock;
use tests::server::{Reply, Request, Server};

use super::{ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN, builder, delete, temporary};

const START: u64 = 1_573_789_015;

/// Signs the request as it was received, and compares.
fn verify(request: &Request, at: SystemTime) {
    let header = |name| request.header(name).expect(name);
    let authorization = header("authorization");
    let names = authorization.split("SignedHeaders=").nth(1).and_then(|s| s.split(',').next());
    let headers: Vec<(&str, &[u8])> = names
        .expect("signed headers")
        .split(';')
        .filter(|name| *name != "x-sdk-date")
        .map(|name| (name, header(name).as_bytes()))
        .collect();
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let (method, host) = (request.method.as_str(), header("host"));
    let signable = Signable { method, host, path, query, headers: &headers, body: &request.body };
    let key = AccessKey::new(ACCESS_KEY, SECRET_KEY).expect("a key");
    let signed = sign(&signable, &key, at);
    assert_eq!(header("x-sdk-date"), signed.date.as_str());
    assert_eq!(authorization, signed.authorization);
    assert_eq!(request.header("x-auth-token"), None);
}

#[tokio::test]
async fn each_attempt_is_signed_anew_at_its_own_time() {
    let clock = FakeClock::default();
    let busy = Reply::status(503).header("Retry-After", "9");
    let server = Server::start([busy.clone(), busy, Reply::status(204)]).await;
    let client = builder(&server, &clock).credentials(temporary()).build().expect("fit");
    delete(&client).await.expect("the third answer is a success");
    let requests = server.finish().await.requests;
    let dates = requests.iter().map(|request| request.header("x-sdk-date"));
    let expected = ["20191115T033655Z", "20191115T033704Z", "20191115T033713Z"];
    assert_eq!(dates.collect::<Vec<_>>(), expected.map(Some));
    for (number, request) in (0..).zip(&requests) {
        verify(request, UNIX_EPOCH + Duration::from_secs(START + 9 * number));
        assert_eq!(request.header("x-project-id"), Some("project-1"));
        assert_eq!(request.header("x-security-token"), Some(SECURITY_TOKEN));
    }
}

#[tokio::test]
async fn a_prepared_request_is_the_one_that_would_be_sent_and_is_not() {
    let clock = FakeClock::default();
    let server = Server::start([Reply::status(204)]).await;
    let client = builder(&server, &clock).credentials(temporary()).build().expect("fit");
    let request = || client.delete_background_task().instance_id("instance-1").task_id("task-1");
    let prepared = request().project_id("project-1").prepare().await.expect("a request");
    assert_eq!(server.requests().len(), 0);

    request().project_id("project-1").send().await.expect("204 is success");
    let sent = &server.finish().await.requests[0];
    assert_eq!((prepared.method().as_str(), prepared.url().path()), ("DELETE", &*sent.target));
    for (name, value) in prepared.headers() {
        assert_eq!(sent.header(name.as_str()), value.to_str().ok(), "{name}");
        let secret = ["authorization", "x-security-token"].contains(&name.as_str());
        assert_eq!(value.is_sensitive(), secret, "{name}");
    }
    // The HTTP client adds the host on its way.
    assert_eq!(prepared.headers().len() + 1, sent.headers.len());
}

#[tokio::test]
async fn a_path_prefix_is_kept_and_signed() {
    let clock = FakeClock::default();
    let server = Server::start([Reply::status(204)]).await;
    let endpoint = format!("{}/gateway/a%2Fb/", server.url());
    let credentials = Credentials::access_key(ACCESS_KEY, SECRET_KEY).expect("fit");
    let client = Client::builder().endpoint(&endpoint).credentials(credentials).clock(clock);
    delete(&client.build().expect("fit")).await.expect("204 is success");
    let request = &server.finish().await.requests[0];
    let target = "/gateway/a%2Fb/v2/project-1/instances/instance-1/tasks/task-1";
    assert_eq!(request.target, target);
    assert_eq!(request.header("x-security-token"), None);
    verify(request, UNIX_EPOCH + Duration::from_secs(START));
}

#[tokio::test]
async fn iam_is_asked_once_for_the_project_of_the_region() {
    let clock = FakeClock::default();
    let iam = Server::start([Reply::json(200, r#"{"projects":[{"id":"found-1"}]}"#)]).await;
    let server = Server::start([Reply::status(204), Reply::status(204)]).await;
    let client = builder(&server, &clock).region(huaweicloud_dcs::Region::CnNorth4);
    let client = client.iam_endpoint(&iam.url()).credentials(temporary()).build().expect("fit");
    for _ in 0..2 {
        let request = client.delete_background_task().instance_id("i").task_id("t");
        request.send().await.expect("204 is success");
    }
    let asked = iam.finish().await.requests;
    assert_eq!((asked.len(), asked[0].target.as_str()), (1, "/v3/projects?name=cn-north-4"));
    for request in server.finish().await.requests {
        assert_eq!(request.target, "/v2/found-1/instances/i/tasks/t");
        assert_eq!(request.header("x-project-id"), Some("found-1"));
    }
}

#[tokio::test]
async fn the_project_is_of_request_client_credentials_and_environment_in_this_order() {
    let clock = FakeClock::default();
    let server = Server::start(vec![Reply::status(204); 4]).await;
    let builder = || {
        let variable = "HUAWEICLOUD_SDK_PROJECT_ID";
        let builder = builder(&server, &clock).region(huaweicloud_dcs::Region::CnNorth4);
        builder.environment(move |name| (name == variable).then(|| "variable".into()))
    };
    let theirs = || temporary().with_project_id("theirs").expect("fit");
    for (own, client, project) in [
        (Some("own"), builder().project_id("client").credentials(theirs()), "own"),
        (None, builder().project_id("client").credentials(theirs()), "client"),
        (None, builder().credentials(theirs()), "theirs"),
        (None, builder().credentials(temporary()), "variable"),
    ] {
        let client = client.build().expect("fit");
        let request = client.delete_background_task().instance_id("i").task_id("t");
        let request = match own {
            Some(own) => request.project_id(own),
            None => request,
        };
        request.send().await.expect("204 is success");
        let requests = server.requests();
        let sent = &requests[requests.len() - 1];
        assert_eq!(sent.header("x-project-id"), Some(project));
    }
}
