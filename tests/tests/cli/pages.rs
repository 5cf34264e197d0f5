//! Help, version, completions and man pages.

use crate::support::{command, run};

async fn printed(arguments: &[&str]) -> String {
    let mut command = command();
    command.args(arguments);
    for name in ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_CREDENTIALS_FILE"] {
        command.env(name, "s3cr3t");
    }
    command.env("HUAWEICLOUD_SDK_REGION", "s3cr3t").env("COLUMNS", "200");
    let ran = run(command).await;
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
    ran.out
}

#[tokio::test]
async fn help_fits_into_80_columns_and_shows_no_value_of_the_environment() {
    for (name, arguments) in [
        ("help", &["--help"][..]),
        ("help-delete", &["delete-background-task", "--help"]),
        ("help-delete-short", &["delete-background-task", "-h"]),
    ] {
        let help = printed(arguments).await;
        let widest = help.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(80), "{widest:?}\n{help}");
        insta::assert_snapshot!(name, help);
    }
}

#[tokio::test]
async fn the_version_is_that_of_the_package() {
    let expected = format!("dcs {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(printed(&["--version"]).await, expected);
}

#[tokio::test]
async fn each_shell_has_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = printed(&["completions", shell]).await;
        for word in ["delete-background-task", "ignore-not-found", "task-id"] {
            assert!(text.contains(word), "{shell} lacks {word}");
        }
    }
}

#[tokio::test]
async fn man_pages_have_every_option_and_every_exit_code() {
    let page = printed(&["man", "delete-background-task"]).await;
    assert!(page.contains(".TH dcs-delete-background-task 1"), "{page}");
    let help = printed(&["delete-background-task", "--help"]).await;
    let options = help.lines().filter_map(|line| line.trim_start().strip_prefix("--"));
    let options: Vec<_> = options.map(|line| line.split(' ').next().expect("a name")).collect();
    assert!(options.len() > 10, "{options:?}");
    for option in options {
        let option = option.replace('-', "\\-");
        assert!(page.contains(&format!("\\-\\-{option}")), "{option}");
    }
    for code in ["0    done", "1    the service", "2    usage", "3    the service", "130  inter"] {
        assert!(page.contains(code), "{code}");
    }
    assert!(printed(&["man"]).await.contains(".TH dcs 1"));
}

#[tokio::test]
async fn a_page_of_no_command_is_a_usage_error() {
    let mut command = command();
    command.args(["man", "nonsense"]);
    assert_eq!(run(command).await.code, 2);
}

#[tokio::test]
async fn without_a_command_help_is_printed_and_nothing_is_done() {
    let ran = run(command()).await;
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("Usage: dcs <COMMAND>"), "{}", ran.err);
}
