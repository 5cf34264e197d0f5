//! Each `check/<name>.yaml` beside the findings that it must give, `check/<name>.txt`.
//!
//! `UPDATE_EXPECT=1 cargo test -p codegen --test check` writes what comes out.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use codegen::check::{RULES, check};
use codegen::error::Error;
use codegen::finding::Report;
use codegen::spec::Spec;

/// Rules that no document of this folder can break.
const WITHOUT_FIXTURE: [&str; 2] = [
    // The net below the rules: nothing known falls through.
    "not-openapi",
    // Would have to be a file that editors and diffs choke on; the test is below.
    "not-utf8",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/check")
}

/// Names of the files with this extension, without it.
fn names(extension: &str) -> BTreeSet<String> {
    fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect()
}

fn report(name: &str, bytes: Vec<u8>) -> Report {
    match Spec::parse(name, bytes).map_err(Error::Findings).and_then(check) {
        Ok(checked) => checked.warnings().clone(),
        Err(Error::Findings(report)) => report,
        Err(other) => panic!("{name}: {other}"),
    }
}

#[expect(clippy::disallowed_methods, reason = "a test reads and writes its fixtures")]
fn compare(name: &str, update: bool) -> Result<Report, String> {
    let bytes = fs::read(folder().join(format!("{name}.yaml"))).unwrap();
    let report = report(&format!("{name}.yaml"), bytes);
    let actual = report.human(false);
    let path = folder().join(format!("{name}.txt"));
    if update {
        fs::write(&path, &actual).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    if expected == actual {
        Ok(report)
    } else {
        Err(format!("{name}: expected\n{expected}\nbut found\n{actual}"))
    }
}

fn updating() -> bool {
    std::env::var_os("UPDATE_EXPECT").is_some_and(|value| value == "1")
}

#[test]
fn documents_give_the_expected_findings() {
    let documents = names("yaml");
    let mut failures = Vec::new();
    for name in &documents {
        match compare(name, updating()) {
            Ok(report) => failures.extend(other_rules(name, &report)),
            Err(failure) => failures.push(failure),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(documents, names("txt"), "each document has its findings, and no others are there");
}

/// A document breaks the rule that it is about and no other; a valid one breaks none.
fn other_rules(name: &str, report: &Report) -> Option<String> {
    let rules: Vec<_> = report.findings().iter().map(|finding| finding.rule).collect();
    if name.starts_with("valid-") {
        return (!rules.is_empty()).then(|| format!("{name}: breaks {rules:?}"));
    }
    let fits = !rules.is_empty() && rules.iter().all(|rule| belongs(rule, name));
    (!fits).then(|| format!("{name}: breaks {rules:?}"))
}

/// Whether `rule` is the one that document `name` is about: `rule` or `rule.…`.
fn belongs(rule: &str, name: &str) -> bool {
    name.strip_prefix(rule).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[test]
fn rules_have_documents_and_documents_have_rules() {
    let documents = names("yaml");
    for rule in RULES.iter().filter(|rule| !WITHOUT_FIXTURE.contains(&rule.name)) {
        assert!(
            documents.iter().any(|name| belongs(rule.name, name)),
            "no document breaks `{}`",
            rule.name
        );
    }
    for name in documents.iter().filter(|name| !name.starts_with("valid-")) {
        assert!(RULES.iter().any(|rule| belongs(rule.name, name)), "no rule for `{name}`");
    }
    let unique: BTreeSet<_> = RULES.iter().map(|rule| rule.name).collect();
    assert_eq!(unique.len(), RULES.len(), "two rules have one name");
}

#[test]
fn no_finding_is_worse_than_its_rule_says() {
    for name in names("yaml") {
        let Ok(report) = compare(&name, false) else { continue };
        for finding in report.findings() {
            let rule = RULES.iter().find(|rule| rule.name == finding.rule);
            let rule = rule.unwrap_or_else(|| panic!("{name}: `{}` is not in RULES", finding.rule));
            assert!(finding.level >= rule.level, "{name}: {finding:?}");
            assert!(!finding.help.is_empty(), "{name}: no help in {finding:?}");
            assert!(!finding.message.ends_with('.'), "{name}: {finding:?}");
        }
    }
}

#[test]
fn bytes_that_are_not_utf8_are_one_finding() {
    let report = report("bytes.yaml", b"openapi: 3.0.3\ninfo: \xff\n".to_vec());
    let rules: Vec<_> = report.findings().iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["not-utf8"]);
}

#[test]
fn other_encodings_are_named() {
    let text = "openapi: 3.0.3\n";
    let wide: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let widest: Vec<u8> = text.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    let marked = [&b"\xff\xfe"[..], &little].concat();
    for (bytes, name) in [(little, "16"), (big, "16"), (marked, "16"), (widest, "32")] {
        let report = report("wide.yaml", bytes);
        let messages: Vec<_> = report.findings().iter().map(|one| one.message.as_str()).collect();
        assert_eq!(messages, [format!("the file is UTF-{name}")]);
    }
}

#[test]
fn a_large_document_takes_linear_time() {
    let mut text = String::from("openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n");
    for index in 0..2_000 {
        text.push_str(&format!(
            "  /v1/things{index}/{{id}}:\n    get:\n      operationId: getThing{index}\n      \
             parameters:\n      - {{name: id, in: path, required: true, schema: {{type: integer}}}}\n      \
             responses:\n        '200':\n          description: ok\n          content:\n            \
             application/json:\n              schema:\n                \
             $ref: '#/components/schemas/Thing{index}'\n"
        ));
    }
    text.push_str("components:\n  schemas:\n");
    for index in 0..2_000 {
        text.push_str(&format!(
            "    Thing{index}:\n      type: object\n      properties:\n        a: {{type: string}}\n        \
             b: {{type: integer}}\n        next: {{$ref: '#/components/schemas/Missing{index}'}}\n"
        ));
    }
    let start = std::time::Instant::now();
    assert_eq!(report("large.yaml", text.into_bytes()).findings().len(), 2_000);
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
