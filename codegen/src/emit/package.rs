//! What makes a crate of generated modules: a manifest and a root.

use std::collections::BTreeSet;

use openapiv3::OpenAPI;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;

use crate::settings::{Optional, Settings};

/// The manifest and root of a whole crate.
#[derive(Debug)]
pub(crate) struct Package {
    pub(crate) manifest: String,
    pub(crate) root: String,
}

/// Dependencies that depend on what the document uses: crate as code names it, and its line.
const OPTIONAL: [(&str, &str); 6] = [
    ("base64", "base64 = \"0.22\""),
    (
        "chrono",
        "chrono = { version = \"0.4\", default-features = false, features = [\"serde\", \"std\"] }",
    ),
    ("futures", "futures = \"0.3\""),
    ("rand", "rand = \"0.8\""),
    ("regress", "regress = \"0.12\""),
    ("uuid", "uuid = { version = \"1\", features = [\"serde\"] }"),
];

const MANIFEST: &str = r#"
[package]
name = "{name}"
description = "{description}"
version = "0.1.0"
edition = "2024"
rust-version = "1.88"
publish = false

# A workspace of its own, wherever it is generated into.
[workspace]

[dependencies]
bytes = "1"
{dependencies}http = "1"
progenitor-client = "0.15.1"
reqwest = { version = "0.13", default-features = false, features = ["rustls", "stream"] }
serde = { version = "1", features = ["derive"] }
serde_json = "1"
serde_urlencoded = "0.7"
{features}
[lints.rust]
unsafe_code = "forbid"
"#;

const ROOT: &str = r#"//! {title}
//!
//! Requests go out as the document describes them. To sign them or to add headers, implement
//! `ClientHooks` in a crate of your own around [`generated`]'s modules.

/// The modules that the document makes.
#[rustfmt::skip]
#[allow(clippy::all, reason = "the names and sizes of types are the document's")]
pub mod generated;

pub use generated::*;

impl ClientHooks<()> for Client {}
"#;

/// Writes manifest and root for a client.
pub(super) fn package(
    name: &str,
    client: &syn::File,
    document: &OpenAPI,
    settings: &Settings,
) -> Package {
    let mut used = BTreeSet::new();
    crates(client.to_token_stream(), &mut used);
    let mut lines: Vec<_> = OPTIONAL.iter().filter(|(name, _)| used.contains(*name)).collect();
    let modules: Vec<_> = settings.optional().collect();
    lines.extend(modules.iter().map(|module| &module.dependency));
    lines.sort();
    let dependencies: String = lines.iter().map(|(_, line)| format!("{line}\n")).collect();
    let features: String = modules
        .iter()
        .map(|Optional { name, dependency: (needs, _), .. }| {
            format!("{name} = [\"dep:{needs}\"]\n")
        })
        .collect();
    let features = match features.as_str() {
        "" => String::new(),
        features => format!("\n[features]\n{features}"),
    };
    let title = document.info.title.split_whitespace().collect::<Vec<_>>().join(" ");
    let description = format!("Client for {title}").replace('\\', "\\\\").replace('"', "\\\"");
    Package {
        manifest: MANIFEST
            .trim_start()
            .replace("{name}", name)
            .replace("{description}", &description)
            .replace("{dependencies}", &dependencies)
            .replace("{features}", &features),
        root: ROOT
            .replace("{title}", &crate::doc_text::lines(&format!("Client for {title}.")).join(" ")),
    }
}

/// Collects the identifiers that stand before `::`.
fn crates(tokens: TokenStream, into: &mut BTreeSet<String>) {
    let mut previous = None;
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ':' => {
                into.extend(previous.take());
            }
            TokenTree::Group(group) => {
                crates(group.stream(), into);
                previous = None;
            }
            TokenTree::Ident(ident) => previous = Some(ident.to_string()),
            _ => previous = None,
        }
    }
}
