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
    let replies =
        [Reply::close(), Reply::status(500), Reply::raw("SSH\r\n\r\n"), Reply::status(204)];
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
