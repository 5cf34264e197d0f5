//! Third stage: a document as its authors meant it becomes one that progenitor turns into a safe
//! client.
//!
//! Each adaptation has a name, a reason and the limit upstream that it works round. `codegen`'s
//! tests hold, for each, a document that bare progenitor gets wrong: when that test fails, the
//! limit is gone and the adaptation can go too.

mod lenient;
mod operation_ids;
mod parameters;
pub(crate) mod request_bodies;
mod responses;
mod schemas;
mod tree;
mod unsupported;

use std::sync::Arc;

use openapiv3::OpenAPI;

use crate::check::Checked;
use crate::error::{Error, Result};
use crate::finding::{Finding, Level, Report};
use crate::settings::Settings;
use crate::source::{Source, Span};
use crate::yaml::{self, Node};

/// A document that is ready for progenitor, and the nodes that diagnostics point to.
#[derive(Debug)]
pub struct Adapted {
    pub(crate) source: Arc<Source>,
    pub(crate) root: Node,
    pub(crate) document: OpenAPI,
    applied: Vec<(&'static str, usize)>,
}

impl Adapted {
    /// The adaptations that changed something, and how many places each changed.
    pub fn applied(&self) -> &[(&'static str, usize)] {
        &self.applied
    }

    /// The document as progenitor will see it.
    pub fn document(&self) -> &OpenAPI {
        &self.document
    }
}

/// One change that is made to every document.
#[derive(Debug, Clone, Copy)]
pub struct Adaptation {
    /// Name, in kebab case.
    pub name: &'static str,
    /// Why the document cannot stay as it is.
    pub reason: &'static str,
    /// The limit upstream.
    pub upstream: &'static str,
    run: fn(&mut Node) -> usize,
}

/// All adaptations of documents, in the order in which they run.
pub const ADAPTATIONS: &[Adaptation] = &[
    Adaptation {
        name: "derive-operation-ids",
        reason: "a method needs a name; method and path give one where the document does not",
        upstream: "progenitor-impl 0.15 lib.rs, validate_openapi: \"is missing operation ID\"",
        run: operation_ids::derive,
    },
    Adaptation {
        name: "reserved-operation-ids",
        reason: "a method must not hide one that every request needs, nor a builder a common type",
        upstream: "progenitor-impl 0.15 takes any operationId as the name of a method and a struct",
        run: operation_ids::rename_reserved,
    },
    Adaptation {
        name: "distinct-names",
        reason: "two components whose names differ in case or punctuation need two Rust names",
        upstream: "typify 0.8 gives both the same name, which does not compile",
        run: schemas::distinct_names,
    },
    Adaptation {
        name: "drop-unused-path-parameters",
        reason: "a path parameter that the path has no place for cannot be sent",
        upstream: "progenitor-impl 0.15 method.rs, sort_params: panic!(\"missing from path\")",
        run: parameters::drop_unused,
    },
    Adaptation {
        name: "leave-out-unsupported",
        reason: "what cannot be sent has no method; the rule `unsupported-operation` says so",
        upstream: "progenitor-impl 0.15 method.rs: \"unexpected content type\", \"unsupported style\"",
        run: unsupported::leave_out,
    },
    Adaptation {
        name: "no-cookies",
        reason: "a cookie is a header that the caller's HTTP client sets",
        upstream: "progenitor-impl 0.15 method.rs: \"cookie parameters are not supported\"",
        run: parameters::no_cookies,
    },
    Adaptation {
        name: "expand-object-parameters",
        reason: "an object in a query is written property by property",
        upstream: "progenitor-impl 0.15 method.rs, builder_struct: unreachable!()",
        run: parameters::expand_objects,
    },
    Adaptation {
        name: "text-parameters",
        reason: "a list or an object in a path or header, and a parameter described by `content`, \
                 is text that the caller writes",
        upstream: "progenitor-impl 0.15 method.rs calls to_string() on every path and header value",
        run: parameters::as_text,
    },
    Adaptation {
        name: "drop-misfits",
        reason: "a keyword that says nothing about its type would cost the schema its type",
        upstream: "openapiv3 2.2 reads such a schema as AnySchema",
        run: schemas::drop_misfits,
    },
    Adaptation {
        name: "plain-enums",
        reason: "an enum becomes a Rust enum only with distinct names and a stated type",
        upstream: "typify 0.8 type_entry.rs: panic!(\"Failed to make unique variant names\")",
        run: schemas::plain_enums,
    },
    Adaptation {
        name: "drop-bad-defaults",
        reason: "a default that its schema refuses is no default",
        upstream: "typify 0.8 defaults.rs refuses the schema",
        run: schemas::drop_bad_defaults,
    },
    Adaptation {
        name: "prune-required",
        reason: "a required name that differs from a property in case only is that property",
        upstream: "typify 0.8 gives the struct two fields of one name, which does not compile",
        run: schemas::prune_required,
    },
    Adaptation {
        name: "plain-components",
        reason: "an option is made where a component is used, not where it is defined",
        upstream: "typify 0.8 gives a nullable choice and the choice the same name, which does not compile",
        run: schemas::plain_components,
    },
    Adaptation {
        name: "schema-for-json",
        reason: "JSON without a schema is any JSON",
        upstream: "progenitor-impl 0.15 method.rs: todo!(\"media type encoding, no schema\")",
        run: schemas::schema_for_json,
    },
    Adaptation {
        name: "keep-undocumented-fields",
        reason: "services put more into an error than they document; it must reach the caller",
        upstream: "typify 0.8 drops unknown fields unless additionalProperties has a schema",
        run: lenient::keep_undocumented_fields,
    },
    Adaptation {
        name: "one-request-media-type",
        reason: "a body is sent in one media type: JSON if the operation takes it, else the first",
        upstream: "progenitor-impl 0.15 method.rs, get_body_param: todo!(\"more media types\")",
        run: request_bodies::one_media_type,
    },
    Adaptation {
        name: "one-success-type",
        reason: "a method returns one type; several documented successes become one of them",
        upstream: "progenitor-impl 0.15 method.rs, extract_responses: assert!(len() <= 1)",
        run: responses::one_success_type,
    },
    Adaptation {
        name: "one-error-type",
        reason: "an error carries one type; statuses without one, and `default`, are served by \
                 the catch-all arm that every method has",
        upstream: "progenitor-impl 0.15 method.rs, extract_responses: assert!(len() <= 1)",
        run: responses::one_error_type,
    },
    Adaptation {
        name: "lenient-responses",
        reason: "a limit that a service breaks must not cost the caller the response: limits of \
                 what is only read move from the type to its documentation",
        upstream: "typify 0.8 generates types whose decoding fails outside documented limits",
        run: lenient::relax,
    },
];

/// The adaptation of documents whose client has a runtime by hand.
pub const TEXT_FORMATS: Adaptation = Adaptation {
    name: "text-formats",
    reason: "a date or a UUID stays text: services write them in more than one way, and the API of \
             the client must not change with another crate's version",
    upstream: "typify 0.8 convert.rs maps these formats to `chrono` and `uuid`",
    run: schemas::text_formats,
};

/// Applies all adaptations.
///
/// # Errors
/// [`Error::Findings`] where openapiv3 cannot read the adapted document, which
/// [`check`](crate::check::check) should have found in the document itself.
pub fn adapt(checked: Checked) -> Result<Adapted> {
    apply(checked, ADAPTATIONS.iter())
}

/// Applies all adaptations, and for a client with a runtime by hand [`TEXT_FORMATS`] too.
///
/// # Errors
/// Those of [`adapt`].
pub fn adapt_for(checked: Checked, settings: &Settings) -> Result<Adapted> {
    let more = settings.runtime.as_ref().map(|_| &TEXT_FORMATS);
    apply(checked, ADAPTATIONS.iter().chain(more))
}

fn apply(
    checked: Checked,
    adaptations: impl Iterator<Item = &'static Adaptation>,
) -> Result<Adapted> {
    let Checked { source, mut root, .. } = checked;
    let applied = adaptations
        .map(|adaptation| (adaptation.name, (adaptation.run)(&mut root)))
        .filter(|(_, count)| *count > 0)
        .collect();
    match yaml::typed(&root) {
        Ok(document) => Ok(Adapted { source, root, document, applied }),
        Err(problem) => Err(Error::Findings(Report::new(
            source,
            vec![Finding {
                level: Level::Error,
                rule: "not-openapi",
                span: Span::default(),
                pointer: String::new(),
                message: format!("openapiv3 cannot read the adapted document: {problem}"),
                help: "compare the part it names with the OpenAPI 3.0.3 specification".to_owned(),
            }],
        ))),
    }
}
