//! The code samples do what they say: those of each operation, in a document of one operation and in
//! one of several, come to the request that the operation asks for.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, in its helpers too"
)]

#[path = "samples/delete_background_task.rs"]
mod delete_background_task;
#[path = "samples/words.rs"]
mod words;

use std::process::Command;

use serde_json::{Value, json};
use tests::dcs::{Service, Token};
use tests::document::{Document, Operation, Place, SPEC};
use tests::explorer::{OPTIONS, Sample, document, endpoint, samples};
use tests::server::Request;
use words::words;

const GROWTH: &str = include_str!("../fixtures/growth/openapi.yaml");
const PROJECT: &str = "a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71";
const INSTANCE: &str = "5560df16-cebf-4473-95c4-d1b573c16e79";
const TASK: &str = "8abf6e1e72c12e7c0172c15b508500aa";
const TOKEN: &str = "token-1";

/// An operation and the document that it is of.
struct Case {
    text: &'static str,
    operation: Operation,
}

/// Every operation of both documents.
fn cases() -> Vec<Case> {
    let cases = [SPEC, GROWTH].into_iter().flat_map(|text| {
        let document = Document::parse(text).expect("a document");
        document
            .operations()
            .iter()
            .cloned()
            .map(move |operation| Case { text, operation })
            .collect::<Vec<_>>()
    });
    cases.collect()
}

fn case(id: &str) -> Case {
    cases().into_iter().find(|case| case.operation.id == id).expect(id)
}

/// The operations that have a sample with this label.
fn cases_with(label: &str) -> Vec<Case> {
    let has = |case: &Case| case.samples().iter().any(|sample| sample.label == label);
    cases().into_iter().filter(has).collect()
}

impl Case {
    fn samples(&self) -> Vec<Sample> {
        samples(&self.operation, &endpoint().expect("a URL"))
    }

    /// The sample with this label.
    fn sample(&self, label: &str) -> String {
        let found = self.samples().into_iter().find(|sample| sample.label == label);
        found.expect(label).source
    }

    /// A service of this document that knows the examples.
    async fn service(&self) -> Service {
        let builder = Service::builder().document(self.text).expect("a document");
        let builder = builder.token(Token::new(TOKEN, PROJECT));
        builder.instance(INSTANCE, PROJECT).task(INSTANCE, TASK).start().await
    }

    /// The sample as it is for this service.
    fn at(&self, label: &str, service: &Service) -> String {
        self.sample(label).replace(&endpoint().expect("a URL"), &service.url())
    }

    /// The one request that a service has seen, which must be the one that the operation asks for.
    async fn holds(&self, service: Service) {
        let deletions = usize::from(self.operation.id == "deleteBackgroundTask");
        assert_eq!(service.deletions(INSTANCE, TASK), deletions);
        assert!(!service.catastrophe());
        let requests = service.finish().await.requests;
        let [request] = &requests[..] else { panic!("{requests:?}") };
        assert_eq!(request.method, self.operation.method);
        assert_eq!(request.header("x-auth-token"), Some(TOKEN));
        assert_eq!(target(request), self.target());
        let body = self.operation.body.as_ref().map_or(&Value::Null, |body| {
            assert_eq!(request.header("content-type"), Some(body.media_type.as_str()));
            body.example.as_ref().expect("an example")
        });
        let sent = match &request.body[..] {
            [] => Value::Null,
            json => serde_json::from_slice(json).expect("JSON"),
        };
        assert_eq!(&sent, body);
    }

    /// Path and query with the examples, decoded.
    fn target(&self) -> (String, Vec<(String, String)>) {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        let mut path = self.operation.template.clone();
        for parameter in self.operation.required(Place::Path) {
            let value = text(parameter.example.as_ref().expect("an example"));
            path = path.replace(&format!("{{{}}}", parameter.name), &value);
        }
        let query = self.operation.required(Place::Query).flat_map(|parameter| {
            let example = parameter.example.clone().expect("an example");
            let list = example.as_array().cloned().unwrap_or_else(|| vec![example]);
            list.iter().map(|value| (parameter.name.clone(), text(value))).collect::<Vec<_>>()
        });
        (path, query.collect())
    }
}

