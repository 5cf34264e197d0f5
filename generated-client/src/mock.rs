//! Typed mocks of the service, for tests of code that uses the client.
//!
//! A server of [`httpmock`] gets a method for each operation. What a mock expects and what it
//! answers have the types of the document, so that a mock cannot expect an ID that the client
//! refuses to send:
//!
//! ```
//! use huaweicloud_dcs::mock::{MockServer, MockServerExt as _};
//! use huaweicloud_dcs::{Client, ErrorCode, ErrorResponse, TaskId};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let server = MockServer::start_async().await;
//! let task: TaskId = "8abf6e1e72c12e7c0172c15b508500aa".parse()?;
//! let deletion = server.delete_background_task(|when, then| {
//!     when.task_id(&task);
//!     then.no_content();
//! });
//!
//! let client = Client::with_endpoint(&server.base_url(), "token")?;
//! let request = client.delete_background_task().project_id("project").instance_id("instance");
//! request.clone().task_id(task).send().await?;
//! deletion.assert();
//!
//! // Errors have a typed body too; status, headers and body can be anything else as well.
//! server.delete_background_task(|when, then| {
//!     when.task_id(&"gone".parse().expect("an ID"));
//!     let body = ErrorResponse::builder().error_code("DCS.4001".to_owned());
//!     then.not_found(&body.try_into().expect("a body")).header("X-Request-Id", "r-1");
//! });
//! let error = request.task_id("gone").send().await.expect_err("404");
//! assert!(error.is_not_found());
//! assert_eq!(error.code(), Some(ErrorCode::from("DCS.4001")));
//! assert_eq!(error.request_id(), Some("r-1"));
//! # Ok(())
//! # }
//! ```
//!
//! Another ID is no ID of a task, and text is not an ID either:
//!
//! ```compile_fail,E0308
//! # use huaweicloud_dcs::mock::{MockServer, MockServerExt as _};
//! # fn mock(server: &MockServer, instance: &huaweicloud_dcs::InstanceId) {
//! server.delete_background_task(|when, then| {
//!     when.task_id(instance);
//!     then.no_content();
//! });
//! # }
//! ```
//!
//! ```compile_fail,E0308
//! # use huaweicloud_dcs::mock::{MockServer, MockServerExt as _};
//! # fn mock(server: &MockServer) {
//! server.delete_background_task(|when, then| {
//!     when.task_id("..");
//!     then.no_content();
//! });
//! # }
//! ```
//!
//! A parameter that a mock does not name may have any value that fits into one segment of the path.
//! Where several mocks match a request, the first one answers. Plain `http` on loopback needs no
//! further permission of the client.

pub use httpmock::{self, Mock, MockServer};

pub use crate::generated::mock::MockServerExt;
pub use crate::generated::mock::operations::*;
