//! Path parameters whose value could leave its path segment.
//!
//! A generated client puts the value of a path parameter between two slashes. What is empty, `.`
//! or `..` disappears when the URL is parsed, and what holds `/`, `\`, `?`, `#`, `%` or a control
//! character can be read as more than one segment, by the URL library or by a proxy that decodes
//! once more. A `DELETE` then deletes something else.

mod culprit;

use std::collections::{HashMap, HashSet};

use super::Findings;
use super::context::Context;
use super::document::Document;
use super::model::Kind;
use super::pattern::Matcher;
use super::validate::accepts;
use super::walk::Site;
use crate::finding::Level;
use crate::pattern::syntax::{self, Ranges};
use crate::source::Span;
use crate::yaml::{Node, Value};

/// Values that leave their segment, the most telling first.
const HOSTILE: &[&str] = &[
    "..",
    ".",
    "",
    "a/b",
    "/",
    "\\",
    "a\\b",
    "a?b",
    "?",
    "a#b",
    "#",
    "a%2fb",
    "%2e%2e",
    "%",
    "%2f",
    "../a",
    "..\\a",
    "a/..",
    "a/../b",
    "/a",
    "a/",
    "//",
    "..\n",
    ".\n",
    "\n",
    "a\n",
    "a\nb",
    "\r",
    "a\r\nb",
    "\t",
    "a\tb",
    "\0",
    "a\0",
    "\u{7f}",
    "a;b/c",
    "1/2",
    "1?2",
    "1#2",
    "1\n",
    "A/B",
    "00000000-0000-0000-0000-000000000000/",
    "00000000-0000-0000-0000-000000000000\n",
];

/// Reports all path parameters that accept values which leave their path segment.
pub(super) fn all(context: &Context<'_>, findings: &mut Findings) {
    let mut paths = HashMap::new();
    for endpoint in &context.endpoints {
        for parameter in &endpoint.parameters {
            paths.entry(std::ptr::from_ref(parameter.node)).or_insert(endpoint.path);
        }
    }
    // One finding for what must be changed, however many parameters need it.
    let mut seen = HashSet::new();
    for site in context.visited.of(Kind::Parameter) {
        if site.node.get("in").and_then(Node::as_str) == Some("path") {
            let path = paths.get(&std::ptr::from_ref(site.node)).copied();
            path_parameter(context.document, site, path, &mut seen, findings);
        }
    }
}

/// Reports a path parameter whose schema accepts values that leave their path segment.
fn path_parameter(
    document: Document<'_>,
    site: &Site<'_>,
    path: Option<&str>,
    seen: &mut HashSet<Span>,
    findings: &mut Findings,
) {
    let Some(place) = culprit::find(document, site) else {
        return;
    };
    // Which of two values is meant, nobody can tell.
    let parts = [Some(site.node), place.schema];
    if parts.into_iter().flatten().any(|node| findings.has_duplicate_in(node.span))
        || !seen.insert(place.span)
    {
        return;
    }
    let mut name = site.node.get("name").and_then(Node::as_str).unwrap_or("the value").to_owned();
    name = format!("`{name}`");
    if let Some(path) = path {
        name = format!("{name} in `{path}`");
    }
    let accepted = place.schema.and_then(|schema| accepted(document, schema));
    let message = match accepted.filter(|_| !place.structured) {
        Some("") => format!("{name} may be empty, which turns the request to another resource"),
        Some(value) => format!(
            "`{}` is accepted as {name}, which can turn the request to another resource",
            value.escape_debug(),
        ),
        None => format!("nothing ensures that {name} stays inside its path segment"),
    };
    findings.push(
        Level::Warning,
        "path-segment-escape",
        place.span,
        place.pointer,
        message,
        place.help,
    );
}

/// The first hostile value that the schema lets through.
fn accepted(document: Document<'_>, schema: &Node) -> Option<&'static str> {
    HOSTILE.iter().copied().find(|text| {
        let value = Node { span: schema.span, value: Value::String((*text).to_owned()) };
        accepts(document, schema, &value) == Some(true)
    })
}

/// What is certain about every value that a schema accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Proof {
    not_empty: bool,
    not_dots: bool,
    clean: bool,
}

impl Proof {
    const NONE: Self = Self { not_empty: false, not_dots: false, clean: false };
    const ALL: Self = Self { not_empty: true, not_dots: true, clean: true };

    fn is_complete(self) -> bool {
        self == Self::ALL
    }

    fn and_also(self, other: Self) -> Self {
        Self {
            not_empty: self.not_empty || other.not_empty,
            not_dots: self.not_dots || other.not_dots,
            clean: self.clean || other.clean,
        }
    }

    fn common(self, other: Self) -> Self {
        Self {
            not_empty: self.not_empty && other.not_empty,
            not_dots: self.not_dots && other.not_dots,
            clean: self.clean && other.clean,
        }
    }

    fn text(text: &str) -> Self {
        Self {
            not_empty: !text.is_empty(),
            not_dots: !matches!(text, "." | ".."),
            clean: !text.chars().any(is_bad),
        }
    }

    /// Of the pattern of a string.
    fn pattern(pattern: &str) -> Self {
        let Some(matcher) = Matcher::new(pattern) else {
            return Self::NONE;
        };
        let refuses = |text: &str| matcher.is_match(text) == Some(false);
        let clean = match (&matcher, syntax::parse(pattern)) {
            (Matcher::Program(_), Some(tree)) => {
                tree.starts_anchored() && tree.ends_anchored() && !tree.mentions(&holds_bad)
            }
            _ => is_framed(pattern) && HOSTILE[3..].iter().all(|text| refuses(text)),
        };
        Self { not_empty: refuses(""), not_dots: refuses(".") && refuses(".."), clean }
    }
}

