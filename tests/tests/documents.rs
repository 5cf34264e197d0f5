//! What the documents promise: every command they show runs in CI or in a test, every link leads
//! somewhere, and the finding in the README is what the checker prints.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

#[path = "documents/markdown.rs"]
mod markdown;
#[path = "../../xtask/src/steps.rs"]
mod steps;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use markdown::{Document, commands};
use steps::STEPS;

/// The line by which `.ci/run` runs [`STEPS`].
const RUNS_STEPS: &str = "cargo xtask ci";

/// Commands that a test runs: command, file, function.
const RUN_BY_TESTS: &[(&str, &str, &str)] = &[
    ("cargo xtask explore", "xtask/tests/commands.rs", "explore_serves_the_page"),
    (
        "cargo xtask generate",
        "xtask/tests/commands.rs",
        "generate_finds_the_committed_modules_up_to_date",
    ),
    (
        "cargo xtask generate --spec FILE --out DIR --crate NAME",
        "xtask/tests/commands.rs",
        "generate_writes_a_crate_from_any_document",
    ),
    (
        "cargo xtask diff --base FILE --head FILE",
        "xtask/tests/diff.rs",
        "the_commands_of_the_documents_work",
    ),
    (
        "cargo xtask diff",
        "xtask/tests/diff.rs",
        "the_default_base_is_where_the_branch_left_the_main_branch",
    ),
    (
        "cargo xtask diff --base HEAD",
        "xtask/tests/diff.rs",
        "revisions_files_and_files_in_revisions_can_be_compared",
    ),
    (
        "cargo xtask diff --format json --fail-on never",
        "xtask/tests/diff.rs",
        "every_format_prints_the_same_change",
    ),
    (
        "cargo xtask diff --list",
        "xtask/tests/diff.rs",
        "every_kind_of_change_is_listed_and_only_that",
    ),
];

/// Lines of a shell that a test runs as they stand: what is in them, file, function.
const RUN_AS_THEY_STAND: (&[&str], &str, &str) = (
    &["dcs ", "mkdir -p ~/.local/"],
    "tests/tests/cli/documented.rs",
    "the_commands_of_the_pages_work",
);

/// The documents in which that test looks for them.
const WITH_SUCH_LINES: &[&str] = &["README.md", "docs/cli.md"];

/// What CI adds to an installation, so that the machine stays as it was.
const INSTALLED_BELOW: &str = " --root target/dcs";

/// Pages that are part of the client's documentation.
const PAGES: &str = "generated-client/src/docs";

/// Variables that make a test write what it would compare.
const UPDATE_VARIABLES: &[&str] =
    &["INSTA_UPDATE=always ", "UPDATE_EXPECT=1 ", "EXPLORER_IMAGES=docs/images "];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

#[expect(clippy::disallowed_methods, reason = "a test of files reads files")]
fn read(path: &str) -> String {
    let text = std::fs::read_to_string(root().join(path));
    text.unwrap_or_else(|error| panic!("{path}: {error}")).replace("\r\n", "\n")
}

/// All documents for people, by path from the root.
fn documents() -> Vec<Document> {
    let mut paths: Vec<String> = [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        ".github/PULL_REQUEST_TEMPLATE.md",
        "spec/README.md",
        "generated-client/README.md",
    ]
    .map(str::to_owned)
    .to_vec();
    for directory in ["docs", PAGES] {
        for entry in std::fs::read_dir(root().join(directory)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if name.ends_with(".md") {
                paths.push(format!("{directory}/{name}"));
            }
        }
    }
    paths.sort();
    let document = |path: String| Document::new(&path, &read(&path));
    paths.into_iter().map(document).collect()
}

/// Every command that CI or a test runs.
fn executed() -> BTreeSet<String> {
    let script = read(".ci/run");
    let mut all: BTreeSet<String> = script.lines().map(|line| line.trim().to_owned()).collect();
    assert!(all.contains(RUNS_STEPS), ".ci/run runs `{RUNS_STEPS}`");
    all.extend(STEPS.iter().map(|step| step.command.replace(INSTALLED_BELOW, "")));
    all.extend(workflow_commands());
    for (command, file, function) in RUN_BY_TESTS {
        assert_test(file, function);
        all.insert((*command).to_owned());
    }
    all
}

fn assert_test(file: &str, function: &str) {
    let test = format!("#[test]\nfn {function}()");
    assert!(read(file).contains(&test), "{file} has no test {function}");
}

