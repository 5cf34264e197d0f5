//! The project of calls that name none.

use std::borrow::Cow;
use std::time::Duration;

use futures_util::future::{Either, select};
use reqwest::header::{HeaderValue, InvalidHeaderValue};

use crate::auth::project::{ProjectError, ProjectLookup};
use crate::auth::{Credentials, Variables};
use crate::error::Error;
use crate::generated::region::Region;
use crate::generated::types::ProjectId;
use crate::retry::{self, Decision};
use crate::runtime::Shared;

const VARIABLE: &str = "HUAWEICLOUD_SDK_PROJECT_ID";

/// A project as requests name it: in the path, and in a header where they are signed.
#[derive(Clone)]
pub(super) struct Named {
    pub(super) id: ProjectId,
    pub(super) header: HeaderValue,
}

impl TryFrom<ProjectId> for Named {
    type Error = InvalidHeaderValue;

    fn try_from(id: ProjectId) -> Result<Self, InvalidHeaderValue> {
        let header = HeaderValue::from_str(&id)?;
        Ok(Self { id, header })
    }
}

/// Where the project of calls that name none comes from.
pub(super) struct Project {
    pub(super) explicit: Option<Named>,
    pub(super) variables: Variables,
    pub(super) iam: Option<Iam>,
    pub(super) lookup: ProjectLookup,
}

/// Which IAM is asked for the project of which region, and how it is reached.
pub(super) struct Iam {
    pub(super) region: Region,
    pub(super) endpoint: String,
    pub(super) http: reqwest::Client,
}

impl Project {
    /// The one that the client was made with.
    pub(super) fn explicit(&self) -> Option<&Named> {
        self.explicit.as_ref()
    }

    /// That of the credentials, that of the environment, or what IAM answers.
    pub(super) async fn look_for(
        &self,
        shared: &Shared,
        started: Duration,
    ) -> Result<ProjectId, Error> {
        let credentials = shared.credentials(started).await?;
        if let Some(text) = credentials.project_id() {
            return parse("the project ID of the credentials", text);
        }
        let variable = self.variables.text(VARIABLE);
        let not_unicode = |_| Error::request(format!("{VARIABLE} is not valid Unicode"));
        if let Some(text) = variable.map_err(not_unicode)? {
            return parse(VARIABLE, &text);
        }
        self.look_up(shared, credentials, started).await
    }

    /// Asks IAM, and tries again as for any other request.
    async fn look_up(
        &self,
        shared: &Shared,
        mut credentials: Cow<'_, Credentials>,
        started: Duration,
    ) -> Result<ProjectId, Error> {
        let (Some(iam), Some(_)) = (&self.iam, credentials.signing_key()) else {
            return Err(Error::request(format!(
                "project_id is missing; name it, or set {VARIABLE}"
            )));
        };
        let mut attempts = 0;
        loop {
            attempts += 1;
            let Iam { region, endpoint, http } = iam;
            let (now, region) = (shared.clock.now(), region.as_str());
            let limit = shared.attempt_timeout.min(shared.remaining(started));
            let found = Box::pin(self.lookup.find(http, endpoint, &credentials, region, now));
            let found = match select(found, shared.clock.sleep(limit)).await {
                Either::Left((found, _)) => found,
                Either::Right(_) => Err(ProjectError::Timeout(limit)),
            };
            let error = match found {
                Ok(project) => return Ok(project),
                Err(error) => Error::project(error, attempts),
            };
            let outcome = error.outcome(shared.clock.now());
            let (remaining, random) = (shared.remaining(started), shared.clock.random());
            match retry::decide(&shared.retry, attempts, &outcome, remaining, random) {
                Decision::Retry { after } => shared.clock.sleep(after).await,
                Decision::Stop => return Err(error),
            }
            // They may have been renewed in the meantime.
            credentials = shared.credentials(started).await?;
        }
    }
}

fn parse(origin: &str, text: &str) -> Result<ProjectId, Error> {
    ProjectId::try_from(text.trim()).map_err(|error| Error::request(format!("{origin} {error}")))
}
