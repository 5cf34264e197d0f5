//! The project of calls that name none.

use crate::auth::Credentials;
use crate::auth::project::ProjectLookup;
use crate::error::Error;
use crate::generated::region::Region;
use crate::generated::types::ProjectId;
use crate::runtime::Shared;

const VARIABLE: &str = "HUAWEICLOUD_SDK_PROJECT_ID";

/// Where the project of calls that name none comes from.
pub(super) struct Project {
    pub(super) explicit: Option<ProjectId>,
    /// The region whose project is asked for, and the endpoint of IAM.
    pub(super) iam: Option<(Region, String)>,
    pub(super) lookup: ProjectLookup,
}

impl Project {
    /// The explicit one, that of the credentials, that of the environment, or what IAM answers.
    pub(super) async fn get(
        &self,
        shared: &Shared,
        http: &reqwest::Client,
    ) -> Result<ProjectId, Error> {
        if let Some(project) = &self.explicit {
            return Ok(project.clone());
        }
        let credentials = shared.credentials.provide().await;
        let credentials = credentials.map_err(|error| Error::credentials(error, 0))?;
        if let Some(text) = credentials.project_id() {
            return parse("the project ID of the credentials", text);
        }
        if let Some(text) = std::env::var(VARIABLE).ok().filter(|text| !text.trim().is_empty()) {
            return parse(VARIABLE, &text);
        }
        self.look_up(shared, http, &credentials).await
    }

    async fn look_up(
        &self,
        shared: &Shared,
        http: &reqwest::Client,
        credentials: &Credentials,
    ) -> Result<ProjectId, Error> {
        let (Some((region, endpoint)), Some(_)) = (&self.iam, credentials.signing_key()) else {
            return Err(Error::request(format!(
                "project_id is missing; name it, or set {VARIABLE}"
            )));
        };
        let now = shared.clock.now();
        let found = self.lookup.find(http, endpoint, credentials, region.as_str(), now).await;
        parse("the project ID that IAM gave", &found.map_err(Error::project)?)
    }
}

fn parse(origin: &str, text: &str) -> Result<ProjectId, Error> {
    ProjectId::try_from(text.trim()).map_err(|error| Error::request(format!("{origin} {error}")))
}
