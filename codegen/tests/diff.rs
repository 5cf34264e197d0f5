//! Pairs of documents and the changes that must be found between them.
//!
//! `diff/cases/<name>.yaml` is a change of one of `diff/bases`: a list of places and what stands
//! there, or not, in the head. `diff/cases/<name>.txt` is what must be found. What holds for
//! schemas at every place is in `diff/schemas.yaml` and `diff/schemas.txt`.
//!
//! `UPDATE_EXPECT=1 cargo test -p codegen --test diff` writes what comes out.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

#[path = "diff/documents.rs"]
mod documents;
#[path = "diff/matrix.rs"]
mod matrix;
#[path = "diff/page.rs"]
mod page;
#[path = "diff/properties.rs"]
mod properties;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use codegen::diff::{Change, DEPARTURES, Date, Level, RULES, diff, diff_on};
use documents::{edited, expect, names, read, spec};

/// One block a change.
fn shown(changes: &[Change]) -> String {
    let mut text = String::new();
    for change in changes {
        let place = |place: &Option<codegen::diff::Place>| match place {
            Some(place) => format!("{}:{}", place.pointer, place.position.line),
            None => "nowhere".to_owned(),
        };
        text.push_str(&format!(
            "{} {}\n  {} {}\n  {}\n  base {}\n  head {}\n",
            change.level,
            change.id,
            change.operation.as_deref().unwrap_or("document"),
            change.subject,
            change.message,
            place(&change.base),
            place(&change.head),
        ));
    }
    if text.is_empty() { "nothing\n".to_owned() } else { text }
}

/// What each case finds.
static CASES: LazyLock<BTreeMap<String, Vec<Change>>> = LazyLock::new(|| {
    names("cases", "yaml").into_iter().map(|case| (case.clone(), compared(&case))).collect()
});

fn changes(case: &str) -> &'static [Change] {
    &CASES[case]
}

fn compared(case: &str) -> Vec<Change> {
    let (base, head, today) = edited(case);
    let (base, head) = (spec("base.yaml", &base), spec("head.yaml", &head));
    match today {
        Some(today) => diff_on(&base, &head, Date::parse(&today).unwrap()).changes().to_vec(),
        None => diff(&base, &head).changes().to_vec(),
    }
}

#[test]
fn cases_give_the_expected_changes() {
    let cases = names("cases", "yaml");
    let failures: Vec<_> = cases
        .iter()
        .filter_map(|case| expect(&format!("cases/{case}.txt"), &shown(changes(case))))
        .collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(cases, names("cases", "txt"), "each case has its changes, and no others are there");
    assert!(cases.len() >= 120, "{}", cases.len());
}

#[test]
fn a_case_that_is_named_after_a_rule_hits_it_and_hardly_another() {
    let mut failures = Vec::new();
    for case in names("cases", "yaml") {
        let found: BTreeSet<_> = changes(&case).iter().map(|change| change.id).collect();
        let rule = case.split('.').next().unwrap();
        if case.starts_with("same-") {
            if !found.is_empty() {
                failures.push(format!("{case}: {found:?}"));
            }
        } else if !found.contains(rule)
            || found.len() > 3
            || rule != "not-judged" && found.contains("not-judged")
        {
            failures.push(format!("{case}: {found:?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_rule_is_hit() {
    let mut hit: BTreeSet<&str> = matrix::hit();
    for case in names("cases", "yaml") {
        hit.extend(changes(&case).iter().map(|change| change.id));
    }
    let missed: Vec<_> = RULES.iter().map(|rule| rule.id).filter(|id| !hit.contains(id)).collect();
    assert!(missed.is_empty(), "{} rules without a case: {missed:#?}", missed.len());
}

#[test]
fn ids_are_unique_and_explained() {
    let unique: BTreeSet<_> = RULES.iter().map(|rule| rule.id).collect();
    assert_eq!(unique.len(), RULES.len());
    for rule in RULES.iter() {
        assert!(rule.explain.len() > 10 && !rule.explain.ends_with('.'), "{rule:?}");
        let kebab = rule.id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        assert!(kebab, "{}", rule.id);
    }
}

/// The ids that oasdiff has too, and their levels there.
fn oasdiff() -> BTreeMap<String, Level> {
    let level = |name: &str| match name {
        "ERR" => Level::Breaking,
        "WARN" => Level::Dangerous,
        "INFO" => Level::Compatible,
        other => panic!("{other}"),
    };
    let text = read("oasdiff-levels.txt");
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| line.split_once(' ').unwrap())
        .map(|(name, id)| (id.to_owned(), level(name)))
        .collect()
}

#[test]
fn levels_are_those_of_oasdiff_or_departures_with_a_reason() {
    let theirs = oasdiff();
    for rule in RULES.iter() {
        let departs = DEPARTURES.iter().any(|departure| departure.id == rule.id);
        match theirs.get(rule.id) {
            Some(level) => assert_eq!(departs, *level != rule.level, "{rule:?} there {level}"),
            None => assert!(!departs, "{} departs from nothing", rule.id),
        }
    }
    for id in theirs.keys() {
        assert!(RULES.iter().any(|rule| rule.id == id), "{id} is no rule");
    }
    for departure in DEPARTURES {
        assert!(!departure.reason.is_empty() && theirs.contains_key(departure.id), "{departure:?}");
    }
}

#[test]
fn no_change_is_worse_than_its_rule_says() {
    for case in names("cases", "yaml") {
        for change in changes(&case) {
            let rule = RULES.iter().find(|rule| rule.id == change.id).unwrap();
            assert!(change.level <= rule.level, "{case}: {change:?}");
            let first = change.message.chars().next().unwrap();
            assert!(!first.is_uppercase() && !change.message.ends_with('.'), "{}", change.message);
            assert!(change.base.is_some() || change.head.is_some(), "{case}: {change:?}");
        }
    }
}

#[test]
fn the_page_of_rules_is_the_table() {
    assert_eq!(page::expected(), page::committed());
}

#[test]
fn fingerprints_stay_the_same_where_only_lines_move() {
    let (base, head, _) = edited("request-property-became-required");
    let moved = |text: &str| text.replacen("info:", "# One line more.\n\ninfo:", 1);
    let prints = |base: &str, head: &str| {
        let found = diff(&spec("base.yaml", base), &spec("head.yaml", head));
        found.changes().iter().map(|change| change.fingerprint.clone()).collect::<Vec<_>>()
    };
    let here = prints(&base, &head);
    assert_eq!(here, prints(&moved(&base), &moved(&head)));
    assert!(here.iter().all(|print| print.len() == 12), "{here:?}");
    // Known to who has silenced one.
    assert_eq!(here, ["f32f2346ad84"]);
}
