//! The options that `dcs` adds to those of the document.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use huaweicloud_dcs::Region;

use crate::subject::{Kind, Subject};

/// The values of those options, for a command that sends requests.
pub(crate) struct Options {
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

/// Options under one heading, each with the kinds of operations that have it.
type Section = (Option<&'static str>, Vec<(&'static [Kind], Arg)>);

const ALL: &[Kind] = &[Kind::Other, Kind::Deletion, Kind::DeletionOfMany];
const DELETIONS: &[Kind] = &[Kind::Deletion, Kind::DeletionOfMany];
const OF_MANY: &[Kind] = &[Kind::DeletionOfMany];

/// Returns all options of `dcs` itself. Every such option is listed here, so none can share its name
/// with an option of the document by accident.
fn sections(subject: &Subject) -> [Section; 3] {
    let everywhere = |args: Vec<Arg>| args.into_iter().map(|arg| (ALL, arg)).collect();
    [
        (None, acting(subject)),
        (Some("Where, and as whom"), everywhere(connection(subject))),
        (Some("Output"), everywhere(reporting())),
    ]
}

/// Gives a command the options that its kind of operation has.
pub(crate) fn add(mut command: Command, subject: &Subject) -> Command {
    for (heading, args) in sections(subject) {
        let args = args.into_iter().filter(|(kinds, _)| kinds.contains(&subject.kind));
        if let Some(heading) = heading {
            command = command.next_help_heading(heading);
        }
        command = command.args(args.map(|(_, arg)| arg));
    }
    command
}

/// Returns the names of all these options, and of those that clap adds.
pub(crate) fn names() -> BTreeSet<String> {
    let args = sections(&Subject::none()).into_iter().flat_map(|(_, args)| args);
    let mut probe = Command::new("own").version("0").args(args.map(|(_, arg)| arg));
    probe.build();
    let names = probe.get_arguments().flat_map(|arg| {
        let aliases = arg.get_all_aliases().into_iter().flatten();
        arg.get_long().into_iter().chain(aliases).map(str::to_owned)
    });
    names.collect()
}

fn acting(subject: &Subject) -> Vec<(&'static [Kind], Arg)> {
    let flag = |name: &'static str| Arg::new(name).long(name).action(ArgAction::SetTrue);
    let noun = &subject.noun;
    vec![
        (
            DELETIONS,
            flag("yes")
                .short('y')
                .help("Do not ask before deleting. Needed where there is no terminal to ask on"),
        ),
        (
            OF_MANY,
            flag("ignore-not-found").help(format!("Take a {noun} that is not there for deleted")),
        ),
        (
            ALL,
            flag("dry-run").help(format!(
                "Print {} request as a curl command, signed and with its secrets masked, and send \
                 nothing",
                if subject.kind == Kind::DeletionOfMany { "each" } else { "the" }
            )),
        ),
        (
            OF_MANY,
            Arg::new("concurrency")
                .long("concurrency")
                .value_name("N")
                .default_value("8")
                .value_parser(value_parser!(u16).range(1..=256))
                .help("How many requests may be under way at once"),
        ),
    ]
}

fn connection(subject: &Subject) -> Vec<Arg> {
    let what = match subject.kind {
        Kind::DeletionOfMany => format!("one {}", subject.noun),
        _ => "the call".to_owned(),
    };
    vec![
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
            .help(format!("How long {what} may take, with all attempts")),
        Arg::new("max-attempts")
            .long("max-attempts")
            .value_name("N")
            .value_parser(value_parser!(u32).range(1..=100))
            .default_value("4")
            .help("How often a request is sent before its failure counts"),
    ]
}

/// Reads a region by its name. clap then suggests the nearest name for a slip, and completions list
/// all names.
fn regions() -> impl TypedValueParser<Value = Region> {
    // clap keeps names for good, and so does this.
    static ALL: [Region; Region::ALL.len()] = Region::ALL;
    PossibleValuesParser::new(ALL.iter().map(Region::as_str)).try_map(|name| name.parse::<Region>())
}

fn reporting() -> Vec<Arg> {
    vec![
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

impl Options {
    /// Reads the options. Where a command lacks one, its value here has no effect.
    pub(crate) fn read(matches: &ArgMatches, kind: Kind) -> Result<Self, clap::Error> {
        let (deletes, many) = (DELETIONS.contains(&kind), OF_MANY.contains(&kind));
        Ok(Self {
            region: matches.get_one("region").cloned(),
            endpoint: matches.get_one("endpoint").cloned(),
            token_file: matches.get_one("token-file").cloned(),
            credentials_file: matches.get_one("credentials-file").cloned(),
            timeout: Duration::from_secs(required(matches, "timeout")?),
            max_attempts: required(matches, "max-attempts")?,
            concurrency: match many {
                true => usize::from(required::<u16>(matches, "concurrency")?),
                false => 1,
            },
            ignore_not_found: many && matches.get_flag("ignore-not-found"),
            yes: deletes && matches.get_flag("yes"),
            dry_run: matches.get_flag("dry-run"),
            json: required::<String>(matches, "output")? == "json",
            verbose: matches.get_flag("verbose"),
        })
    }
}

/// An argument that is required or has a default.
pub(crate) fn required<T: Clone + Send + Sync + 'static>(
    matches: &ArgMatches,
    name: &str,
) -> Result<T, clap::Error> {
    let found = matches.get_one(name).cloned();
    found.ok_or_else(|| clap::Error::new(ErrorKind::MissingRequiredArgument))
}
