//! The service from which a virtual machine learns its own credentials.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use serde_json::json;

use super::date::Calendar;
use super::keys::AccessKey;
use crate::server::{Reply, Request, Seen, Server};

/// Temporary credentials.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credential {
    /// The key; its security token is part of the answer.
    pub key: AccessKey,
    /// When it ceases to be valid.
    pub expires: SystemTime,
}

/// A running fake of the metadata service.
#[derive(Debug)]
pub struct Metadata {
    server: Server,
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    credential: Credential,
    /// What is answered instead of a session token.
    without_tokens: Option<u16>,
    /// What is answered instead of a credential.
    failing: Option<u16>,
    tokens: Vec<String>,
}

impl Metadata {
    /// Starts it with this credential. It insists on a session token.
    pub async fn start(credential: Credential) -> Self {
        let (without_tokens, failing, tokens) = (None, None, Vec::new());
        let state = Arc::new(Mutex::new(State { credential, without_tokens, failing, tokens }));
        let shared = Arc::clone(&state);
        let server = Server::serve(move |request| Some(lock(&shared).answer(request)));
        Self { server: server.await, state }
    }

    /// Hands out this credential from now on.
    pub fn set_credential(&self, credential: Credential) {
        lock(&self.state).credential = credential;
    }

    /// Answers requests for a session token with this status (404, 405 and 503 are known), and
    /// insists on none; `None` goes back to tokens.
    pub fn set_without_tokens(&self, status: Option<u16>) {
        lock(&self.state).without_tokens = status;
    }

    /// Answers requests for a credential with this status; `None` ends it.
    pub fn set_failing(&self, status: Option<u16>) {
        lock(&self.state).failing = status;
    }

    /// The base URL, without a slash at its end.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.server.requests()
    }

    /// Stops it, and returns all that it has seen.
    pub async fn finish(self) -> Seen {
        self.server.finish().await
    }
}

impl State {
    fn answer(&mut self, request: &Request) -> Reply {
        match (request.method.as_str(), request.target.as_str()) {
            ("PUT", "/meta-data/latest/api/token") => self.session(request),
            ("GET", "/openstack/latest/securitykey") => self.security_key(request),
            (_, "/meta-data/latest/api/token" | "/openstack/latest/securitykey") => {
                Reply::status(405)
            }
            _ => Reply::status(404),
        }
    }

    fn session(&mut self, request: &Request) -> Reply {
        if let Some(status) = self.without_tokens {
            return Reply::status(status);
        }
        let seconds = request.header("x-metadata-token-ttl-seconds").map(str::parse::<u32>);
        // Six hours are the longest that the real one grants.
        if !matches!(seconds, Some(Ok(1..=21_600))) {
            return Reply::status(400);
        }
        let token = format!("session-{}", self.tokens.len());
        self.tokens.push(token.clone());
        Reply::body(200, token).header("Content-Type", "text/plain")
    }

    fn security_key(&self, request: &Request) -> Reply {
        let known = |token: &str| self.tokens.iter().any(|other| other == token);
        if self.without_tokens.is_none() && !request.header("x-metadata-token").is_some_and(known) {
            return Reply::status(401);
        }
        if let Some(status) = self.failing {
            return Reply::status(status);
        }
        let Credential { key, expires } = &self.credential;
        let credential = json!({
            "access": key.access,
            "secret": key.secret,
            "securitytoken": key.security_token,
            "expires_at": iso_date(*expires),
        });
        Reply::json(200, json!({ "credential": credential }).to_string())
    }
}

/// A time such as `2019-11-15T03:36:55.000000Z`.
fn iso_date(time: SystemTime) -> String {
    let calendar = Calendar::of(time);
    let ((hour, minute, second), Calendar { year, month, day, .. }) = (calendar.time(), calendar);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.000000Z")
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}
