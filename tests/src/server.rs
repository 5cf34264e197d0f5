//! A small HTTP/1.1 server on the loopback interface, for tests alone.
//!
//! It is written by hand, on plain TCP, because tests want two things that a server library hides:
//! the bytes of a request just as the client sent them, and answers that no well-behaved server
//! gives, such as a body that breaks off.
//!
//! ```
//! use tests::server::{Reply, Server};
//! use huaweicloud_dcs::Client;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = Server::start([Reply::status(204)]).await;
//! let client = Client::with_endpoint(&server.url(), "token")?;
//! client
//!     .delete_background_task()
//!     .project_id("p")
//!     .instance_id("i")
//!     .task_id("t")
//!     .send()
//!     .await?;
//!
//! let seen = server.finish().await;
//! assert_eq!(seen.requests[0].method, "DELETE");
//! assert_eq!(seen.requests[0].target, "/v2/p/instances/i/tasks/t");
//! # Ok(())
//! # }
//! ```
//!
//! What goes wrong on the server's side, such as a request that has no answer left, makes
//! [`Server::requests`], [`Server::finish`] or, at the latest, the server's drop panic. So it shows
//! in the test and not only as an error of the client.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a server that fails must fail the test that uses it"
)]

mod gate;
mod reply;
mod request;

use std::net::SocketAddr;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{oneshot, watch};
use tokio::task::{JoinHandle, JoinSet};

pub use gate::Gate;
pub use reply::Reply;
pub use request::Request;

/// A running server. Dropping it stops it at once; [`Server::finish`] also tells what it has seen.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    log: Arc<Mutex<Log>>,
    progress: watch::Receiver<Progress>,
    stop: Option<oneshot::Sender<()>>,
    task: JoinHandle<()>,
}

/// All that a server has seen.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// How many connections were opened, used or not.
    pub connections: usize,
    /// The requests, in the order in which they arrived.
    pub requests: Vec<Request>,
}

/// How far a server has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// How many requests have arrived.
    pub requests: usize,
    /// How many connections are open.
    pub open: usize,
    /// How many requests were met with [`Reply::silence`].
    pub silences: usize,
}

#[derive(Debug, Default)]
struct Log {
    seen: Seen,
    /// Whether requests are only answered, and not kept.
    forget: bool,
    failures: Vec<String>,
}

type Handler = Box<dyn FnMut(&Request) -> Option<Reply> + Send>;

/// What the accepting task shares with the task of each connection.
struct Shared {
    log: Arc<Mutex<Log>>,
    progress: watch::Sender<Progress>,
    handler: Mutex<Handler>,
}

impl Server {
    /// Starts a server that gives these answers, one a request, in this order, whichever
    /// connection the requests come on. `std::iter::repeat` gives one that never runs out.
    pub async fn start<R>(replies: R) -> Self
    where
        R: IntoIterator<Item = Reply>,
        R::IntoIter: Send + 'static,
    {
        let mut replies = replies.into_iter();
        Self::serve(move |_| replies.next()).await
    }

    /// Starts a server that asks `handler` for each answer; `None` fails the test.
    pub async fn serve<H>(handler: H) -> Self
    where
        H: FnMut(&Request) -> Option<Reply> + Send + 'static,
    {
        let listener =
            TcpListener::bind("127.0.0.1:0").await.expect("the loopback interface has a free port");
        Self::serve_on(listener, handler)
    }

    /// The same on a socket that is bound already.
    pub fn serve_on<H>(listener: TcpListener, handler: H) -> Self
    where
        H: FnMut(&Request) -> Option<Reply> + Send + 'static,
    {
        let address = listener.local_addr().expect("a bound socket has an address");
        let log = Arc::new(Mutex::default());
        let (sender, progress) = watch::channel(Progress::default());
        let handler: Mutex<Handler> = Mutex::new(Box::new(handler));
        let shared = Arc::new(Shared { log: Arc::clone(&log), progress: sender, handler });
        let (stop, stopped) = oneshot::channel();
        let task = tokio::spawn(accept(listener, address, shared, stopped));
        Self { address, log, progress, stop: Some(stop), task }
    }

