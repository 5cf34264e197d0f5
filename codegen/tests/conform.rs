//! Each page `conform/<name>.md` beside what it must give: `<name>.facts.txt`, the facts that are
//! read, and `<name>.draft.yaml`, the draft that is made of them. Where there is a document
//! `<name>.yaml`, what `conform` says of the two stands in `<name>.txt`.
//!
//! `UPDATE_EXPECT=1 cargo test -p codegen --test conform` writes what comes out.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

#[path = "conform/facts.rs"]
mod facts;

use std::fs;
use std::path::{Path, PathBuf};

use codegen::check::check;
use codegen::conform::{Comparison, FACTS, Kind, MISSING, Page, compare, draft, read};
use codegen::error::Error;
use codegen::finding::{Level, Report};
use codegen::source::Source;
use codegen::spec::Spec;

/// Warnings that a draft may have: a page that says nothing of the body of an error, and what the
/// generator cannot send, cookies and forms with files.
const ALLOWED_WARNINGS: [&str; 3] =
    ["error-without-schema", "unsupported-parameter", "unsupported-operation"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/conform")
}

fn names() -> Vec<String> {
    let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<String> =
        entries.filter_map(|name| Some(name.to_str()?.strip_suffix(".md")?.to_owned())).collect();
    names.sort();
    names
}

#[expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]
fn text(name: &str) -> Option<String> {
    Some(fs::read_to_string(folder().join(name)).ok()?.replace("\r\n", "\n"))
}

fn source(name: &str) -> Source {
    let name = format!("{name}.md");
    Source::new(name.as_str(), text(&name).unwrap())
}

fn spec(name: &str, text: String) -> Spec {
    Spec::parse(name, text.into_bytes()).unwrap_or_else(|report| panic!("{}", report.human(false)))
}

/// Compares with the file, or writes it; the difference, if there is one.
#[expect(clippy::disallowed_methods, reason = "a test writes its fixtures")]
fn expect(name: &str, actual: &str) -> Option<String> {
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1") {
        fs::write(folder().join(name), actual).unwrap();
    }
    let expected = text(name).unwrap_or_default();
    (expected != actual).then(|| format!("{name}: expected\n{expected}\nbut found\n{actual}"))
}