/// Path and query of a request, decoded.
fn target(request: &Request) -> (String, Vec<(String, String)>) {
    let url = format!("http://localhost{}", request.target);
    let url = reqwest::Url::parse(&url).expect("a URL");
    let query = url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned()));
    (url.path().to_owned(), query.collect())
}

#[test]
fn the_document_of_the_page_has_the_samples_of_each_operation() {
    let served: Value =
        serde_yaml::from_str(&document("http://127.0.0.1:1").expect("it")).expect("YAML");
    let document = Document::spec();
    assert!(!document.operations().is_empty());
    for operation in document.operations() {
        let node = &served["paths"][&operation.template][operation.method.to_ascii_lowercase()];
        let made = samples(operation, &endpoint().expect("a URL"));
        assert_eq!(node["x-codeSamples"], json!(made), "{}", operation.id);
    }
}

#[test]
fn samples_hold_what_the_page_replaces_and_in_quotes() {
    let endpoint = endpoint().expect("a URL");
    for case in cases() {
        // A body that is no flat object has curl alone.
        let least = if case.operation.body.is_some() { 1 } else { 3 };
        assert!(case.samples().len() >= least, "{}", case.operation.id);
        for Sample { lang, source, .. } in case.samples() {
            let quote = match lang {
                "shell" => '\'',
                "rust" => '"',
                other => panic!("the page does not know how {other:?} quotes"),
            };
            let path = case.operation.required(Place::Path);
            let examples =
                path.map(|one| one.example.as_ref().and_then(Value::as_str).expect("text"));
            for value in [endpoint.as_str()].into_iter().chain(examples) {
                let before = source.split(value).next().expect("text before it");
                assert_eq!(source.matches(value).count(), 1, "{value} in {source}");
                assert_eq!(
                    before.matches(quote).count() % 2,
                    1,
                    "{value} stands outside of quotes: {source}"
                );
            }
        }
    }
}

#[test]
fn the_samples_of_several_kinds_of_operations_read_well() {
    let shown =
        ["deleteBackgroundTask", "createBackgroundTask", "replaceInstanceLabels"].map(|id| {
            let sources = case(id)
                .samples()
                .into_iter()
                .map(|Sample { label, source, .. }| format!("{label}:\n{source}"));
            sources.collect::<Vec<_>>().join("\n")
        });
    assert_eq!(
        shown.join("\n"),
        include_str!("samples/shown.txt"),
        "tests/tests/samples/shown.txt"
    );
}

#[tokio::test]
async fn the_rust_sample_compiles_and_deletes_the_task() {
    // The only line that differs is the one that names the endpoint: the real one is not reached.
    let source = include_str!("samples/delete_background_task.rs");
    let (_, source) = source.split_once("// The sample begins.\n").expect("a mark");
    let quoted = format!("\"{}\"", endpoint().expect("a URL"));
    let source =
        source.replace("with_endpoint(&endpoint(), ", &format!("with_endpoint({quoted}, "));
    let case = case("deleteBackgroundTask");
    assert_eq!(source, case.sample("Rust"), "tests/tests/samples/delete_background_task.rs");

    let service = case.service().await;
    delete_background_task::run(&service.url(), TOKEN).await.expect("deleted");
    case.holds(service).await;
}

#[test]
fn the_rust_samples_are_rust() {
    for case in cases_with("Rust") {
        let file = syn::parse_file(&case.sample("Rust"));
        assert_eq!(file.expect("Rust").items.len(), 2, "{}", case.operation.id);
    }
}

