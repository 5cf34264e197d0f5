//! The page of rules, made from the table.

use std::fs;
use std::path::Path;

use codegen::diff::{DEPARTURES, RULES, Rule};

/// Where a schema can be, by the beginning of the rule's id.
const PLACES: &[&str] = &[
    "request-body",
    "request-property",
    "request-parameter",
    "request-parameter-property",
    "response-body",
    "response-property",
    "response-header",
];

const HEAD: &str = "\
# Rules of the comparison

What the comparison of two documents reports, with the level of each rule. `codegen/src/diff/rules`
is the table; a test makes this page from it. [Architecture](architecture.md) says where the rest
stands.

- **breaking**: programs written for the base stop working.
- **dangerous**: some of them may.
- **compatible**: they go on working.
- **documentation**: only readers of the documentation notice.

Ids and levels are those of [oasdiff](https://www.oasdiff.com), wherever it has the rule. The
level of a single change may be lower than that of its rule: a property that no request holds, since
it is read-only, cannot break one, and an operation whose `x-stability-level` is draft or alpha
promises nothing.

Nothing here asks for a date. A sunset date counts as passed only where the comparison was told
which day it is.
";

/// A cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// The subject of a rule about schemas: what is left without the place.
fn subject(rule: &Rule) -> Option<&'static str> {
    let of = |place: &&str| rule.id.strip_prefix(*place)?.strip_prefix('-');
    PLACES.iter().rev().find_map(of)
}

/// The levels of a subject on one side: one, or each with its places.
fn levels(rules: &[&Rule], side: &str, name: &str) -> String {
    let mut levels: Vec<(String, Vec<&str>)> = Vec::new();
    for place in PLACES.iter().filter(|place| place.starts_with(side)) {
        let id = format!("{place}-{name}");
        let Some(found) = rules.iter().find(|rule| rule.id == id) else { continue };
        let level = found.level.to_string();
        match levels.iter_mut().find(|(known, _)| *known == level) {
            Some((_, places)) => places.push(place),
            None => levels.push((level, vec![place])),
        }
    }
    match levels.as_slice() {
        [] => "none".to_owned(),
        [(level, _)] => level.clone(),
        several => {
            let each = several
                .iter()
                .map(|(level, places)| format!("{level} (`{}`)", places.join("`, `")));
            each.collect::<Vec<_>>().join(", ")
        }
    }
}

/// The page that the table makes.
pub fn expected() -> String {
    let mut page = HEAD.to_owned();
    let rules: Vec<&Rule> = RULES.iter().collect();
    // Rules about schemas share their explanation with the same rule at other places.
    let shared = |rule: &Rule| {
        let same = |other: &&&Rule| {
            other.explain == rule.explain
                && subject(other).is_some()
                && subject(other) == subject(rule)
        };
        subject(rule).is_some() && rules.iter().filter(same).count() > 1
    };
    page.push_str("\n## Rules\n\n| rule | level | what it is |\n| --- | --- | --- |\n");
    for rule in rules.iter().filter(|rule| !shared(rule)) {
        page.push_str(&format!("| `{}` | {} | {} |\n", rule.id, rule.level, cell(rule.explain)));
    }
    page.push_str(
        "\n## Rules about schemas\n\nEach stands for several ids: `request-body-`, `request-property-`, \
         `request-parameter-` and\n`request-parameter-property-` for what is sent, `response-body-`, \
         `response-property-` and\n`response-header-` for what is read, each with the name behind it.\n\n\
         | name | sent | read | what it is |\n| --- | --- | --- | --- |\n",
    );
    let mut done: Vec<&str> = Vec::new();
    for rule in rules.iter().filter(|rule| shared(rule)) {
        let Some(name) = subject(rule) else { continue };
        if done.contains(&name) {
            continue;
        }
        done.push(name);
        let (sent, read) = (levels(&rules, "request", name), levels(&rules, "response", name));
        page.push_str(&format!("| `{name}` | {sent} | {read} | {} |\n", cell(rule.explain)));
    }
    page.push_str(
        "\n## Departures from oasdiff\n\nThe client signs its requests and picks their address from the \
         document, so that changes of\nsecurity are more than a remark.\n\n| rule | why |\n| --- | --- |\n",
    );
    for departure in DEPARTURES {
        page.push_str(&format!("| `{}` | {} |\n", departure.id, cell(departure.reason)));
    }
    page
}

/// The page as it stands in the repository.
#[expect(clippy::disallowed_methods, reason = "a test reads and writes its fixtures")]
pub fn committed() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/diff-rules.md");
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
        fs::write(&path, expected()).unwrap();
    }
    fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n")
}
