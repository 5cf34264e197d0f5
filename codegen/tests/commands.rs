//! The commands that the generator makes of documents.

#![expect(clippy::expect_used, clippy::panic, reason = "a helper of tests fails the test")]

use codegen::settings::Settings;
use codegen::spec::Spec;
use syn::visit::{self, Visit};
use syn::{File, Item, ItemFn};

const SHAPES: &str = include_str!("commands/shapes.yaml");

/// The module of commands, with a runtime or without.
fn commands(document: &str, runtime: bool) -> String {
    generated(document, runtime, "cli.rs")
}

fn generated(document: &str, runtime: bool, file: &str) -> String {
    let runtime = runtime.then(|| "crate".to_owned());
    let settings = Settings { cli: true, runtime, ..Settings::default() };
    let spec = Spec::parse("shapes.yaml", document.as_bytes().to_vec()).expect("YAML");
    let generated = codegen::generate(spec, &settings).expect("no errors").artifacts;
    generated.get(file).expect("a module").to_owned()
}

fn parse(text: &str) -> File {
    syn::parse_file(text).expect("Rust")
}

/// The IDs of the operations, in snake case.
fn ids() -> Vec<String> {
    let ids = SHAPES.lines().filter_map(|line| line.trim().strip_prefix("operationId: "));
    let snake = |id: &str| {
        let letters = id.chars().flat_map(|c| match c.is_uppercase() {
            true => vec!['_', c.to_ascii_lowercase()],
            false => vec![c],
        });
        letters.collect()
    };
    ids.map(snake).collect()
}

fn function(file: &File, name: &str) -> ItemFn {
    let functions = file.items.iter().filter_map(|item| match item {
        Item::Fn(function) => Some(function),
        _ => None,
    });
    let mut own = functions.filter(|function| function.sig.ident == name);
    own.next().unwrap_or_else(|| panic!("{name} is missing")).clone()
}

/// The code of a function in one line, without the spaces that printing puts in.
fn code(text: &str, name: &str) -> String {
    let function = function(&parse(text), name);
    quote::quote!(#function).to_string().replace(' ', "")
}

/// The option in a command whose ID this is.
fn option(text: &str, command: &str, id: &str) -> String {
    let code = code(text, &format!("{command}_command"));
    let start = format!("clap::Arg::new(\"{id}\")");
    let (_, rest) = code.split_once(&start).unwrap_or_else(|| panic!("{id} is not in {code}"));
    rest.split(".arg(").next().unwrap_or_default().to_owned()
}

/// Code that panics, and arms that would hide an operation.
#[derive(Default)]
struct Hazards(Vec<String>);

impl Visit<'_> for Hazards {
    fn visit_expr_method_call(&mut self, call: &syn::ExprMethodCall) {
        if call.method == "unwrap" || call.method == "expect" {
            self.0.push(call.method.to_string());
        }
        visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, mac: &syn::Macro) {
        let name = mac.path.segments.last().map(|last| last.ident.to_string());
        self.0.extend(name.filter(|name| {
            ["panic", "unreachable", "todo", "unimplemented", "assert"].contains(&name.as_str())
        }));
    }

    fn visit_expr_index(&mut self, index: &syn::ExprIndex) {
        self.0.push("[]".to_owned());
        visit::visit_expr_index(self, index);
    }

    fn visit_pat_wild(&mut self, _: &syn::PatWild) {
        self.0.push("_".to_owned());
    }
}

#[test]
fn nothing_in_it_panics_and_no_arm_stands_for_several_operations() {
    for runtime in [true, false] {
        let mut hazards = Hazards::default();
        hazards.visit_file(&parse(&commands(SHAPES, runtime)));
        assert!(hazards.0.is_empty(), "{:?}", hazards.0);
    }
}

#[test]
fn each_operation_has_a_command_a_request_and_an_answer() {
    let text = commands(SHAPES, true);
    let (file, ids) = (parse(&text), ids());
    assert!(ids.len() > 8, "{ids:?}");
    for id in &ids {
        function(&file, &format!("{id}_command"));
        function(&file, &format!("{id}_request"));
    }
    let requests = file.items.iter().find_map(|item| match item {
        Item::Enum(item) if item.ident == "CliRequest" => Some(item.variants.len()),
        _ => None,
    });
    assert_eq!(requests, Some(ids.len()));
    // Nothing, a value, or bytes.
    for (answer, count) in [("Answer::empty", 6), ("Answer::json", 3), ("Answer::Stream", 1)] {
        assert_eq!(text.matches(&format!("map({answer})")).count(), count, "{answer}");
    }
}

#[test]
fn without_a_runtime_there_are_commands_alone() {
    let text = commands(SHAPES, false);
    assert_eq!(text.matches("clap::Command::new(").count(), ids().len());
    for word in ["CliRequest", "fn list_things_request", "Input", "Answer", "get_one", "Client"] {
        assert!(!text.contains(word), "{word}");
    }
    // Such a client has no project of its own.
    assert!(option(&text, "list_things", "param-project-id").contains(".required(true)"));
}

#[test]
fn a_parameter_that_the_client_knows_need_not_be_given() {
    let text = commands(SHAPES, true);
    assert!(!option(&text, "list_things", "param-project-id").contains("required"));
    assert!(option(&text, "delete_thing", "param-thing-id").contains(".required(true)"));
}

