//! Spans and events. The only test of its program: tests beside it that run without a subscriber
//! would decide what `tracing` remembers of the client.

#![expect(clippy::expect_used, reason = "helpers of tests fail the test")]

use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};

use huaweicloud_dcs::{Client, Credentials, Deleted, Error};
use tests::clock::FakeClock;
use tests::server::{Reply, Server};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

const SECRETS: [&str; 4] = ["s3cret-token", "S3CRETKEY", "s3cret-sk", "s3cret-security-token"];

fn client(server: &Server, credentials: Credentials) -> Client {
    let builder = Client::builder().endpoint(&server.url()).credentials(credentials);
    builder.clock(FakeClock::default()).build().expect("loopback is a fit endpoint")
}

async fn delete(client: &Client) -> Result<Deleted, Error> {
    let request = client.delete_background_task().project_id("project-1");
    request.instance_id("instance-1").task_id("task-1").send().await
}

/// Collects what the client itself says, one line a span, record or event; and all that anybody
/// says, at every level.
#[derive(Clone, Default)]
struct Lines {
    own: Arc<Mutex<Vec<String>>>,
    all: Arc<Mutex<Vec<String>>>,
}

struct Line(String);

impl Visit for Line {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!(" {}={value:?}", field.name()));
    }
}

const OWN: u64 = 1;
const OTHER: u64 = 2;

fn is_own(metadata: &Metadata<'_>) -> bool {
    metadata.target().starts_with("huaweicloud_dcs")
}

impl Lines {
    fn push(&self, own: bool, kind: &str, record: impl FnOnce(&mut Line)) {
        let mut line = Line(kind.to_owned());
        record(&mut line);
        let push = |lines: &Mutex<Vec<String>>, line| {
            lines.lock().unwrap_or_else(PoisonError::into_inner).push(line);
        };
        push(&self.all, line.0.clone());
        if own {
            push(&self.own, line.0);
        }
    }

    fn text(&self) -> String {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).join("\n")
    }
}

impl Subscriber for Lines {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let own = is_own(span.metadata());
        self.push(own, span.metadata().name(), |line| span.record(line));
        Id::from_u64(if own { OWN } else { OTHER })
    }

    fn record(&self, id: &Id, values: &Record<'_>) {
        self.push(id.into_u64() == OWN, "record", |line| values.record(line));
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.push(is_own(event.metadata()), "event", |line| event.record(line));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn a_call_is_a_span_and_each_attempt_an_event_with_the_names_of_opentelemetry() {
    let lines = Lines::default();
    let _guard = tracing::subscriber::set_default(lines.clone());
    let replies = vec![Reply::status(503), Reply::close(), Reply::status(404)];
    let server = Server::start(replies).await;
    let [token, ak, sk, security_token] = SECRETS;
    let credentials = Credentials::token(token).expect("fit");
    delete(&client(&server, credentials)).await.expect("presumed");
    let server = Server::start([Reply::status(403)]).await;
    let credentials = Credentials::temporary(ak, sk, security_token).expect("fit");
    delete(&client(&server, credentials)).await.expect_err("403");

    let all = lines.text();
    for hidden in SECRETS {
        assert!(!all.contains(hidden), "{hidden} shows");
    }
    let lines = lines.own.lock().unwrap_or_else(PoisonError::into_inner).clone();
    let text = lines.join("\n");
    for hidden in SECRETS.into_iter().chain(["project-1", "instance-1", "task-1"]) {
        assert!(!text.contains(hidden), "{text}");
    }
    let [span, first, second, third, status, _, fourth, kind, refused] = &lines[..] else {
        panic!("{text}");
    };
    for part in [
        "call otel.kind=\"client\"",
        "rpc.method=\"delete_background_task\"",
        "http.request.method=DELETE",
        "url.template=\"/v2/{project_id}/instances/{instance_id}/tasks/{task_id}\"",
        "server.address=\"127.0.0.1\"",
        "server.port=",
    ] {
        assert!(span.contains(part), "{part} is not in {span}");
    }
    let event = |number: u32, rest: &str| format!(" http.request.resend_count={number} {rest}");
    let served = "http.response.status_code=503 error.type=\"503\"";
    assert!(first.contains(&event(0, served)), "{first}");
    assert!(second.contains(&event(1, "error.type=\"transport\"")), "{second}");
    assert!(third.contains(&event(2, "http.response.status_code=404")), "{third}");
    assert_eq!(status, "record http.response.status_code=404");
    assert!(fourth.contains(&event(0, "http.response.status_code=403")), "{fourth}");
    assert_eq!(kind, "record error.type=\"403\"");
    assert_eq!(refused, "record http.response.status_code=403");
}
