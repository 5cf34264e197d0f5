//! Each `surface/NAME.rs` holds generated code twice, base and head; each `surface/NAME.edit` an
//! edit of `surface/document.yaml`. Beside it stands what the change does to the public API,
//! `NAME.txt`, and what `cargo semver-checks` says of it, `NAME.semver`.
//!
//! `UPDATE_EXPECT=1 cargo test -p codegen --test surface` writes what comes out. What the tool says
//! is a fact that is kept, since building the tool takes longer than all of CI; with the tool in
//! `PATH`, `-- --ignored` asks it again, and writes what it says where `UPDATE_EXPECT` is set.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test fails by panicking, in its helpers too, and says what it skips"
)]

#[path = "surface/oracle.rs"]
mod oracle;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use codegen::artifacts::Artifacts;
use codegen::diff::{Bump, Level};
use codegen::settings::Settings;
use codegen::spec::Spec;
use codegen::surface::{Effect, Extent, ItemChange, RULES, Surface, compare, effect};

/// Pairs of which `cargo semver-checks` says something else, and why we keep to ours.
const DEPARTURES: &[(&str, &str)] = &[
    ("generic-constants", "it also names its lint for traits, though a type has changed"),
    ("generic-types.required", "it also names its lint for traits, though a type has changed"),
    ("supertraits", "it finds no removed supertrait where that comes from the standard library"),
    ("trait-item-added", "it also sees that the trait can no longer be `dyn`; it breaks anyway"),
    ("unread", "it sees what macros expand to; from the text it is only dangerous"),
];

/// Pairs that the tool has not been asked about yet; the ignored tests ask it.
const NOT_ASKED: &[&str] = &[
    "return-type.response",
    "same-comment",
    "same-documentation",
    "same-parameter-required",
    "same-pattern",
    "variant-added.enum",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/surface")
}

#[expect(clippy::disallowed_methods, reason = "a test reads and writes its fixtures")]
fn read(name: &str) -> Option<String> {
    fs::read_to_string(folder().join(name)).ok().map(|text| text.replace("\r\n", "\n"))
}

#[expect(clippy::disallowed_methods, reason = "a test reads and writes its fixtures")]
fn write(name: &str, text: &str) {
    fs::write(folder().join(name), text).unwrap();
}

fn updating() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1")
}

/// Names of the files with this extension, without it.
fn names(extension: &str) -> BTreeSet<String> {
    fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter_map(|name| name.strip_suffix(extension)?.strip_suffix('.').map(str::to_owned))
        .filter(|name| name != "oracle")
        .collect()
}

/// Base and head of a pair of Rust texts.
fn code(name: &str) -> [String; 2] {
    let text = read(&format!("{name}.rs")).unwrap();
    let (base, head) = text.split_once("//~ head\n").unwrap();
    [base.strip_prefix("//~ base\n").unwrap().to_owned(), head.to_owned()]
}

fn surface(text: String) -> Surface {
    let mut artifacts = Artifacts::default();
    artifacts.insert("mod.rs", text);
    Surface::of(&artifacts).unwrap()
}

fn of_code(name: &str) -> Vec<ItemChange> {
    let [base, head] = code(name).map(surface);
    compare(&base, &head)
}

/// The document that all edits start from, and an edited one.
fn documents(name: &str) -> [String; 2] {
    let base = read("document.yaml").unwrap();
    let mut head = base.clone();
    for edit in read(&format!("{name}.edit")).unwrap().split("<<<\n").skip(1) {
        let (old, new) = edit.split_once("===\n").unwrap();
        let new = new.strip_suffix(">>>\n").unwrap();
        assert_eq!(head.matches(old).count(), 1, "{name}: `{old}` stands once in the document");
        head = head.replace(old, new);
    }
    [base, head]
}

fn spec(name: &str, text: String) -> Spec {
    Spec::parse(name, text.into_bytes()).unwrap()
}

fn of_document(name: &str) -> Effect {
    let [base, head] = documents(name);
    let settings = Settings { package: None, ..Settings::default() };
    effect(&spec("base.yaml", base), &spec("head.yaml", head), &settings)
}

/// What a person would want to see of changes.
fn listed(changes: &[ItemChange]) -> String {
    let mut out = String::new();
    for one in changes {
        writeln!(out, "{} {} {} {}", one.level, one.what, one.path, one.kind).unwrap();
        for (sign, text, spot) in [("-", &one.before, &one.base), ("+", &one.after, &one.head)] {
            if let (Some(text), Some(spot)) = (text, spot) {
                writeln!(out, "  {sign} {text}  ({spot})").unwrap();
            }
        }
        let lint = one.lint.map(|lint| format!(" [{lint}]")).unwrap_or_default();
        writeln!(out, "  {}: {}{lint}", one.rule, one.reason).unwrap();
    }
    out
}

