//! The command line: the operations of the document, and the commands beside them.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use clap_complete::Shell;
use huaweicloud_dcs::generated::cli::CliCommand;

use crate::exit::Exit;
use crate::own::{self, Options};
use crate::subject::{Kind, Subject, plural};
use crate::text::visible;
use crate::{Stop, names, output, report};

const ABOUT: &str = "Calls the operations of Huawei Cloud DCS (Distributed Cache Service)";

const AFTER: &str = "\
Credentials come from --token-file or --credentials-file; without either from
HUAWEICLOUD_SDK_AK, HUAWEICLOUD_SDK_SK and HUAWEICLOUD_SDK_SECURITY_TOKEN, then
from the file that HUAWEICLOUD_SDK_CREDENTIALS_FILE names, or else from
~/.huaweicloud/credentials, then from the metadata of the machine. No option
takes a secret: other users of the machine could read it.

The endpoint of the region is another one where the environment names it:
HUAWEICLOUD_SDK_REGION_DCS_CN_NORTH_4 for cn-north-4.

Exit codes:
  0    done
  1    the service said no
  2    usage, configuration or credentials; or the question was answered no
  3    the service could not be reached, or did not answer
  130  interrupted; requests in flight were finished first
Of several results the worst counts: 2 before 3 before 1 before 0.";

/// The action that the command line asks for.
pub(crate) enum Invocation {
    /// Call an operation.
    Call(Box<Call>),
    /// Print the completions of a shell.
    Completions(Shell),
    /// Print the man page of the whole, or of a command.
    Man(Option<String>),
}

/// An operation and all that the command line says of it.
pub(crate) struct Call {
    pub(crate) operation: CliCommand,
    pub(crate) subject: Subject,
    pub(crate) options: Options,
    /// The values of the target, one for each request.
    pub(crate) targets: Vec<String>,
    /// The file with the body.
    pub(crate) body: Option<PathBuf>,
    /// The arguments of the document.
    pub(crate) matches: ArgMatches,
}

/// The whole command line.
pub(crate) fn command() -> Command {
    let own = own::names();
    let operations = names::commands(&own_commands());
    let operations = operations.into_iter().map(|(operation, name)| of(operation, name, &own).0);
    Command::new("dcs")
        .bin_name("dcs")
        .version(env!("CARGO_PKG_VERSION"))
        .about(ABOUT)
        .after_long_help(AFTER)
        .max_term_width(80)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommands(operations)
        .subcommands(other_commands())
}

/// The commands beside the operations.
fn other_commands() -> [Command; 2] {
    [
        Command::new("completions").about("Print completions for a shell").arg(
            Arg::new("shell").required(true).value_parser(value_parser!(Shell)).help("The shell"),
        ),
        Command::new("man")
            .about("Print a man page, as roff")
            .arg(Arg::new("command").help("The command; without it, the page of dcs itself")),
    ]
}

/// The names of the commands beside the operations, and of the one that clap may add.
pub(crate) fn own_commands() -> BTreeSet<String> {
    let names = other_commands().map(|command| command.get_name().to_owned());
    names.into_iter().chain(["help".to_owned()]).collect()
}

/// Makes the command of an operation, with the options that no document has.
fn of(operation: CliCommand, name: &'static str, own: &BTreeSet<String>) -> (Command, Subject) {
    let mut command = names::options(operation.command(), operation.parameters(), own).name(name);
    let subject = Subject::of(operation, name, &command);
    let default = operation.facts().default_project;
    let project = operation
        .parameters()
        .iter()
        .find(|parameter| parameter.in_path && Some(parameter.name) == default);
    if let Some(project) = project {
        command = command.mut_arg(project.id, |arg| {
            more_help(
                arg,
                "; ",
                "by default that of the credentials, then HUAWEICLOUD_SDK_PROJECT_ID, then what IAM \
                 answers for the region",
            )
        });
    }
    if let Some(target) = subject.target {
        command = command.mut_arg(target.id, |arg| repeatable(arg, &subject));
    }
    (own::add(command, &subject).after_long_help(AFTER), subject)
}