/// Whether `^` and `$` frame the pattern, as far as that shows without reading it.
fn is_framed(pattern: &str) -> bool {
    pattern.starts_with('^')
        && pattern.ends_with('$')
        && !pattern.ends_with("\\$")
        && !pattern.contains('|')
}

fn is_bad(c: char) -> bool {
    matches!(c, '/' | '\\' | '?' | '#' | '%') || c.is_control()
}

/// Whether a set of characters has one that is bad; all control characters are below 160.
fn holds_bad(set: &Ranges) -> bool {
    (0..160_u8).map(char::from).any(|c| is_bad(c) && set.contains(c))
}

fn proof(document: Document<'_>, schema: &Node, depth: usize) -> Proof {
    let Some(schema) = document.resolve(schema).filter(|_| depth < 16) else {
        return Proof::NONE;
    };
    let all = |keyword: &str| schema.get(keyword).and_then(Node::as_seq).unwrap_or_default();
    let mut known = own(schema);
    for one in all("allOf") {
        known = known.and_also(proof(document, one, depth + 1));
    }
    for keyword in ["oneOf", "anyOf"] {
        let branches = all(keyword).iter().map(|one| proof(document, one, depth + 1));
        known = known.and_also(branches.reduce(Proof::common).unwrap_or(Proof::NONE));
    }
    known
}

/// What the keywords of the schema itself prove.
fn own(schema: &Node) -> Proof {
    let text = |keyword: &str| schema.get(keyword).and_then(Node::as_str);
    match text("type") {
        Some("integer" | "number" | "boolean") => return Proof::ALL,
        // What the client takes for these is any text.
        Some("array" | "object") => return Proof::NONE,
        _ => {}
    }
    if let Some(values) = schema.get("enum").and_then(Node::as_seq) {
        let values = values.iter().map(|value| value.as_str().map_or(Proof::ALL, Proof::text));
        return values.reduce(Proof::common).unwrap_or(Proof::NONE);
    }
    // These become types of their own, which no text but theirs turns into.
    if matches!(text("format"), Some("uuid" | "date" | "date-time" | "ip" | "ipv4" | "ipv6")) {
        return Proof::ALL;
    }
    let at_least = match schema.get("minLength").map(|node| &node.value) {
        Some(Value::Int(length)) => *length,
        _ => 0,
    };
    let length = Proof { not_empty: at_least > 0, not_dots: at_least > 2, clean: false };
    length.and_also(text("pattern").map_or(Proof::NONE, Proof::pattern))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::super::testing::findings;
    use super::super::walk::Site;
    use super::path_parameter;

    fn message(schema: &str) -> Option<String> {
        let text = format!("name: id\nin: path\nrequired: true\nschema: {schema}\n");
        let found = findings(&text, |document, findings| {
            let node = document.root;
            let site = Site { pointer: "/p".to_owned(), key: node.span, node };
            path_parameter(document, &site, None, &mut HashSet::new(), findings);
        });
        found.into_iter().next().map(|finding| finding.message)
    }

    #[test]
    fn safe_schemas_are_silent() {
        for schema in [
            "{type: integer}",
            "{type: boolean}",
            "{type: string, enum: [a, b-c]}",
            "{type: string, format: uuid}",
            "{type: string, pattern: '^[A-Za-z0-9_-]+$'}",
            "{type: string, pattern: '^[a-z][a-z0-9.-]*$'}",
            r"{type: string, pattern: '^(?:\w+|[0-9]{3})$'}",
            "{type: string, pattern: '^[a-z0-9.]+$', minLength: 3}",
            "{type: string, pattern: '^[a-z]*$', minLength: 1}",
            "{allOf: [{type: string, minLength: 1}, {pattern: '^[a-z]*$'}]}",
            "{oneOf: [{type: integer}, {type: string, pattern: '^[a-z]+$'}]}",
            r"{type: string, pattern: '^(?!\.+$)[a-z.]+$'}",
        ] {
            assert_eq!(message(schema), None, "{schema}");
        }
    }

    #[test]
    fn the_first_hostile_value_is_named() {
        for (schema, value) in [
            ("{type: string}", "`..` is accepted"),
            ("{}", "`..` is accepted"),
            ("{type: string, minLength: 1, maxLength: 64}", "`..` is accepted"),
            ("{type: string, minLength: 3}", "`a/b` is accepted"),
            ("{type: string, pattern: '^[a-z]*$'}", "`id` may be empty"),
            ("{type: string, pattern: '[a-z]+'}", "`a/b` is accepted"),
            ("{type: string, pattern: '^[a-z]+'}", "`a/b` is accepted"),
            ("{type: string, pattern: '^[a-z.]+$'}", "`..` is accepted"),
            ("{type: string, pattern: '^.{3}$'}", "`a/b` is accepted"),
            (r"{type: string, pattern: '^[^/.\\?#%]+$'}", r"`\n` is accepted"),
            (r"{type: string, pattern: '^\S{3}$'}", "`a/b` is accepted"),
            (r"{type: string, pattern: '^a\s?$'}", r"`a\n` is accepted"),
            ("{type: string, pattern: '^[xy]%$'}", "nothing ensures"),
            ("{oneOf: [{type: integer}, {type: string}]}", "`..` is accepted"),
            ("{type: string, enum: [a, '..']}", "`..` is accepted"),
            ("{type: array, items: {type: string}}", "nothing ensures"),
            ("{type: object}", "nothing ensures"),
        ] {
            let message = message(schema).unwrap_or_default();
            assert!(message.starts_with(value), "{schema}: {message}");
        }
    }
}
