//! The part of the identity service that knows the ID of a project by its name.

use std::time::SystemTime;

use huaweicloud_dcs::Clock as _;
use serde_json::json;

use super::codes::gateway_error;
use super::keys::AccessKey;
use super::signature::verify;
use crate::clock::FakeClock;
use crate::server::{Reply, Request, Seen, Server};

/// A running fake of the identity service: `GET /v3/projects?name=…`, signed.
#[derive(Debug)]
pub struct Iam {
    server: Server,
}

impl Iam {
    /// Starts it with these keys and projects, each a name and an ID. A name may stand more than
    /// once. A key sees all projects, whichever it names. Without a clock, that of the system holds.
    pub async fn start<'a>(
        clock: impl Into<Option<FakeClock>>,
        keys: impl IntoIterator<Item = AccessKey>,
        projects: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let clock = clock.into();
        let keys: Vec<_> = keys.into_iter().collect();
        let owned = |(name, id): (&str, &str)| (name.to_owned(), id.to_owned());
        let projects: Vec<_> = projects.into_iter().map(owned).collect();
        let mut answers = 0_u64;
        let server = Server::serve(move |request| {
            answers += 1;
            let id = format!("{answers:032x}");
            let now = clock.as_ref().map_or_else(SystemTime::now, FakeClock::now);
            let reply = answer(request, now, &keys, &projects, &id);
            Some(reply.header("X-Request-Id", &id))
        });
        Self { server: server.await }
    }

    /// The base URL, without a slash at its end.
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// The requests so far.
    pub fn requests(&self) -> Vec<Request> {
        self.server.requests()
    }

    /// Stops it, and returns all that it has seen.
    pub async fn finish(self) -> Seen {
        self.server.finish().await
    }
}

fn answer(
    request: &Request,
    now: SystemTime,
    keys: &[AccessKey],
    projects: &[(String, String)],
    request_id: &str,
) -> Reply {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    if path != "/v3/projects" {
        return failure(404, "Not Found", "there is nothing at this URL");
    }
    if request.method != "GET" {
        return failure(405, "Method Not Allowed", "the URL does not take this method");
    }
    if let Err(refusal) = verify(request, keys, now) {
        let message = format!("Incorrect IAM authentication information: {refusal}");
        return gateway_error(401, "APIGW.0301", &message, request_id);
    }
    let wanted = query.split('&').find_map(|pair| pair.strip_prefix("name="));
    let projects: Vec<_> = projects
        .iter()
        .filter(|(name, _)| wanted.is_none_or(|wanted| wanted == name))
        .map(|(name, id)| json!({ "id": id, "name": name, "enabled": true, "is_domain": false }))
        .collect();
    let links = json!({ "self": "/v3/projects", "previous": null, "next": null });
    Reply::json(200, json!({ "links": links, "projects": projects }).to_string())
}

/// An error in the shape of the identity service: nested.
fn failure(status: u16, title: &str, message: &str) -> Reply {
    let error = json!({ "code": status, "title": title, "message": message });
    Reply::json(status, json!({ "error": error }).to_string())
}
