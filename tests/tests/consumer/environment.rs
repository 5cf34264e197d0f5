//! What the client takes from the environment, in processes that have one of their own.

use std::time::{Duration, SystemTime};

use tests::dcs::{Credential, Iam, Metadata, Service};
use tests::server::{Reply, Server};

use super::{ACCESS_KEY, Ran, SECRET_KEY, SECURITY_TOKEN, key, run, service, write};

/// It makes its client with `Client::from_env`.
const DELETE_TASK: &str = env!("CARGO_BIN_EXE_example-delete_task");
/// Its chain has the metadata service at an address that it is given.
const CHAIN: &str = env!("CARGO_BIN_EXE_chain");

const AK: &str = "HUAWEICLOUD_SDK_AK";
const SK: &str = "HUAWEICLOUD_SDK_SK";
const FILE: &str = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";
const PROJECT: &str = "HUAWEICLOUD_SDK_PROJECT_ID";
const ENDPOINT: &str = "HUAWEICLOUD_SDK_REGION_DCS_CN_NORTH_4";
const IAM: &str = "HUAWEICLOUD_SDK_IAM_ENDPOINT";

async fn from_env(variables: &[(&str, &str)]) -> Ran {
    run(DELETE_TASK, &["cn-north-4", "instance-1", "task-1"], variables).await
}

fn profile(section: &str) -> String {
    format!(
        "; written by a test\n[global]\nak = x\n[{section}]\nak = {ACCESS_KEY}\n\
         sk={SECRET_KEY} \nsecurity_token = {SECURITY_TOKEN}\nproject_id = project-1\n"
    )
}

async fn deletes(service: &Service, variables: &[(&str, &str)]) {
    service.add_task("instance-1", "task-1");
    let before = service.deletions("instance-1", "task-1");
    let ran = from_env(variables).await;
    assert_eq!(ran.text, "deleted, with status 204\n");
    assert_eq!(service.deletions("instance-1", "task-1"), before + 1);
}

#[tokio::test]
async fn the_environment_comes_before_the_profile_file_and_that_before_the_one_at_home() {
    let temporary = key().security_token(SECURITY_TOKEN);
    let service = service(temporary).start().await;
    let url = service.url();
    let directory = tempfile::tempdir().expect("a directory");
    let named = directory.path().join("named");
    let home = directory.path().join("home");
    let (named_path, home_path) = (named.to_str().expect("UTF-8"), home.to_str().expect("UTF-8"));

    write(&home.join(".huaweicloud").join("credentials"), &profile("basiccredentials"));
    deletes(&service, &[(ENDPOINT, &url), ("HOME", home_path)]).await;

    write(&home.join(".huaweicloud").join("credentials"), "[basic]\nak = wrong\nsk = wrong\n");
    write(&named, &profile("basic"));
    let files = [(ENDPOINT, &*url), ("HOME", home_path), (FILE, named_path)];
    deletes(&service, &files).await;

    write(&named, "[basic]\nak = wrong\nsk = wrong\n");
    let token = ("HUAWEICLOUD_SDK_SECURITY_TOKEN", SECURITY_TOKEN);
    let mut variables = files.to_vec();
    variables.extend([(AK, ACCESS_KEY), (SK, SECRET_KEY), token, (PROJECT, "project-1")]);
    deletes(&service, &variables).await;
}

/// The service takes a good signature alone, and what such a file holds would replace it.
#[tokio::test]
async fn no_netrc_file_is_read() {
    let service = service(key()).start().await;
    let url = service.url();
    let home = tempfile::tempdir().expect("a directory");
    let file = home.path().join(".netrc");
    write(&file, "machine 127.0.0.1 login user password pass\ndefault login user password pass\n");
    let (home, file) = (home.path().to_str().expect("UTF-8"), file.to_str().expect("UTF-8"));
    let keys = [(AK, ACCESS_KEY), (SK, SECRET_KEY), (PROJECT, "project-1")];
    let variables = [&keys[..], &[(ENDPOINT, &url), ("HOME", home), ("NETRC", file)]].concat();
    deletes(&service, &variables).await;
}

#[tokio::test]
async fn the_project_is_asked_of_the_iam_that_the_environment_names() {
    let service = service(key()).start().await;
    let projects = [("cn-north-4", "project-1"), ("cn-east-3", "other")];
    let iam = Iam::start(None, [key()], projects).await;
    let (url, iam_url) = (service.url(), iam.url());
    let variables = [(AK, ACCESS_KEY), (SK, SECRET_KEY), (ENDPOINT, &url), (IAM, &iam_url)];
    deletes(&service, &variables).await;
    let asked = iam.finish().await.requests;
    assert_eq!((asked.len(), asked[0].target.as_str()), (1, "/v3/projects?name=cn-north-4"));
}