fn bump(changes: &[ItemChange]) -> Bump {
    changes.iter().map(|change| Bump::from(change.level)).max().unwrap_or(Bump::None)
}

/// A pair: name, changes and text to compare.
type Judged = (String, Vec<ItemChange>, String);

/// All pairs, generated once for all tests.
fn pairs() -> &'static [Judged] {
    static PAIRS: OnceLock<Vec<Judged>> = OnceLock::new();
    PAIRS.get_or_init(judged)
}

fn judged() -> Vec<Judged> {
    let mut pairs = Vec::new();
    for name in names("rs") {
        let changes = of_code(&name);
        let text = format!("{}bump: {}\n", listed(&changes), bump(&changes));
        pairs.push((name, changes, text));
    }
    for name in names("edit") {
        let effect = of_document(&name);
        let text =
            format!("{}{}\nbump: {}\n", listed(effect.changes()), effect.summary(), effect.bump());
        pairs.push((name, effect.changes().to_vec(), text));
    }
    pairs
}

#[test]
fn pairs_give_the_expected_changes() {
    let mut failures = Vec::new();
    let pairs = pairs();
    for (name, changes, actual) in pairs {
        let file = format!("{name}.txt");
        if updating() {
            write(&file, actual);
        }
        let expected = read(&file).unwrap_or_default();
        if expected != *actual {
            failures.push(format!("{name}: expected\n{expected}\nbut found\n{actual}"));
        }
        if name.starts_with("same-") && !changes.is_empty() {
            failures.push(format!("{name}: nothing changes, yet\n{actual}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    let all: BTreeSet<String> = pairs.iter().map(|(name, ..)| name.clone()).collect();
    assert_eq!(all, names("txt"), "each pair has its changes, and no others are there");
}

#[test]
fn every_rule_has_a_pair_and_every_change_a_known_rule() {
    let mut named = BTreeSet::new();
    for (name, changes, _) in pairs() {
        for change in changes {
            assert!(RULES.contains(&change.rule), "{name}: `{}` is not in RULES", change.rule);
            assert!(!change.reason.ends_with('.') && !change.reason.is_empty(), "{change:?}");
            assert_ne!(change.before, change.after, "{name}: {}", change.path);
            named.insert(change.rule);
        }
    }
    let missing: Vec<_> = RULES.iter().filter(|rule| !named.contains(**rule)).collect();
    assert!(missing.is_empty(), "no pair for {missing:?}");
}

#[test]
fn what_comes_is_what_goes_the_other_way_round() {
    for name in names("rs") {
        let [base, head] = code(&name).map(surface);
        let (there, back) = (compare(&base, &head), compare(&head, &base));
        let removed = |changes: &[ItemChange]| -> BTreeSet<(String, &str)> {
            let gone = changes.iter().filter(|one| one.before.is_some() && one.after.is_none());
            gone.map(|one| (one.path.clone(), one.what)).collect()
        };
        let added = |changes: &[ItemChange]| -> BTreeSet<(String, &str)> {
            let new = changes.iter().filter(|one| one.before.is_none() && one.after.is_some());
            new.map(|one| (one.path.clone(), one.what)).collect()
        };
        assert_eq!(removed(&there), added(&back), "{name}");
        assert_eq!(added(&there), removed(&back), "{name}");
        assert!(compare(&base, &base).is_empty() && compare(&head, &head).is_empty(), "{name}");
    }
}

#[test]
fn verdicts_are_those_of_cargo_semver_checks() {
    let mut asked = 0;
    for (name, changes, _) in pairs() {
        let Some(fact) = read(&format!("{name}.semver")) else {
            assert!(
                NOT_ASKED.contains(&name.as_str()),
                "{name}: run the ignored tests, with cargo-semver-checks in PATH"
            );
            continue;
        };
        assert!(!NOT_ASKED.contains(&name.as_str()), "{name} has been asked about");
        let fact = oracle::Fact::parse(&fact);
        asked += 1;
        let departs = DEPARTURES.iter().any(|(other, _)| other == name);
        let lints = |level: Level| -> BTreeSet<&str> {
            let serious = changes.iter().filter(|change| change.level >= level);
            serious.filter_map(|change| change.lint).collect()
        };
        let theirs: BTreeSet<&str> = fact.lints.iter().map(String::as_str).collect();
        // What it objects to, we say too, and by the same name.
        let known = theirs.is_subset(&lints(Level::Compatible));
        let as_high = fact.bump != "major" || bump(changes) == Bump::Major;
        // What we call breaking by the name of a lint, it finds; for the rest it has no lint.
        let found = lints(Level::Breaking).is_subset(&theirs);
        assert_eq!(known && as_high && found, !departs, "{name}: {fact:?}\n{}", listed(changes));
    }
    assert!(asked >= 50, "{asked}");
    for (name, _) in DEPARTURES {
        assert!(read(&format!("{name}.semver")).is_some(), "`{name}` is no pair");
    }
}

#[test]
#[ignore = "needs cargo-semver-checks in PATH"]
fn facts_of_code_are_what_the_installed_tool_says() {
    ask(names("rs").into_iter().map(|name| {
        let crates = code(&name).map(oracle::Crate::Text);
        (name, crates)
    }));
}

#[test]
#[ignore = "needs cargo-semver-checks in PATH, and builds the dependencies of clients"]
fn facts_of_documents_are_what_the_installed_tool_says() {
    ask(names("edit").into_iter().map(|name| {
        let crates = documents(&name).map(|text| oracle::Crate::Files(generated(text)));
        (name, crates)
    }));
}

fn ask(pairs: impl Iterator<Item = (String, [oracle::Crate; 2])>) {
    let Some(tool) = oracle::Tool::find() else {
        eprintln!("skipped: no cargo-semver-checks in PATH");
        return;
    };
    let mut failures = Vec::new();
    for (name, crates) in pairs {
        let fact = tool.ask(&name, &crates).text();
        let file = format!("{name}.semver");
        if updating() {
            write(&file, &fact);
        }
        let kept = read(&file).unwrap_or_default();
        if kept != fact {
            failures.push(format!("{name}: kept\n{kept}\nbut it says\n{fact}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// A whole crate for a document.
fn generated(text: String) -> Artifacts {
    let settings = Settings { package: Some("pair".to_owned()), ..Settings::default() };
    codegen::generate(spec("document.yaml", text), &settings).unwrap().artifacts
}

#[test]
fn a_document_without_a_client_is_named_with_its_first_error() {
    let [base, _] = documents("field-added.optional");
    let broken = base.replace("operationId: listTasks", "operationId: getTask");
    let effect = effect(&spec("base.yaml", base), &spec("head.yaml", broken), &Settings::default());
    assert_eq!(effect.extent(), Extent::Unknown);
    assert_eq!((effect.changes(), effect.bump()), (&[][..], Bump::None));
    let [obstacle] = effect.obstacles() else { panic!("{effect:?}") };
    assert!(!obstacle.is_base && obstacle.errors > 0);
    let summary = effect.summary();
    assert!(summary.starts_with("the head has no client to compare: head.yaml:"), "{summary}");
}

#[test]
fn the_file_that_is_not_rust_is_named() {
    let mut artifacts = Artifacts::default();
    artifacts.insert("mod.rs", "pub mod types;".to_owned());
    let missing = Surface::of(&artifacts).unwrap_err().to_string();
    assert_eq!(missing, "the public API cannot be read from types.rs: the file is missing");
    artifacts.insert("types.rs", "pub struct Id;\npub struct {".to_owned());
    let broken = Surface::of(&artifacts).unwrap_err();
    assert_eq!(broken.file, "types.rs");
    assert!(broken.problem.starts_with("line 2 is not valid Rust: "), "{broken}");
}

#[test]
fn modules_in_files_are_followed_and_lines_are_those_of_the_file() {
    let files = |types: &str| {
        let mut artifacts = Artifacts::default();
        artifacts.insert("mod.rs", "pub mod types;\npub use types::more::Page;".to_owned());
        artifacts.insert("types.rs", format!("\n\n{types}\npub mod more;"));
        artifacts.insert("types/more.rs", "use super::Id;\npub struct Page(pub Id);".to_owned());
        Surface::of(&artifacts).unwrap()
    };
    let base = files("pub struct Id(pub u8);");
    let paths: Vec<_> = base.paths().collect();
    assert_eq!(paths, ["Page", "types", "types::Id", "types::more", "types::more::Page"]);
    let changes = compare(&base, &files("\npub struct Id(pub u16);"));
    let [change] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!((change.path.as_str(), change.level), ("types::Id::0", Level::Breaking));
    let lines = [&change.base, &change.head].map(|spot| spot.as_ref().unwrap().to_string());
    assert_eq!(lines, ["types.rs:3", "types.rs:4"]);
}
