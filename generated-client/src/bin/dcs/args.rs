//! Arguments: those of the document, and those that every command has.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use clap_complete::Shell;
use huaweicloud_dcs::generated::cli::CliCommand;
use huaweicloud_dcs::{InstanceId, ProjectId, Region};

use crate::exit::Exit;
use crate::{Stop, output, report};

const ABOUT: &str = "Deletes background tasks of Huawei Cloud DCS (Distributed Cache Service)";

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
  1    the service said no to a task
  2    usage, configuration or credentials; or the question was answered no
  3    the service could not be reached, or did not answer
  130  interrupted; tasks in flight were finished first
Of several tasks the worst counts: 2 before 3 before 1 before 0.";

/// What is to be done.
pub(crate) enum Invocation {
    /// Delete tasks.
    Delete(Box<Options>),
    /// Print the completions of a shell.
    Completions(Shell),
    /// Print the man page of the whole, or of a command.
    Man(Option<String>),
}

/// The options of a command that sends requests.
pub(crate) struct Options {
    pub(crate) instance_id: InstanceId,
    pub(crate) tasks: Vec<String>,
    pub(crate) project_id: Option<ProjectId>,
    pub(crate) region: Option<Region>,
    pub(crate) endpoint: Option<String>,
    pub(crate) token_file: Option<PathBuf>,
    pub(crate) credentials_file: Option<PathBuf>,
    pub(crate) timeout: Duration,
    pub(crate) max_attempts: u32,
    pub(crate) concurrency: usize,
    pub(crate) ignore_not_found: bool,
    pub(crate) yes: bool,
    pub(crate) dry_run: bool,
    pub(crate) json: bool,
    pub(crate) verbose: bool,
}

/// The whole command line.
pub(crate) fn command() -> Command {
    Command::new("dcs")
        .bin_name("dcs")
        .version(env!("CARGO_PKG_VERSION"))
        .about(ABOUT)
        .after_long_help(AFTER)
        .max_term_width(80)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommands(CliCommand::iter().map(operation))
        .subcommand(Command::new("completions").about("Print completions for a shell").arg(
            Arg::new("shell").required(true).value_parser(value_parser!(Shell)).help("The shell"),
        ))
        .subcommand(
            Command::new("man")
                .about("Print a man page, as roff")
                .arg(Arg::new("command").help("The command; without it, the page of dcs itself")),
        )
}

/// A command of the document, with what the document does not have.
fn operation(operation: CliCommand) -> Command {
    let command = match operation {
        CliCommand::DeleteBackgroundTask => operation
            .command()
            .mut_arg("instance-id", |arg| {
                arg.alias("instance_id").value_name("ID").help("ID of the instance of the tasks")
            })
            .mut_arg("project-id", |arg| {
                arg.alias("project_id").value_name("ID").required(false).help(
                    "ID of the project that owns the instance; by default that of the credentials, \
                     then HUAWEICLOUD_SDK_PROJECT_ID, then what IAM answers for the region",
                )
            })
            .mut_arg("task-id", |arg| {
                // Checked later: all slips at once, those of standard input among them.
                arg.alias("task_id")
                    .value_name("ID")
                    .value_parser(value_parser!(String))
                    .allow_hyphen_values(true)
                    .action(ArgAction::Append)
                    .help(
                        "ID of the background task to delete. Give it several times for several \
                         tasks, or - for standard input: one ID a line; empty lines and \
                         lines that start with # are skipped",
                    )
            })
            .args(deletion()),
    };
    command
        .next_help_heading("Where, and as whom")
        .args(connection())
        .next_help_heading("Output")
        .args(reporting())
        .after_long_help(AFTER)
}

fn deletion() -> [Arg; 4] {
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    [
        flag("yes")
            .short('y')
            .help("Do not ask before deleting. Needed where there is no terminal to ask on"),
        flag("ignore-not-found").help("Take a task that is not there for deleted"),
        flag("dry-run").help(
            "Print each request as a curl command, signed and with its secrets masked, and send \
             nothing",
        ),
        Arg::new("concurrency")
            .long("concurrency")
            .value_name("N")
            .default_value("8")
            .value_parser(value_parser!(u16).range(1..=256))
            .help("How many requests may be under way at once"),
    ]
}

