//! When the next byte of an answer may go.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Semaphore;

/// Holds the bytes of an answer back. A gate is a handle: its clones are the same gate.
///
/// No byte waits for a clock, except behind [`Gate::every`], which is meant for tokio's paused time.
#[derive(Clone, Debug)]
pub struct Gate {
    permits: Arc<Semaphore>,
    every: Option<Duration>,
}

impl Gate {
    /// A gate that lets nothing through until the test says so.
    pub fn shut() -> Self {
        Self { permits: Arc::new(Semaphore::new(0)), every: None }
    }

    /// A gate that holds nothing back: the bytes still go one at a time.
    pub fn open() -> Self {
        let gate = Self::shut();
        gate.release_all();
        gate
    }

    /// A gate that lets one byte through after each of these intervals of tokio's clock.
    pub fn every(interval: Duration) -> Self {
        Self { every: Some(interval), ..Self::open() }
    }

    /// Lets this many more bytes through.
    pub fn release(&self, bytes: usize) {
        self.permits.add_permits(bytes);
    }

    /// Lets all through, from now on.
    pub fn release_all(&self) {
        self.permits.close();
    }

    /// Waits until one byte may go.
    pub(super) async fn pass(&self) {
        if let Some(interval) = self.every {
            tokio::time::sleep(interval).await;
        }
        // An error says that the gate is open.
        if let Ok(permit) = self.permits.acquire().await {
            permit.forget();
        }
    }
}
