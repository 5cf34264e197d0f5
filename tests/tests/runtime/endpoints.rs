//! Where requests may go.

use huaweicloud_dcs::{Client, ConfigError};
use tests::clock::FakeClock;
use tests::server::{Reply, Server};

use super::{TOKEN, builder, delete, temporary};

#[test]
fn an_endpoint_that_credentials_may_not_go_to_is_refused() {
    for endpoint in [
        "https://user@dcs.example.com",
        "https://user:pass@dcs.example.com",
        "https://dcs.example.com?a=b",
        "https://dcs.example.com?",
        "https://dcs.example.com#f",
        "http://dcs.example.com",
        "ftp://dcs.example.com",
        "HTTP://dcs.example.com",
        "http://127.0.0.1.example.com",
        "http://localhost.example.com",
        "http://localhost.",
        "http://127.0.0.1@dcs.example.com",
        "http://dcs.example.com\\@127.0.0.1",
        "http://0.0.0.0",
        "http://[::ffff:10.0.0.1]",
        "https://:pass@dcs.example.com",
        "https://dcs.example.com/a?#",
        "https://",
        "data:text/plain,a",
        "dcs.example.com",
        "",
    ] {
        let error = Client::with_endpoint(endpoint, TOKEN).expect_err(endpoint);
        assert!(matches!(error, ConfigError::Endpoint { .. }), "{endpoint}: {error}");
        let client = Client::builder().region(huaweicloud_dcs::Region::CnNorth4).token(TOKEN);
        let error = client.iam_endpoint(endpoint).build().expect_err(endpoint);
        assert!(error.to_string().contains("IAM"), "{endpoint}: {error}");
    }
    for endpoint in ["https://dcs.example.com/a", "http://127.0.0.1:1", "http://[::1]:1"] {
        Client::with_endpoint(endpoint, TOKEN).expect(endpoint);
    }
    let plain = Client::builder().endpoint("http://dcs.example.com").token(TOKEN);
    plain.allow_plain_http().build().expect("it was asked for by name");
    assert!(matches!(Client::builder().build(), Err(ConfigError::NoEndpoint)));
}

/// All spellings of one place are that place: the check looks at what is connected to.
#[test]
fn an_endpoint_is_checked_and_kept_as_a_url_parser_reads_it() {
    for (text, endpoint) in [
        (" HTTPS://DCS.Example.COM:443/a/../b// \n", "https://dcs.example.com/b"),
        ("https://dcs.example.com/a/%2e%2e/%2E%2E/..", "https://dcs.example.com"),
        ("https://dcs.example.com/a%2Fb/", "https://dcs.example.com/a%2Fb"),
        ("https:dcs.example.com", "https://dcs.example.com"),
        ("https://b\u{fc}cher.example", "https://xn--bcher-kva.example"),
        ("http://0x7f.1:8080", "http://127.0.0.1:8080"),
        ("http://2130706433", "http://127.0.0.1"),
        ("http://LocalHost/a", "http://localhost/a"),
        ("http://[0:0:0:0:0:0:0:1]:1", "http://[::1]:1"),
    ] {
        let client = Client::with_endpoint(text, TOKEN).expect(text);
        assert_eq!(client.endpoint(), endpoint, "{text}");
    }
}

#[tokio::test]
async fn no_redirect_is_followed_and_no_header_reaches_the_other_host() {
    for status in [301, 302, 303, 307, 308] {
        let clock = FakeClock::default();
        let other = Server::start(std::iter::repeat(Reply::status(204))).await;
        let reply = Reply::status(status).header("Location", &other.url());
        let server = Server::start([reply]).await;
        let client = builder(&server, &clock).credentials(temporary()).build().expect("fit");
        let error = delete(&client).await.expect_err("a redirect");
        assert_eq!(error.status().map(|got| got.as_u16()), Some(status));
        assert_eq!(other.finish().await.connections, 0);
    }
}

#[tokio::test]
async fn the_user_agent_has_the_suffix() {
    let clock = FakeClock::default();
    let server = Server::start([Reply::status(204)]).await;
    let client = builder(&server, &clock).user_agent_suffix("app/2").build().expect("fit");
    delete(&client).await.expect("204 is success");
    let expected = concat!("huaweicloud-dcs/", env!("CARGO_PKG_VERSION"), " app/2");
    assert_eq!(server.finish().await.requests[0].header("user-agent"), Some(expected));
    let broken = Client::builder().endpoint("https://a.example").token(TOKEN);
    let error = broken.user_agent_suffix("a\nb").build().expect_err("a line break");
    assert!(matches!(error, ConfigError::UserAgent));
}
