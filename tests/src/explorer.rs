//! A page on the loopback interface on which one tries the operations out, against the fake service.
//!
//! Page and service are one server and so one origin: a request of the page is a request of the
//! service, as the browser sent it, and nothing is forwarded. `cargo xtask explore` starts it; see
//! `docs/explorer.md`.
//!
//! ```
//! use huaweicloud_dcs::Client;
//! use tests::explorer::{Explorer, TOKEN};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let explorer = Explorer::start(0).await?;
//! let client = Client::with_endpoint(&explorer.url(), TOKEN)?;
//! let request = client.delete_background_task();
//! let request = request.project_id("a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71");
//! let request = request.instance_id("5560df16-cebf-4473-95c4-d1b573c16e79");
//! request.task_id("8abf6e1e72c12e7c0172c15b508500aa").send().await?;
//! # Ok(())
//! # }
//! ```

mod archive;
mod assets;
mod document;
mod exchange;
mod guard;
mod samples;
mod scenario;
mod world;

use std::io;

use tokio::net::TcpListener;

use crate::server::{Request, Server};

pub use document::{document, endpoint};
pub use samples::{OPTIONS, Sample, samples};
pub use world::TOKEN;

/// A running explorer. Dropping it stops it at once.
#[derive(Debug)]
pub struct Explorer {
    server: Server,
}

impl Explorer {
    /// Starts an explorer on this port of the loopback interface; 0 is any free one.
    ///
    /// # Errors
    /// An error where the port cannot be had, or the document cannot be read.
    pub async fn start(port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", port)).await?;
        let origin = format!("http://{}", listener.local_addr()?);
        let mut world = world::World::new(&origin)?;
        let server = Server::serve_on(listener, move |request| Some(world.answer(request)));
        Ok(Self { server })
    }

    /// The address of the page, without a slash at its end. It is the endpoint of the service too.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Keeps no requests from now on, so that a long run takes no memory.
    pub fn forget(&self) {
        self.server.forget();
    }

    /// The requests so far, those for the page among them.
    pub fn requests(&self) -> Vec<Request> {
        self.server.requests()
    }
}
