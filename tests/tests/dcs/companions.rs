//! The identity service and the metadata service.

use std::time::Duration;

use tests::clock::FakeClock;
use tests::dcs::{AccessKey, Credential, Iam, Metadata};

use super::raw::{answer, request, sign};
use super::{key, now, temporary_key};

const PROJECTS: &str = "/v3/projects?name=cn-north-4";
const TOKEN: &str = "/meta-data/latest/api/token";
const KEY: &str = "/openstack/latest/securitykey";

#[tokio::test]
async fn projects_are_found_by_name_for_those_who_sign() {
    let projects = [("cn-north-4", "p-1"), ("cn-north-1", "p-2"), ("cn-north-1", "p-3")];
    let iam = Iam::start(FakeClock::default(), [key(), temporary_key()], projects).await;
    for key in [key(), temporary_key()] {
        let found = answer(&iam.url(), &sign(request("GET", PROJECTS, &[]), &key)).await;
        assert_eq!(found.status, 200);
        assert_eq!(found.json()["projects"][0]["id"], "p-1");
        assert_eq!(found.json()["projects"].as_array().map(Vec::len), Some(1));
    }
    for (name, count) in [("cn-north-1", 2), ("nowhere", 0)] {
        let request = request("GET", &format!("/v3/projects?name={name}"), &[]);
        let found = answer(&iam.url(), &sign(request, &key())).await;
        assert_eq!(found.json()["projects"].as_array().map(Vec::len), Some(count), "{name}");
    }
    let stranger = sign(request("GET", PROJECTS, &[]), &AccessKey::new("AK", "guess"));
    for refused in [stranger, request("GET", PROJECTS, &[])] {
        let refused = answer(&iam.url(), &refused).await;
        assert_eq!((refused.status, refused.code().as_str()), (401, "APIGW.0301"));
    }
    for (method, target, status) in [("GET", "/v3/users", 404), ("POST", PROJECTS, 405)] {
        let failed = answer(&iam.url(), &request(method, target, &[])).await;
        assert_eq!((failed.status, &failed.json()["error"]["code"]), (status, &status.into()));
    }
    assert_eq!(iam.finish().await.requests.len(), 8);
}

fn credential() -> Credential {
    Credential { key: temporary_key(), expires: now() }
}

#[tokio::test]
async fn metadata_hands_out_a_credential_for_a_session_token() {
    let metadata = Metadata::start(credential()).await;
    let url = metadata.url();
    let ttl = [("X-Metadata-Token-Ttl-Seconds", "21600")];
    let session = answer(&url, &request("PUT", TOKEN, &ttl)).await;
    let token = String::from_utf8(session.body).expect("a token");
    let with = |token: &str| request("GET", KEY, &[("X-Metadata-Token", token)]);
    let granted = answer(&url, &with(&token)).await;
    let granted = granted.json();
    assert_eq!(granted["credential"]["access"], "TEMPORARY");
    assert_eq!(granted["credential"]["secret"], "SK-2");
    assert_eq!(granted["credential"]["securitytoken"], "security-token");
    assert_eq!(granted["credential"]["expires_at"], "2019-11-15T03:36:55.000000Z");

    assert_eq!(answer(&url, &with("guess")).await.status, 401);
    assert_eq!(answer(&url, &request("GET", KEY, &[])).await.status, 401);
    for seconds in ["0", "21601", "soon"] {
        let ttl = [("X-Metadata-Token-Ttl-Seconds", seconds)];
        assert_eq!(answer(&url, &request("PUT", TOKEN, &ttl)).await.status, 400, "{seconds}");
    }
    assert_eq!(answer(&url, &request("PUT", TOKEN, &[])).await.status, 400);
    assert_eq!(answer(&url, &request("GET", TOKEN, &[])).await.status, 405);
    assert_eq!(answer(&url, &request("GET", "/", &[])).await.status, 404);

    let renewed = Credential { expires: now() + Duration::from_secs(3_600), ..credential() };
    metadata.set_credential(renewed);
    let granted = answer(&url, &with(&token)).await.json();
    assert_eq!(granted["credential"]["expires_at"], "2019-11-15T04:36:55.000000Z");
    metadata.set_failing(Some(500));
    assert_eq!(answer(&url, &with(&token)).await.status, 500);
    metadata.set_failing(None);
    assert_eq!(answer(&url, &with(&token)).await.status, 200);
    assert_eq!(metadata.requests().len(), 13);
}

#[tokio::test]
async fn metadata_may_do_without_session_tokens() {
    for status in [404, 405, 503] {
        let metadata = Metadata::start(credential()).await;
        metadata.set_without_tokens(Some(status));
        let session = request("PUT", TOKEN, &[("X-Metadata-Token-Ttl-Seconds", "60")]);
        assert_eq!(answer(&metadata.url(), &session).await.status, status);
        assert_eq!(answer(&metadata.url(), &request("GET", KEY, &[])).await.status, 200);
        assert_eq!(metadata.finish().await.requests.len(), 2);
    }
}
