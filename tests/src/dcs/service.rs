//! The fake service as a test sees it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::keys::{AccessKey, Token};
use super::plan::{Plan, Struck};
use super::state::{State, Success, Task};
use crate::clock::FakeClock;
use crate::document::{self, Document};
use crate::server::{Progress, Reply, Request, Seen, Server};

/// A running fake of the service. Dropping it stops it at once.
#[derive(Debug)]
pub struct Service {
    server: Server,
    state: Arc<Mutex<State>>,
    prefix: String,
}

/// A service that has not started.
#[derive(Debug)]
pub struct Builder {
    state: State,
}

impl Service {
    /// A service that knows nothing yet, by the clock of the system.
    pub fn builder() -> Builder {
        Builder { state: State::new() }
    }

    /// The base URL, with the prefix, without a slash at its end.
    pub fn url(&self) -> String {
        self.server.url() + &self.prefix
    }

    /// Adds a task, or puts it back after it was deleted. What was counted stays.
    pub fn add_task(&self, instance: &str, task: &str) {
        self.state().add_task(instance, task);
    }

    /// Takes another token.
    pub fn add_token(&self, token: Token) {
        self.state().tokens.push(token);
    }

    /// Takes another access key.
    pub fn add_key(&self, key: AccessKey) {
        self.state().keys.push(key);
    }

    /// Replaces the plan of faults, from the next request on.
    pub fn set_plan(&self, plan: Plan) {
        self.state().plan = plan;
    }

    /// How often the task was deleted.
    pub fn deletions(&self, instance: &str, task: &str) -> usize {
        self.state().deletions(instance, task)
    }

    /// Whether the task is there.
    pub fn exists(&self, instance: &str, task: &str) -> bool {
        self.state().exists(instance, task)
    }

    /// Whether any request asked to delete a whole instance, allowed or not. It must stay `false`.
    pub fn catastrophe(&self) -> bool {
        self.state().catastrophe
    }

    /// The faults that have struck, in order.
    pub fn struck(&self) -> Vec<Struck> {
        self.state().struck.clone()
    }

    /// Keeps no requests from now on, so that a long run takes no memory.
    pub fn forget(&self) {
        self.server.forget();
    }

    /// How far the service has come, to be waited for.
    pub fn progress(&self) -> watch::Receiver<Progress> {
        self.server.progress()
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.server.requests()
    }

    /// Stops the service, and returns all that it has seen.
    pub async fn finish(self) -> Seen {
        self.server.finish().await
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Builder {
    /// Takes the time from this clock.
    #[must_use]
    pub fn clock(mut self, clock: FakeClock) -> Self {
        self.state.clock = Some(clock);
        self
    }

    /// Puts all routes below this path, such as `/gateway`.
    #[must_use]
    pub fn prefix(mut self, prefix: &str) -> Self {
        self.state.prefix = prefix.to_owned();
        self
    }

    /// Answers the operations of this document, in the place of the one that the client is
    /// generated from.
    ///
    /// # Errors
    /// An error where the document cannot be used.
    pub fn document(mut self, text: &str) -> Result<Self, document::Error> {
        self.state.document = Arc::new(Document::parse(text)?);
        Ok(self)
    }

    /// Answers a deletion like this.
    #[must_use]
    pub fn success(mut self, success: Success) -> Self {
        self.state.success = success;
        self
    }

    /// Takes this token.
    #[must_use]
    pub fn token(mut self, token: Token) -> Self {
        self.state.tokens.push(token);
        self
    }

    /// Takes signatures made with this key.
    #[must_use]
    pub fn key(mut self, key: AccessKey) -> Self {
        self.state.keys.push(key);
        self
    }

    /// Adds an instance that the project owns.
    #[must_use]
    pub fn instance(mut self, instance: &str, project: &str) -> Self {
        self.state.add_instance(instance, project);
        self
    }

    /// Adds a task of an instance.
    #[must_use]
    pub fn task(mut self, instance: &str, task: &str) -> Self {
        self.state.add_task(instance, task);
        self
    }

    /// Has these faults.
    #[must_use]
    pub fn plan(mut self, plan: Plan) -> Self {
        self.state.plan = plan;
        self
    }

    /// The service without a server, for a server that has more than this service to answer for.
    pub fn embed(self) -> Embedded {
        Embedded { state: self.state }
    }

    /// Starts the service on a free port.
    pub async fn start(self) -> Service {
        let prefix = self.state.prefix.clone();
        let state = Arc::new(Mutex::new(self.state));
        let shared = Arc::clone(&state);
        let server = Server::serve(move |request| {
            Some(shared.lock().unwrap_or_else(PoisonError::into_inner).answer(request))
        });
        Service { server: server.await, state, prefix }
    }
}

/// A fake of the service without a server of its own.
#[derive(Debug)]
pub struct Embedded {
    state: State,
}

impl Embedded {
    /// Answers one request.
    pub fn answer(&mut self, request: &Request) -> Reply {
        self.state.answer(request)
    }

    /// Replaces the plan of faults, from the next request on.
    pub fn set_plan(&mut self, plan: Plan) {
        self.state.plan = plan;
    }

    /// Every task there ever was.
    pub fn tasks(&self) -> Vec<Task> {
        self.state.tasks()
    }
}
