//! Setters: the type that each takes, and the field that it sets.

use syn::ImplItemFn;

use super::syntax::{Docs, plain_text, text};

/// The way in which a setter makes the value of its field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// The value itself.
    Required,
    /// `Some` of the value.
    Optional,
    /// The builder of the value.
    Built,
    /// A body made of text.
    Text,
}

/// A setter as its signature and statements have it.
#[derive(Debug)]
pub(super) struct Setter {
    /// Nothing where the statements are not understood.
    pub(super) form: Option<Form>,
    /// The type that it takes, or the code that is not understood.
    pub(super) takes: String,
    /// What its documentation says about the argument.
    pub(super) about: String,
}

/// Reads a setter of a request.
pub(super) fn read(function: &ImplItemFn) -> Setter {
    let name = function.sig.ident.to_string();
    let docs = Docs::of(&function.attrs).all();
    let about = docs.strip_prefix(&format!("Sets `{name}`"));
    let about = about.map_or(docs.as_str(), |rest| {
        let rest = rest.trim_start_matches(": ");
        if rest == "." { "" } else { rest }
    });
    let bounds = text(&function.sig.generics.where_clause);
    let typ = bounds
        .strip_prefix("where V:TryInto<")
        .or_else(|| bounds.strip_prefix("where B:TryInto<"))
        .and_then(|rest| rest.split_once(">,").map(|(typ, _)| typ.to_owned()))
        .unwrap_or_default();
    let bound = bounds == format!("where V:TryInto<{typ}>,V::Error:std::fmt::Display,")
        || bounds == format!("where B:TryInto<{typ}>,B::Error:std::fmt::Display,")
        || bounds
            == format!(
                "where V:TryInto<{typ}>,\
                 <V as TryInto<{typ}>>::Error:std::fmt::Display,"
            );
    let body = text(&function.block);
    let forms = [Form::Required, Form::Optional, Form::Built, Form::Text];
    let form = forms.into_iter().find(|form| {
        let refused = format!("|error|format!(\"invalid {name}: {{error}}\").into()");
        let made = match form {
            Form::Required => format!(".map_err({refused})"),
            Form::Optional => format!(".map(Some).map_err({refused})"),
            Form::Built => format!(
                ".map(From::from).map_err(|s|{{format!(\"conversion to `{}` for body failed: \
                 {{}}\",s).into()}})",
                plain_text(&typ)
            ),
            Form::Text => format!(".map_err({refused}).map(|v|v.into())"),
        };
        body == format!("{{self.{name}=value.try_into(){made};self}}")
            // A short closure has no braces.
            || body.replace("|s|", "|s|{").replace(".into());", ".into()});")
                == format!("{{self.{name}=value.try_into(){made};self}}")
    });
    let takes = match (bound, form) {
        (true, Some(_)) => plain_text(&typ),
        (false, _) => bounds,
        _ => body,
    };
    Setter { form, takes, about: about.to_owned() }
}

/// Returns true if `body_map` changes the builder of this type, and nothing else.
pub(super) fn changes_body(function: &ImplItemFn, typ: &str) -> bool {
    let bounds = format!("where F:FnOnce(types::builder::{typ})->types::builder::{typ},");
    text(&function.sig.generics.where_clause) == bounds
        && text(&function.block) == "{self.body=self.body.map(f);self}"
}
