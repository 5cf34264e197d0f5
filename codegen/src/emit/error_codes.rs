//! The `ErrorCode` type, from the extension `x-error-codes`.

use std::fmt::Write as _;

use crate::doc_text;
use crate::yaml::{Node, Value};

/// The module without its lists; the marks in double braces are where they go.
const TEMPLATE: &str = include_str!("../../templates/error_code.rs");

/// One code of the list.
struct Code<'a> {
    variant: String,
    code: &'a str,
    status: i128,
    legacy: Option<&'a str>,
    meaning: &'a str,
    retry: bool,
}

impl<'a> Code<'a> {
    /// Reads what the rule `error-codes` has found to be right.
    fn read(node: &'a Node) -> Option<Self> {
        let code = node.get("code")?.as_str()?;
        let Value::Int(status) = node.get("status")?.value else { return None };
        Some(Self {
            variant: super::region::variant(code),
            code,
            status,
            legacy: node.get("legacy").and_then(Node::as_str),
            meaning: node.get("meaning")?.as_str()?,
            retry: node.get("retry")?.as_bool()?,
        })
    }

    fn docs(&self) -> String {
        let mut meaning = self.meaning.to_owned();
        if let Some(first) = meaning.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        let retry = if self.retry { " A retry may help." } else { "" };
        format!("`{}`, with status {}. {meaning}.{retry}", self.code, self.status)
    }
}

/// The text of the module, or nothing where the document lists no codes.
pub(super) fn error_codes(root: &Node) -> Option<String> {
    let list = root.get("x-error-codes")?.as_seq()?;
    let codes: Vec<Code<'_>> = list.iter().filter_map(Code::read).collect();
    let [mut variants, mut known, mut all, mut indices] = [(); 4].map(|()| String::new());
    for (index, code) in codes.iter().enumerate() {
        for line in doc_text::lines(&code.docs()) {
            let _ = writeln!(variants, "    /// {line}");
        }
        let Code { variant, code, status, legacy, meaning, retry } = code;
        let _ = writeln!(variants, "    {variant},");
        let _ = writeln!(all, "        Self::{variant},");
        let _ = writeln!(indices, "            Self::{variant} => {index},");
        let _ = write!(
            known,
            "    Known {{\n        code: {code:?},\n        legacy: {legacy:?},\n        status: \
             {status},\n        meaning: {meaning:?},\n        retry: {retry},\n    }},\n"
        );
    }
    Some(
        TEMPLATE
            .replace("{{count}}", &codes.len().to_string())
            .replace("{{variants}}", &variants)
            .replace("{{all}}", &all)
            .replace("{{indices}}", &indices)
            .replace("{{known}}", &known),
    )
}
