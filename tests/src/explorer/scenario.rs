//! What can be made to happen to a request.

use std::time::Duration;

use serde::Serialize;

use crate::dcs::{
    Embedded, Fault, Plan, RetryAfter, Strike, error_codes, gateway_error, service_error,
};
use crate::server::{Gate, Reply, Request};

/// How long a slow answer takes.
const SLOW: Duration = Duration::from_secs(3);

/// One scenario, as the page lists it.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Scenario {
    /// Its name in the page's own requests.
    pub(super) id: String,
    group: &'static str,
    title: String,
    #[serde(skip)]
    what: What,
}

#[derive(Clone, Copy, Debug)]
enum What {
    /// The service does what it is asked for.
    Normal,
    /// The service answers with this code of the document, and does nothing.
    Code(&'static str),
    /// The gateway refuses the credentials.
    Unauthorized,
    /// Something goes wrong on the way.
    Strike(fn() -> Strike),
}

/// ID, group, title and fault of a scenario in which something goes wrong on the way.
type Faulty = (&'static str, &'static str, &'static str, fn() -> Strike);

/// All scenarios; the first is that in which nothing goes wrong.
pub(super) fn all() -> Vec<Scenario> {
    let scenario = |id: &str, group, title: &str, what| Scenario {
        id: id.to_owned(),
        group,
        title: title.to_owned(),
        what,
    };
    let mut all = vec![scenario("normal", "Service", "Works as it should", What::Normal)];
    const GATEWAY: &str = "Gateway in front of the service";
    const NETWORK: &str = "Network";
    let strikes: [Faulty; 8] = [
        ("throttled", GATEWAY, "429, try again in 1 second", || {
            Fault::Throttled(RetryAfter::Seconds(1)).before()
        }),
        ("bad-gateway", GATEWAY, "502 with a page of HTML", || Fault::Html(502).before()),
        ("unavailable", GATEWAY, "503 with a code of the gateway", || Fault::Gateway(503).before()),
        ("timeout", GATEWAY, "504, though the task is deleted", || Fault::Gateway(504).after()),
        ("slow", NETWORK, "Answer after 3 seconds", slow),
        ("reset", NETWORK, "Connection reset, nothing deleted", || Fault::ResetBeforeHead.before()),
        ("lost", NETWORK, "Task deleted, answer lost", || Fault::ResetBeforeHead.after()),
        ("truncated", NETWORK, "500, broken off in its body", || Fault::TruncatedBody.before()),
    ];
    all.push(scenario(
        "unauthorized",
        GATEWAY,
        "401 APIGW.0301, credentials refused",
        What::Unauthorized,
    ));
    all.extend(
        strikes.map(|(id, group, title, strike)| scenario(id, group, title, What::Strike(strike))),
    );
    let mut errors: Vec<_> = error_codes().filter(|e| e.code.starts_with("DCS.")).collect();
    errors.sort_by_key(|error| (error.status, &error.code));
    for error in errors {
        let title = format!("{} {}, {}", error.status, error.code, error.meaning);
        all.push(scenario(&error.code, "Error of the service", &title, What::Code(&error.code)));
    }
    all
}

impl Scenario {
    /// Answers a request as this scenario has it.
    pub(super) fn answer(&self, fake: &mut Embedded, request: &Request, request_id: &str) -> Reply {
        fake.set_plan(match self.what {
            What::Strike(strike) => Plan::strikes([strike()]),
            _ => Plan::none(),
        });
        match self.what {
            What::Normal | What::Strike(_) => fake.answer(request),
            What::Code(code) => service_error(code).header("X-Request-Id", request_id),
            What::Unauthorized => {
                let message = "Incorrect IAM authentication information: the token is not known";
                gateway_error(401, "APIGW.0301", message, request_id)
                    .header("X-Request-Id", request_id)
            }
        }
    }
}

/// The service's own answer, later. A person waits for it; no test does.
fn slow() -> Strike {
    let gate = Gate::shut();
    let opened = gate.clone();
    tokio::spawn(async move {
        tokio::time::sleep(SLOW).await;
        opened.release_all();
    });
    Fault::HeaderDrip(gate).after()
}
