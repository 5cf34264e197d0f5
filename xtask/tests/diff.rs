//! `cargo xtask diff` on small repositories: which documents it compares, what it prints, and how
//! it ends.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

#[path = "diff/repository.rs"]
mod repository;

use repository::{BASE, BREAKING, COMPATIBLE, DANGEROUS, DOCUMENTATION, Repository, edited};

const QUICK: [&str; 3] = ["--no-rust", "--format", "json"];

/// The workspace itself, from its root.
fn workspace(arguments: &[&str]) -> (Option<i32>, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .expect("xtask starts");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout) + &text(&output.stderr))
}

#[test]
fn the_exit_code_follows_the_level_and_what_to_fail_on() {
    for (edit, default, breaking, dangerous) in
        [(BREAKING, 1, 1, 1), (DANGEROUS, 0, 0, 1), (COMPATIBLE, 0, 0, 0), (DOCUMENTATION, 0, 0, 0)]
    {
        let repository = Repository::new();
        repository.write("spec/openapi.yaml", &edited(edit));
        let code = |fail_on: &[&str]| {
            let ran = repository.diff(&[&["--no-rust"], fail_on].concat());
            assert!(ran.out.contains("verdict: "), "{ran:?}");
            ran.code
        };
        assert_eq!(code(&[]), Some(default), "{edit:?}");
        assert_eq!(code(&["--fail-on", "breaking"]), Some(breaking), "{edit:?}");
        assert_eq!(code(&["--fail-on", "dangerous"]), Some(dangerous), "{edit:?}");
        assert_eq!(code(&["--fail-on", "never"]), Some(0), "{edit:?}");
    }
}

#[test]
fn every_format_prints_the_same_change() {
    let repository = Repository::new();
    repository.write("spec/openapi.yaml", &edited(BREAKING));
    let print = |format: &str| {
        let ran = repository.diff(&["--format", format]);
        assert_eq!(ran.code, Some(1), "{format}: {ran:?}");
        assert!(ran.out.contains("request-parameter-became-required"), "{format}: {ran:?}");
        assert!(!ran.out.contains('\x1b'), "{format}: {ran:?}");
        assert_eq!(ran.out, repository.diff(&["--format", format]).out, "{format}");
        ran
    };
    let text = print("text").out;
    assert!(
        text.starts_with("GET /tasks\n  breaking[request-parameter-became-required]: "),
        "{text}"
    );
    let commit = &repository.git(&["rev-parse", "HEAD"])[..10];
    let places = format!("    {commit}:spec/openapi.yaml:10 → spec/openapi.yaml:10  ");
    assert!(text.contains(&places), "{text}");
    let never = repository.diff(&["--format", "json", "--fail-on", "never"]);
    assert_eq!((never.code, never.out), (Some(0), print("json").out));
    assert!(print("markdown").out.starts_with("<!-- spec-review -->\n"));
    let json = print("json").json();
    assert_eq!(json["summary"]["bump"], "major");
    assert_eq!(json["base"]["revision"], commit);
    assert_eq!(json["rust"]["known"], true, "{}", json["rust"]);
    let github = print("github").out;
    assert!(github.starts_with("::error file=spec/openapi.yaml,line=10,col="), "{github}");
    assert!(github.lines().all(|line| line.starts_with("::")), "{github}");
    assert_eq!(print("sarif").json()["version"], "2.1.0");
}

#[test]
fn a_removal_is_annotated_where_something_is_left() {
    let repository = Repository::new();
    repository.write("spec/openapi.yaml", &edited(DANGEROUS));
    let ran = repository.diff(&["--no-rust", "--format", "github"]);
    assert!(ran.out.starts_with("::warning file=spec/openapi.yaml,line=9,"), "{ran:?}");
    assert!(ran.out.contains("%0Ait stood in line 11 of "), "{ran:?}");
}