/// Whether a test runs the line as it stands.
fn runs_as_it_stands(document: &str, command: &str) -> bool {
    let (starts, file, function) = RUN_AS_THEY_STAND;
    assert_test(file, function);
    // What comes before a pipe only feeds the command.
    let last = command.rsplit(" | ").next().unwrap_or(command);
    WITH_SUCH_LINES.contains(&document) && starts.iter().any(|start| last.starts_with(start))
}

fn workflow_commands() -> BTreeSet<String> {
    [".github/workflows/ci.yml", ".github/workflows/spec-review.yml"]
        .map(read)
        .iter()
        .flat_map(|text| text.lines())
        .filter_map(|line| line.trim().trim_start_matches("- ").strip_prefix("run: "))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_command_that_a_document_shows_runs_somewhere() {
    let executed = executed();
    let mut unknown = Vec::new();
    let mut shown = 0;
    for document in documents() {
        for (line, command) in commands(&document) {
            let bare = UPDATE_VARIABLES
                .iter()
                .find_map(|variable| command.strip_prefix(variable))
                .unwrap_or(&command);
            shown += 1;
            if !executed.contains(bare) && !runs_as_it_stands(&document.path, bare) {
                unknown.push(format!("{}:{line}: {command}", document.path));
            }
        }
    }
    assert!(shown > 10, "only {shown} commands found");
    assert!(
        unknown.is_empty(),
        "neither .ci/run, its steps, the workflow nor a test in RUN_BY_TESTS runs\n{}",
        unknown.join("\n")
    );
}

#[test]
fn every_link_leads_somewhere() {
    let documents = documents();
    let mut broken = Vec::new();
    for document in &documents {
        for (line, target) in &document.links {
            if let Err(problem) = follow(document, target, &documents) {
                broken.push(format!("{}:{line}: {target}: {problem}", document.path));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// Follows a link between files of the workspace. Links to the web are not looked at, and those to
/// items of the client are rustdoc's business.
fn follow(from: &Document, target: &str, documents: &[Document]) -> Result<(), &'static str> {
    let in_crate = from.path.starts_with(PAGES) && target.starts_with("crate::");
    if in_crate || target.starts_with("https://") {
        return Ok(());
    }
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let path = if path.is_empty() {
        from.path.clone()
    } else {
        normal(&Path::new(&from.path).parent().unwrap().join(path)).ok_or("outside")?
    };
    if !root().join(&path).exists() {
        return Err("no such file");
    }
    if fragment.is_empty() {
        return Ok(());
    }
    let document = documents.iter().find(|document| document.path == path);
    let headings = &document.ok_or("a fragment of no document")?.headings;
    if headings.iter().any(|heading| heading == fragment) { Ok(()) } else { Err("no such heading") }
}

/// The path without `..`, with `/` between its parts; nothing where it leaves the workspace.
fn normal(path: &Path) -> Option<String> {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.components() {
        match part.as_os_str().to_str()? {
            "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[test]
fn the_set_up_of_the_readme_is_two_commands_and_one_is_a_step_of_ci() {
    let readme = Document::new("README.md", &read("README.md"));
    let first = readme.blocks.first().expect("a first block");
    assert_eq!(first.text, "cargo xtask generate\ncargo test --workspace\n");
    assert!(STEPS.iter().any(|step| step.command == "cargo test --workspace"));
}

#[test]
fn every_step_has_a_name_of_its_own_and_says_what_to_do() {
    let names: BTreeSet<_> = STEPS.iter().map(|step| step.name).collect();
    assert_eq!(names.len(), STEPS.len());
    for step in STEPS {
        assert!(!step.help.is_empty(), "{step:?}");
        assert!(!step.help.ends_with('.'), "{step:?}");
    }
}

#[test]
fn the_workflow_runs_the_script() {
    assert!(workflow_commands().contains(".ci/run"));
}

#[test]
fn the_workflow_builds_with_the_oldest_supported_toolchain() {
    let manifest = read("Cargo.toml");
    let version = manifest
        .split_once("rust-version = \"")
        .and_then(|(_, rest)| rest.split_once('"'))
        .expect("a rust-version")
        .0;
    let check = format!("cargo +{version} check --workspace --all-targets --locked");
    assert!(workflow_commands().contains(&check), "{check}");
    for document in ["README.md", "docs/architecture.md"] {
        assert!(read(document).contains(version), "{document}");
    }
}

#[test]
fn the_review_in_its_document_is_what_the_command_prints() {
    let path = "spec/openapi.yaml";
    let text = read(path);
    let edited = text.replace(": deleteBackgroundTask", ": removeBackgroundTask");
    assert_ne!(edited, text);
    let parse = |text: String| codegen::spec::Spec::parse(path, text.into()).unwrap();
    let (base, head) = (parse(text), parse(edited));
    let comparison = codegen::diff::diff(&base, &head);
    let settings = codegen::settings::Settings {
        runtime: Some("crate".to_owned()),
        ..codegen::settings::Settings::default()
    };
    let rust = (&codegen::surface::effect(&base, &head, &settings)).into();
    let side = |revision: Option<&str>| codegen::review::Side {
        path: path.to_owned(),
        revision: revision.map(str::to_owned),
    };
    let sides = (side(Some("1a2b3c4d5e")), side(None));
    let review = codegen::review::Review::new(
        sides,
        &head,
        &comparison,
        &codegen::review::Settings::default(),
        rust,
    );
    let expected = format!("$ cargo xtask diff\n{}", review.text(false));
    let document = Document::new("docs/review.md", &read("docs/review.md"));
    assert!(shows(&document, &expected), "docs/review.md should show\n{expected}");
}

#[test]
fn every_setting_that_the_document_of_reviews_shows_is_one() {
    let document = Document::new("docs/review.md", &read("docs/review.md"));
    let block = document.blocks.iter().find(|block| block.language == "yaml").unwrap();
    let kind = |rule: &codegen::diff::Rule| codegen::review::Kind {
        id: rule.id,
        level: rule.level,
        summary: rule.explain,
    };
    let kinds: Vec<_> = codegen::diff::RULES.iter().map(kind).collect();
    let (settings, report) =
        codegen::review::Settings::parse("docs/review.md", block.text.clone().into(), &kinds);
    assert!(report.is_empty(), "{}", report.human(false));
    assert!(settings.reason("1a2b3c4d5e6f").is_some());
}

#[test]
fn the_finding_in_the_readme_is_what_the_checker_prints() {
    let text = read("spec/openapi.yaml");
    // The property, and not an example of it.
    let (before, property) = text.split_once("error_code:\n").expect("the property");
    let misspelt = property.replacen("maxLength", "maxLenght", 1);
    let broken = format!("{before}error_code:\n{misspelt}");
    let report = codegen::spec::Spec::parse("spec/openapi.yaml", broken.into())
        .map_err(codegen::error::Error::Findings)
        .and_then(codegen::check::check);
    let Err(codegen::error::Error::Findings(report)) = report else {
        panic!("no findings");
    };
    let readme = Document::new("README.md", &read("README.md"));
    let expected =
        format!("$ cargo xtask check\n{}spec/openapi.yaml: 1 error\n", report.human(false));
    assert!(shows(&readme, &expected), "the README should show\n{expected}");
}

#[test]
fn only_the_numbers_of_lines_may_differ_from_what_a_page_shows() {
    let shown = "spec/openapi.yaml:9:11: error: no\n 9 |  a: 9\n   |  ^\n";
    let same = without_lines(shown);
    assert_eq!(
        same,
        without_lines("spec/openapi.yaml:1234:11: error: no\n1234 |  a: 9\n     |  ^\n")
    );
    assert_ne!(same, without_lines("spec/openapi.yaml:9:11: error: no\n 9 |  a: 8\n   |  ^\n"));
    assert_ne!(same, without_lines("spec/openapi.yaml:9:12: error: no\n 9 |  a: 9\n   |  ^\n"));
}

/// Returns true if a block of the page is this text, but for the numbers of lines.
fn shows(page: &Document, text: &str) -> bool {
    page.blocks.iter().any(|block| without_lines(&block.text) == without_lines(text))
}

/// The text without the numbers of lines, which change with every operation of the document.
fn without_lines(text: &str) -> String {
    let line = |line: &str| {
        let digits = |c: char| c.is_ascii_digit();
        let places = line.split("openapi.yaml:").enumerate().map(|(index, part)| match index {
            0 => part,
            _ => part.trim_start_matches(digits),
        });
        let line = places.collect::<Vec<_>>().join("openapi.yaml:");
        match line.split_once('|') {
            Some((margin, source)) if margin.trim().chars().all(digits) => format!("|{source}"),
            _ => line,
        }
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}
