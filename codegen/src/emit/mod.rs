//! Fourth stage: progenitor's tokens as a syntax tree. The only module that names progenitor.

mod error_codes;
mod operations;
mod package;
mod region;
mod verify;

use std::panic::{AssertUnwindSafe, catch_unwind};

use openapiv3::{OpenAPI, PathItem, ReferenceOr, StatusCode};
use proc_macro2::TokenStream;
use progenitor::{GenerationSettings, Generator, HooksMode, InterfaceStyle};

use crate::adapt::Adapted;
use crate::error::{Error, Result};
use crate::finding::{Finding, Level, Report};
use crate::settings::Settings;
use crate::source::Span;
use crate::yaml::Node;

pub(crate) use operations::{OperationFacts, Place};
pub(crate) use package::Package;

/// What progenitor made of a document, and what is generated beside it.
#[derive(Debug)]
pub struct Emitted {
    /// progenitor's client, types and builders in one file.
    pub(crate) client: syn::File,
    /// Modules made from other parts of the document: file name, what it holds, and content.
    pub(crate) modules: Vec<Module>,
    /// progenitor's mocks, where the settings ask for them.
    pub(crate) mocks: Option<syn::File>,
    /// The manifest and root of a whole crate, where the settings name one.
    pub(crate) package: Option<Package>,
    /// Name of the document, for headers.
    pub(crate) document: String,
    pub(crate) settings: Settings,
    /// What progenitor's output does not say of each operation.
    pub(crate) operations: Vec<OperationFacts>,
}

/// Runs progenitor.
///
/// # Errors
/// [`Error::Findings`] with the place of the operation or schema that progenitor does not take,
/// [`Error::NotRust`] where its output does not parse.
pub fn emit(adapted: Adapted, settings: &Settings) -> Result<Emitted> {
    let tokens = match generate(&adapted.document, settings) {
        Ok(tokens) => tokens,
        Err(problem) => return Err(Error::Findings(locate(&adapted, settings, &problem))),
    };
    let client = syn::parse2(tokens.client).map_err(Error::NotRust)?;
    let mut duplicates = verify::duplicates(&client, &adapted);
    let mocks = tokens.mocks.map(syn::parse2).transpose().map_err(Error::NotRust)?;
    duplicates.extend(mocks.iter().flat_map(|file| verify::duplicates(file, &adapted)));
    if !duplicates.is_empty() {
        return Err(Error::Findings(Report::new(adapted.source, duplicates)));
    }
    Ok(Emitted {
        package: settings
            .package
            .as_deref()
            .map(|name| package::package(name, &client, &adapted.document, settings)),
        mocks,
        client,
        modules: modules(&adapted.root),
        document: adapted.source.name().to_owned(),
        settings: settings.clone(),
        operations: operations::operations(&adapted.document),
    })
}

/// A module that progenitor knows nothing of: file name, what it holds, and text.
pub(crate) type Module = (&'static str, &'static str, String);

fn modules(root: &Node) -> Vec<Module> {
    let region =
        region::region(root).map(|text| ("region.rs", "The regions of the service.", text));
    let codes = error_codes::error_codes(root)
        .map(|text| ("error_code.rs", "The error codes of the service.", text));
    region.into_iter().chain(codes).collect()
}

/// All that progenitor makes of a document.
struct Tokens {
    client: TokenStream,
    mocks: Option<TokenStream>,
}

fn generate(document: &OpenAPI, settings: &Settings) -> std::result::Result<Tokens, String> {
    let mut generation = GenerationSettings::new();
    generation.with_interface(InterfaceStyle::Builder).with_hooks(HooksMode::Expected);
    let client = run(&generation, |generator| generator.generate_tokens(document))?;
    // A generator keeps the types it has seen, so each output has one of its own.
    let mocks = settings
        .mock
        .then(|| run(&generation, |generator| generator.httpmock(&mockable(document), "super")));
    Ok(Tokens { client, mocks: mocks.transpose()? })
}

/// The checks refuse every document that is known to make progenitor panic; this catches what is
/// not known yet, so that it, too, comes out as a finding with a place.
fn run(
    generation: &GenerationSettings,
    output: impl FnOnce(&mut Generator) -> std::result::Result<TokenStream, progenitor::Error>,
) -> std::result::Result<TokenStream, String> {
    match catch_unwind(AssertUnwindSafe(|| output(&mut Generator::new(generation)))) {
        Ok(Ok(tokens)) => Ok(tokens),
        Ok(Err(error)) => Err(error.to_string()),
        Err(panic) => Err(panic_message(panic.as_ref())),
    }
}

