//! What it costs to make an ID from text: with the regular expression that typify emits, with the
//! check that this workspace generates in its place, and with a type written by hand.
//!
//! `cargo bench -p codegen --bench ids`

#![expect(clippy::unwrap_used, reason = "a bench fails by panicking")]
#![expect(clippy::print_stdout, reason = "shows the messages side by side")]

#[expect(dead_code, reason = "the bench needs one type of it")]
#[rustfmt::skip]
#[path = "../../generated-client/src/generated/types.rs"]
mod types;

use divan::{Bencher, black_box};

const ID: &str = "5560df16-cebf-4473-95c4-d1b573c16e79";

const REFUSED: &str = "5560df16-cebf-4473-95c4-d1b573c16e7/";

fn main() {
    for (name, message) in [
        ("generated", REFUSED.parse::<types::TaskId>().map(|_| ()).map_err(|e| e.to_string())),
        ("hand-written", hand_written::TaskId::new(REFUSED).map(|_| ()).map_err(|e| e.to_string())),
        ("regress", REFUSED.parse::<regular_expression::TaskId>().map(|_| ())),
    ] {
        println!("{name}: {}", message.unwrap_err());
    }
    divan::main();
}

#[divan::bench(args = [ID, REFUSED])]
fn generated(bencher: Bencher<'_, '_>, id: &str) {
    bencher.bench(|| black_box(id).parse::<types::TaskId>().is_ok());
}

#[divan::bench(args = [ID, REFUSED])]
fn by_hand(bencher: Bencher<'_, '_>, id: &str) {
    bencher.bench(|| hand_written::TaskId::new(black_box(id)).is_ok());
}

#[divan::bench(args = [ID, REFUSED])]
fn regress(bencher: Bencher<'_, '_>, id: &str) {
    bencher.bench(|| black_box(id).parse::<regular_expression::TaskId>().is_ok());
}

/// As typify 0.8 emits it.
mod regular_expression {
    pub struct TaskId(#[expect(dead_code, reason = "only made, never read")] String);

    impl std::str::FromStr for TaskId {
        type Err = String;

        fn from_str(value: &str) -> Result<Self, String> {
            if value.chars().count() < 1usize {
                return Err("shorter than 1 characters".into());
            }
            static PATTERN: std::sync::LazyLock<regress::Regex> =
                std::sync::LazyLock::new(|| regress::Regex::new("^[A-Za-z0-9_-]+$").unwrap());
            if PATTERN.find(value).is_none() {
                return Err("doesn't match pattern \"^[A-Za-z0-9_-]+$\"".into());
            }
            Ok(Self(value.to_string()))
        }
    }
}

/// As a person would write it.
mod hand_written {
    pub struct TaskId(#[expect(dead_code, reason = "only made, never read")] String);

    impl TaskId {
        pub fn new(text: &str) -> Result<Self, &'static str> {
            let allowed = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
            if !text.is_empty() && text.bytes().all(allowed) {
                Ok(Self(text.to_owned()))
            } else {
                Err("an ID is one or more letters, digits, `-` and `_`")
            }
        }
    }
}
