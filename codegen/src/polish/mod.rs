//! Fifth stage: progenitor's output becomes safe, then beautiful, by passes over syntax trees.
//!
//! First `calls` rewrites the builders, and fails where one is not as progenitor writes it. Then
//! passes run, each of them small and idempotent. The passes of [`SAFETY`] change what the client
//! does, those of [`MOCK`] what the mocks expect and answer, and those of [`STYLE`] only how the
//! code reads. A pass that is `required` must find something to change wherever there is an
//! operation: when progenitor stops emitting what the pass mends, generation fails and the pass
//! goes.

mod calls;
mod cli;
mod mock;
mod safety;
mod style;

pub(crate) use style::BLANK_LINE;

use crate::emit::{Emitted, Module, Package};
use crate::error::{Error, Result};
use crate::settings::Settings;
use crate::template;

/// The files of a client, as syntax trees.
#[derive(Debug)]
pub struct Polished {
    /// Path below the output directory, and content; `mod.rs` first.
    pub(crate) files: Vec<(&'static str, syn::File)>,
    /// Modules that are not progenitor's.
    pub(crate) modules: Vec<Module>,
    pub(crate) package: Option<Package>,
    pub(crate) document: String,
    pub(crate) settings: Settings,
}

/// One change to a syntax tree.
#[derive(Debug, Clone, Copy)]
pub struct Pass {
    /// Name, in kebab case.
    pub name: &'static str,
    /// The reason why the code cannot stay as it is.
    pub reason: &'static str,
    /// True if it must find something in a client that has an operation.
    pub required: bool,
    run: fn(&mut syn::File) -> usize,
}

/// Passes over progenitor's output that change what the client does, in order.
pub const SAFETY: &[Pass] = safety::PASSES;

/// Passes over progenitor's output that change only how the code reads, in order.
pub const STYLE: &[Pass] = style::PASSES;

/// Passes over progenitor's mocks, in order.
pub const MOCK: &[Pass] = mock::PASSES;

/// Runs all passes and splits the client into its files.
///
/// # Errors
/// [`Error::AdaptationNeverApplied`] where a required pass finds nothing to change.
pub fn polish(emitted: Emitted) -> Result<Polished> {
    let Emitted { mut client, mocks, modules, package, document, settings, operations } = emitted;
    let run = |passes: &[Pass], file: &mut syn::File| {
        for pass in passes {
            let count = (pass.run)(file);
            if pass.required && count == 0 && !operations.is_empty() {
                return Err(Error::AdaptationNeverApplied { name: pass.name });
            }
        }
        Ok(())
    };
    let runtime = settings.runtime.as_deref().map(syn::parse_str::<syn::Path>).transpose();
    let runtime = runtime.map_err(Error::NotRust)?;
    let calls = calls::rewrite(&mut client, &operations, runtime.as_ref())?;
    let commands =
        settings.cli.then(|| cli::module(&client, &calls, &operations, runtime.as_ref()));
    run(SAFETY, &mut client)?;
    let facts = style::facts(&client);
    let mut others = Vec::new();
    if let Some(mut file) = mocks {
        mock::bodies(&mut file, &client);
        run(MOCK, &mut file)?;
        mock::document(&mut file, &facts);
        others.push(("mock.rs", file));
    }
    others.extend(commands.map(|file| ("cli.rs", file)));
    style::document(&mut client, &facts);
    let mut files = safety::split(client, &modules, settings.optional(), runtime.is_some());
    files.extend(others);
    add_templates(&mut files, runtime.is_some())?;
    if operations.is_empty() && runtime.is_none() {
        idle(&mut files);
    }
    for (_, file) in &mut files {
        for pass in STYLE {
            (pass.run)(file);
        }
    }
    Ok(Polished { files, modules, package, document, settings })
}

/// Types and functions that clients need and no document changes.
const SUPPORT: &str = include_str!("../../templates/support.rs");

/// The same, for what stands in the module that uses it.
const INLINE: [(&str, &str); 3] = [
    ("cli.rs", include_str!("../../templates/cli.rs")),
    ("mock.rs", include_str!("../../templates/mock.rs")),
    ("types.rs", include_str!("../../templates/types.rs")),
];

/// Adds what the files use of the templates.
fn add_templates(files: &mut Vec<(&'static str, syn::File)>, runtime: bool) -> Result<()> {
    for (path, file) in files.iter_mut() {
        for (_, template) in INLINE.iter().filter(|(module, _)| module == path) {
            let own = template::instantiate(template, runtime, &[file]).map_err(Error::NotRust)?;
            file.items.extend(own.items);
        }
    }
    let users: Vec<_> = files.iter().map(|(_, file)| file).collect();
    let support = template::instantiate(SUPPORT, runtime, &users).map_err(Error::NotRust)?;
    files.push(("support.rs", support));
    Ok(())
}

/// Without operations, nobody asks the base URL for another one.
fn idle(files: &mut [(&'static str, syn::File)]) {
    let support = files.iter_mut().filter(|(path, _)| *path == "support.rs");
    for item in support.flat_map(|(_, file)| &mut file.items) {
        if let syn::Item::Struct(base) = item
            && base.ident == "Base"
        {
            base.attrs.push(syn::parse_quote!(
                #[expect(dead_code, reason = "the document has no operation that needs it")]
            ));
        }
    }
}

/// `#[doc = "…"]` without a detour through tokens, which is dear where there are thousands.
fn doc(text: &str) -> syn::Attribute {
    let span = proc_macro2::Span::call_site();
    attribute(syn::Meta::NameValue(syn::MetaNameValue {
        path: syn::Ident::new("doc", span).into(),
        eq_token: syn::token::Eq::default(),
        value: syn::Expr::Lit(syn::ExprLit {
            attrs: Vec::new(),
            lit: syn::Lit::Str(syn::LitStr::new(text, span)),
        }),
    }))
}

/// `#[meta]`.
fn attribute(meta: syn::Meta) -> syn::Attribute {
    syn::Attribute {
        pound_token: syn::token::Pound::default(),
        style: syn::AttrStyle::Outer,
        bracket_token: syn::token::Bracket::default(),
        meta,
    }
}
