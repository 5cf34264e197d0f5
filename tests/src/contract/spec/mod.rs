//! The document's side, through `serde_yaml` and `openapiv3` alone.

mod answers;
mod arguments;
mod error_codes;
mod fields;
mod limits;
mod lines;
mod operations;
mod remarks;
mod schemas;
mod types;
mod unread;
mod uses;

use openapiv3::{OpenAPI, ReferenceOr};

use super::Kind::{Compared, Shown};
use super::words::prose;
use super::{Contract, Kind, Place};
use crate::sources::SPEC;
use lines::Lines;
use types::Types;
use uses::Uses;

/// Reads all facts from the text of a document.
///
/// # Errors
/// Where the text is not YAML, not OpenAPI, or refers to what it does not hold.
pub fn derive(text: &str) -> Result<Contract, String> {
    // In two steps: openapiv3 panics where serde_yaml finds a key twice.
    let failed = |error| format!("{SPEC}: not OpenAPI: {error}");
    let tree: serde_yaml::Value = serde_yaml::from_str(text).map_err(failed)?;
    let document: OpenAPI = serde_yaml::from_value(tree.clone()).map_err(failed)?;
    let reader = Reader { lines: Lines::of(text)?, document: &document };
    let mut contract = Contract::default();
    reader.client(&mut contract);
    let mut types =
        Types { named: Default::default(), unions: Default::default(), uses: Uses::of(&tree) };
    reader.operations(&mut types, &mut contract)?;
    reader.schemas(&mut types, &mut contract)?;
    reader.regions(&mut contract);
    reader.error_codes(&mut contract);
    reader.remarks(&mut contract);
    reader.unread(&tree, &mut contract);
    Ok(contract)
}

struct Reader<'a> {
    document: &'a OpenAPI,
    lines: Lines,
}

impl Reader<'_> {
    fn at(&self, pointer: &str) -> Place {
        self.lines.place(pointer)
    }

    fn client(&self, contract: &mut Contract) {
        let info = &self.document.info;
        let mut about = contract.about("client", "documentation", self.at("/info"));
        about
            .fact_at(Shown, "title", prose(&info.title), self.at("/info/title"))
            .fact_at(Shown, "version", prose(&info.version), self.at("/info/version"))
            .text(
                prose(info.description.as_deref().unwrap_or_default()),
                self.at("/info/description"),
            );
    }

    fn regions(&self, contract: &mut Contract) {
        let servers = self.document.servers.iter().enumerate();
        let with_region = servers.filter_map(|(index, server)| {
            let region = server.variables.as_ref()?.get("region")?;
            Some((format!("/servers/{index}"), server, region))
        });
        for (base, server, region) in with_region {
            let url = format!("{base}/url");
            let mut about = contract.about("regions", "endpoint", self.at(&url));
            about.fact(Shown, "", &server.url);
            about.fact(Compared, "documented", &server.url);
            for (index, name) in region.enumeration.iter().enumerate() {
                let place = self.at(&format!("{base}/variables/region/enum/{index}"));
                let number = format!("{:02}", index + 1);
                for (kind, subject) in
                    [(Shown, "names"), (Compared, "variants"), (Compared, "parsed")]
                {
                    contract.about("regions", subject, place.clone()).fact(kind, &number, name);
                }
            }
        }
    }
}

/// What a reference to a component stands for, and where that stands.
fn resolve<'a, T>(
    item: &'a ReferenceOr<T>,
    kind: &str,
    components: impl Fn(&str) -> Option<&'a ReferenceOr<T>>,
    here: &str,
) -> Result<(&'a T, String), String> {
    match item {
        ReferenceOr::Item(item) => Ok((item, here.to_owned())),
        ReferenceOr::Reference { reference } => {
            let prefix = format!("#/components/{kind}/");
            let name = reference
                .strip_prefix(&prefix)
                .ok_or_else(|| format!("{here} refers to {reference}, which is not in {prefix}"))?;
            match components(name) {
                Some(ReferenceOr::Item(item)) => {
                    Ok((item, lines::join(&format!("/components/{kind}"), name)))
                }
                _ => Err(format!("{here} refers to {reference}, which is no component")),
            }
        }
    }
}

/// The name that a reference to a schema ends in.
fn schema_name(reference: &str) -> Result<String, String> {
    reference
        .strip_prefix("#/components/schemas/")
        .map(str::to_owned)
        .ok_or_else(|| format!("{reference} is not a schema of this document"))
}

/// An optional fact.
fn optional(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}

/// Adds a fact where there is something to say.
fn some(
    about: &mut super::About<'_>,
    kind: Kind,
    attribute: &str,
    value: Option<impl ToString>,
    place: Place,
) {
    if let Some(value) = value {
        about.fact_at(kind, attribute, value.to_string(), place);
    }
}
