//! Requests as callers compose them.

use std::fmt;
use std::time::Duration;

use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderValue};

use crate::client::{Client, Named};
use crate::error::{Error, Response, request_id};
use crate::generated::error_code::ErrorCode;
use crate::generated::types::{ErrorResponse, InstanceId, ProjectId, TaskId};
use crate::generated::{self, Error as Generated};
use crate::runtime::Success;

/// The path of the operation, as the document has it.
const TEMPLATE: &str = "/v2/{project_id}/instances/{instance_id}/tasks/{task_id}";

/// A request to delete a background task; made by
/// [`Client::delete_background_task`].
///
/// Each argument is taken as its type, or as text that is checked: letters, digits, `-` and `_`
/// only, so that no ID can turn the request into another one.
#[derive(Clone, Debug)]
#[must_use = "a request does nothing until it is sent"]
pub struct DeleteBackgroundTask<'a> {
    client: &'a Client,
    project_id: Option<Result<ProjectId, String>>,
    instance_id: Option<Result<InstanceId, String>>,
    task_id: Option<Result<TaskId, String>>,
}

impl<'a> DeleteBackgroundTask<'a> {
    pub(crate) fn new(client: &'a Client) -> Self {
        Self { client, project_id: None, instance_id: None, task_id: None }
    }

    /// The project that owns the instance; by default that of the client.
    pub fn project_id<V>(mut self, value: V) -> Self
    where
        V: TryInto<ProjectId>,
        V::Error: fmt::Display,
    {
        self.project_id = Some(value.try_into().map_err(|error| error.to_string()));
        self
    }

    /// The instance that the task belongs to.
    pub fn instance_id<V>(mut self, value: V) -> Self
    where
        V: TryInto<InstanceId>,
        V::Error: fmt::Display,
    {
        self.instance_id = Some(value.try_into().map_err(|error| error.to_string()));
        self
    }

    /// The task to delete.
    pub fn task_id<V>(mut self, value: V) -> Self
    where
        V: TryInto<TaskId>,
        V::Error: fmt::Display,
    {
        self.task_id = Some(value.try_into().map_err(|error| error.to_string()));
        self
    }

    /// Sends the request, and tries again as the client's retry policy says. Dropping the future
    /// cancels the call; whether the task is deleted is then unknown, and calling again is safe.
    ///
    /// # Errors
    /// [`Error`] for everything other than 204 and 200, whatever form it has, and for what happens
    /// before there is a response. Nothing is sent where an argument is missing or malformed.
    pub async fn send(self) -> Result<Deleted, Error> {
        let (client, started) = (self.client, self.client.now());
        let (arguments, project) = self.arguments(started).await?;
        let call = client.for_call(TEMPLATE, project, started);
        let result = arguments.request(&call).send().await;
        match call.inner.take_outcome() {
            Some(outcome) => outcome.map(Deleted::new),
            None => Err(refused(result)),
        }
    }

    /// The request as [`send`](Self::send) would send it now, signature and all, without sending
    /// it. Headers that hold a secret are marked as sensitive. Credentials and the project are
    /// looked for as for a call, which may take requests of its own.
    ///
    /// # Errors
    /// [`Error`] where an argument, the credentials or the project cannot be used.
    pub async fn prepare(self) -> Result<reqwest::Request, Error> {
        let (client, started) = (self.client, self.client.now());
        let (arguments, project) = self.arguments(started).await?;
        let mut call = client.for_call(TEMPLATE, project, started);
        call.inner.only_prepare();
        let result = arguments.request(&call).send().await;
        call.inner.take_prepared().unwrap_or_else(|| Err(refused(result)))
    }

    /// Checks the arguments and finds the project, which comes as the value of a header too.
    async fn arguments(self, started: Duration) -> Result<(Arguments, HeaderValue), Error> {
        let project_id = match self.project_id {
            Some(project_id) => Some(argument("project_id", Some(project_id))?),
            None => None,
        };
        let instance_id = argument("instance_id", self.instance_id)?;
        let task_id = argument("task_id", self.task_id)?;
        let Named { id: project_id, header } = self.client.project(project_id, started).await?;
        Ok((Arguments { project_id, instance_id, task_id }, header))
    }
}

/// The arguments of a request, complete.
struct Arguments {
    project_id: ProjectId,
    instance_id: InstanceId,
    task_id: TaskId,
}

impl Arguments {
    fn request(self, call: &generated::Client) -> generated::builder::DeleteBackgroundTask<'_> {
        call.delete_background_task()
            .project_id(self.project_id)
            .instance_id(self.instance_id)
            .task_id(self.task_id)
    }
}

/// Why the runtime saw no request: the generated code refused an argument.
fn refused<T>(result: Result<T, Generated<ErrorResponse>>) -> Error {
    match result {
        Err(Generated::InvalidRequest(reason) | Generated::Custom(reason)) => {
            Error::request(reason)
        }
        _ => Error::request("it was not sent"),
    }
}

fn argument<T>(name: &str, value: Option<Result<T, String>>) -> Result<T, Error> {
    match value {
        Some(Ok(value)) => Ok(value),
        Some(Err(reason)) => Err(Error::request(format!("invalid {name}: {reason}"))),
        None => Err(Error::request(format!("{name} is missing"))),
    }
}

/// The task is gone.
#[derive(Clone)]
pub struct Deleted {
    success: Success,
}

impl Deleted {
    fn new(success: Success) -> Self {
        Self { success }
    }

    /// Whether the service has not confirmed the deletion itself.
    ///
    /// An attempt may take effect although its answer is lost: the connection breaks off, or a
    /// gateway gives up. The next attempt is then answered with 404, since the task is gone. The
    /// client takes that for the success that it most likely is, and says so here. It may also
    /// mean that there never was such a task; [`Deleted::not_found_code`] and
    /// [`Deleted::not_found_message`] hold what the service said.
    pub fn is_presumed(&self) -> bool {
        self.success.not_found.is_some()
    }

    /// The code of the 404, where the deletion is presumed.
    pub fn not_found_code(&self) -> Option<ErrorCode> {
        self.success.not_found.as_deref().and_then(Response::code)
    }

    /// The message of the 404, where the deletion is presumed.
    pub fn not_found_message(&self) -> Option<&str> {
        self.success.not_found.as_ref()?.details.message.as_deref()
    }

    /// The status of the last response: 204, 200, or 404 where the deletion is presumed.
    pub fn status(&self) -> StatusCode {
        self.success.status
    }

    /// The headers of the last response.
    pub fn headers(&self) -> &HeaderMap {
        &self.success.headers
    }

    /// The ID by which the vendor's support finds the request.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.success.headers)
    }

    /// How many requests were sent.
    pub fn attempts(&self) -> u32 {
        self.success.attempts
    }
}

impl fmt::Debug for Deleted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deleted")
            .field("status", &self.status().as_u16())
            .field("presumed", &self.is_presumed())
            .field("request_id", &self.request_id())
            .field("attempts", &self.attempts())
            .finish()
    }
}
