//! The workflows hold to what keeps them safe on forks: each job may do what it must and no more,
//! and nothing that a stranger wrote becomes a part of a script.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

use std::path::Path;

use codegen::spec::Spec;
use codegen::yaml::{Node, Value};

/// File, job, permissions.
type Privilege = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// Jobs that may do more than read the repository, and what.
const PRIVILEGED: &[Privilege] =
    &[("spec-review-comment.yml", "comment", &[("actions", "read"), ("pull-requests", "write")])];

struct Workflow {
    file: String,
    text: String,
    root: Node,
}

#[expect(clippy::disallowed_methods, reason = "a test of files reads files")]
fn workflows() -> Vec<Workflow> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../.github/workflows");
    let mut all: Vec<Workflow> = std::fs::read_dir(&directory)
        .unwrap()
        .map(|entry| {
            let file = entry.unwrap().file_name().into_string().unwrap();
            let text = std::fs::read_to_string(directory.join(&file)).unwrap();
            let spec = Spec::parse(&file, text.clone().into());
            let spec = spec.unwrap_or_else(|report| panic!("{}", report.human(false)));
            Workflow { file, text, root: spec.root().clone() }
        })
        .collect();
    all.sort_by(|a, b| a.file.cmp(&b.file));
    assert!(all.len() >= 3);
    all
}

fn workflow(file: &str) -> Workflow {
    workflows().into_iter().find(|workflow| workflow.file == file).unwrap()
}

/// Name and value of each key of a mapping; nothing of `null`.
fn entries(node: &Node) -> Vec<(&str, &Node)> {
    let map = node.as_map().into_iter().flatten();
    map.map(|(key, entry)| (key.as_str(), &entry.node)).collect()
}

fn words(node: &Node) -> Vec<(&str, &str)> {
    assert!(node.as_map().is_some(), "permissions are spelt out, not {}", node.kind());
    entries(node).into_iter().map(|(key, value)| (key, value.as_str().unwrap())).collect()
}

fn steps(workflow: &Workflow) -> Vec<&Node> {
    let jobs = entries(workflow.root.get("jobs").unwrap());
    let steps = jobs.into_iter().filter_map(|(_, job)| job.get("steps"));
    steps.flat_map(|steps| steps.as_seq().unwrap()).collect()
}

fn triggers(workflow: &Workflow) -> Vec<&str> {
    entries(workflow.root.get("on").unwrap()).into_iter().map(|(name, _)| name).collect()
}

#[test]
fn permissions_are_the_least() {
    let mut privileged = 0;
    for workflow in workflows() {
        let file = &workflow.file;
        let all = words(workflow.root.get("permissions").expect(file));
        assert!(all.is_empty() || all == [("contents", "read")], "{file}: {all:?}");
        for (name, job) in entries(workflow.root.get("jobs").unwrap()) {
            let Some(own) = job.get("permissions") else { continue };
            let allowed = PRIVILEGED.iter().find(|(of, job, _)| of == file && *job == name);
            let (.., allowed) = allowed.unwrap_or_else(|| panic!("{file}: {name}"));
            assert_eq!(words(own), *allowed, "{file}: {name}");
            privileged += 1;
        }
    }
    assert_eq!(privileged, PRIVILEGED.len());
}

#[test]
fn what_may_write_runs_nothing_of_a_pull_request() {
    for workflow in workflows() {
        let file = &workflow.file;
        let triggers = triggers(&workflow);
        // It would run with the rights of the repository on what a stranger sent.
        assert!(!triggers.contains(&"pull_request_target"), "{file}");
        let privileged = PRIVILEGED.iter().any(|(of, ..)| of == file);
        assert_eq!(triggers == ["workflow_run"], privileged, "{file}: {triggers:?}");
        if privileged {
            for step in steps(&workflow) {
                assert_eq!(step.get("uses"), None, "{file}: no action, so no checkout");
                let script = step.get("run").and_then(Node::as_str).unwrap();
                for word in ["git clone", "gh pr checkout", "git fetch", "cargo", "eval", "source "]
                {
                    assert!(!script.contains(word), "{file}: {word}");
                }
            }
        }
    }
}

#[test]
fn no_script_contains_an_expression() {
    let mut scripts = 0;
    for workflow in workflows() {
        for step in steps(&workflow) {
            let Some(script) = step.get("run") else { continue };
            let script = script.as_str().unwrap();
            assert!(!script.contains("${{"), "{}: pass it by `env`: {script}", workflow.file);
            scripts += 1;
        }
    }
    assert!(scripts > 5);
}

#[test]
fn no_checkout_leaves_credentials_behind() {
    let mut checkouts = 0;
    for workflow in workflows() {
        for step in steps(&workflow) {
            let uses = step.get("uses").and_then(Node::as_str).unwrap_or_default();
            if uses.starts_with("actions/checkout@") {
                let with = step.get("with").expect("settings");
                let keep = with.get("persist-credentials").map(|node| &node.value);
                assert_eq!(keep, Some(&Value::Bool(false)), "{}", workflow.file);
                checkouts += 1;
            }
        }
    }
    assert!(checkouts > 2);
}

#[test]
fn the_two_halves_of_the_review_fit_together() {
    let (review, comment) = (workflow("spec-review.yml"), workflow("spec-review-comment.yml"));
    let name = review.root.get("name").unwrap().as_str();
    let on = comment.root.pointer("/on/workflow_run/workflows/0").unwrap();
    assert_eq!(on.as_str(), name);
    let upload = steps(&review).into_iter().find_map(|step| step.get("with")?.get("name"));
    let artifact = upload.unwrap().as_str().unwrap();
    assert!(comment.text.contains(&format!("--name {artifact} ")));
    assert!(comment.text.contains(&format!("marker='{}'", codegen::review::MARKER)));
    assert!(comment.text.contains(&format!("-gt {} ", codegen::review::LIMIT)));
    let paths = review.root.pointer("/on/pull_request/paths").unwrap().as_seq().unwrap();
    assert_eq!(paths.iter().map(|path| path.as_str().unwrap()).collect::<Vec<_>>(), ["spec/**"]);
    // The merge base and the tags of releases are in the history.
    let depth = steps(&review).into_iter().find_map(|step| step.get("with")?.get("fetch-depth"));
    assert_eq!(depth.unwrap().value, Value::Int(0));
}
