//! One `///` a line.

use syn::visit_mut::VisitMut;
use syn::{Attribute, Expr, Lit, Meta};

use crate::doc_text;

pub(super) fn line_docs(file: &mut syn::File) -> usize {
    let mut pass = LineDocs { count: 0 };
    pass.visit_file_mut(file);
    pass.count
}

struct LineDocs {
    count: usize,
}

impl VisitMut for LineDocs {
    fn visit_attributes_mut(&mut self, attributes: &mut Vec<Attribute>) {
        let docs: Vec<String> = attributes.iter().filter_map(text).collect();
        if docs.is_empty() {
            return;
        }
        // Lines that start with a space are written by hand, or made by this pass before.
        let text = docs.join("\n");
        let text = if text.lines().all(|line| line.is_empty() || line.starts_with(' ')) {
            text.lines()
                .map(|line| line.strip_prefix(' ').unwrap_or(line))
                .collect::<Vec<_>>()
                .join("\n")
        } else {
            text
        };
        let lines = doc_text::lines(&text);
        let new = lines.iter().map(|line| {
            let line = if line.is_empty() { String::new() } else { format!(" {line}") };
            crate::polish::doc(&line)
        });
        let at = attributes.iter().position(|attribute| text_of(attribute).is_some()).unwrap_or(0);
        let mut rest = std::mem::take(attributes);
        rest.retain(|attribute| text_of(attribute).is_none());
        let tail = rest.split_off(at.min(rest.len()));
        // Docs first, then derives and the like: the order in which people write them.
        attributes.extend(new);
        attributes.extend(rest);
        attributes.extend(tail);
        self.count += 1;
    }
}

fn text(attribute: &Attribute) -> Option<String> {
    text_of(attribute).map(syn::LitStr::value)
}

fn text_of(attribute: &Attribute) -> Option<&syn::LitStr> {
    let Meta::NameValue(pair) = &attribute.meta else {
        return None;
    };
    match &pair.value {
        Expr::Lit(syn::ExprLit { lit: Lit::Str(text), .. }) if pair.path.is_ident("doc") => {
            Some(text)
        }
        _ => None,
    }
}
