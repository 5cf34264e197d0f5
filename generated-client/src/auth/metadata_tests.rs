//! The metadata provider against a server on loopback.

use std::time::UNIX_EPOCH;

use super::super::loopback::Server;
use super::*;

const ANSWER: &str = r#"{"credential": {"access": "ak", "secret": "s3cret",
    "securitytoken": "t\/0ken", "expires_at": "2019-11-15T03:36:55.000000Z", "other": 1}}"#;

fn expected() -> Credentials {
    let credentials = Credentials::temporary("ak", "s3cret", "t/0ken").expect("valid");
    credentials.with_expiry(UNIX_EPOCH + Duration::from_secs(1_573_789_015))
}

#[tokio::test]
async fn a_token_is_asked_for_and_sent_along() {
    let answers = vec![("200 OK", "", "meta\n".to_owned()), ("200 OK", "", ANSWER.to_owned())];
    let server = Server::start(answers).await;
    assert_eq!(Metadata::at(&server.url).provide().await.expect("credentials"), expected());
    let [put, get] = &server.received()[..] else { panic!("two requests") };
    assert!(put.starts_with("PUT /meta-data/latest/api/token HTTP/1.1\r\n"), "{put}");
    assert!(put.contains("\r\nx-metadata-token-ttl-seconds: 21600\r\n"), "{put}");
    assert!(get.starts_with("GET /openstack/latest/securitykey HTTP/1.1\r\n"), "{get}");
    assert!(get.contains("\r\nx-metadata-token: meta\r\n"), "{get}");
}

#[tokio::test]
async fn a_service_without_tokens_is_asked_without_one() {
    for status in ["404 No", "405 No", "503 No"] {
        let answers = vec![(status, "", String::new()), ("200 OK", "", ANSWER.to_owned())];
        let server = Server::start(answers).await;
        assert_eq!(Metadata::at(&server.url).provide().await.expect(status), expected());
        assert!(!server.received()[1].contains("x-metadata-token"));
    }
}

#[tokio::test]
async fn a_service_that_answers_wrongly_is_broken_and_no_secret_is_shown() {
    let huge = "x".repeat(BODY_LIMIT + 1);
    let no_token = ("404 No", "", String::new());
    let wrong_type = ANSWER.replace("\"ak\"", "[\"s3cret\"]");
    let bad_secret = ANSWER.replace("s3cret", "s3cr\\net");
    for (answers, named) in [
        (vec![("401 No", "", "s3cret".to_owned())], "token with status 401"),
        (vec![("302 No", "Location: /s3cret\r\n", String::new())], "token with status 302"),
        (vec![("200 OK", "", "s3\u{1}cret".to_owned())], "no header carries"),
        (vec![("200 OK", "", huge.clone())], "more than 65536 bytes"),
        (vec![no_token.clone(), ("404 No", "", "s3cret".to_owned())], "has an agency"),
        (vec![no_token.clone(), ("307 No", "Location: /\r\n", String::new())], "status 307"),
        (vec![no_token.clone(), ("200 OK", "", huge)], "more than 65536 bytes"),
        (vec![no_token.clone(), ("200 OK", "", "\"s3cret\"".to_owned())], "line 1"),
        (vec![no_token.clone(), ("200 OK", "", wrong_type)], "its answer is not"),
        (vec![no_token.clone(), ("200 OK", "", ANSWER.replace("Z\"", "\""))], "expires_at"),
        (vec![no_token.clone(), ("200 OK", "", bad_secret)], "secret key"),
    ] {
        let server = Server::start(answers).await;
        let error = Metadata::at(&server.url).provide().await.expect_err(named);
        let shown = format!("{error} {error:?}");
        assert!(!error.is_absent() && shown.contains(named), "{named}: {shown}");
        assert!(!shown.contains("s3cr"), "{shown}");
    }
}

/// It was there for the token, so a chain must not go on to the credentials of somebody else.
#[tokio::test]
async fn a_service_that_falls_silent_after_its_token_is_broken() {
    let server = Server::start(vec![("200 OK", "", "meta".to_owned())]).await;
    let error = Metadata::at(&server.url).provide().await.expect_err("nothing more");
    assert!(!error.is_absent() && std::error::Error::source(&error).is_some(), "{error}");
}

#[tokio::test]
async fn a_machine_without_the_service_is_absent() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let error = Metadata::at(&url).provide().await.expect_err("unreachable");
    assert!(error.is_absent() && std::error::Error::source(&error).is_some(), "{error}");
}
