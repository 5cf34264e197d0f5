//! The error codes, which the document lists below `x-error-codes`.

use super::Kind::{Compared, Shown};
use super::Reader;
use super::lines::join;
use crate::contract::Contract;
use crate::contract::words::pascal;

impl Reader<'_> {
    pub(super) fn error_codes(&self, contract: &mut Contract) {
        let list = self.document.extensions.get("x-error-codes");
        let codes = list.and_then(|list| list.as_array()).into_iter().flatten();
        for (index, entry) in codes.enumerate() {
            let at = join("/x-error-codes", &index.to_string());
            let text = |key: &str| match entry.get(key) {
                Some(value) => value.as_str().map_or_else(|| value.to_string(), str::to_owned),
                None => "none".to_owned(),
            };
            let within = |key: &str| self.at(&join(&at, key));
            let (code, status, meaning) = (text("code"), text("status"), text("meaning"));
            let retry = if text("retry") == "true" { " A retry may help." } else { "" };
            let mut sentence = meaning.clone();
            if let Some(first) = sentence.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            let documented = format!("`{code}`, with status {status}. {sentence}.{retry}");
            contract
                .about("error codes", &code, self.at(&at))
                .fact_at(Shown, "status", status, within("status"))
                .fact_at(Shown, "legacy", text("legacy"), within("legacy"))
                .fact_at(Shown, "retry", text("retry"), within("retry"))
                .fact(Compared, "called", pascal(&code.to_lowercase()))
                .fact(Compared, "number", index.to_string())
                .fact(Compared, "documented", documented)
                .fact_at(Shown, "text", meaning, within("meaning"));
        }
    }
}