/// Lets an option be given several times. Its values are checked later: all slips at once, those of
/// standard input among them.
fn repeatable(arg: Arg, subject: &Subject) -> Arg {
    let one = if subject.value.1 == "IDs" { "one ID" } else { "one" };
    let help = format!(
        "Give it several times for several {}, or - for standard input: {one} a line; empty lines \
         and lines that start with # are skipped",
        plural(&subject.noun)
    );
    let arg =
        arg.value_parser(value_parser!(String)).allow_hyphen_values(true).action(ArgAction::Append);
    more_help(arg, ". ", &help)
}

fn more_help(arg: Arg, between: &str, more: &str) -> Arg {
    let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
    match help.as_str() {
        "" => arg.help(more.to_owned()),
        help => arg.help(format!("{help}{between}{more}")),
    }
}

/// Reads the arguments.
pub(crate) fn parse(arguments: &[OsString]) -> Result<Invocation, clap::Error> {
    let mut matches = command().try_get_matches_from(arguments)?;
    let (name, mut matches) = matches.remove_subcommand().unwrap_or_default();
    let operation = names::commands(&own_commands()).into_iter().find(|(_, own)| *own == name);
    Ok(match operation {
        Some((operation, name)) => Invocation::Call(Box::new(call(operation, name, matches)?)),
        None if name == "completions" => Invocation::Completions(own::required(&matches, "shell")?),
        None => Invocation::Man(matches.remove_one("command")),
    })
}

fn call(
    operation: CliCommand,
    name: &'static str,
    mut matches: ArgMatches,
) -> Result<Call, clap::Error> {
    let (_, subject) = of(operation, name, &own::names());
    let options = Options::read(&matches, subject.kind)?;
    let targets = subject.target.map(|target| matches.remove_many(target.id));
    let body = matches.try_remove_one("body").ok().flatten();
    Ok(Call {
        targets: targets.into_iter().flatten().flatten().collect(),
        operation,
        subject,
        options,
        body,
        matches,
    })
}

impl Call {
    /// The question before deleting, about these values of the target.
    pub(crate) fn question(&self, targets: &[String]) -> String {
        let noun = &self.subject.noun;
        let what = match (self.subject.kind, targets) {
            (Kind::DeletionOfMany, [target]) => format!("{noun} {}", visible(target)),
            (Kind::DeletionOfMany, targets) => format!("{} {}", targets.len(), plural(noun)),
            _ => return format!("Run {}, which deletes?", self.subject.name),
        };
        let default = self.operation.facts().default_project;
        let path = self.operation.parameters().iter().filter(|parameter| parameter.in_path);
        let others = path.filter(|parameter| {
            Some(parameter.name) != default
                && Some(parameter.id) != self.subject.target.map(|target| target.id)
        });
        let of: String = others
            .rev()
            .filter_map(|parameter| {
                let mut texts = self.matches.try_get_raw(parameter.id).ok()??;
                let noun = crate::subject::noun(parameter.name);
                Some(format!(" of {noun} {}", visible(&texts.next()?.to_string_lossy())))
            })
            .collect();
        format!("Delete {what}{of}?")
    }
}

/// Returns true if the output is to be JSON, although the arguments as a whole cannot be read.
fn asks_for_json(arguments: &[OsString]) -> bool {
    let follows =
        |pair: &[OsString]| (pair[0] == "--output" || pair[0] == "-o") && pair[1] == "json";
    arguments.windows(2).any(follows)
        || arguments.iter().any(|argument| argument == "--output=json" || argument == "-ojson")
}

/// Returns the command whose help says more.
fn help_for(arguments: &[OsString]) -> String {
    let name = arguments.get(1).and_then(|name| name.to_str()).unwrap_or_default();
    match command().find_subcommand(name) {
        Some(_) => format!("dcs {name} --help"),
        None => "dcs --help".to_owned(),
    }
}

