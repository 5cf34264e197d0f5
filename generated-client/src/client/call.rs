//! Calls of operations.

use std::time::Duration;

use super::Client;
use super::project::Named;
use crate::error::Error;
use crate::generated::types::ProjectId;
use crate::generated::{Operation, Request};
use crate::runtime::{Ready, Wanted};
use crate::success::Success;

impl Client {
    /// Sends a request, again as far as the retry policy and the operation allow it, and decodes
    /// the answer. Dropping the future cancels the call.
    pub(crate) async fn call<T, E>(
        &self,
        operation: &Operation<T, E>,
        request: Request,
    ) -> Result<Success<T>, Error> {
        let decode = &operation.decode;
        let ready = self.ready(request).await?;
        let (head, body) = self.shared.runtime.run(&ready, Wanted::from(decode)).await?;
        Success::new(head, body, decode)
    }

    /// Makes the request that a call would send now, and sends nothing to the service.
    pub(crate) async fn prepare(&self, request: Request) -> Result<reqwest::Request, Error> {
        let ready = self.ready(request).await?;
        self.shared.runtime.prepare(&ready).await
    }

    /// Checks the arguments, and finds the project where the caller has left it out.
    async fn ready(&self, mut request: Request) -> Result<Ready, Error> {
        let started = self.shared.runtime.clock.elapsed();
        let refused =
            |request: &Request| request.invalid().map_or(Ok(()), |r| Err(Error::request(r)));
        refused(&request)?;
        if request.lacks_project() {
            let Named { id, header } = self.project(started).await?;
            request.set_project(&id, header);
            refused(&request)?;
        }
        let (facts, project) = (request.facts(), request.take_project());
        let request = request.build(&self.shared.base).map_err(Error::request)?;
        Ok(Ready { facts, request, project, started })
    }

    /// Returns the project of calls that name none.
    async fn project(&self, started: Duration) -> Result<Named, Error> {
        let project = &self.shared.project;
        if let Some(project) = project.explicit() {
            return Ok(project.clone());
        }
        let runtime = &self.shared.runtime;
        let found = Box::pin(project.look_for(runtime, started));
        let id: ProjectId = runtime.in_time(started, found).await??;
        Named::try_from(id).map_err(|error| Error::request(format!("invalid project_id: {error}")))
    }
}
