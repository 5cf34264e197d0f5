//! The explorer without a browser: what its server answers, and the command that starts it.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use serde_yaml::Value as Yaml;
use tests::explorer::{Explorer, TOKEN, document, endpoint};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const TASK: &str = "/v2/a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71/instances/5560df16-cebf-4473-95c4-d1b573c16e79/tasks/8abf6e1e72c12e7c0172c15b508500aa";

/// Sends one request as it stands, and returns the answer as it came.
async fn exchange(url: &str, line: &str, host: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(url.replace("http://", "")).await.expect("a connection");
    let length = body.len();
    let request = format!(
        "{line} HTTP/1.1\r\nHost: {host}\r\nX-Auth-Token: {TOKEN}\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    stream.write_all(request.as_bytes()).await.expect("sent");
    stream.shutdown().await.expect("sent");
    let mut answer = Vec::new();
    // A connection that is reset has an answer too: none.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

async fn ask(explorer: &Explorer, line: &str, body: &str) -> String {
    let url = explorer.url();
    exchange(&url, line, &url.replace("http://", ""), body).await
}

async fn state(explorer: &Explorer) -> Value {
    let answer = ask(explorer, "GET /explorer/state", "").await;
    serde_json::from_str(answer.split_once("\r\n\r\n").expect("a body").1).expect("JSON")
}

#[test]
fn the_page_has_the_document_with_another_server_and_code_samples_and_nothing_else() {
    let original: Yaml =
        serde_yaml::from_str(include_str!("../../spec/openapi.yaml")).expect("YAML");
    let mut served: Yaml =
        serde_yaml::from_str(&document("http://127.0.0.1:1").expect("it")).expect("YAML");
    assert_eq!(served["servers"][0]["url"], "http://127.0.0.1:1");
    assert_eq!(served["servers"].as_sequence().map(Vec::len), Some(1));
    for (_, item) in served["paths"].as_mapping_mut().expect("paths") {
        // Parameters that operations share stand beside them as a list.
        let operations = item.as_mapping_mut().expect("operations").values_mut();
        for operation in operations.filter(|operation| operation.is_mapping()) {
            let samples = operation.as_mapping_mut().expect("it").remove("x-codeSamples");
            assert!(samples.is_some_and(|list| list.is_sequence()));
        }
    }
    let mut expected = original;
    expected["servers"] = served["servers"].clone();
    assert_eq!(served, expected);
    assert_eq!(endpoint().expect("it"), "https://dcs.cn-north-4.myhuaweicloud.com");
}

#[tokio::test]
async fn a_path_that_leads_to_another_route_does_not_reach_the_service() {
    let explorer = Explorer::start(0).await.expect("an explorer");
    let instance = TASK.rsplit_once("/tasks").expect("a path").0;
    for path in ["/tasks/..", "/tasks/", "", "/tasks/%2e%2e", r"/tasks/..\", "/tasks/x/..", "/"] {
        let answer = ask(&explorer, &format!("DELETE {instance}{path}"), "").await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{path}: {answer}");
        assert!(answer.contains("EXPLORER"), "{path}: {answer}");
    }
    let state = state(&explorer).await;
    assert!(state["tasks"].as_array().expect("tasks").iter().all(|task| task["exists"] == true));
    assert!(ask(&explorer, &format!("DELETE {TASK}"), "").await.starts_with("HTTP/1.1 204 "));
}

#[tokio::test]
async fn every_scenario_answers_as_its_title_says() {
    let explorer = Explorer::start(0).await.expect("an explorer");
    let scenarios = state(&explorer).await["scenarios"].clone();
    let scenarios = scenarios.as_array().expect("scenarios");
    assert!(scenarios.len() > 40, "{}", scenarios.len());
    for scenario in scenarios.iter().filter(|scenario| scenario["id"] != "slow") {
        let (id, title) = (&scenario["id"], scenario["title"].as_str().expect("a title"));
        ask(&explorer, "POST /explorer/reset", "").await;
        let chosen =
            ask(&explorer, "POST /explorer/scenario", &json!({ "scenario": id }).to_string()).await;
        assert!(chosen.starts_with("HTTP/1.1 200 "), "{id}: {chosen}");
        let answer = ask(&explorer, &format!("DELETE {TASK}"), "").await;
        let words: Vec<&str> = title.split([' ', ',']).collect();
        match words[0].parse::<u16>() {
            Ok(status) => {
                assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{id}: {answer}")
            }
            Err(_) if id == "normal" => {
                assert!(answer.starts_with("HTTP/1.1 204 "), "{id}: {answer}")
            }
            Err(_) => assert_eq!(answer, "", "{id}"),
        }
        if words[1].contains('.') {
            assert!(answer.contains(words[1]), "{id}: {answer}");
        }
        let deleted =
            title.contains("task is deleted") || title.contains("Task deleted") || id == "normal";
        assert_eq!(state(&explorer).await["tasks"][0]["exists"], !deleted, "{id}");
    }
    let unknown = ask(&explorer, "POST /explorer/scenario", r#"{"scenario": "none"}"#).await;
    assert!(unknown.starts_with("HTTP/1.1 404 "), "{unknown}");
}

#[tokio::test]
async fn a_page_of_another_name_gets_nothing() {
    let explorer = Explorer::start(0).await.expect("an explorer");
    let port = explorer.url().rsplit_once(':').expect("a port").1.to_owned();
    for (host, status) in [
        (format!("127.0.0.1:{port}"), 200),
        (format!("localhost:{port}"), 200),
        (format!("attacker.example:{port}"), 421),
        ("127.0.0.1".to_owned(), 421),
    ] {
        for line in ["GET /", "GET /explorer/state", "POST /explorer/reset"] {
            let answer = exchange(&explorer.url(), line, &host, "").await;
            assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{host} {line}: {answer}");
        }
    }
}

#[tokio::test]
async fn every_part_of_the_page_comes_under_a_policy_that_allows_this_server_alone() {
    let explorer = Explorer::start(0).await.expect("an explorer");
    for path in
        ["/", "/explorer/explorer.js", "/swagger-ui/swagger-ui-bundle.js", "/explorer/state"]
    {
        let answer = ask(&explorer, &format!("GET {path}"), "").await;
        let head = answer.split_once("\r\n\r\n").expect("a head").0;
        let policy = head.lines().find_map(|line| line.strip_prefix("Content-Security-Policy: "));
        let policy = policy.expect(path);
        assert!(policy.starts_with("default-src 'none'; "), "{policy}");
        assert!(
            !policy.contains("unsafe") && !policy.contains("http") && !policy.contains('*'),
            "{policy}"
        );
    }
}

#[test]
fn the_program_says_where_the_page_is_and_refuses_a_port_that_is_taken() {
    let program = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_explorer"));
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    };
    let mut running = program().arg("0").spawn().expect("it starts");
    let mut lines = BufReader::new(running.stdout.take().expect("its output")).lines();
    let line = lines.next().expect("a line").expect("text");
    let port = line.strip_prefix("the explorer is at http://127.0.0.1:").expect("an address");
    let port = port.trim_end_matches('/').to_owned();
    for argument in [port.as_str(), "99999", "x"] {
        let output = program().arg(argument).output().expect("it starts");
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{argument}: {error}");
        assert!(error.starts_with("error: ") && error.contains(argument), "{error}");
    }
    running.kill().expect("it runs");
    running.wait().expect("it has ended");
}
