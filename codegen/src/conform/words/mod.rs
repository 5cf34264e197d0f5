//! The vocabulary of pages, in both languages. What a page may say belongs here, not into code.
//!
//! Words are compared after [`key`]: lower case, without spaces, marks and brackets.

mod captions;
mod columns;
mod headings;
mod labels;

use super::page::Location;

pub(super) use captions::{CAPTIONS, Caption, EMPTY_CAPTIONS, OBJECT_ENDS};
pub(super) use columns::COLUMNS;
pub(super) use headings::HEADINGS;
pub(super) use labels::{LABELS, Label};

/// Places of parameters.
pub(super) const LOCATIONS: &[(&str, Option<Location>)] = &[
    ("path", Some(Location::Path)),
    ("路径", Some(Location::Path)),
    ("uri", Some(Location::Path)),
    ("query", Some(Location::Query)),
    ("查询", Some(Location::Query)),
    ("header", Some(Location::Header)),
    ("消息头", Some(Location::Header)),
    ("cookie", Some(Location::Cookie)),
    ("body", None),
    ("消息体", None),
];

/// Whether something has to be there.
pub(super) const ANSWERS: &[(&str, bool)] = &[
    ("是", true),
    ("必选", true),
    ("必须", true),
    ("必填", true),
    ("yes", true),
    ("y", true),
    ("m", true),
    ("mandatory", true),
    ("required", true),
    ("true", true),
    ("否", false),
    ("可选", false),
    ("选填", false),
    ("非必选", false),
    ("非必填", false),
    ("no", false),
    ("n", false),
    ("o", false),
    ("optional", false),
    ("false", false),
];

/// Words that announce a status.
pub(super) const STATUS: &[&str] = &[
    "状态码",
    "返回码",
    "响应码",
    "返回值",
    "statuscode",
    "returnedcode",
    "returncode",
    "httpstatus",
];

/// Words that may stand before those of [`STATUS`]; the longest first.
pub(super) const WHEN: &[&str] =
    &["whenthe", "when", "ifthe", "if", "forthe", "当响应", "当", "如果", "http", "响应"];

/// Words for a response that went well.
pub(super) const NORMAL: &[&str] =
    &["正常响应", "正常返回", "normalresponse", "successfulresponse"];

/// Words for a response that did not.
pub(super) const ABNORMAL: &[&str] =
    &["异常响应", "异常返回", "失败响应", "abnormalresponse", "failedresponse", "errorresponse"];

/// Words for "there is nothing to say".
pub(super) const NOTHING: &[&str] = &[
    "",
    "无",
    "none",
    "n/a",
    "na",
    "不涉及",
    "-",
    "--",
    "/",
    "空",
    "null",
    "nil",
    "无默认值",
    "无限制",
    "nodefault",
    "notinvolved",
    "暂无",
];

/// Headers that the document's security brings, or the transport: no parameter in OpenAPI.
pub(super) const SECURITY_HEADERS: &[&str] =
    &["x-auth-token", "authorization", "x-sdk-date", "x-security-token"];

/// Headers that no parameter of OpenAPI may describe.
pub(super) const TRANSPORT_HEADERS: &[&str] =
    &["content-type", "accept", "content-length", "host", "user-agent", "connection", "date"];

/// Methods of HTTP.
pub(super) const METHODS: &[&str] = &["get", "put", "post", "delete", "options", "head", "patch"];

/// A text in the form in which words are compared.
pub(super) fn key(text: &str) -> String {
    let mut depth = 0_usize;
    let mut out = String::new();
    for c in text.chars().flat_map(narrow) {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '*' | ':' | '.' | ',' | '"' | '\'' | '`' | '_' | '#' | '?' | '<' | '>' => {}
            c if c.is_whitespace() || c.is_control() => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// Full-width letters and marks as their narrow forms.
pub(super) fn narrow(c: char) -> Option<char> {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '\u{3000}' | '\u{a0}' => Some(' '),
        '\u{200b}'..='\u{200f}' | '\u{feff}' => None,
        '。' => Some('.'),
        '“' | '”' | '「' | '」' => Some('"'),
        '‘' | '’' => Some('\''),
        '【' => Some('['),
        '】' => Some(']'),
        '–' | '—' | '−' => Some('-'),
        '∼' | '〜' => Some('~'),
        other => Some(other),
    }
}

/// What a table of words says of a text.
pub(super) fn look_up<T: Copy>(table: &[(&str, T)], text: &str) -> Option<T> {
    let wanted = key(text);
    table.iter().find(|(word, _)| *word == wanted).map(|(_, value)| *value)
}

/// Whether a text says that there is nothing.
pub(super) fn is_nothing(text: &str) -> bool {
    let text = text.trim().trim_end_matches(['。', '.', ';', '；']).to_lowercase();
    NOTHING.contains(&text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conform::page::Heading;

    #[test]
    fn keys_are_what_key_makes_of_them() {
        let words = HEADINGS.iter().map(|row| row.0).chain(COLUMNS.iter().map(|row| row.0));
        for word in words.chain(CAPTIONS.iter().map(|row| row.0)).chain(STATUS.iter().copied()) {
            assert_eq!(word, key(word), "no text can be equal to it");
        }
    }

    #[test]
    fn marks_width_and_case_do_not_matter() {
        for text in
            ["**Status Code：**", "status code", "Ｓｔａｔｕｓ　Ｃｏｄｅ", "Status code (HTTP)"]
        {
            assert_eq!(look_up(HEADINGS, text), Some(Heading::StatusCodes), "{text}");
        }
        assert!(is_nothing("无。") && is_nothing("N/A") && !is_nothing("0"));
    }
}