#[test]
fn the_default_base_is_where_the_branch_left_the_main_branch() {
    let repository = Repository::new();
    repository.git(&["switch", "--quiet", "--create", "topic"]);
    repository.write("spec/openapi.yaml", &edited(COMPATIBLE));
    repository.commit();
    repository.git(&["switch", "--quiet", "main"]);
    repository.write("spec/openapi.yaml", &edited(DANGEROUS));
    repository.commit();
    repository.git(&["switch", "--quiet", "topic"]);
    assert_eq!(repository.diff(&QUICK).ids(), ["new-optional-request-parameter"]);

    // In a pull request GitHub names the branch, and the clone has it from its origin.
    repository.git(&["update-ref", "refs/remotes/origin/next", "topic"]);
    let in_pull_request = |name: &str| repository.diff_with(&QUICK, &[("GITHUB_BASE_REF", name)]);
    assert!(in_pull_request("next").ids().is_empty());
    assert_eq!(in_pull_request("").ids(), ["new-optional-request-parameter"]);
    let unknown = in_pull_request("gone");
    assert_eq!(unknown.code, Some(2));
    assert!(unknown.error.contains("refs/remotes/origin/gone"), "{unknown:?}");
}

#[test]
fn revisions_files_and_files_in_revisions_can_be_compared() {
    let repository = Repository::new();
    for tag in ["before", "v0.1.0"] {
        repository.git(&["tag", tag]);
    }
    repository.write("spec/openapi.yaml", &edited(DANGEROUS));
    repository.write("spec/other.yaml", &edited(COMPATIBLE));
    repository.commit();
    let ids = |base: &str, head: &str| {
        repository.diff(&[&QUICK[..], &["--base", base, "--head", head]].concat()).ids()
    };
    let removed = ["request-parameter-removed"];
    let added = ["new-optional-request-parameter"];
    assert_eq!(ids("before", "HEAD"), removed);
    assert_eq!(repository.diff(&[&QUICK[..], &["--base", "v0.1.0"]].concat()).ids(), removed);
    assert_eq!(ids("HEAD~1", "spec/openapi.yaml"), removed);
    assert_eq!(ids("before", "main:spec/other.yaml"), added);
    assert!(ids("HEAD", "main").is_empty());
    // A file wins over a revision of its name.
    repository.write("before", &edited(DANGEROUS));
    assert!(ids("before", "HEAD").is_empty());
    // A revision alone is compared with the place where it left the main branch.
    assert!(repository.diff(&[&QUICK[..], &["--head", "HEAD~1"]].concat()).ids().is_empty());
}

#[test]
fn what_cannot_be_compared_is_an_error_that_says_what_to_do() {
    let repository = Repository::new();
    let fails = |repository: &Repository, arguments: &[&str], expected: &[&str]| {
        let ran = repository.diff(arguments);
        assert_eq!(ran.code, Some(2), "{arguments:?}: {ran:?}");
        assert_eq!(ran.out, "", "{arguments:?}");
        for part in expected {
            assert!(ran.error.contains(part), "{part:?}: {ran:?}");
        }
    };
    fails(&repository, &["--base", "nope"], &["cannot read nope: ", "`git branch --all`"]);
    fails(&repository, &["--base", "--help-me"], &["unexpected argument"]);
    fails(&repository, &["--base=--help-me"], &["neither a file nor a revision"]);
    fails(&repository, &["--base", "HEAD:nope.yaml"], &["HEAD has no such file"]);
    fails(&repository, &["--base", "main", "--against-release"], &["cannot be used with"]);
    fails(&repository, &["--today", "tomorrow"], &["2030-12-31"]);
    repository.write("broken.yaml", "openapi: [");
    fails(&repository, &["--base", "broken.yaml"], &["broken.yaml:1:", "yaml-syntax"]);

    repository.git(&["branch", "--move", "main", "trunk"]);
    fails(&repository, &[], &["cannot find the main branch", "`--base`"]);

    let bare = Repository::empty();
    bare.write("spec/openapi.yaml", BASE);
    fails(&bare, &[], &["git sees no repository", "--base FILE --head FILE"]);
    fails(&Repository::empty(), &[], &["cannot read ", "openapi.yaml"]);
}

