//! A service with faults, a client of it, and the clock that both go by.

use std::time::Duration;

use huaweicloud_dcs::{Client, Clock as _, Credentials, Deleted, Error};
use tests::clock::FakeClock;
use tests::dcs::{AccessKey, Plan, Service, Strike, Token};
use tests::server::Gate;
use tokio::runtime::Handle;

use super::{ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN, TOKEN, delete, holds_no_secret};

/// The time between two bytes of an answer that drips. No time limit is a multiple of it.
const DRIP: Duration = Duration::from_secs(7);

/// What a call came to, and what is left of it.
pub struct World {
    pub service: Service,
    pub client: Client,
    pub clock: FakeClock,
    /// The tasks of the runtime before there was a client.
    tasks: usize,
}

impl World {
    /// A service with one task whose first requests meet these faults.
    pub async fn new(strikes: Vec<Strike>, credentials: &Credentials) -> Self {
        let clock = FakeClock::default();
        let key = AccessKey::new(ACCESS_KEY, SECRET_KEY).project("project-1");
        let service = Service::builder()
            .clock(clock.clone())
            .token(Token::new(TOKEN, "project-1"))
            .key(key.security_token(SECURITY_TOKEN))
            .instance("instance-1", "project-1")
            .task("instance-1", "task-1")
            .plan(Plan::strikes(strikes))
            .start()
            .await;
        let tasks = Handle::current().metrics().num_alive_tasks();
        let client = Client::builder().endpoint(&service.url()).credentials(credentials.clone());
        let client = client.clock(clock.clone()).build().expect("loopback");
        Self { service, client, clock, tasks }
    }

    /// Deletes the task. Where a fault holds an answer back, at this gate or for good, time passes
    /// until the client has had enough.
    pub async fn delete(&self, gate: &Gate) -> Result<Deleted, Error> {
        let call = async {
            let outcome = delete(&self.client, "task-1").await;
            holds_no_secret(&outcome);
            outcome
        };
        tokio::select! {
            outcome = call => outcome,
            never = self.let_time_pass(gate) => never,
        }
    }

    async fn let_time_pass<T>(&self, gate: &Gate) -> T {
        let mut progress = self.service.progress();
        let (mut silences, mut bytes) = (progress.borrow().silences, 0);
        loop {
            tokio::select! {
                _ = progress.wait_for(|progress| progress.silences > silences) => {
                    silences += 1;
                    self.clock.advance(self.clock.until_limit().expect("a limit"));
                }
                () = gate.arrived(bytes + 1) => {
                    bytes += 1;
                    settle().await;
                    let limit = self.clock.until_limit().expect("a limit");
                    self.clock.advance(DRIP.min(limit));
                    if DRIP < limit {
                        gate.release(1);
                    }
                }
            }
        }
    }

    /// Time that has passed.
    pub fn elapsed(&self) -> Duration {
        self.clock.elapsed()
    }

    /// Drops the client, and sees that nothing of it is left: no time limit, connection or task.
    pub async fn end(self, name: &str) {
        assert_eq!(self.clock.limits(), 0, "{name}");
        // All but the one that may be used again are closed already.
        open_at_most(&self.service, 1, name).await;
        drop(self.client);
        open_at_most(&self.service, 0, name).await;
        settle().await;
        assert_eq!(Handle::current().metrics().num_alive_tasks(), self.tasks, "{name}");
        assert!(!self.service.catastrophe(), "{name}");
        self.service.finish().await;
    }
}

/// Lets all other tasks do what they can do now, so that a byte that was sent is read.
pub async fn settle() {
    // The runtime looks at its sockets every 61 steps.
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
}

/// Waits until no more connections are open. Real time passes only where one leaks.
pub async fn open_at_most(service: &Service, most: usize, name: &str) {
    let mut progress = service.progress();
    let wait = progress.wait_for(|progress| progress.open <= most);
    let closed = tokio::time::timeout(Duration::from_secs(20), wait).await;
    assert!(closed.is_ok(), "{name}: more than {most} connections stay open");
}
