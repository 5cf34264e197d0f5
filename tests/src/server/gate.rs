//! When the next byte of an answer may go.

use std::sync::Arc;

use tokio::sync::{Semaphore, watch};

/// Holds the bytes of an answer back. A gate is a handle: its clones are the same gate. No byte
/// waits for a clock.
#[derive(Clone, Debug)]
pub struct Gate {
    permits: Arc<Semaphore>,
    arrived: watch::Sender<usize>,
}

impl Gate {
    /// A gate that lets nothing through until the test says so.
    pub fn shut() -> Self {
        Self { permits: Arc::new(Semaphore::new(0)), arrived: watch::Sender::new(0) }
    }

    /// A gate that holds nothing back: the bytes still go one at a time.
    pub fn open() -> Self {
        let gate = Self::shut();
        gate.release_all();
        gate
    }

    /// Lets this many more bytes through.
    pub fn release(&self, bytes: usize) {
        self.permits.add_permits(bytes);
    }

    /// Lets all through, from now on.
    pub fn release_all(&self) {
        self.permits.close();
    }

    /// Whether both are handles of one gate.
    pub fn same_as(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.permits, &other.permits)
    }

    /// Waits until this many bytes have come to the gate, those that it let through among them.
    pub async fn arrived(&self, bytes: usize) {
        // The sender is this gate's own, so the channel stays open.
        let _ = self.arrived.subscribe().wait_for(|arrived| *arrived >= bytes).await;
    }

    /// Waits until one byte may go.
    pub(super) async fn pass(&self) {
        self.arrived.send_modify(|arrived| *arrived += 1);
        // An error says that the gate is open.
        if let Ok(permit) = self.permits.acquire().await {
            permit.forget();
        }
    }
}
