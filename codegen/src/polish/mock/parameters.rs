//! What a mock expects of a request's path and query.

use syn::visit_mut::{self, VisitMut};
use syn::{Expr, Lit, parse_quote};

use super::{functions, impls, literal};

/// Makes each expression match the paths of the operation and nothing else.
pub(super) fn paths(file: &mut syn::File) -> usize {
    let mut count = 0;
    for (_, block) in impls(file, "When") {
        for function in functions(block) {
            let Some(text) = literal(&function.block, expression) else { continue };
            count += 1;
            let name = function.sig.ident.to_string();
            if name == "new" {
                let pattern = pattern(&text, "[^/]*");
                Unwrap { pattern: parse_quote!(#pattern) }.visit_block_mut(&mut function.block);
            } else {
                // Braces of the path itself would be placeholders of the format string.
                let (before, after) = text.split_once("{}").unwrap_or((&text, ""));
                let [before, after] = [before, after]
                    .map(|part| pattern(part, ".*").replace('{', "{{").replace('}', "}}"));
                let pattern = format!("{before}{{value}}{after}");
                let text: Expr = match is_text(&function.sig) {
                    true => parse_quote!(value),
                    false => parse_quote!(&value.to_string()),
                };
                function.block = parse_quote!({
                    let value = super::segment(#name, #text);
                    Self(self.0.path_matches(format!(#pattern)))
                });
            }
        }
    }
    count
}

/// Whether the value is a `&str`.
fn is_text(signature: &syn::Signature) -> bool {
    let text: syn::Type = parse_quote!(&str);
    signature
        .inputs
        .iter()
        .any(|argument| matches!(argument, syn::FnArg::Typed(argument) if *argument.ty == text))
}

/// The text of `"^/…$"`.
fn expression(lit: &Lit) -> Option<String> {
    let Lit::Str(text) = lit else { return None };
    Some(text.value()).filter(|text| text.starts_with("^/") && text.ends_with('$'))
}

/// The expression with its constant parts taken literally, and one segment, or part of it, for
/// each wildcard.
fn pattern(text: &str, wildcard: &str) -> String {
    let start = if text.starts_with('^') { "^" } else { "" };
    let end = if text.ends_with('$') { "$" } else { "" };
    let inner = &text[start.len()..text.len() - end.len()];
    let constants: Vec<String> = inner.split(wildcard).map(escape).collect();
    format!("{start}{}{end}", constants.join("[^/]+"))
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if r"\.+*?()|[]{}^$".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Replaces `regex::Regex::new("…").unwrap()` by the text: httpmock compiles it by itself.
struct Unwrap {
    pattern: Expr,
}

impl VisitMut for Unwrap {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::MethodCall(call) = &*expr
            && call.method == "unwrap"
        {
            *expr = self.pattern.clone();
        }
    }
}

/// Expects queries as the client sends them.
pub(super) fn queries(file: &mut syn::File) -> usize {
    let mut pass = Queries { count: 0 };
    pass.visit_file_mut(file);
    pass.count
}

struct Queries {
    count: usize,
}

impl VisitMut for Queries {
    /// `self.0.query_param("name", value.to_string())`
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::MethodCall(call) = &*expr
            && call.method == "query_param"
            && let (when, Some(name)) = (&call.receiver, call.args.first())
        {
            *expr = parse_quote!(super::query(#when, #name, &value));
            self.count += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_literal_and_a_wildcard_is_one_segment() {
        assert_eq!(
            pattern("^/v2.0/[^/]*/a+b/[^/]*.json$", "[^/]*"),
            r"^/v2\.0/[^/]+/a\+b/[^/]+\.json$"
        );
        assert_eq!(pattern("^/a/.*/b/", ".*"), "^/a/[^/]+/b/");
        assert_eq!(pattern("/c$", ".*"), "/c$");
    }
}