/// The document without the statuses that have no name: progenitor names a mock's methods after
/// them. The method for any status serves those.
fn mockable(document: &OpenAPI) -> OpenAPI {
    let mut document = document.clone();
    let items = document.paths.paths.values_mut();
    let items = items.filter_map(|item| match item {
        ReferenceOr::Item(item) => Some(item),
        ReferenceOr::Reference { .. } => None,
    });
    let operations = items.flat_map(|item| {
        let PathItem { get, put, post, delete, options, head, patch, trace, .. } = item;
        [get, put, post, delete, options, head, patch, trace].into_iter().flatten()
    });
    for operation in operations {
        operation.responses.responses.retain(|status, _| match status {
            StatusCode::Code(code) => http::StatusCode::from_u16(*code)
                .is_ok_and(|status| status.canonical_reason().is_some()),
            StatusCode::Range(_) => true,
        });
    }
    document
}

fn panic_message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    // Messages hold whole schemas; their first line says what it is about.
    let line = text.lines().next().unwrap_or_default();
    format!("it panics: {line}")
}

/// Finds the schemas and operations that progenitor does not take, one at a time.
fn locate(adapted: &Adapted, settings: &Settings, problem: &str) -> Report {
    let mut findings = Vec::new();
    let document = &adapted.document;
    let mut bare = document.clone();
    bare.paths.paths.clear();
    if let Err(problem) = generate(&bare, settings) {
        findings.extend(locate_schemas(adapted, &bare, settings));
        if findings.is_empty() {
            findings.push(finding(adapted, "/components/schemas", &problem));
        }
        return Report::new(adapted.source.clone(), findings);
    }
    let operations: Vec<_> = document.operations().collect();
    refused(&operations, document, &mut bare, settings, &mut |path, method, problem| {
        let path = path.replace('~', "~0").replace('/', "~1");
        findings.push(finding(adapted, &format!("/paths/{path}/{method}"), problem));
    });
    if findings.is_empty() {
        findings.push(finding(adapted, "", problem));
    }
    Report::new(adapted.source.clone(), findings)
}

/// Halves the list until the operations that progenitor refuses stand alone.
fn refused(
    operations: &[(&str, &str, &openapiv3::Operation)],
    document: &OpenAPI,
    bare: &mut OpenAPI,
    settings: &Settings,
    found: &mut dyn FnMut(&str, &str, &str),
) {
    bare.paths.paths.clear();
    for (path, method, operation) in operations {
        let shared = document.paths.paths.get(*path).and_then(ReferenceOr::as_item);
        let item = bare.paths.paths.entry((*path).to_owned()).or_insert_with(|| {
            ReferenceOr::Item(PathItem {
                parameters: shared.map(|item| item.parameters.clone()).unwrap_or_default(),
                ..Default::default()
            })
        });
        let ReferenceOr::Item(item) = item else { continue };
        let slot = match *method {
            "get" => &mut item.get,
            "put" => &mut item.put,
            "post" => &mut item.post,
            "delete" => &mut item.delete,
            "options" => &mut item.options,
            "head" => &mut item.head,
            "patch" => &mut item.patch,
            _ => &mut item.trace,
        };
        *slot = Some((*operation).clone());
    }
    let Err(problem) = generate(bare, settings) else { return };
    match operations {
        [] => {}
        [(path, method, _)] => found(path, method, &problem),
        several => {
            let (first, second) = several.split_at(several.len() / 2);
            refused(first, document, bare, settings, found);
            refused(second, document, bare, settings, found);
        }
    }
}

/// Leaves each schema out in turn: where the rest then passes, that one is the culprit.
fn locate_schemas(adapted: &Adapted, bare: &OpenAPI, settings: &Settings) -> Vec<Finding> {
    let Some(components) = &bare.components else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for name in components.schemas.keys() {
        let mut one = bare.clone();
        let any = openapiv3::Schema {
            schema_data: openapiv3::SchemaData::default(),
            schema_kind: openapiv3::SchemaKind::Any(openapiv3::AnySchema::default()),
        };
        if let Some(components) = &mut one.components {
            for (other, schema) in &mut components.schemas {
                if other != name {
                    *schema = ReferenceOr::Item(any.clone());
                }
            }
        }
        if let Err(problem) = generate(&one, settings) {
            let name = name.replace('~', "~0").replace('/', "~1");
            findings.push(finding(adapted, &format!("/components/schemas/{name}"), &problem));
        }
    }
    findings
}

fn finding(adapted: &Adapted, pointer: &str, problem: &str) -> Finding {
    Finding {
        level: Level::Error,
        rule: "progenitor-refuses",
        span: key_span(&adapted.root, pointer),
        pointer: pointer.to_owned(),
        message: format!("progenitor 0.15 cannot turn this into Rust: {problem}"),
        help: "write this part in a simpler way, or leave it out".to_owned(),
    }
}

/// The place of the key that the pointer ends in.
fn key_span(root: &Node, pointer: &str) -> Span {
    let Some((parent, key)) = pointer.rsplit_once('/') else {
        return Span::default();
    };
    let key = key.replace("~1", "/").replace("~0", "~");
    root.pointer(parent)
        .and_then(|parent| parent.entry(&key))
        .map_or_else(Span::default, |entry| entry.key)
}
