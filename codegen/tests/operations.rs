//! The review judges the API that callers of a client by hand see: the methods that are generated
//! for it, builders, and their operations.

#![expect(clippy::unwrap_used, reason = "helpers of tests are outside of `#[test]` functions")]

use codegen::diff::{Bump, diff};
use codegen::settings::Settings;
use codegen::spec::Spec;
use codegen::surface::{Effect, Extent, effect};

const BASE: &str = "openapi: 3.0.3
info: {title: Tasks, version: 1.0.0}
paths:
  /tasks:
    get:
      operationId: listTasks
      parameters:
      - {name: limit, in: query, schema: {type: integer, format: int32}}
      responses:
        '200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}
        '404': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
    delete:
      operationId: deleteTasks
      responses:
        '204': {description: d}
components:
  schemas:
    Page: {type: object, properties: {a: {type: string}}}
    Problem: {type: object, properties: {code: {type: string}}}
    Other: {type: object, properties: {b: {type: string}}}
";

fn spec(name: &str, text: &str) -> Spec {
    Spec::parse(name, text.as_bytes().to_vec()).unwrap()
}

/// Both documents, of which one is edited.
fn documents(old: &str, new: &str) -> [Spec; 2] {
    assert_eq!(BASE.matches(old).count(), 1, "{old}");
    [spec("base.yaml", BASE), spec("head.yaml", &BASE.replace(old, new))]
}

fn judged(old: &str, new: &str) -> Effect {
    let [base, head] = documents(old, new);
    let settings = Settings { runtime: Some("crate".to_owned()), ..Settings::default() };
    effect(&base, &head, &settings)
}

/// Level, path and rule of each change.
fn listed(effect: &Effect) -> Vec<String> {
    let line = |one: &codegen::surface::ItemChange| {
        format!("{} {} {}: {}", one.level, one.path, one.kind, one.rule)
    };
    effect.changes().iter().map(line).collect()
}

#[test]
fn a_removed_operation_costs_a_method_of_the_client() {
    let effect = judged(
        "    delete:
      operationId: deleteTasks
      responses:
        '204': {description: d}
",
        "",
    );
    let expected = [
        "breaking Client::delete_tasks removed: removed",
        "breaking builder::DeleteTasks removed: removed",
    ];
    assert_eq!(listed(&effect), expected);
    let method = &effect.changes()[0];
    assert_eq!(
        method.before.as_deref(),
        Some("pub fn delete_tasks(&self) -> builder::DeleteTasks")
    );
    assert_eq!(effect.bump(), Bump::Major);
}

#[test]
fn a_renamed_operation_is_another_method() {
    let effect = judged("operationId: deleteTasks", "operationId: clearTasks");
    let changes = listed(&effect);
    for expected in [
        "breaking Client::delete_tasks removed: removed",
        "compatible Client::clear_tasks added: added",
    ] {
        assert!(changes.contains(&expected.to_owned()), "{changes:?}");
    }
}

#[test]
fn a_renamed_parameter_is_another_method_of_the_builder() {
    let effect = judged("name: limit", "name: count");
    let expected = [
        "breaking builder::ListTasks::limit removed: removed",
        "compatible builder::ListTasks::count added: added",
    ];
    assert_eq!(listed(&effect), expected);
}

#[test]
fn another_type_of_success_is_another_result() {
    let page = "'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}";
    let effect = judged(page, &page.replace("Page", "Other"));
    let changes = listed(&effect);
    for expected in [
        "breaking builder::ListTasks::OPERATION changed: constant-type",
        "breaking builder::ListTasks::send changed: return-type",
    ] {
        assert!(changes.contains(&expected.to_owned()), "{changes:?}");
    }
}

/// `send` has one type of error for all operations; which one a body decodes to, `OPERATION` says.
#[test]
fn another_type_of_error_is_another_operation() {
    let problem = "'404': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}";
    let effect = judged(problem, &problem.replace("Problem", "Other"));
    let changes = listed(&effect);
    let operation = "breaking builder::ListTasks::OPERATION changed: constant-type";
    assert!(changes.contains(&operation.to_owned()), "{changes:?}");
    assert!(changes.iter().all(|change| !change.contains("::send")), "{changes:?}");
    let change = effect.changes().iter().find(|change| change.rule == "constant-type").unwrap();
    assert_eq!(
        change.after.as_deref(),
        Some("pub const OPERATION: Operation<types::Page, types::Other>")
    );
}

/// Facts are data: what the client does changes, and no program stops compiling.
#[test]
fn another_status_or_path_is_no_other_api() {
    for (old, new) in [("'204': {", "'202': {"), ("  /tasks:", "  /task:")] {
        let effect = judged(old, new);
        assert_eq!((listed(&effect), effect.extent()), (vec![], Extent::Inside), "{new}");
    }
}

/// Rust code that leaves the parameter out compiles and is refused when it runs, so the document's
/// own comparison has to say it.
#[test]
fn an_optional_parameter_that_is_required_breaks_callers_without_a_change_of_types() {
    let edit = ["{name: limit, in: query,", "{name: limit, in: query, required: true,"];
    let effect = judged(edit[0], edit[1]);
    assert_eq!((listed(&effect), effect.extent()), (vec![], Extent::Inside));
    let [base, head] = documents(edit[0], edit[1]);
    let comparison = diff(&base, &head);
    let rules: Vec<_> = comparison.changes().iter().map(|change| change.id).collect();
    assert_eq!(rules, ["request-parameter-became-required"]);
    assert_eq!(comparison.bump(), Bump::Major);
}
