//! Names of commands and options. A name of the document that is taken gets a prefix.

use std::collections::BTreeSet;

use clap::Command;
use huaweicloud_dcs::generated::cli::{CliCommand, Parameter};

/// The prefix for an operation that has the name of one of the other commands.
const CALL: &str = "call";

/// The prefix for an option whose ID has none.
const PARAM: &str = "param";

/// The operations and the names of their commands; `own` are those of the other commands.
pub(crate) fn commands(own: &BTreeSet<String>) -> Vec<(CliCommand, &'static str)> {
    let operations: Vec<_> = CliCommand::iter().collect();
    let plain = operations.iter().map(|operation| operation.command().get_name().to_owned());
    let names = distinct(plain.collect(), own);
    operations.into_iter().zip(names).collect()
}

/// Names of which none is in `own` and no two are the same. Those that are free stay as they are.
fn distinct(plain: Vec<String>, own: &BTreeSet<String>) -> Vec<&'static str> {
    let mut taken: BTreeSet<_> = plain.iter().chain(own).cloned().collect();
    let names = plain.into_iter().map(|name| match own.contains(&name) {
        true => free(CALL, format!("{CALL}-{name}"), &mut taken),
        false => name,
    });
    // clap keeps names for good, and so does this.
    names.map(|name| &*name.leak()).collect()
}

/// Puts the word before the name until nothing else has that name.
fn free(word: &str, mut name: String, taken: &mut BTreeSet<String>) -> String {
    while !taken.insert(name.clone()) {
        name = format!("{word}-{name}");
    }
    name
}

/// Renames the options of a document that have the name of one in `own`: `--region` becomes
/// `--param-region`, or `--body-region` where it is a part of the body. The others also get the
/// spelling of the document: `--task_id` is `--task-id`.
pub(crate) fn options(
    command: Command,
    parameters: &'static [Parameter],
    own: &BTreeSet<String>,
) -> Command {
    let longs = command.get_arguments().filter_map(|arg| arg.get_long().map(str::to_owned));
    let mut taken: BTreeSet<_> = longs.chain(own.iter().cloned()).collect();
    command.mut_args(|arg| {
        let id = arg.get_id().to_string();
        let name = parameters.iter().find(|parameter| parameter.id == id);
        match arg.get_long() {
            Some(long) if own.contains(long) => {
                let kind = id.split_once('-').map_or(PARAM, |(kind, _)| kind).to_owned();
                arg.long(&*free(&kind, id, &mut taken).leak())
            }
            _ => match name.map(|parameter| parameter.name) {
                Some(name) if is_option(name) && taken.insert(name.to_owned()) => arg.alias(name),
                _ => arg,
            },
        }
    })
}

/// Returns true if a shell takes the name as one word, and clap takes it as the name of an option.
fn is_option(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    name.chars().all(is_plain) && name.starts_with(|c: char| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use clap::{Arg, value_parser};

    use super::*;
    use crate::{args, own};

    fn set(names: &[&str]) -> BTreeSet<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn longs(command: &Command) -> Vec<&str> {
        command.get_arguments().filter_map(Arg::get_long).collect()
    }

    /// A parameter and a property of the body with this name.
    fn parameters(name: &str) -> &'static [Parameter] {
        let parameter = |kind: &str| Parameter {
            name: name.to_owned().leak(),
            id: format!("{kind}-{name}").leak(),
            in_path: false,
        };
        vec![parameter("param"), parameter("body")].leak()
    }

    #[test]
    fn a_command_with_the_name_of_another_is_called_a_call() {
        let own = args::own_commands();
        for name in ["completions", "man", "help"] {
            assert!(own.contains(name), "{own:?}");
        }
        for name in &own {
            let names = distinct(vec![name.clone(), "list".to_owned()], &own);
            assert_eq!(names, [format!("call-{name}").as_str(), "list"]);
        }
        let names = ["man", "call-man"].map(str::to_owned).into();
        assert_eq!(distinct(names, &own), ["call-call-man", "call-man"]);
    }

    #[test]
    fn an_option_with_the_name_of_an_own_one_gets_a_prefix() {
        let own = own::names();
        for name in ["region", "endpoint", "output", "timeout", "verbose", "yes", "dry-run"]
            .into_iter()
            .chain(["concurrency", "ignore-not-found", "token-file", "credentials-file"])
            .chain(["max-attempts", "help", "version", "cli-region"])
        {
            assert!(own.contains(name), "{name} of {own:?}");
        }
        for name in &own {
            let parameters = parameters(name);
            let args = parameters.iter().zip([name.clone(), format!("body-{name}")]);
            let args =
                args.map(|(parameter, long)| Arg::new(parameter.id).long(long.leak() as &str));
            let command = options(Command::new("x").args(args), parameters, &own);
            let expected = [format!("param-{name}"), format!("body-{name}")];
            assert_eq!(longs(&command), expected.iter().map(String::as_str).collect::<Vec<_>>());
            own::add(command, &crate::subject::Subject::none()).debug_assert();
        }
    }

    /// An own option that begins like a prefix could have the name that another one is given.
    #[test]
    fn no_own_option_is_named_like_one_with_a_prefix() {
        for name in own::names() {
            let prefixed = ["param-", "body-"].iter().any(|prefix| name.starts_with(prefix));
            assert!(!prefixed && name != "body", "{name}");
        }
    }

    #[test]
    fn a_prefix_is_repeated_where_its_name_is_taken_too() {
        let parameters: &'static [Parameter] = vec![
            Parameter { name: "region", id: "param-region", in_path: false },
            Parameter { name: "param_region", id: "param-param-region", in_path: false },
        ]
        .leak();
        let command = Command::new("x")
            .arg(Arg::new("param-region").long("region"))
            .arg(Arg::new("param-param-region").long("param-region"));
        let command = options(command, parameters, &set(&["region"]));
        assert_eq!(longs(&command), ["param-param-region", "param-region"]);
    }

    #[test]
    fn the_spelling_of_the_document_works_too() {
        let parameters = vec![Parameter { name: "task_id", id: "param-task-id", in_path: true }];
        let arg = Arg::new("param-task-id").long("task-id").value_parser(value_parser!(String));
        let command = options(Command::new("x").arg(arg), parameters.leak(), &set(&[]));
        let matches = command.try_get_matches_from(["x", "--task_id", "a"]).expect("an alias");
        assert_eq!(matches.get_one::<String>("param-task-id").map(String::as_str), Some("a"));
        assert!(
            !is_option("a b") && !is_option("-a") && !is_option("$top") && is_option("X-Trace")
        );
    }
}
