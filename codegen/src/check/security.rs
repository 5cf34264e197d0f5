//! Rules about security schemes.

use std::collections::HashSet;

use super::Findings;
use super::context::Context;
use super::keys::lacks;
use super::model::Kind;
use super::walk::{Site, child};
use crate::finding::Level;
use crate::yaml::Node;

/// `undefined-security-scheme`.
pub(super) fn schemes(context: &Context<'_>, findings: &mut Findings) {
    let known: HashSet<_> =
        context.section("securitySchemes").map(|(name, _)| name.as_str()).collect();
    for site in context.visited.of(Kind::SecurityRequirement) {
        for (name, entry) in site.node.as_map().into_iter().flatten() {
            if known.contains(name.as_str()) || name == "<<" || name == "$ref" {
                continue;
            }
            let near = context.closest(name, known.iter().copied());
            findings.meant.extend(near.map(|near| child("/components/securitySchemes", near)));
            // progenitor leaves security to the caller, so the client is the same; a slip is not
            // meant, though.
            findings.push(
                if near.is_some() { Level::Error } else { Level::Warning },
                "undefined-security-scheme",
                entry.key,
                child(&site.pointer, name),
                format!("there is no `{name}` in `components.securitySchemes`"),
                near.map_or_else(
                    || "add it there, or correct the name".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                ),
            );
        }
    }
}

/// What a security scheme needs depends on its type.
const NEEDED: [(&str, &str, &[&str]); 4] = [
    ("apiKey", "an API key", &["name", "in"]),
    ("http", "an HTTP security scheme", &["scheme"]),
    ("oauth2", "an OAuth 2 security scheme", &["flows"]),
    ("openIdConnect", "an OpenID Connect security scheme", &["openIdConnectUrl"]),
];

/// What an OAuth flow needs depends on its kind.
const FLOWS: [(&str, &str, &[&str]); 4] = [
    ("implicit", "an implicit flow", &["authorizationUrl"]),
    ("password", "a password flow", &["tokenUrl"]),
    ("clientCredentials", "a client credentials flow", &["tokenUrl"]),
    ("authorizationCode", "an authorization code flow", &["authorizationUrl", "tokenUrl"]),
];

/// `missing-key` for keys that are required in some schemes only.
pub(super) fn keys(context: &Context<'_>, findings: &mut Findings) {
    for site in context.visited.of(Kind::SecurityScheme) {
        let of = site.node.get("type").and_then(Node::as_str);
        if let Some((_, title, keys)) = NEEDED.iter().find(|(name, ..)| Some(*name) == of) {
            needs(title, keys, site, findings);
        }
    }
    for site in context.visited.of(Kind::OAuthFlow) {
        let of = site.pointer.rsplit('/').next();
        if let Some((_, title, keys)) = FLOWS.iter().find(|(name, ..)| Some(*name) == of) {
            needs(title, keys, site, findings);
        }
    }
}

fn needs(title: &str, keys: &[&str], site: &Site<'_>, findings: &mut Findings) {
    let merged = site.node.get("<<").is_some();
    for key in keys.iter().filter(|key| !merged && site.node.get(key).is_none()) {
        lacks(title, key, site, findings);
    }
}
