//! The tables of the client's pages, held against the client.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use huaweicloud_dcs::auth::{CredentialsError, ProvideCredentials, ProvideFuture};
use huaweicloud_dcs::{Credentials, Error, Region, RetryPolicy};
use tests::clock::FakeClock;
use tests::server::{Reply, Server};

use super::{builder, delete};

const CREDENTIALS: &str = include_str!("../../../generated-client/src/docs/credentials.md");
const ERRORS: &str = include_str!("../../../generated-client/src/docs/errors.md");
const RETRIES: &str = include_str!("../../../generated-client/src/docs/retries.md");

/// The cells of each row below the table's head.
fn table<'a>(page: &'a str, head: &str) -> Vec<Vec<&'a str>> {
    let rows = page.split_once(head).expect("a table").1.lines().skip(2);
    let rows = rows.take_while(|line| line.starts_with('|'));
    rows.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// What stands between backticks, piece by piece.
fn code(cell: &str) -> Vec<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

fn answer(cell: &str) -> Reply {
    let parts = code(cell);
    let status = parts[0].parse().expect("a status");
    match parts.get(1) {
        Some(code) => Reply::json(status, format!(r#"{{"error_code":"{code}"}}"#)),
        None => Reply::status(status),
    }
}

#[tokio::test]
async fn every_outcome_in_the_table_is_the_clients() {
    let rows = table(RETRIES, "| Answer | Comes out as | Tried again | Can have deleted |");
    assert!(rows.len() > 10);
    for row in rows {
        let [cell, outcome, tried_again, can_have_deleted] = row[..] else { panic!("{row:?}") };
        let again = tried_again == "yes";
        let server = Server::start(vec![answer(cell); if again { 4 } else { 1 }]).await;
        let result = delete(&builder(&server.url()).build().expect("fit")).await;
        match result {
            Ok(deleted) => assert_eq!((outcome, deleted.attempts()), ("success", 1), "{cell}"),
            Err(error) => {
                assert_eq!(format!("`{:?}`", error.kind()), outcome, "{cell}");
                assert_eq!(error.attempts() > 1, again, "{cell}");
                assert_eq!(error.is_retryable(), again, "{cell}");
            }
        }
        if again {
            let server = Server::start([answer(cell), Reply::status(404)]).await;
            let result = delete(&builder(&server.url()).build().expect("fit")).await;
            assert_eq!(
                result.is_ok_and(|deleted| deleted.is_presumed()),
                can_have_deleted == "yes"
            );
        }
    }
}

#[tokio::test]
async fn every_body_on_the_page_of_errors_gives_code_and_message() {
    let block = ERRORS.split("```text\n").nth(1).expect("a block");
    let bodies: Vec<_> = block.lines().take_while(|line| *line != "```").collect();
    assert!(bodies.len() > 5);
    for body in bodies {
        let server = Server::start([Reply::json(400, body)]).await;
        let error = delete(&builder(&server.url()).build().expect("fit")).await;
        let error = error.expect_err("400");
        assert_eq!(error.code().map(|code| code.as_str().to_owned()).as_deref(), Some("C.1"));
        assert_eq!(error.message(), Some("m"), "{body}");
    }
}

struct Broken;

impl ProvideCredentials for Broken {
    fn provide(&self) -> ProvideFuture<'_> {
        Box::pin(std::future::ready(Err(CredentialsError::broken("vault", "sealed"))))
    }
}

/// A call that fails in this way, and how many requests reached the service and IAM.
async fn failure(kind: &str) -> (Error, [usize; 2]) {
    let reply = match kind {
        "Timeout" => vec![Reply::silence()],
        "Transport" => vec![Reply::close()],
        "Response" => vec![Reply::status(500)],
        _ => vec![],
    };
    let server = Server::start(reply).await;
    let iam = Server::start((kind == "Project").then(|| Reply::status(403))).await;
    let clock = FakeClock::default();
    let builder = builder(&server.url()).clock(clock.clone()).retry(RetryPolicy::never());
    let key = Credentials::access_key("ak", "sk").expect("fit");
    let builder = match kind {
        "Credentials" => builder.credentials(Broken),
        "Project" => builder.credentials(key).region(Region::CnNorth4).iam_endpoint(&iam.url()),
        "Connect" => builder.endpoint("http://127.0.0.1:1").project_id("project-1"),
        _ => builder.project_id("project-1"),
    };
    let client = builder.build().expect("fit");
    let task = if kind == "Request" { ".." } else { "task-1" };
    let call = async move {
        let request = client.delete_background_task().instance_id("instance-1").task_id(task);
        request.send().await.expect_err("a failure")
    };
    let call = tokio::spawn(call);
    if kind == "Timeout" {
        while server.requests().is_empty() {
            tokio::task::yield_now().await;
        }
        clock.advance(Duration::from_secs(60));
    }
    let error = call.await.expect("no panic");
    (error, [server.requests().len(), iam.requests().len()])
}

#[tokio::test]
async fn every_kind_of_error_has_sent_what_its_page_says() {
    for row in table(ERRORS, "| Kind | What happened | Was anything sent? |") {
        let [cell, _, sent] = row[..] else { panic!("{row:?}") };
        let kind = code(cell)[0];
        // A deletion has no body to decode; the tests of `growth` show this kind.
        if kind == "Decode" {
            assert_eq!(sent, "yes");
            continue;
        }
        let (error, requests) = failure(kind).await;
        assert_eq!(format!("{:?}", error.kind()), kind, "{error}");
        let expected = match sent {
            "no" | "not by this attempt" => [0, 0],
            "to IAM alone" => [0, 1],
            "perhaps" | "yes" => [1, 0],
            other => panic!("{other}"),
        };
        assert_eq!(requests, expected, "{kind}");
    }
}

#[test]
fn every_kind_and_question_of_an_error_is_on_its_page() {
    let source = include_str!("../../../generated-client/src/error/mod.rs");
    let kinds = source.split_once("pub enum ErrorKind {").expect("kinds").1;
    let kinds = kinds.split_once("\n}").expect("an end").0.lines().map(str::trim);
    let kinds: BTreeSet<_> = kinds
        .filter(|line| line.starts_with(char::is_uppercase))
        .map(|line| line.trim_end_matches(','))
        .collect();
    let rows = table(ERRORS, "| Kind | What happened | Was anything sent? |");
    assert_eq!(rows.iter().flat_map(|row| code(row[0])).collect::<BTreeSet<_>>(), kinds);

    let questions = source.lines().filter_map(|line| line.strip_prefix("    pub fn "));
    let questions: BTreeSet<_> =
        questions.filter_map(|line| line.split(['(', '<']).next()).collect();
    let rows = table(ERRORS, "| Question | Answer |");
    let shown = rows.iter().flat_map(|row| code(row[0])).map(|name| name.trim_end_matches("()"));
    let shown: BTreeSet<_> = shown.chain(["kind"]).collect();
    assert_eq!(shown, questions);
}

#[test]
fn every_variable_that_the_client_reads_is_on_the_page_of_credentials() {
    let rows = table(CREDENTIALS, "| Variable | Holds |");
    let shown = rows.iter().flat_map(|row| code(row[0]));
    let shown: BTreeSet<_> = shown.filter(|name| name.starts_with("HUAWEICLOUD_")).collect();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated-client/src");
    let mut read = BTreeSet::new();
    // What the program `dcs` reads beside them stands in its help and in docs/cli.md.
    let program = source.join("bin");
    for path in files(&source).into_iter().filter(|path| !path.starts_with(&program)) {
        #[expect(clippy::disallowed_methods, reason = "a test of files reads files")]
        let text = std::fs::read_to_string(&path).expect("readable");
        // Constants, and the beginning of the one that depends on the region.
        for piece in text.split("\"HUAWEICLOUD_SDK_").skip(1) {
            let name = piece.split(|c: char| !c.is_ascii_uppercase() && c != '_').next();
            let region = if piece.contains("{name}\"") { "CN_NORTH_4" } else { "" };
            let region = if name == Some("REGION_DCS_") { region } else { "" };
            read.insert(format!("HUAWEICLOUD_SDK_{}{region}", name.unwrap_or_default()));
        }
    }
    assert_eq!(shown, read.iter().map(String::as_str).collect());
}

fn files(directory: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(directory).expect("a directory");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let (directories, files): (Vec<_>, Vec<_>) = paths.partition(|path| path.is_dir());
    let below = directories.iter().flat_map(|path| self::files(path));
    let sources = files.into_iter().filter(|path| path.extension().is_some_and(|e| e == "rs"));
    sources.chain(below).collect()
}

#[tokio::test]
async fn never_makes_each_404_an_error() {
    let server = Server::start([Reply::status(502), Reply::status(404)]).await;
    let client = builder(&server.url()).retry(RetryPolicy::never()).build().expect("fit");
    delete(&client).await.expect_err("502");
    assert!(delete(&client).await.expect_err("404").is_not_found());
}
