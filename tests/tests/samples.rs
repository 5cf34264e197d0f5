//! The code samples of the document do what they say: each comes to the same request.

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

use serde_yaml::Value;
use tests::dcs::{Service, Token};
use tests::explorer::endpoint;
use tests::server::Request;
use words::words;

const PROJECT: &str = "a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71";
const INSTANCE: &str = "5560df16-cebf-4473-95c4-d1b573c16e79";
const TASK: &str = "8abf6e1e72c12e7c0172c15b508500aa";
const TOKEN: &str = "token-1";

fn operation() -> Value {
    let document: Value =
        serde_yaml::from_str(include_str!("../../spec/openapi.yaml")).expect("YAML");
    document["paths"]["/v2/{project_id}/instances/{instance_id}/tasks/{task_id}"]["delete"].clone()
}

/// The sample with this label.
fn sample(label: &str) -> String {
    let operation = operation();
    let samples = operation["x-codeSamples"].as_sequence().expect("samples");
    let sample = samples.iter().find(|sample| sample["label"].as_str() == Some(label));
    sample.expect(label)["source"].as_str().expect("text").to_owned()
}

async fn service() -> Service {
    let builder = Service::builder().token(Token::new(TOKEN, PROJECT));
    builder.instance(INSTANCE, PROJECT).task(INSTANCE, TASK).start().await
}

/// The one request that a service has seen, which has deleted the task.
async fn only(service: Service) -> Request {
    assert_eq!(service.deletions(INSTANCE, TASK), 1);
    assert!(!service.catastrophe());
    let mut requests = service.finish().await.requests;
    assert_eq!(requests.len(), 1);
    requests.remove(0)
}

#[test]
fn samples_hold_what_the_page_replaces_and_in_quotes() {
    let endpoint = endpoint().expect("a URL");
    let operation = operation();
    let samples = operation["x-codeSamples"].as_sequence().expect("samples");
    assert_eq!(samples.len(), 3);
    for sample in samples {
        let (lang, source) = (sample["lang"].as_str(), sample["source"].as_str().expect("text"));
        let quote = match lang {
            Some("shell") => '\'',
            Some("rust") => '"',
            other => panic!("the page does not know how {other:?} quotes"),
        };
        for value in [endpoint.as_str(), PROJECT, INSTANCE, TASK] {
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

#[tokio::test]
async fn the_rust_sample_compiles_and_deletes_the_task() {
    // The only line that differs is the one that names the endpoint: the real one is not reached.
    let source = include_str!("samples/delete_background_task.rs");
    let (_, source) = source.split_once("// The sample begins.\n").expect("a mark");
    let quoted = format!("\"{}\"", endpoint().expect("a URL"));
    let source =
        source.replace("with_endpoint(&endpoint(), ", &format!("with_endpoint({quoted}, "));
    assert_eq!(source, sample("Rust"), "tests/tests/samples/delete_background_task.rs");

    let service = service().await;
    delete_background_task::run(&service.url(), TOKEN).await.expect("deleted");
    assert_eq!(
        only(service).await.target,
        format!("/v2/{PROJECT}/instances/{INSTANCE}/tasks/{TASK}")
    );
}

/// The request of a curl command; fails at an option that curl takes and this does not know.
async fn send(curl: &[String]) {
    let mut words = curl.iter().map(String::as_str);
    assert_eq!(words.next(), Some("curl"));
    let (mut method, mut headers, mut url) = ("GET", Vec::new(), None);
    while let Some(word) = words.next() {
        match word {
            "--request" => method = words.next().expect("a method"),
            "--header" => headers.extend(words.next().expect("a header").split_once(": ")),
            word if word.starts_with('-') => panic!("what does curl do with {word}?"),
            word => assert_eq!(url.replace(word), None, "two URLs"),
        }
    }
    let method = method.parse().expect("a method");
    let mut request = reqwest::Client::new().request(method, url.expect("a URL"));
    for (name, value) in headers {
        request = request.header(name, value);
    }
    assert_eq!(request.send().await.expect("an answer").status(), 204);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_curl_sample_sends_what_the_client_sends() {
    let client = service().await;
    delete_background_task::run(&client.url(), TOKEN).await.expect("deleted");
    let expected = only(client).await;
    let same = |request: Request| {
        assert_eq!((&request.method, &request.target), (&expected.method, &expected.target));
        assert_eq!(request.header("x-auth-token"), Some(TOKEN));
    };

    let parsed = service().await;
    let source = sample("curl").replace(&endpoint().expect("a URL"), &parsed.url());
    send(&words(&source, &[("TOKEN", TOKEN)])).await;
    same(only(parsed).await);

    // And with curl itself, where there is one.
    if !Command::new("curl").arg("--version").output().is_ok_and(|output| output.status.success()) {
        return;
    }
    let real = service().await;
    let source = sample("curl").replace(&endpoint().expect("a URL"), &real.url());
    let mut shell = Command::new("sh");
    shell.args(["-c", &source]).env("TOKEN", TOKEN).env("NO_PROXY", "127.0.0.1");
    let run = tokio::task::spawn_blocking(move || shell.output());
    let output = run.await.expect("it runs").expect("a shell");
    assert!(output.status.success(), "{output:?}");
    same(only(real).await);
}

#[test]
fn the_dcs_sample_has_the_operations_name_and_its_parameters() {
    let kebab = |name: &str| {
        let dashed = name.chars().map(|char| match char {
            '_' => "-".to_owned(),
            upper if upper.is_ascii_uppercase() => format!("-{}", upper.to_ascii_lowercase()),
            other => other.to_string(),
        });
        dashed.collect::<String>()
    };
    let operation = operation();
    let id = operation["operationId"].as_str().expect("a name");
    let mut expected: Vec<_> =
        ["dcs", &kebab(id), "--yes", "--token-file", "-", "--endpoint"].map(str::to_owned).to_vec();
    expected.push(endpoint().expect("a URL"));
    for (parameter, value) in operation["parameters"]
        .as_sequence()
        .expect("parameters")
        .iter()
        .zip([PROJECT, INSTANCE, TASK])
    {
        let name = parameter["name"].as_str().expect("a name");
        expected.extend([format!("--{}", kebab(name)), value.to_owned()]);
    }
    assert_eq!(words(&dcs_sample(), &[]), expected);
}

/// The sample for `dcs`, to whose standard input a shell writes the token.
fn dcs_sample() -> String {
    sample("dcs").strip_prefix("echo \"$TOKEN\" | ").expect("a token").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_dcs_sample_deletes_the_task() {
    let service = service().await;
    let source = dcs_sample().replace(&endpoint().expect("a URL"), &service.url());
    let mut dcs = assert_cmd::Command::new(env!("CARGO_BIN_EXE_command-dcs"));
    dcs.args(&words(&source, &[])[1..]).write_stdin(format!("{TOKEN}\n"));
    let run = tokio::task::spawn_blocking(move || dcs.output());
    let output = run.await.expect("it runs").expect("the command");
    assert!(output.status.success(), "{output:?}");
    let request = only(service).await;
    assert_eq!(request.target, format!("/v2/{PROJECT}/instances/{INSTANCE}/tasks/{TASK}"));
    assert_eq!(request.header("x-auth-token"), Some(TOKEN));
}