#[test]
fn an_option_takes_what_its_type_is_read_from() {
    let text = commands(SHAPES, true);
    for (id, expected) in [
        ("param-limit", "parse_text::<std::num::NonZeroU32>"),
        ("param-offset", "parse_text::<i64>).allow_negative_numbers(true)"),
        ("param-ratio", "parse_text::<f64>).allow_negative_numbers(true)"),
        ("param-hidden", "parse_choice::<bool>(&[\"true\",\"false\"])"),
        ("param-sort", "parse_choice::<types::ListThingsSort>(&[\"up\",\"down\",\"\"])"),
        ("param-since", "parse_text::<String>"),
        (
            "param-label",
            "parse_text::<types::ListThingsLabelItem>).action(clap::ArgAction::Append)",
        ),
        ("param-number", "parse_text::<i64>).required(true).action(clap::ArgAction::Append)"),
        ("param-x-trace", "parse_text::<String>).required(true)"),
    ] {
        let option = option(&text, "list_things", id);
        assert!(option.contains(expected), "{id}: {option}");
    }
}

#[test]
fn a_body_with_one_property_that_no_text_is_read_as_has_no_options() {
    let flat = "sizes: {type: array, items: {type: integer, format: int32}}";
    let nested = "sizes: {type: array, items: {$ref: '#/components/schemas/Filter'}}";
    assert!(SHAPES.contains(flat));
    let text = commands(&SHAPES.replace(flat, nested), true);
    let command = code(&text, "create_thing_command");
    assert!(!command.contains("\"body-"), "{command}");
    assert!(option(&text, "create_thing", "body").contains(".required(true)"));
}

#[test]
fn a_flat_body_has_options_and_any_other_only_a_file() {
    let text = commands(SHAPES, true);
    for (id, expected) in [
        ("body-kind", ".required_unless_present(\"body\").help(\"Whatitis\")"),
        ("body-sizes", ".required_unless_present(\"body\").action(clap::ArgAction::Append)"),
        ("body-made-at", "parse_text::<String>"),
        ("body-weight", "parse_text::<f64>"),
        ("body-tags", "parse_text::<String>).action(clap::ArgAction::Append)"),
        ("body", ".conflicts_with_all([\"body-body\",\"body-heavy\",\"body-kind\","),
    ] {
        let option = option(&text, "create_thing", id);
        assert!(option.contains(expected), "{id}: {option}");
    }
    for optional in ["body-weight", "body-tags", "body-timeout"] {
        assert!(!option(&text, "create_thing", optional).contains("required"), "{optional}");
    }
    for (command, help) in [("nest_thing", "asJSON;"), ("put_picture", "withthebody;")] {
        let body = option(&text, command, "body");
        assert!(body.contains(".required(true)") && body.contains(help), "{body}");
        assert!(!code(&text, &format!("{command}_command")).contains("\"body-"));
    }
    let form = option(&text, "log_in", "body");
    assert!(form.contains(".conflicts_with_all([\"body-name\",\"body-word\"])"), "{form}");
    assert!(!code(&text, "ping_command").contains("clap::Arg"));
}

#[test]
fn a_name_that_is_taken_gets_its_kind_before_it() {
    let text = commands(SHAPES, true);
    for (command, id, long) in [
        ("list_things", "param-region", "region"),
        ("list_things", "param-body", "param-body"),
        ("list_things", "param-help", "param-help"),
        ("create_thing", "param-kind", "kind"),
        ("create_thing", "body-kind", "body-kind"),
        ("create_thing", "body-body", "body-body"),
        ("create_thing", "body-tags", "tags"),
    ] {
        let option = option(&text, command, id);
        assert!(option.starts_with(&format!(".long(\"{long}\")")), "{id}: {option}");
    }
}

#[test]
fn the_target_is_the_last_parameter_of_the_path_unless_it_is_the_project() {
    let text = commands(SHAPES, true).replace(char::is_whitespace, "");
    let (_, rest) = text.split_once("fntarget(self)").expect("a function");
    let (targets, _) = rest.split_once("}}").expect("its end");
    for target in [
        "CliCommand::ListThings=>None,",
        "CliCommand::DeleteAllThings=>None,",
        "CliCommand::DeleteThing=>self.parameters().first(),",
        "CliCommand::Man=>self.parameters().get(1),",
        "CliCommand::Ping=>None,",
    ] {
        assert!(targets.contains(target), "{target} in {targets}");
    }
}

#[test]
fn descriptions_are_help() {
    let text = commands(SHAPES, true);
    let nest = code(&text, "nest_thing_command");
    assert!(nest.contains(".about(\"Nestathing\")"), "{nest}");
    assert!(text.contains(r#""Nest a thing\n\nPuts a thing into another.\n\nIt stays there.""#));
    assert!(text.contains(r#".help("How many to list. More are cut")"#));
    assert!(text.contains(r#".about("Send a GET request to /v1/ping")"#));
}

/// The builders of such documents are under the lints of the crate, too.
#[test]
fn builders_name_and_change_nothing_without_need() {
    let text = generated(SHAPES, true, "builder.rs");
    assert!(text.contains("<V as TryInto<types::NewThing>>::Error"), "{text}");
    assert!(!text.contains("std::convert::"));
    let without = text.matches("let request = Request::new(").count();
    assert_eq!(without, 1, "of ping alone");
}
