//! Clients of small documents that are hard in one way each: they are generated, and compile
//! without a warning.
//!
//! Each is generated twice: with a client of its own, and on a runtime by hand,
//! `clients/runtime.rs`. That they compile takes the dependencies of a client, so
//! `cargo test -p codegen --test clients -- --ignored` asks the compiler.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test writes a package, and fails by panicking"
)]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::artifacts::Artifacts;
use codegen::settings::Settings;
use codegen::spec::Spec;

/// The text above the modules of a client of their own.
const PLAIN: &str = "/// The generated modules.
#[rustfmt::skip]
pub mod generated;

impl generated::ClientHooks<()> for generated::Client {}
";

/// The same for modules on a runtime.
const RUNTIME: &str = include_str!("clients/runtime.rs");

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// The documents by their names.
fn documents() -> BTreeMap<String, String> {
    let entries = fs::read_dir(root().join("tests/clients")).unwrap();
    let files = entries.map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|extension| extension == "yaml"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn generate(name: &str, text: &str, runtime: Option<String>) -> Artifacts {
    let spec = Spec::parse(name, text.as_bytes().to_vec()).unwrap();
    let settings = Settings { runtime, mock: true, ..Settings::default() };
    let generated = codegen::generate(spec, &settings);
    generated.unwrap_or_else(|error| panic!("{name}: {error}")).artifacts
}

/// Leaves out what nothing reads: a URL has a method `path` too.
#[test]
fn support_holds_what_a_client_uses() {
    let documents = documents();
    let support = |name: &str, runtime: Option<&str>| {
        let artifacts = generate(name, &documents[name], runtime.map(str::to_owned));
        artifacts.get("support.rs").unwrap().to_owned()
    };
    let all = [
        "fn path<",
        "fn query<",
        "fn header<",
        "fn json<V",
        "fn form<",
        "fn body<",
        "fn encode_segment",
        "type Argument",
        "fn take<",
        "JSON: Self",
        "STREAM: Self",
    ];
    for (name, used) in [
        ("none", &[][..]),
        ("bare", &[]),
        ("path", &["fn path<", "fn encode_segment", "type Argument", "fn take<"]),
        ("query", &["fn query<", "type Argument", "fn take<"]),
        ("header", &["fn header<", "type Argument", "fn take<"]),
        ("json", &["fn json<V", "fn body<", "type Argument", "fn take<"]),
        ("form", &["fn form<", "fn body<", "type Argument", "fn take<"]),
        ("raw", &["fn body<", "type Argument", "fn take<"]),
    ] {
        for runtime in [None, Some("crate")] {
            let text = support(name, runtime);
            for part in all {
                // Decoders are public, and stay. A runtime puts its project into a path.
                let of_runtime = runtime.is_some() && part == "fn encode_segment";
                let expected = used.contains(&part) || of_runtime || part.ends_with("Self");
                assert_eq!(text.contains(part), expected, "{name} {runtime:?}: {part}\n{text}");
            }
        }
    }
}

/// Keeps generated code from costing anybody else a lint.
#[test]
#[ignore = "builds the dependencies of clients"]
fn clients_compile_without_a_warning() {
    let directory = tempfile::tempdir().unwrap();
    let package = directory.path();
    let mut lib = "//! Clients.\n".to_owned();
    let write = |path: &Path, text: &str| {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for (name, text) in documents() {
        for (kind, code) in [("plain", PLAIN), ("runtime", RUNTIME)] {
            let module = format!("{name}_{kind}");
            // Where nothing is called, a runtime has more than it needs.
            if name == "none" && kind == "runtime" {
                continue;
            }
            writeln!(lib, "/// A client.\npub mod {module};").unwrap();
            let runtime = (kind == "runtime").then(|| format!("crate::{module}"));
            let source = package.join("src").join(&module);
            for (path, text) in generate(&name, &text, runtime).iter() {
                write(&source.join("generated").join(path), text);
            }
            write(&source.join("mod.rs"), code);
        }
    }
    write(&package.join("src/lib.rs"), &lib);
    write(&package.join("Cargo.toml"), &manifest());
    fs::copy(root().join("../Cargo.lock"), package.join("Cargo.lock")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["clippy", "--offline", "--all-features", "--", "-D", "warnings"])
        .current_dir(package)
        .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("clients"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A package with the dependencies that the clients use, and the lints of the workspace.
fn manifest() -> String {
    let workspace = fs::read_to_string(root().join("../Cargo.toml")).unwrap();
    let (_, lints) = workspace.split_once("[workspace.lints.rust]").unwrap();
    let (lints, _) = lints.split_once("\n# ").unwrap();
    let lints = lints.replace("[workspace.lints.clippy]", "[lints.clippy]");
    format!(
        r#"[package]
name = "clients"
version = "0.0.0"
edition = "2024"

[workspace]

[features]
mock = ["dep:httpmock"]

[dependencies]
bytes = "1"
http = "1"
httpmock = {{ version = "0.9", default-features = false, optional = true }}
progenitor-client = "0.15.1"
reqwest = {{ version = "0.13", default-features = false, features = ["stream"] }}
serde = {{ version = "1", features = ["derive"] }}
serde_json = "1"
serde_path_to_error = "0.1"
serde_urlencoded = "0.7"

[lints.rust]{lints}"#
    )
}