/// Sends the request of a curl command, and returns the status of the answer; fails at an option
/// that curl takes and this does not know.
async fn send(curl: &[String]) -> u16 {
    let mut words = curl.iter().map(String::as_str);
    assert_eq!(words.next(), Some("curl"));
    let (mut method, mut headers, mut url, mut body) = ("GET", Vec::new(), None, None);
    while let Some(word) = words.next() {
        match word {
            "--request" => method = words.next().expect("a method"),
            "--header" => headers.extend(words.next().expect("a header").split_once(": ")),
            "--data" => body = words.next(),
            word if word.starts_with('-') => panic!("what does curl do with {word}?"),
            word => assert_eq!(url.replace(word), None, "two URLs"),
        }
    }
    let method = method.parse().expect("a method");
    let mut request = reqwest::Client::new().request(method, url.expect("a URL"));
    for (name, value) in headers {
        request = request.header(name, value);
    }
    request = body.into_iter().fold(request, |request, body| request.body(body.to_owned()));
    request.send().await.expect("an answer").status().as_u16()
}

#[tokio::test]
async fn each_curl_sample_sends_the_request_of_its_operation() {
    for case in cases() {
        let service = case.service().await;
        let words = words(&case.at("curl", &service), &[("TOKEN", TOKEN)]);
        assert_eq!(send(&words).await, case.operation.answer.status, "{}", case.operation.id);
        case.holds(service).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn curl_itself_sends_the_same_where_there_is_one() {
    if !Command::new("curl").arg("--version").output().is_ok_and(|output| output.status.success()) {
        return;
    }
    for case in cases() {
        let service = case.service().await;
        let mut shell = Command::new("sh");
        shell.args(["-c", &case.at("curl", &service)]);
        shell.env("TOKEN", TOKEN).env("NO_PROXY", "127.0.0.1");
        let run = tokio::task::spawn_blocking(move || shell.output());
        let output = run.await.expect("it runs").expect("a shell");
        assert!(output.status.success(), "{output:?}");
        case.holds(service).await;
    }
}

/// The words of the sample for `dcs`, to whose standard input a shell writes the token.
fn dcs_words(source: &str) -> Vec<String> {
    words(source.strip_prefix("echo \"$TOKEN\" | ").expect("a token"), &[])
}

fn dcs() -> assert_cmd::Command {
    assert_cmd::Command::new(env!("CARGO_BIN_EXE_command-dcs"))
}

/// Returns true if `dcs` has the command of a sample. Operations of the document that grows are not in it.
fn known(words: &[String]) -> bool {
    dcs().args([&words[1], "--help"]).output().expect("the command").status.success()
}

#[test]
fn every_option_that_the_help_shows_is_one_of_the_document_or_of_the_list() {
    let output = dcs().args(["delete-background-task", "--help"]).output().expect("it runs");
    let help = String::from_utf8(output.stdout).expect("UTF-8");
    let lines = help.lines().map(str::trim_start).filter(|line| line.starts_with('-'));
    let options = lines.filter_map(|line| line.split_once("--")?.1.split([' ', ',']).next());
    let options: Vec<_> = options.collect();
    assert!(options.len() > 12, "{options:?}");
    for option in options {
        let of_document = ["project-id", "instance-id", "task-id"].contains(&option);
        assert!(of_document || OPTIONS.contains(&option), "{option}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn each_dcs_sample_sends_the_request_of_its_operation() {
    for case in cases_with("dcs") {
        let service = case.service().await;
        let words = dcs_words(&case.at("dcs", &service));
        // Every operation of the client's own document is a command.
        if !known(&words) {
            assert_ne!(case.text, SPEC, "{} has no command", case.operation.id);
            continue;
        }
        let mut dcs = dcs();
        dcs.args(&words[1..]).write_stdin(format!("{TOKEN}\n"));
        let run = tokio::task::spawn_blocking(move || dcs.output());
        let output = run.await.expect("it runs").expect("the command");
        assert!(output.status.success(), "{output:?}");
        case.holds(service).await;
    }
}