#[test]
fn without_git_files_can_be_compared_all_the_same() {
    let repository = Repository::new();
    let without = [("PATH", "/nonexistent")];
    let ran = repository.diff_with(&[], &without);
    assert_eq!(ran.code, Some(2), "{ran:?}");
    assert!(ran.error.contains("cannot run git: there is no such program; install it"), "{ran:?}");
    let head = repository.write("head.yaml", &edited(COMPATIBLE));
    let head = head.to_str().expect("UTF-8");
    let files = [&QUICK[..], &["--base", "spec/openapi.yaml", "--head", head]].concat();
    assert_eq!(repository.diff_with(&files, &without).ids(), ["new-optional-request-parameter"]);
}

#[test]
fn a_shallow_clone_is_told_how_to_get_its_history() {
    let repository = Repository::new();
    repository.git(&["tag", "v0.1.0"]);
    repository.git(&["switch", "--quiet", "--create", "topic"]);
    repository.write("spec/openapi.yaml", &edited(COMPATIBLE));
    repository.commit();
    let clone = repository.shallow_clone();
    for arguments in [&["--base", "v0.1.0"][..], &["--against-release"]] {
        let ran = clone.diff(arguments);
        assert_eq!(ran.code, Some(2), "{ran:?}");
        assert!(ran.error.contains("git fetch --unshallow"), "{ran:?}");
        assert!(ran.error.contains("fetch-depth: 0"), "{ran:?}");
    }
    // What CI runs needs no history.
    let ran = clone.diff(&["--base", "spec/openapi.yaml", "--fail-on", "never"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
}

/// The fingerprint of the only change.
fn fingerprint(repository: &Repository) -> String {
    let review = repository.diff(&QUICK).json();
    review["changes"][0]["fingerprint"].as_str().expect("a fingerprint").to_owned()
}

#[test]
fn a_silenced_change_is_shown_but_fails_nothing() {
    let repository = Repository::new();
    repository.write("spec/openapi.yaml", &edited(BREAKING));
    let entry = |fingerprint: &str| {
        format!("silenced:\n  - fingerprint: '{fingerprint}'\n    reason: nobody calls it\n")
    };
    repository.write("spec/review.yaml", &entry(&fingerprint(&repository)));
    let ran = repository.diff(&["--no-rust"]);
    assert_eq!(ran.code, Some(0), "{ran:?}");
    assert!(ran.out.contains("    silenced: nobody calls it\n"), "{ran:?}");
    // To accept a break does not mend it.
    assert!(ran.out.contains("verdict: major"), "{ran:?}");

    repository.write("spec/openapi.yaml", &edited(COMPATIBLE));
    let stale = repository.diff(&["--no-rust", "--fail-on", "never"]);
    assert_eq!(stale.code, Some(1), "{stale:?}");
    assert!(stale.error.contains("spec/review.yaml:2:18: warning[stale-entry]"), "{stale:?}");
    let annotated = repository.diff(&["--no-rust", "--format", "github"]);
    assert!(annotated.out.contains("::warning file=spec/review.yaml,line=2,"), "{annotated:?}");

    // Another comparison than that of a pull request says nothing about entries, and right after
    // the merge nothing is under review.
    assert_eq!(repository.diff(&["--no-rust", "--base", "HEAD"]).code, Some(0));
    repository.commit();
    assert_eq!(repository.diff(&["--no-rust"]).code, Some(0));
}

#[test]
fn levels_can_be_set_and_slips_in_the_settings_are_findings() {
    let repository = Repository::new();
    repository.write("spec/openapi.yaml", &edited(COMPATIBLE));
    let set = |text: &str| {
        repository.write("spec/review.yaml", text);
        repository.diff(&["--no-rust"])
    };
    let raised = set("levels:\n  new-optional-request-parameter: breaking\n");
    assert_eq!(raised.code, Some(1), "{raised:?}");
    assert!(raised.out.contains("breaking[new-optional-request-parameter]"), "{raised:?}");
    assert!(raised.error.contains("silence their fingerprints in spec/review.yaml"), "{raised:?}");

    let slip = set("levels:\n  new-optional-request-paramter: breaking\n");
    assert_eq!(slip.code, Some(1), "{slip:?}");
    assert!(slip.out.contains("compatible[new-optional-request-parameter]"), "{slip:?}");
    assert!(slip.error.contains("spec/review.yaml:2:3: error[unknown-id]"), "{slip:?}");
    assert!(slip.error.contains("did you mean `new-optional-request-parameter`?"), "{slip:?}");
    assert_eq!(set("# no settings yet\n").code, Some(0));
}

#[test]
fn version_and_changelog_are_held_against_the_latest_release() {
    let repository = Repository::new();
    let check = || repository.diff(&["--no-rust", "--against-release"]);
    let none = check();
    assert_eq!(none.code, Some(0), "{none:?}");
    assert!(none.error.starts_with("nothing is released yet"), "{none:?}");

    for tag in ["v0.1.0", "v0.1.0-rc.1", "v0.0.9", "vault", "1.0.0"] {
        repository.git(&["tag", tag]);
    }
    let same = check();
    assert_eq!(same.code, Some(0), "{same:?}");
    assert!(
        same.out.contains("v0.1.0:spec/openapi.yaml → spec/openapi.yaml: no changes"),
        "{same:?}"
    );

    repository.write("spec/openapi.yaml", &edited(BREAKING));
    repository.commit();
    let forgotten = check();
    assert_eq!(forgotten.code, Some(1), "{forgotten:?}");
    for part in [
        "Cargo.toml:2:11: error[version-too-low]",
        "raise it to 0.2.0 or above",
        "CHANGELOG.md:3:1: error[changelog-silent]",
    ] {
        assert!(forgotten.error.contains(part), "{part}: {forgotten:?}");
    }
    repository.write("Cargo.toml", "[workspace.package]\nversion = \"0.2.0\"\n");
    repository.write("CHANGELOG.md", "# Changelog\n\n## [Unreleased]\n\n- `limit` is required\n");
    let hidden = check();
    assert_eq!(hidden.code, Some(1), "{hidden:?}");
    assert!(hidden.error.contains("CHANGELOG.md:3:1: error[changelog-hides-break]"), "{hidden:?}");
    assert!(!hidden.error.contains("Cargo.toml"), "{hidden:?}");
    repository.write("CHANGELOG.md", "## [Unreleased]\n\n- **Breaking:** `limit` is required\n");
    let told = check();
    assert_eq!((told.code, told.error.as_str()), (Some(0), ""), "{told:?}");
    let strict = repository.diff(&["--no-rust", "--against-release", "--fail-on", "breaking"]);
    assert_eq!(strict.code, Some(1), "{strict:?}");

    // A crate with a version of its own is held against that one.
    repository.write("generated-client/Cargo.toml", "[package]\nversion = \"0.1.1\"\n");
    let own = check();
    assert!(
        own.error.contains("generated-client/Cargo.toml:2:11: error[version-too-low]"),
        "{own:?}"
    );
}

#[test]
fn every_kind_of_change_is_listed_and_only_that() {
    let (code, list) = workspace(&["diff", "--list"]);
    assert_eq!(code, Some(0));
    let one = "breaking       request-parameter-became-required: ";
    assert!(list.lines().any(|line| line.starts_with(one)), "{:.200}", list);
    for line in list.lines() {
        let level = line.split(' ').next().unwrap_or_default();
        let known = ["breaking", "dangerous", "compatible", "documentation"].contains(&level);
        assert!(known, "{line}");
    }
}

#[test]
fn the_commands_of_the_documents_work() {
    let head = Repository::empty();
    let head = head.write("head.yaml", BASE);
    let head = head.to_str().expect("UTF-8");
    for (arguments, expected) in [
        (&["diff", "--base", "spec/openapi.yaml", "--head", "spec/openapi.yaml"][..], 0),
        (&["diff", "--base", "spec/openapi.yaml", "--head", head], 1),
        (&["diff", "--base", "spec/openapi.yaml", "--head", head, "--fail-on", "never"], 0),
        (&["diff", "--help"], 0),
    ] {
        let (code, text) = workspace(arguments);
        assert_eq!(code, Some(expected), "{arguments:?}: {text}");
    }
}