    /// The server's base URL, without a slash at its end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Keeps no requests from now on, so that a long run takes no memory.
    pub fn forget(&self) {
        lock(&self.log).forget = true;
    }

    /// How far the server has come, to be waited for.
    pub fn progress(&self) -> watch::Receiver<Progress> {
        self.progress.clone()
    }

    /// The requests so far. A request is listed before its answer is sent.
    pub fn requests(&self) -> Vec<Request> {
        let log = lock(&self.log);
        log.check();
        log.seen.requests.clone()
    }

    /// Stops the server, and returns all that it has seen: a connection that was opened before
    /// this call is counted even where the server had not come to accept it.
    pub async fn finish(mut self) -> Seen {
        if let Some(stop) = self.stop.take() {
            // Without a receiver the task has ended already, and the next line says how.
            let _ = stop.send(());
        }
        if let Err(error) = (&mut self.task).await {
            lock(&self.log).failures.push(error.to_string());
        }
        let mut log = lock(&self.log);
        log.check();
        std::mem::take(&mut log.seen)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.task.abort();
        if !std::thread::panicking() {
            lock(&self.log).check();
        }
    }
}

impl Log {
    fn record(&mut self, request: &Request) {
        if !self.forget {
            self.seen.requests.push(request.clone());
        }
    }

    fn check(&self) {
        if !self.failures.is_empty() {
            panic!("the test server failed: {}", self.failures.join("; "));
        }
    }
}

/// Accepts connections until it is told to stop, then those that are still in the queue.
async fn accept(
    listener: TcpListener,
    address: SocketAddr,
    shared: Arc<Shared>,
    mut stopped: oneshot::Receiver<()>,
) {
    let mut connections = JoinSet::new();
    // The queue is first in, first out: once this connection is at its head, it is empty.
    let mut last: Option<TcpStream> = None;
    loop {
        tokio::select! {
            _ = &mut stopped, if last.is_none() => {
                last = Some(TcpStream::connect(address).await.expect("the server is listening"));
            }
            accepted = listener.accept() => {
                let (stream, peer) = accepted.expect("a connection can be accepted");
                if last.as_ref().is_some_and(|last| last.local_addr().ok() == Some(peer)) {
                    break;
                }
                lock(&shared.log).seen.connections += 1;
                shared.progress.send_modify(|progress| progress.open += 1);
                connections.spawn(connection(stream, Arc::clone(&shared)));
            }
            Some(_) = connections.join_next() => {}
        }
    }
    // What is left waits for a request that will not come.
    connections.shutdown().await;
}

/// Serves one connection. A failure is noted before the connection ends, so that it is there by the
/// time the client has an error.
async fn connection(mut stream: TcpStream, shared: Arc<Shared>) {
    if let Err(failure) = shared.converse(&mut stream).await {
        lock(&shared.log).failures.push(failure);
    }
    drop(stream);
    shared.progress.send_modify(|progress| progress.open -= 1);
}

impl Shared {
    /// Answers the requests of one connection, one after the other.
    async fn converse(&self, stream: &mut TcpStream) -> Result<(), String> {
        let mut buffer = Vec::new();
        while let Some(request) = Request::read(stream, &mut buffer).await? {
            lock(&self.log).record(&request);
            let reply = self.reply(&request)?;
            self.progress.send_modify(|progress| {
                progress.requests += 1;
                progress.silences += usize::from(reply.is_silence());
            });
            if !reply.send(stream).await {
                break;
            }
        }
        Ok(())
    }

    fn reply(&self, request: &Request) -> Result<Reply, String> {
        let mut handler = lock(&self.handler);
        let reply = catch_unwind(AssertUnwindSafe(|| handler(request)));
        let Request { method, target, .. } = request;
        match reply {
            Ok(Some(reply)) => Ok(reply),
            Ok(None) => Err(format!("no answer is left for {method} {target}")),
            Err(_) => Err(format!("the handler panicked at {method} {target}")),
        }
    }
}

/// Where a panic has poisoned the lock, what it guards is still worth showing.
fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
