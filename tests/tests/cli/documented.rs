//! The commands that the documents show, as a shell runs them.

use std::path::Path;
use std::process::{Command, Output};

use tests::dcs::{AccessKey, Service};
use tests::explorer::Explorer;

use crate::markdown::{Block, Document};
use crate::support::DCS;

const PROJECT: &str = "a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71";
const INSTANCE: &str = "5560df16-cebf-4473-95c4-d1b573c16e79";
const TASK: &str = "8abf6e1e72c12e7c0172c15b508500aa";
/// Where the documents have the explorer.
const EXPLORER: &str = "http://127.0.0.1:8080";

#[expect(clippy::disallowed_methods, reason = "a test of documents reads them")]
fn blocks(path: &str) -> Vec<Block> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    Document::new(path, &std::fs::read_to_string(file).expect("a document")).blocks
}

#[expect(clippy::disallowed_methods, reason = "a test writes the files that a user has")]
fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a directory")).expect("made");
    std::fs::write(path, text).expect("written");
}

/// A home with the profile file of the page and a list of tasks.
fn home() -> tempfile::TempDir {
    let home = tempfile::tempdir().expect("a directory");
    let profile = blocks("docs/cli.md").into_iter().find(|block| block.text.starts_with("[basic]"));
    write(&home.path().join(".huaweicloud/credentials"), &profile.expect("a profile").text);
    write(&home.path().join("tasks.txt"), &format!("# a list\n{TASK}\n\nabsent\n"));
    home
}

async fn service() -> Service {
    let key = AccessKey::new("AKEXAMPLE", "SKEXAMPLE").project(PROJECT);
    Service::builder().key(key).instance(INSTANCE, PROJECT).start().await
}

/// Runs lines of a shell in which `dcs` is the program under test.
async fn shell(lines: &str, home: &Path, url: &str) -> Output {
    let lines = format!("dcs() {{ '{DCS}' \"$@\"; }}\n{}", lines.replace(EXPLORER, url));
    let mut shell = Command::new("sh");
    shell.args(["-euc", &lines]).current_dir(home).env_clear();
    shell.env("HOME", home).env("HUAWEICLOUD_SDK_REGION_DCS_CN_NORTH_4", url);
    shell.envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
    let output = tokio::task::spawn_blocking(move || shell.output());
    output.await.expect("no panic").expect("a shell")
}

async fn run_all() {
    let (home, service, explorer) = (home(), service().await, Explorer::start(0).await);
    let (explorer, mut run) = (explorer.expect("a port"), 0);
    for path in ["README.md", "docs/cli.md"] {
        for block in blocks(path) {
            let line = |line: &str| line.starts_with("dcs ") || line.contains("| dcs ");
            if block.language != "sh" || !block.text.lines().any(line) {
                continue;
            }
            service.add_task(INSTANCE, TASK);
            let own = block.text.contains(EXPLORER);
            let url = if own { explorer.url() } else { service.url() };
            let output = shell(&block.text, home.path(), &url).await;
            assert!(output.status.success(), "{path}:{}: {output:?}", block.line);
            assert!(output.stderr.is_empty() || block.text.contains("tasks.txt"), "{output:?}");
            run += 1;
        }
    }
    assert!(run >= 5, "only {run} blocks were found");
    for page in ["dcs.1", "dcs-delete-background-task.1"] {
        let path = home.path().join(".local/share/man/man1").join(page);
        assert!(path.metadata().expect(page).len() > 500, "{page}");
    }
    assert_eq!(explorer.requests().len(), 1);
}

#[test]
fn the_commands_of_the_pages_work() {
    tokio::runtime::Runtime::new().expect("a runtime").block_on(run_all());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_error_of_the_page_is_what_is_printed() {
    let (home, service) = (home(), service().await);
    let command = format!(
        "dcs delete-background-task --region cn-north-4 --yes --instance-id {INSTANCE} --task-id {TASK}"
    );
    let output = shell(&command, home.path(), &service.url()).await;
    let printed = String::from_utf8(output.stderr).expect("text");
    let blocks = blocks("docs/cli.md");
    assert!(blocks.iter().any(|block| block.text == printed), "docs/cli.md lacks\n{printed}");
}