#[tokio::test]
async fn a_mistake_is_told_by_variable_or_by_file_and_section() {
    let service = service(key()).start().await;
    let url = service.url();
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("profile");
    let path = file.to_str().expect("UTF-8");
    let half = format!("[basic]\nak = {ACCESS_KEY}\n");
    let odd = format!("[basiccredentials]\nak = {ACCESS_KEY}\nsk = {SECRET_KEY}\u{7f}\n");
    let both = |section: &str| vec![path.to_owned(), section.to_owned()];
    let broken_sk = format!("{SECRET_KEY}\u{7f}");
    let in_file: &[(&str, &str)] = &[(FILE, path)];
    for (text, variables, expected) in [
        ("", &[(AK, ACCESS_KEY)][..], vec![SK.to_owned()]),
        ("", &[(SK, SECRET_KEY)], vec![AK.to_owned()]),
        ("", &[(AK, ACCESS_KEY), (SK, &broken_sk)], vec![SK.to_owned()]),
        (&half, in_file, both("[basic]")),
        (&odd, in_file, both("[basiccredentials]")),
        ("ak = x\n", in_file, both("neither section")),
    ] {
        write(&file, text);
        let all = [&[(ENDPOINT, &*url), (PROJECT, "project-1")], variables].concat();
        let ran = from_env(&all).await;
        assert!(!ran.fine, "{}", ran.text);
        for part in expected {
            assert!(ran.text.contains(&part), "{part} is not in {}", ran.text);
        }
    }
    let keys = [(AK, ACCESS_KEY), (SK, SECRET_KEY)];
    for (variables, expected) in [
        ([(ENDPOINT, "https://user:pass@dcs.example.com"), (PROJECT, "p")], ENDPOINT),
        ([(ENDPOINT, "http://dcs.example.com"), (PROJECT, "p")], ENDPOINT),
        ([(ENDPOINT, &url), (IAM, "http://iam.example.com")], IAM),
        ([(ENDPOINT, &url), (PROJECT, "a/b")], PROJECT),
    ] {
        let ran = from_env(&[&keys[..], &variables].concat()).await;
        assert!(!ran.fine && ran.text.contains(expected), "{expected}: {}", ran.text);
        assert!(!ran.text.contains("pass@"), "{}", ran.text);
    }
    assert_eq!(service.finish().await.connections, 0);
}

const PROXIES: [&str; 6] =
    ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];

#[tokio::test]
async fn metadata_comes_last_and_never_through_a_proxy() {
    let temporary = key().security_token(SECURITY_TOKEN);
    let service = service(temporary.clone()).start().await;
    let expires = SystemTime::now() + Duration::from_secs(86_400);
    let metadata = Metadata::start(Credential { key: temporary, expires }).await;
    let proxy = Server::start([]).await;
    let home = tempfile::tempdir().expect("a directory");
    let (url, metadata_url, proxy_url) = (service.url(), metadata.url(), proxy.url());
    let mut variables: Vec<(&str, &str)> = PROXIES.map(|name| (name, &*proxy_url)).to_vec();
    variables.push(("HOME", home.path().to_str().expect("UTF-8")));
    let ran = run(CHAIN, &[&url, &metadata_url], &variables).await;
    assert_eq!(ran.text, "deleted\n");
    assert_eq!(metadata.requests().len(), 2);
    assert_eq!(proxy.finish().await.connections, 0);

    // What stands before it is used, and it is not asked.
    service.add_task("instance-1", "task-1");
    let token = ("HUAWEICLOUD_SDK_SECURITY_TOKEN", SECURITY_TOKEN);
    let variables = [(AK, ACCESS_KEY), (SK, SECRET_KEY), token];
    let ran = run(CHAIN, &[&url, &metadata_url], &variables).await;
    assert_eq!(ran.text, "deleted\n");
    assert_eq!(metadata.finish().await.requests.len(), 2);
}

/// A security token in plain text is no business of the proxy, wherever the service itself is.
#[tokio::test]
async fn iam_on_loopback_is_never_asked_through_a_proxy() {
    let iam = Server::start([Reply::status(403)]).await;
    let proxy = Server::start([]).await;
    let (iam_url, proxy_url) = (iam.url(), proxy.url());
    let mut variables: Vec<(&str, &str)> = PROXIES.map(|name| (name, &*proxy_url)).to_vec();
    variables.extend([(AK, ACCESS_KEY), (SK, SECRET_KEY), (IAM, &*iam_url)]);
    let ran = from_env(&variables).await;
    assert!(!ran.fine, "{}", ran.text);
    assert_eq!(iam.finish().await.requests.len(), 1);
    assert_eq!(proxy.finish().await.connections, 0);
}

/// The counterpart: the proxy of the environment is used where it should be.
#[tokio::test]
async fn a_proxy_of_the_environment_is_asked_for_a_tunnel_to_other_hosts() {
    let proxy = Server::start([Reply::status(502)]).await;
    let proxy_url = proxy.url();
    let variables = [(AK, ACCESS_KEY), (SK, SECRET_KEY), ("HTTPS_PROXY", &*proxy_url)];
    let ran = run(CHAIN, &["https://dcs.example.com", "http://127.0.0.1:1"], &variables).await;
    assert!(!ran.fine, "{}", ran.text);
    let seen = proxy.finish().await.requests;
    assert_eq!(
        (seen[0].method.as_str(), seen[0].target.as_str()),
        ("CONNECT", "dcs.example.com:443")
    );
    assert_eq!(seen.len(), 1);
}