fn connection() -> [Arg; 6] {
    [
        Arg::new("region")
            .long("region")
            .alias("cli-region")
            .value_name("REGION")
            .env("HUAWEICLOUD_SDK_REGION")
            .hide_env_values(true)
            .value_parser(regions())
            .hide_possible_values(true)
            .help(
                "The region of the instance, such as cn-north-4; --endpoint serves for one that \
                 is newer than this command",
            ),
        Arg::new("endpoint")
            .long("endpoint")
            .value_name("URL")
            .help("The endpoint, in place of that of the region"),
        Arg::new("token-file")
            .long("token-file")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .conflicts_with("credentials-file")
            .help("File with a token of IAM; - for standard input"),
        Arg::new("credentials-file")
            .long("credentials-file")
            .value_name("FILE")
            .value_parser(value_parser!(PathBuf))
            .help("Profile file with an access key, in section [basic]"),
        Arg::new("timeout")
            .long("timeout")
            .value_name("SECONDS")
            .default_value("120")
            .value_parser(value_parser!(u64).range(1..=86_400))
            .help("How long one task may take, with all attempts"),
        Arg::new("max-attempts")
            .long("max-attempts")
            .value_name("N")
            .value_parser(value_parser!(u32).range(1..=100))
            .default_value("4")
            .help("How often a request is sent before its failure counts"),
    ]
}

/// The names, so that a slip is met with the nearest of them and completions know them all.
fn regions() -> impl TypedValueParser<Value = Region> {
    // clap keeps names for good, and so does this.
    static ALL: [Region; Region::ALL.len()] = Region::ALL;
    PossibleValuesParser::new(ALL.iter().map(Region::as_str)).try_map(|name| name.parse::<Region>())
}

fn reporting() -> [Arg; 2] {
    [
        Arg::new("output")
            .long("output")
            .short('o')
            .value_name("FORMAT")
            .value_parser(["text", "json"])
            .default_value("text")
            .help("text for people, or json: one object a line"),
        Arg::new("verbose")
            .long("verbose")
            .short('v')
            .action(ArgAction::SetTrue)
            .help("Show what happens on standard error, without secrets"),
    ]
}

/// Reads the arguments.
pub(crate) fn parse(arguments: &[OsString]) -> Result<Invocation, clap::Error> {
    let mut matches = command().try_get_matches_from(arguments)?;
    let (name, mut matches) = matches.remove_subcommand().unwrap_or_default();
    Ok(match name.as_str() {
        "completions" => Invocation::Completions(required(&mut matches, "shell")?),
        "man" => Invocation::Man(matches.remove_one("command")),
        _ => Invocation::Delete(Box::new(options(&mut matches)?)),
    })
}

fn options(matches: &mut ArgMatches) -> Result<Options, clap::Error> {
    Ok(Options {
        instance_id: required(matches, "instance-id")?,
        tasks: matches.remove_many("task-id").into_iter().flatten().collect(),
        project_id: matches.remove_one("project-id"),
        region: matches.remove_one("region"),
        endpoint: matches.remove_one("endpoint"),
        token_file: matches.remove_one("token-file"),
        credentials_file: matches.remove_one("credentials-file"),
        timeout: Duration::from_secs(required(matches, "timeout")?),
        max_attempts: required(matches, "max-attempts")?,
        concurrency: usize::from(required::<u16>(matches, "concurrency")?),
        ignore_not_found: matches.get_flag("ignore-not-found"),
        yes: matches.get_flag("yes"),
        dry_run: matches.get_flag("dry-run"),
        json: required::<String>(matches, "output")? == "json",
        verbose: matches.get_flag("verbose"),
    })
}

/// An argument that is required or has a default.
fn required<T: Clone + Send + Sync + 'static>(
    matches: &mut ArgMatches,
    name: &str,
) -> Result<T, clap::Error> {
    matches.remove_one(name).ok_or_else(|| clap::Error::new(ErrorKind::MissingRequiredArgument))
}

/// Whether the output is to be JSON, where the arguments as a whole cannot be read.
fn asks_for_json(arguments: &[OsString]) -> bool {
    let follows =
        |pair: &[OsString]| (pair[0] == "--output" || pair[0] == "-o") && pair[1] == "json";
    arguments.windows(2).any(follows)
        || arguments.iter().any(|argument| argument == "--output=json" || argument == "-ojson")
}

/// The command whose help says more.
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
