//! The ID of the project that belongs to a region, looked up in IAM.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};

use bytes::BytesMut;
use reqwest::header::{AUTHORIZATION, HeaderValue};
use reqwest::{Request, Response, StatusCode, Url};
use serde::Deserialize;

use super::credentials::Credentials;
use super::sign::{Signable, sign};
use crate::generated::types::ProjectId;

/// Far beyond a list of projects, in bytes.
const BODY_LIMIT: usize = 1 << 20;

/// Looks project IDs up, and keeps them by access key and region.
#[derive(Debug, Default)]
pub(crate) struct ProjectLookup {
    found: Mutex<HashMap<(String, String), ProjectId>>,
    /// Held by the one caller that asks, while the others wait for what it finds.
    asking: futures_util::lock::Mutex<()>,
}

/// Why the project of a region is not known.
#[derive(Debug)]
pub(crate) enum ProjectError {
    /// The endpoint of IAM is not a URL that can be signed.
    Endpoint,
    /// A token belongs to one project, and IAM is not asked which.
    Token,
    /// IAM knows no project of the region.
    None { region: String },
    /// IAM knows several projects of the region.
    Several { region: String, ids: Vec<ProjectId> },
    /// IAM answers with something other than success. The response is taken out for the caller.
    Refused { status: u16, response: Option<Box<crate::error::Response>> },
    /// IAM answers with something else than a list of projects.
    Answer { reason: &'static str },
    /// IAM does not answer.
    Http(reqwest::Error),
    /// IAM does not answer in time.
    Timeout(Duration),
}

impl ProjectError {
    /// The response of IAM, which is taken out.
    pub(crate) fn take_response(&mut self) -> Option<crate::error::Response> {
        match self {
            Self::Refused { response, .. } => response.take().map(|response| *response),
            _ => None,
        }
    }
}

impl fmt::Display for ProjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the project ID could not be looked up: ")?;
        match self {
            Self::Endpoint => f.write_str("the endpoint of IAM is not an http or https URL"),
            Self::Token => f.write_str("that takes an access key; pass the ID beside the token"),
            Self::None { region } => {
                write!(f, "there is no project of region {region}; pass the project ID")
            }
            Self::Several { region, ids } => {
                let ids: Vec<&str> = ids.iter().map(|id| id.as_str()).collect();
                write!(f, "region {region} has several ({}); pass one of them", ids.join(", "))
            }
            Self::Refused { status: 401, .. } => {
                f.write_str("IAM refuses the access key with status 401")
            }
            Self::Refused { status, .. } => write!(f, "IAM answers with status {status}"),
            Self::Answer { reason } => write!(f, "the answer of IAM {reason}"),
            Self::Http(_) => f.write_str("IAM does not answer"),
            Self::Timeout(limit) => write!(f, "no answer within {} ms", limit.as_millis()),
        }
    }
}

impl std::error::Error for ProjectError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Http(error) => Some(error),
            _ => None,
        }
    }
}

#[derive(Deserialize)]
struct Projects {
    projects: Vec<Project>,
}

#[derive(Deserialize)]
struct Project {
    id: String,
}

impl ProjectLookup {
    /// The ID of the one project of `region`, asked of the IAM at `endpoint`.
    pub(crate) async fn find(
        &self,
        client: &reqwest::Client,
        endpoint: &str,
        credentials: &Credentials,
        region: &str,
        at: SystemTime,
    ) -> Result<ProjectId, ProjectError> {
        let key = credentials.signing_key().ok_or(ProjectError::Token)?;
        let place = (key.id().to_owned(), region.to_owned());
        if let Some(id) = self.known(&place) {
            return Ok(id);
        }
        let _guard = self.asking.lock().await;
        if let Some(id) = self.known(&place) {
            return Ok(id);
        }
        let request = request(endpoint, credentials, region, at)?;
        let response = client.execute(request).await;
        let response = response.map_err(|error| ProjectError::Http(error.without_url()))?;
        let id = decode(response, region).await?;
        self.found.lock().unwrap_or_else(PoisonError::into_inner).insert(place, id.clone());
        Ok(id)
    }

    fn known(&self, place: &(String, String)) -> Option<ProjectId> {
        self.found.lock().unwrap_or_else(PoisonError::into_inner).get(place).cloned()
    }
}

fn request(
    endpoint: &str,
    credentials: &Credentials,
    region: &str,
    at: SystemTime,
) -> Result<Request, ProjectError> {
    let key = credentials.signing_key().ok_or(ProjectError::Token)?;
    let base = endpoint.trim_end_matches('/');
    let mut url = Url::parse(&format!("{base}/v3/projects")).map_err(|_| ProjectError::Endpoint)?;
    url.query_pairs_mut().append_pair("name", region);
    let host = match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        (None, _) => return Err(ProjectError::Endpoint),
    };
    let token = credentials.security_token().map(|token| token.expose().as_bytes());
    let headers = token.map(|token| ("X-Security-Token", token));
    let signed = sign(
        &Signable {
            method: "GET",
            host: &host,
            path: url.path(),
            query: url.query().unwrap_or_default(),
            headers: headers.as_slice(),
            body: b"",
        },
        key,
        at,
    );
    let mut request = Request::new(reqwest::Method::GET, url);
    let value = |bytes: &[u8]| {
        let mut value = HeaderValue::from_bytes(bytes).map_err(|_| ProjectError::Endpoint)?;
        value.set_sensitive(true);
        Ok(value)
    };
    let target = request.headers_mut();
    target.insert(AUTHORIZATION, value(signed.authorization.as_bytes())?);
    target.insert("X-Sdk-Date", value(signed.date.as_bytes())?);
    if let Some(token) = token {
        target.insert("X-Security-Token", value(token)?);
    }
    Ok(request)
}

async fn decode(mut response: Response, region: &str) -> Result<ProjectId, ProjectError> {
    let (status, headers) = (response.status(), response.headers().clone());
    let mut body = BytesMut::new();
    let broken = loop {
        match response.chunk().await {
            Ok(None) => break None,
            Ok(Some(chunk)) if body.len() + chunk.len() <= BODY_LIMIT => {
                body.extend_from_slice(&chunk);
            }
            Ok(Some(_)) => break Some(ProjectError::Answer { reason: "is larger than 1 MiB" }),
            Err(error) => break Some(ProjectError::Http(error.without_url())),
        }
    };
    if status == StatusCode::OK {
        if let Some(broken) = broken {
            return Err(broken);
        }
    } else {
        // However its body ends, the status is known.
        let response = crate::error::Response::new(status, headers, body.freeze());
        let (status, response) = (status.as_u16(), Some(Box::new(response)));
        return Err(ProjectError::Refused { status, response });
    }
    let Ok(Projects { projects }) = serde_json::from_slice(&body) else {
        return Err(ProjectError::Answer { reason: "is not a list of projects" });
    };
    // What cannot be part of a path is neither used nor shown.
    let ids = projects.into_iter().map(|project| ProjectId::try_from(project.id));
    let Ok(mut ids) = ids.collect::<Result<Vec<_>, _>>() else {
        return Err(ProjectError::Answer { reason: "holds an ID that no path can hold" });
    };
    match (ids.pop(), ids.is_empty()) {
        (None, _) => Err(ProjectError::None { region: region.to_owned() }),
        (Some(id), true) => Ok(id),
        (Some(id), false) => {
            ids.push(id);
            Err(ProjectError::Several { region: region.to_owned(), ids })
        }
    }
}

#[cfg(test)]
#[path = "project_tests.rs"]
mod tests;
