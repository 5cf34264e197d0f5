//! A fake of the service on the loopback interface.
//!
//! It checks what a real one checks, in the same order, and answers with the codes of the document;
//! it remembers what it has deleted; and it fails as it is told to. To operations of the document
//! that it has no behaviour for, it gives the answer that the document has for success.
//!
//! ```
//! use huaweicloud_dcs::{Client, RetryPolicy};
//! use tests::dcs::{Fault, Plan, Service, Token};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let service = Service::builder()
//!     .token(Token::new("secret", "project-1"))
//!     .instance("instance-1", "project-1")
//!     .task("instance-1", "task-1")
//!     .plan(Plan::strikes([Fault::Gateway(503).before()]))
//!     .start()
//!     .await;
//! let client = Client::builder()
//!     .endpoint(&service.url())
//!     .token("secret")
//!     .retry(RetryPolicy::default().base_delay(std::time::Duration::ZERO))
//!     .build()?;
//! let request = client.delete_background_task().project_id("project-1");
//! let request = request.instance_id("instance-1").task_id("task-1");
//!
//! let deleted = request.send().await?;
//! assert_eq!(deleted.attempts(), 2);
//! assert_eq!(service.struck()[0].name, "gateway");
//! assert_eq!(service.deletions("instance-1", "task-1"), 1);
//! assert!(!service.catastrophe());
//! # Ok(())
//! # }
//! ```

mod codes;
mod date;
mod fault;
mod iam;
mod keys;
mod metadata;
mod other;
mod plan;
mod route;
mod service;
pub mod signature;
mod state;

pub use codes::{ErrorCode, error_codes, gateway_error, service_error};
pub use date::{http_date, parse_sdk_date, sdk_date};
pub use fault::{BOMB, Fault, HUGE, RetryAfter};
pub use iam::Iam;
pub use keys::{AccessKey, Token};
pub use metadata::{Credential, Metadata};
pub use plan::{Plan, Strike, Struck};
pub use service::{Builder, Embedded, Service};
pub use state::{Success, Task};

/// The longest ID that the fake takes.
pub const ID_LIMIT: usize = 64;
