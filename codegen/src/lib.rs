//! Turns an OpenAPI 3.0 document into a Rust client, in pure stages.
//!
//! Each stage takes what the stage before it made, and only that stage can make it:
//! [`Spec`](spec::Spec) → [`check`](check::check()) → [`adapt`](adapt::adapt()) →
//! [`emit`](emit::emit()) → [`polish`](polish::polish()) → [`print`](print::print()) →
//! [`Artifacts`](artifacts::Artifacts) → [`Drift`](drift::Drift).
//!
//! ```
//! use codegen::{settings::Settings, spec::Spec};
//!
//! let text = "
//! openapi: 3.0.3
//! info: { title: Tasks, version: 1.0.0 }
//! paths:
//!   /tasks:
//!     delete:
//!       operationId: deleteTasks
//!       responses: { '204': { description: gone } }
//! ";
//! let spec = Spec::parse("tasks.yaml", text.into()).expect("valid YAML");
//! let generated = codegen::generate(spec, &Settings::default()).expect("no errors");
//! let builder = generated.artifacts.get("builder.rs").expect("a file for the builders");
//! assert!(builder.contains("pub struct DeleteTasks"));
//! ```

pub mod adapt;
pub mod artifacts;
pub mod check;
pub mod conform;
pub mod diff;
mod doc_text;
pub mod drift;
pub mod emit;
pub mod error;
mod extensions;
pub mod finding;
mod pattern;
pub mod polish;
pub mod print;
mod render;
pub mod review;
pub mod settings;
pub mod source;
pub mod spec;
pub mod surface;
mod template;
pub mod yaml;

/// A client, and what its document should do better.
#[derive(Debug, Clone)]
pub struct Generated {
    /// The text of the client.
    pub artifacts: artifacts::Artifacts,
    /// Findings that did not stand in the way.
    pub warnings: finding::Report,
}

/// All stages from a document to the text of a client.
///
/// # Errors
/// Those of [`check`](check::check()), [`emit`](emit::emit()) and [`polish`](polish::polish()).
pub fn generate(spec: spec::Spec, settings: &settings::Settings) -> error::Result<Generated> {
    let small = spec.source().text().len() < SMALL;
    let stages = || {
        let checked = check::check(spec)?;
        let warnings = checked.warnings().clone();
        let adapted = adapt::adapt_for(checked, settings)?;
        let emitted = emit::emit(adapted, settings)?;
        let polished = polish::polish(emitted)?;
        Ok(Generated { artifacts: print::print(polished), warnings })
    };
    if small {
        return stages();
    }
    // typify recurses; what the rule `too-deep` lets through needs more stack than some threads have.
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, stages);
        let thread = thread.map_err(error::Error::Thread)?;
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Documents below this many bytes nest too little to need a stack of their own.
const SMALL: usize = 64 << 10;

/// Bytes of stack for all stages; only what is used takes memory.
const STACK: usize = 64 << 20;
