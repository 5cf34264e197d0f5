//! No output holds a secret.

use huaweicloud_dcs::RetryPolicy;
use tests::clock::FakeClock;
use tests::server::{Reply, Server};

use super::{ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN, TOKEN, builder, delete, temporary};

fn holds_no_secret(text: &str) {
    for secret in [TOKEN, ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN] {
        assert!(!text.contains(secret), "{secret} shows in {text}");
    }
}

#[tokio::test]
async fn nothing_that_can_be_shown_holds_a_secret() {
    // Some servers send back what they were sent.
    let echo = [TOKEN, ACCESS_KEY, SECURITY_TOKEN].join(" ");
    let html = format!("<html>{echo}</html>");
    let replies = [
        Reply::close(),
        Reply::status(500).header("X-Echo", &echo),
        Reply::body(500, html),
        Reply::raw("SSH\r\n\r\n"),
        Reply::status(204).header("X-Echo", &echo),
    ];
    let clock = FakeClock::default();
    for signed in [false, true] {
        let server = Server::start(replies.clone()).await;
        let builder = builder(&server, &clock).retry(RetryPolicy::never());
        let builder = if signed { builder.credentials(temporary()) } else { builder };
        holds_no_secret(&format!("{builder:?} {builder:#?} {:?}", temporary()));
        let client = builder.build().expect("fit");
        holds_no_secret(&format!("{client:?} {client:#?} {:?}", client.delete_background_task()));
        for _ in &replies {
            match delete(&client).await {
                Ok(deleted) => holds_no_secret(&format!("{deleted:?}")),
                Err(error) => {
                    holds_no_secret(&format!("{error} {error:?} {error:#?}"));
                    let mut source = std::error::Error::source(&error);
                    while let Some(cause) = source {
                        holds_no_secret(&format!("{cause} {cause:?}"));
                        source = cause.source();
                    }
                }
            }
        }
    }
}

/// Every way in which a call can fail shows in a panic message, where somebody calls `expect`.
#[tokio::test]
async fn a_panic_over_an_error_holds_no_secret() {
    let redirect = Reply::status(302).header("Location", "http://127.0.0.1:1/");
    let unlisted = Reply::json(401, r#"{"error_code":"APIGW.0301","error_msg":"m"}"#);
    for reply in [Reply::close(), Reply::reset(), Reply::body(500, "b"), redirect, unlisted] {
        for credentials in [temporary(), huaweicloud_dcs::Credentials::token(TOKEN).expect("fit")] {
            let server = Server::start([reply.clone()]).await;
            let builder = builder(&server, &FakeClock::default()).retry(RetryPolicy::never());
            let client = builder.credentials(credentials).build().expect("fit");
            let outcome = delete(&client).await;
            holds_no_secret(&panic_of(move || drop(outcome.expect("a success"))));
        }
    }
}

#[test]
fn a_panic_over_a_configuration_or_credentials_holds_no_secret() {
    use huaweicloud_dcs::{Client, Credentials};
    let broken = |secret: &str| format!("{secret}\u{7f}");
    let fine = || Client::builder().endpoint("https://dcs.example.com").token(TOKEN);
    for builder in [
        fine().token(&broken(TOKEN)),
        fine().endpoint(&format!("https://{SECRET_KEY}:{TOKEN}@dcs.example.com")),
        fine().endpoint(&format!("https://dcs.example.com?{TOKEN}")),
        fine().endpoint(&format!("{TOKEN} {SECRET_KEY}")),
        fine().endpoint(&format!("http://dcs.example.com/{TOKEN}")),
        fine().user_agent_suffix("a\nb"),
        fine().project_id("a/b"),
    ] {
        holds_no_secret(&panic_of(move || drop(builder.build().expect("a client"))));
    }
    for outcome in [
        Credentials::token(&broken(TOKEN)),
        Credentials::access_key(&broken(ACCESS_KEY), SECRET_KEY),
        Credentials::access_key(ACCESS_KEY, &broken(SECRET_KEY)),
        Credentials::temporary(ACCESS_KEY, SECRET_KEY, &broken(SECURITY_TOKEN)),
        temporary().with_project_id(""),
    ] {
        holds_no_secret(&panic_of(move || drop(outcome.expect("credentials"))));
    }
    holds_no_secret(&panic_of(|| panic!("{:?}", temporary())));
}

/// What a panic says; the test fails where there is none.
fn panic_of(run: impl FnOnce()) -> String {
    let payload = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run));
    let payload = payload.expect_err("it panics");
    payload.downcast_ref::<String>().expect("a formatted message").clone()
}
