//! The commands that the documents show and CI does not run as they stand.

#![expect(clippy::expect_used, reason = "a test fails by panicking, in its helpers too")]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn xtask(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(arguments)
        .current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."))
        .output()
        .expect("xtask starts")
}

/// What a command printed; fails where it failed.
fn printed(arguments: &[&str]) -> String {
    let output = xtask(arguments);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, error) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success(), "{arguments:?}: {out}{error}");
    out
}

#[test]
fn generate_finds_the_committed_modules_up_to_date() {
    // First, since it writes nothing: with drift, this test fails instead of mending it.
    let check = printed(&["generate", "--check"]);
    assert!(check.contains("is up to date with"), "{check}");
    let generate = printed(&["generate"]);
    let mut lines: Vec<&str> = generate.lines().collect();
    let last = lines.pop().unwrap_or_default();
    assert!(last.starts_with("finished in "), "{generate}");
    assert!(!lines.is_empty(), "{generate}");
    for line in lines {
        assert!(line.starts_with("unchanged "), "{generate}");
    }
}

#[test]
fn generate_writes_a_crate_from_any_document() {
    let directory = tempfile::tempdir().expect("a directory");
    let out = directory.path().to_str().expect("a path in UTF-8");
    let command = ["generate", "--spec", "spec/openapi.yaml", "--out", out, "--crate", "demo"];
    let first = printed(&command);
    assert!(first.contains("written "), "{first}");
    assert!(directory.path().join("Cargo.toml").exists(), "{first}");
    let second = printed(&command);
    assert!(!second.contains("written "), "{second}");
}

#[test]
fn a_name_that_cargo_would_refuse_is_a_usage_error_and_writes_nothing() {
    let directory = tempfile::tempdir().expect("a directory");
    let out = directory.path().to_str().expect("a path in UTF-8");
    for name in ["", "1x", "bad name", "fn", "std", "serde", "a/b"] {
        let output =
            xtask(&["generate", "--spec", "spec/openapi.yaml", "--out", out, "--crate", name]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        let files = directory.path().read_dir().expect("it can be listed").count();
        assert_eq!(files, 0, "{name}");
    }
}

/// On Unix alone, where ending the command ends the explorer.
#[cfg(unix)]
#[test]
fn explore_serves_the_page() {
    let mut explore = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["explore", "--port", "0"])
        .stdout(Stdio::piped())
        .spawn()
        .expect("xtask starts");
    let mut lines = BufReader::new(explore.stdout.take().expect("its output")).lines();
    let line = lines.next().expect("a line").expect("text");
    let address = line.strip_prefix("the explorer is at http://").expect("an address");
    let address = address.trim_end_matches('/');
    let mut stream = TcpStream::connect(address).expect("the page is served");
    write!(stream, "GET / HTTP/1.1\r\nHost: {address}\r\n\r\n").expect("a request");
    stream.shutdown(std::net::Shutdown::Write).expect("a request");
    let mut page = String::new();
    stream.read_to_string(&mut page).expect("an answer");
    assert!(page.starts_with("HTTP/1.1 200 ") && page.contains("<title>DCS explorer"), "{page}");
    explore.kill().expect("it runs");
    explore.wait().expect("it has ended");
    assert!(TcpStream::connect(address).is_err(), "the explorer outlives the command");
}

#[test]
fn every_command_explains_itself() {
    for command in [
        &["--help"][..],
        &["generate", "--help"],
        &["check", "--help"],
        &["diff", "--help"],
        &["explore", "--help"],
        &["ci", "--help"],
    ] {
        let help = printed(command);
        assert!(help.contains("Usage: cargo xtask"), "{help}");
    }
}

#[test]
fn a_missing_file_does_not_hide_the_others() {
    let output = xtask(&["check", "--format", "json", "missing.yaml", "spec/openapi.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("cannot read missing.yaml"));
    assert!(String::from_utf8_lossy(&output.stdout).contains("findings"));
}
