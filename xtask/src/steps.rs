//! The steps of CI. `tests/tests/documents.rs` reads them too: a command that a document shows is
//! one that runs somewhere.

/// One command of CI.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    /// What it looks at.
    pub(crate) name: &'static str,
    /// Program and arguments, separated by spaces.
    pub(crate) command: &'static str,
    /// What to do when it fails; lower case, no full stop.
    pub(crate) help: &'static str,
}

const fn step(name: &'static str, command: &'static str, help: &'static str) -> Step {
    Step { name, command, help }
}

/// All steps in their order: the quick ones first, so that a slip shows at once.
pub(crate) const STEPS: &[Step] = &[
    step("format", "cargo fmt --all --check", "run `cargo fmt --all`"),
    step("document", "cargo xtask check", "mend spec/openapi.yaml; each finding says how"),
    step(
        "generated code",
        "cargo xtask generate --check",
        "run `cargo xtask generate` and commit what it writes",
    ),
    // With itself, so that it needs no history: that the command runs here and that spec/review.yaml
    // is sound. The workflow spec-review compares with the main branch.
    step(
        "review",
        "cargo xtask diff --base spec/openapi.yaml --fail-on never",
        "mend spec/review.yaml; each finding says how",
    ),
    // `--all-targets` compiles the benches, `--locked` notices a forgotten Cargo.lock.
    step(
        "lints",
        "cargo clippy --workspace --all-targets --locked -- -D warnings",
        "mend the code; where a lint is wrong, `#[expect]` it with a reason",
    ),
    // The other builds of the client. The one with TLS of the system needs headers of OpenSSL on
    // Linux, for which `.ci/run` provides.
    step(
        "native TLS",
        "cargo clippy -p huaweicloud-dcs --no-default-features --features native-tls --all-targets --locked -- -D warnings",
        "mend the code; where openssl-sys finds no OpenSSL, see `.ci/run`",
    ),
    step(
        "without TLS",
        "cargo clippy -p huaweicloud-dcs --no-default-features --all-targets --locked -- -D warnings",
        "mend what takes TLS for granted",
    ),
    step(
        "tests",
        "cargo test --workspace",
        "run `cargo test --workspace` to see the failures alone",
    ),
    // Clients of documents that are hard, which need a build of their own.
    step(
        "generated clients",
        "cargo test -p codegen --test clients -- --ignored",
        "mend codegen so that generated code compiles without a warning for every document",
    ),
    step(
        "tests, no TLS",
        "cargo test -p huaweicloud-dcs --no-default-features --lib --locked",
        "run it alone to see the failures",
    ),
    // As a user installs it, but below `target`. The tests ran a build for tests; of this one the size
    // counts.
    step(
        "command line",
        "cargo install --path generated-client --features cli --locked --profile dist --root target/dcs",
        "see the error of cargo; the command is in generated-client/src/bin/dcs",
    ),
    step(
        "documentation",
        "cargo doc --workspace --no-deps --locked",
        "mend the comments that rustdoc names",
    ),
    step(
        "dependencies",
        "cargo deny check bans licenses sources",
        "see deny.toml; where cargo has no command `deny`, `.ci/run` installs it",
    ),
    step(
        "size",
        ".ci/compare-size",
        "drop a dependency of the client, or hide it behind a feature",
    ),
];
