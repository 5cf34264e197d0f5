//! Proxies, certificates, and connections that do not come about.

use std::time::Duration;

use huaweicloud_dcs::{ErrorKind, RetryPolicy};
use tests::server::{Reply, Server};
use tokio::net::TcpListener;

use super::{builder, delete, tls};

#[tokio::test]
async fn a_proxy_given_to_the_builder_gets_the_whole_url_of_plain_http() {
    let proxy = Server::start([Reply::status(204)]).await;
    let client = builder("http://dcs.example.com").allow_plain_http();
    let client = client.proxy(reqwest::Proxy::all(proxy.url()).expect("a proxy")).build();
    delete(&client.expect("fit")).await.expect("204 is success");
    let request = &proxy.finish().await.requests[0];
    let path = "/v2/project-1/instances/instance-1/tasks/task-1";
    assert_eq!(request.target, format!("http://dcs.example.com{path}"));
    assert_eq!(request.header("host"), Some("dcs.example.com"));
}

#[tokio::test]
async fn a_proxy_given_to_the_builder_is_asked_for_a_tunnel_and_sees_no_token() {
    let proxy = Server::start([Reply::status(502)]).await;
    let client = builder("https://dcs.example.com").retry(RetryPolicy::never());
    let client = client.proxy(reqwest::Proxy::all(proxy.url()).expect("a proxy")).build();
    let error = delete(&client.expect("fit")).await.expect_err("there is no tunnel");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1));
    let request = &proxy.finish().await.requests[0];
    assert_eq!((&*request.method, &*request.target), ("CONNECT", "dcs.example.com:443"));
    assert!(!String::from_utf8_lossy(&request.head).contains(super::TOKEN));
}

// Apple's verifier takes no certificate that is valid for as long as this one.
#[cfg(not(target_vendor = "apple"))]
#[tokio::test]
async fn a_root_certificate_makes_a_server_trusted_that_is_not_otherwise() {
    let server = Server::start([Reply::status(204)]).await;
    let url = tls::front(&server.url()).await;
    let error = delete(&builder(&url).build().expect("fit")).await.expect_err("not trusted");
    assert!(error.is_connect() && error.is_retryable() && !error.is_timeout(), "{error:?}");
    assert_eq!((error.attempts(), server.requests().len()), (4, 0));

    let root = reqwest::Certificate::from_der(tls::ROOT).expect("a certificate");
    let client = builder(&url).root_certificate(root).build().expect("fit");
    delete(&client).await.expect("204 is success");
    assert_eq!(server.finish().await.requests.len(), 1);
}

/// The server takes the connection and never says a word of TLS. Tokio's paused time moves on when
/// there is nothing else to do.
#[tokio::test(start_paused = true)]
async fn connecting_ends_at_its_limit() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let client = builder(&format!("https://{address}")).retry(RetryPolicy::never());
    let client = client.connect_timeout(Duration::from_secs(7)).build().expect("fit");
    let start = tokio::time::Instant::now();
    let call = tokio::time::timeout(Duration::from_secs(60), delete(&client)).await;
    let error = call.expect("an end").expect_err("no handshake");
    assert!(error.is_connect() && error.is_timeout() && error.is_retryable(), "{error:?}");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Connect, 1));
    assert_eq!(start.elapsed().as_secs(), 7);
    drop(listener);
}
