//! The explorer's page in headless Chromium, driven through chromedriver.
//!
//! The target has no harness, since the harness hides what a passing test prints: without a browser
//! these tests are skipped, and that has to show. Where `CI` is set a browser has to be there.
//!
//! With `EXPLORER_IMAGES` set, the pictures of the documents are written to that directory.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test fails by panicking, and this target is its own harness"
)]

mod access;
mod chrome;
mod code;
mod images;
mod network;
mod page;
mod requests;

use std::future::Future;
use std::pin::Pin;
use std::process::ExitCode;

use chrome::{Browser, Driver};
use page::Page;

/// A test, started with a page of its own.
type Test = fn(Page) -> Pin<Box<dyn Future<Output = ()> + Send>>;

/// Lists tests by the paths of their functions.
macro_rules! tests {
    ($($module:ident::$name:ident),* $(,)?) => {
        const TESTS: &[(&str, Test)] = &[
            $((concat!(stringify!($module), "::", stringify!($name)), |page| {
                Box::pin($module::$name(page))
            })),*
        ];
    };
}

tests![
    requests::a_deleted_task_gives_204_and_then_the_404_with_its_code,
    requests::an_id_that_leads_elsewhere_is_refused_and_nothing_is_sent,
    requests::a_scenario_gives_its_error_until_everything_is_reset,
    requests::a_request_from_elsewhere_shows_without_its_secret,
    code::the_code_follows_what_is_typed,
    code::the_code_follows_the_task_that_is_chosen,
    code::values_are_quoted_as_each_language_asks,
    access::a_task_is_deleted_with_the_keyboard_alone,
    access::every_control_has_a_name_and_a_visible_focus,
    access::the_scheme_is_the_systems_until_one_is_chosen,
    access::text_has_contrast_in_both_schemes,
    access::a_phone_needs_no_scrolling_to_the_side,
    network::nothing_is_asked_of_another_machine,
    images::the_pictures_can_be_taken_again,
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        TESTS.iter().for_each(|(name, _)| println!("{name}: test"));
        return ExitCode::SUCCESS;
    }
    let filters: Vec<&String> = arguments.iter().filter(|word| !word.starts_with('-')).collect();
    let wanted = |name: &str| filters.is_empty() || filters.iter().any(|f| name.contains(*f));
    let tests: Vec<_> = TESTS.iter().filter(|(name, _)| wanted(name)).collect();
    if tests.is_empty() {
        return ExitCode::SUCCESS;
    }
    let browser = match Browser::find() {
        Ok(browser) => browser,
        Err(missing) if std::env::var_os("CI").is_some() => {
            eprintln!("error: {missing}; in CI the tests of the explorer's page have to run");
            return ExitCode::FAILURE;
        }
        Err(missing) => {
            eprintln!("skipped: {} tests of the explorer's page: {missing}", tests.len());
            return ExitCode::SUCCESS;
        }
    };
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let failed = runtime.block_on(run(&browser, &tests));
    println!("\nbrowser: {} passed, {failed} failed", tests.len() - failed);
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs tests one after the other, and counts those that fail.
async fn run(browser: &Browser, tests: &[&(&'static str, Test)]) -> usize {
    let driver = Driver::start(browser);
    let mut failed = 0;
    for (name, test) in tests {
        let page = Page::open(browser, &driver).await;
        let session = page.session();
        // A task of its own, so that a panic ends this test and no other.
        let outcome = tokio::spawn(test(page)).await;
        println!("test {name} ... {}", if outcome.is_ok() { "ok" } else { "FAILED" });
        failed += usize::from(outcome.is_err());
        session.quit().await.expect("the browser ends");
    }
    failed
}
