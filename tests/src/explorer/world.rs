//! What the server answers: the page, its own requests, and those for the service.

use std::io;

use serde::Deserialize;
use serde_json::{Value, json};

use super::exchange::Log;
use super::scenario::{self, Scenario};
use super::{assets, document, endpoint, guard};
use crate::dcs::{Embedded, Service, Token};
use crate::document::Document;
use crate::server::{Reply, Request};

/// The token that the page sends. It opens nothing but this fake.
pub const TOKEN: &str = "explorer-token";

/// Instances and tasks that are there at the start: project, instance, task. The IDs of the first
/// are the document's examples; the last belongs to a project that the token is not for.
const TASKS: [[&str; 3]; 4] = [
    [PROJECT, "5560df16-cebf-4473-95c4-d1b573c16e79", "8abf6e1e72c12e7c0172c15b508500aa"],
    [PROJECT, "5560df16-cebf-4473-95c4-d1b573c16e79", "8abf6e1e72c12e7c0172c15b508500ab"],
    [PROJECT, "9d3c6f0e-57b1-4f0e-8a56-2c1f5a7e0b42", "2c9f8e7a6b5d4c3f2e1d0c9b8a7f6e5d"],
    [
        "0c5b1f7e9d2a4836b7e1f3c5d8a90246",
        "e7a1b5c9-3f42-4d86-9b0a-6c8d2e4f1a35",
        "f00dfeedc0ffee00f00dfeedc0ffee00",
    ],
];
const PROJECT: &str = "a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71";

#[derive(Debug)]
pub(super) struct World {
    origin: String,
    document: Reply,
    endpoint: String,
    fake: Embedded,
    scenarios: Vec<Scenario>,
    /// The scenario of the next request: an index.
    chosen: usize,
    log: Log,
    answers: u64,
}

#[derive(Deserialize)]
struct Choice {
    scenario: String,
}

impl World {
    pub(super) fn new(origin: &str) -> io::Result<Self> {
        Ok(Self {
            origin: origin.to_owned(),
            document: assets::reply("application/yaml; charset=utf-8", document(origin)?),
            endpoint: endpoint()?,
            fake: fake(),
            scenarios: scenario::all(),
            chosen: 0,
            log: Log::default(),
            answers: 0,
        })
    }

    pub(super) fn answer(&mut self, request: &Request) -> Reply {
        // A page of another site that has got itself a name for this address has no business here.
        let host = request.header("host").unwrap_or_default();
        if self.origin != format!("http://{}", host.replace("localhost:", "127.0.0.1:")) {
            return refused(421, "the explorer answers to its own address only");
        }
        let path = request.target.split('?').next().unwrap_or_default();
        let parsed = || serde_json::from_slice(&request.body).unwrap_or(Value::Null);
        match (request.method.as_str(), path) {
            ("GET", "/explorer/openapi.yaml") => self.document.clone(),
            ("GET", "/explorer/state") => self.state(),
            ("POST", "/explorer/scenario") => self.choose(&parsed()),
            ("POST", "/explorer/reset") => self.reset(),
            ("GET", path) if assets::find(path).is_some() => {
                assets::find(path).unwrap_or_else(|| Reply::status(404))
            }
            _ => self.serve(request),
        }
    }

    /// Answers a request for the service, and keeps what was said.
    fn serve(&mut self, request: &Request) -> Reply {
        self.answers += 1;
        let request_id = format!("{:032x}", self.answers);
        let reply = match guard::refusal(&Document::spec(), &request.target) {
            Some(why) => refused(400, why),
            None => self.scenarios[self.chosen].answer(&mut self.fake, request, &request_id),
        };
        self.log.push(request, &reply);
        reply
    }

    fn state(&self) -> Reply {
        let state = json!({
            "token": TOKEN,
            "endpoint": self.endpoint,
            "scenario": self.scenarios[self.chosen].id,
            "scenarios": self.scenarios,
            "tasks": self.fake.tasks(),
            "exchanges": self.log.list(),
        });
        assets::reply("application/json", state.to_string())
    }

    fn choose(&mut self, choice: &Value) -> Reply {
        let id = Choice::deserialize(choice).map(|choice| choice.scenario).unwrap_or_default();
        match self.scenarios.iter().position(|scenario| scenario.id == id) {
            Some(index) => self.chosen = index,
            None => return refused(404, "there is no such scenario"),
        }
        self.state()
    }

    fn reset(&mut self) -> Reply {
        self.fake = fake();
        self.chosen = 0;
        self.log.clear();
        self.state()
    }
}

fn fake() -> Embedded {
    let mut builder = Service::builder().token(Token::new(TOKEN, PROJECT));
    for [project, instance, task] in TASKS {
        builder = builder.instance(instance, project).task(instance, task);
    }
    builder.embed()
}

/// An answer of the explorer, which the service would not give.
fn refused(status: u16, why: &str) -> Reply {
    let body = json!({ "error_msg": why, "error_code": "EXPLORER" });
    Reply::json(status, body.to_string())
}