/// Prints help, the version, or what is wrong with the arguments.
pub(crate) fn report(error: &clap::Error, arguments: &[OsString]) -> Exit {
    let text = error.to_string();
    if !error.use_stderr() {
        output::out(&text);
        return Exit::Done;
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        output::err(&text);
        return Exit::Usage;
    }
    let text = text.trim_start_matches("error: ").trim_end();
    let next = format!("see {}", help_for(arguments));
    let stop = if asks_for_json(arguments) {
        Stop::usage(text.lines().next().unwrap_or_default(), next)
    } else {
        // The last line is as all other errors of the command have it.
        let text = text.trim_end_matches("For more information, try '--help'.").trim_end();
        Stop::usage(text, next)
    };
    output::err(&report::stop(&stop, asks_for_json(arguments)));
    stop.exit
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn each_operation_is_a_command() {
        let command = command();
        let names: Vec<_> = command.get_subcommands().map(Command::get_name).collect();
        for (operation, name) in names::commands(&own_commands()) {
            assert!(names.contains(&name), "{names:?}");
            assert_eq!(
                of(operation, name, &own::names()).1.help(),
                format!("see dcs {name} --help")
            );
        }
        assert_eq!(names.len(), CliCommand::iter().count() + other_commands().len());
    }

    /// A name that is not in these lists would not be kept from a document.
    #[test]
    fn all_that_is_not_of_the_document_is_listed() {
        let (own, own_commands) = (own::names(), own_commands());
        let mut whole = command();
        whole.build();
        let operations = names::commands(&own_commands);
        for built in whole.get_subcommands() {
            let operation = operations.iter().find(|(_, name)| *name == built.get_name());
            let Some((operation, name)) = operation else {
                assert!(own_commands.contains(built.get_name()), "{}", built.get_name());
                continue;
            };
            let document = operation.command();
            let added = built.get_arguments().filter(|arg| {
                !document.get_arguments().any(|known| known.get_id() == arg.get_id())
            });
            for long in added.filter_map(Arg::get_long) {
                assert!(own.contains(long), "--{long} of {name}");
            }
        }
    }

    fn read(line: &str) -> Call {
        let words: Vec<_> = line.split(' ').map(OsString::from).collect();
        match parse(&words) {
            Ok(Invocation::Call(call)) => *call,
            Ok(_) => panic!("{line} calls nothing"),
            Err(error) => panic!("{error}"),
        }
    }

    /// The operation of the service itself; those of other documents are read the same way.
    const DELETE: &str = "dcs delete-background-task --instance-id i";

    #[test]
    fn the_target_may_be_repeated_in_either_spelling() {
        let call = read(&format!("{DELETE} --task-id a --task_id - --concurrency 3 -y"));
        assert_eq!(call.targets, ["a", "-"]);
        assert_eq!((call.options.concurrency, call.options.yes), (3, true));
        assert_eq!(
            (call.subject.noun.as_str(), call.subject.option.as_str()),
            ("task", "--task-id")
        );
        assert_eq!(call.subject.project.as_deref(), Some("--project-id"));
        assert!(call.body.is_none() && !call.options.json && !call.options.dry_run);
    }

    #[test]
    fn the_question_says_what_is_deleted_and_where() {
        let call = read(&format!("{DELETE} --task-id a --project-id p"));
        let ids = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>();
        assert_eq!(call.question(&ids(&["a"])), "Delete task a of instance i?");
        assert_eq!(call.question(&ids(&["a", "b"])), "Delete 2 tasks of instance i?");
    }

    #[test]
    fn json_is_asked_for_in_each_form() {
        let asks =
            |words: &str| asks_for_json(&words.split(' ').map(OsString::from).collect::<Vec<_>>());
        for words in ["dcs --output json", "dcs --output=json", "dcs -o json", "dcs -ojson"] {
            assert!(asks(words), "{words}");
        }
        for words in ["dcs --output text", "dcs json", "dcs --task-id json"] {
            assert!(!asks(words), "{words}");
        }
    }
}
