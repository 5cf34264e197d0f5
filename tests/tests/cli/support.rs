//! What the tests share: a service, and the command in an empty environment.

use std::path::PathBuf;

use tests::dcs::{AccessKey, Builder, Service, Token};

/// The program under test.
pub const DCS: &str = env!("CARGO_BIN_EXE_command-dcs");

/// What no output may hold.
pub const SECRET: &str = "s3cr3t";

/// What came of a run.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    /// All of it for a snapshot, with what differs from run to run replaced.
    pub fn shown(&self, service: &Service) -> String {
        let text =
            format!("exit code {}\n--- output\n{}--- errors\n{}", self.code, self.out, self.err);
        text.replace(&service.url(), "http://SERVICE")
    }
}

/// A service with an instance, some tasks, a token and a key.
pub fn service() -> Builder {
    Service::builder()
        .token(Token::new("s3cr3t-token", "project"))
        .key(AccessKey::new("s3cr3t-ak", "s3cr3t-sk").project("project"))
        .instance("instance", "project")
        .task("instance", "task-1")
        .task("instance", "task-2")
        .task("instance", "task-3")
}

/// A command without a home, credentials or a proxy.
pub fn command() -> assert_cmd::Command {
    let mut command = assert_cmd::Command::new(DCS);
    command.env_clear().env("HOME", "/nonexistent").timeout(std::time::Duration::from_secs(60));
    // Windows opens no socket without it.
    command.envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
    command
}

/// Runs a command while the service goes on, and looks for secrets in all that it prints.
pub async fn run(mut command: assert_cmd::Command) -> Ran {
    let output = tokio::task::spawn_blocking(move || command.output());
    let output = output.await.expect("no panic").expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    let ran = Ran {
        code: output.status.code().expect("an exit code"),
        out: text(output.stdout),
        err: text(output.stderr),
    };
    for text in [&ran.out, &ran.err] {
        assert!(!text.contains(SECRET), "a secret is printed: {text}");
        assert!(!text.contains("panicked"), "{text}");
    }
    ran
}

/// A deletion with a token, of the service's instance, without a question.
pub fn delete(service: &Service, arguments: &[&str]) -> assert_cmd::Command {
    let mut command = command();
    command
        .args(["delete-background-task", "--instance-id", "instance", "--yes"])
        .args(["--project-id", "project", "--endpoint", &service.url()])
        .args(["--token-file", file("token").to_str().expect("a path in UTF-8")])
        .args(arguments);
    command
}

/// A file with credentials, beside the tests.
pub fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/cli/files").join(name)
}