fn none(failures: Vec<String>) {
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn compared(name: &str) -> Option<(Page, Source, Spec, Comparison)> {
    let document = format!("{name}.yaml");
    let document = spec(&document, text(&document)?);
    let source = source(name);
    let page = read(&source);
    let comparison = compare(&page, &document);
    Some((page, source, document, comparison))
}

#[test]
fn pages_give_the_expected_facts() {
    let facts =
        |name: &String| expect(&format!("{name}.facts.txt"), &facts::of(&read(&source(name))));
    let names = names();
    assert!(names.len() >= 12, "{names:?}");
    none(names.iter().filter_map(facts).collect());
}

#[test]
fn pages_and_documents_give_the_expected_departures() {
    let mut failures = Vec::new();
    let mut any = 0;
    for name in names() {
        let Some((page, source, document, comparison)) = compared(&name) else { continue };
        any += 1;
        let summary = comparison.summary(&source, document.source());
        let human = comparison.human(&page, &source, document.source(), false);
        failures.extend(expect(&format!("{name}.txt"), &format!("{human}{summary}\n")));
    }
    assert!(any >= 3, "only {any} pages have a document beside them");
    none(failures);
}

#[test]
fn every_draft_is_the_expected_one_and_conforms() {
    let mut failures = Vec::new();
    for name in names() {
        let page = read(&source(&name));
        if page.operations.is_empty() {
            continue;
        }
        let drafted = draft(&page);
        failures.extend(expect(&format!("{name}.draft.yaml"), &drafted));
        let document = spec("draft.yaml", drafted);
        let comparison = compare(&page, &document);
        let source = source(&name);
        if !comparison.conforms() {
            failures.push(comparison.human(&page, &source, document.source(), false));
        }
        failures.extend(findings(document).map(|report| format!("{name}: {report}")));
    }
    none(failures);
}

/// What `check` has against a draft, beyond what a draft may have.
fn findings(document: Spec) -> Option<String> {
    let report: Report = match check(document) {
        Ok(checked) => checked.warnings().clone(),
        Err(Error::Findings(report)) => report,
        Err(other) => panic!("{other}"),
    };
    let report =
        report.filtered(|one| one.level == Level::Error || !ALLOWED_WARNINGS.contains(&one.rule));
    (!report.is_empty()).then(|| report.human(false))
}

#[test]
fn a_draft_explains_only_rules_of_safety_and_what_the_page_gets_wrong() {
    let mut facts: Vec<String> = Vec::new();
    for name in names() {
        let page = read(&source(&name));
        let comparison = compare(&page, &spec("draft.yaml", draft(&page)));
        let reasons = comparison.departures.iter().filter(|one| one.kind == Kind::Deviation);
        facts.extend(reasons.map(|one| format!("{name} {}", one.fact)));
    }
    facts.retain(|fact| {
        !["pattern", "minLength", "security"].iter().any(|known| fact.ends_with(known))
    });
    facts.dedup();
    assert_eq!(
        facts,
        [
            "differs example",
            "error-codes required",
            "error-codes missing.shelf_id",
            "zh-create example",
            "zh-delete example",
        ]
    );
}

#[test]
fn every_kind_and_every_fact_has_a_departure() {
    let all: Vec<_> = names().iter().filter_map(|name| compared(name)).collect();
    let departures = || all.iter().flat_map(|(.., comparison)| &comparison.departures);
    for kind in
        [Kind::Missing, Kind::Extra, Kind::Different, Kind::Stale, Kind::Deviation, Kind::Note]
    {
        assert!(departures().any(|one| one.kind == kind), "no departure is {}", kind.name());
    }
    for (fact, _) in FACTS.iter().filter(|(fact, _)| !["minimum", "pattern"].contains(fact)) {
        assert!(departures().any(|one| one.fact == *fact), "no departure is about `{fact}`");
    }
    assert!(departures().any(|one| one.fact.starts_with(MISSING)));
    for one in departures() {
        assert!(!one.message.ends_with('.') && !one.help.is_empty(), "{one:?}");
    }
}

#[test]
fn every_table_of_a_page_has_a_role_or_is_reported() {
    for name in names() {
        let page = read(&source(&name));
        for (index, table) in page.tables.iter().enumerate() {
            let unknown = matches!(table.role, codegen::conform::Role::Unknown(_));
            let reported = page.not_understood.iter().any(|one| {
                one.place.table == Some(index)
                    && one.place.row.is_none()
                    && one.place.line == table.line
            });
            assert_eq!(unknown, reported, "{name}: {table:?}");
        }
    }
}

#[test]
fn facts_and_departures_are_one_json_object() {
    let (page, source, document, comparison) = compared("differs").unwrap();
    let json = comparison.json(&page, &source, document.source());
    assert_eq!(json["conforms"], false);
    assert_eq!(json["page"]["operations"][0]["method"], "post");
    let parameter = &json["page"]["operations"][0]["parameters"][2];
    assert_eq!(parameter["name"], "unit");
    assert_eq!(
        (&parameter["location"], &parameter["type"], &parameter["required"]),
        (&"query".into(), &"string".into(), &true.into())
    );
    assert_eq!((&parameter["default"], &parameter["place"]["row"]), (&"cm".into(), &1.into()));
    let departures = json["departures"].as_array().unwrap();
    assert_eq!(departures.len(), comparison.departures.len());
    let unit = departures.iter().find(|one| one["fact"] == "default").unwrap();
    assert_eq!((&unit["kind"], &unit["fails"]), (&"different".into(), &true.into()));
    assert_eq!(unit["page"]["line"], parameter["place"]["line"]);
    assert_eq!(
        unit["spec"]["pointer"],
        "/paths/~1v1~1{shelf}~1boxes~1{box_id}~1measure/post/parameters/1/schema"
    );
}

#[test]
fn line_endings_of_a_page_make_no_difference() {
    for name in names() {
        let unix = text(&format!("{name}.md")).unwrap();
        let windows = Source::new("page.md", unix.replace('\n', "\r\n"));
        assert_eq!(facts::of(&read(&source(&name))), facts::of(&read(&windows)), "{name}");
    }
}
