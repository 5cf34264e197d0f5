//! Evidence that the document, the generator and the client agree.
//!
//! # IDs cannot be mixed up
//! Each ID has a type of its own, so that one in the place of another does not compile:
//!
//! ```compile_fail,E0277
//! # use huaweicloud_dcs::{Client, InstanceId, TaskId};
//! # fn request(client: &Client, instance_id: InstanceId, task_id: TaskId) {
//! client.delete_background_task().task_id(instance_id);
//! # }
//! ```
//!
//! The same lines with the right ID compile, so it is the ID that the lines above fail for (only a
//! nightly compiler compares the error code):
//!
//! ```
//! # use huaweicloud_dcs::{Client, InstanceId, TaskId};
//! # fn request(client: &Client, instance_id: InstanceId, task_id: TaskId) {
//! client.delete_background_task().task_id(task_id);
//! # }
//! ```
//!
//! Nor does one ID turn into another on its own:
//!
//! ```compile_fail,E0308
//! # use huaweicloud_dcs::{InstanceId, TaskId};
//! # fn convert(instance_id: InstanceId, task_id: TaskId) {
//! let id: TaskId = instance_id;
//! # }
//! ```
//!
//! ```
//! # use huaweicloud_dcs::{InstanceId, TaskId};
//! # fn convert(instance_id: InstanceId, task_id: TaskId) {
//! let id: TaskId = task_id;
//! # }
//! ```

pub mod api;
pub mod clock;
pub mod contract;
pub mod dcs;
pub mod document;
pub mod explorer;
pub mod mutations;
pub mod reorder;
pub mod server;
pub mod sources;
