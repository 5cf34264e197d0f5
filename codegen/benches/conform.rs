//! What it costs to read a page and to hold a document against it.
//!
//! `cargo bench -p codegen --bench conform`

#![expect(clippy::expect_used, reason = "a bench fails by panicking")]

use codegen::conform::{compare, draft, read};
use codegen::source::Source;
use codegen::spec::Spec;
use divan::{Bencher, black_box};

/// A page with tables of every kind, and the document beside it.
const PAGE: &str = include_str!("../tests/conform/differs.md");
const DOCUMENT: &str = include_str!("../tests/conform/differs.yaml");

/// How many times the tables of the page stand in it: as it is, and far beyond any page.
const COPIES: [usize; 2] = [1, 100];

fn main() {
    divan::main();
}

fn page(copies: usize) -> Source {
    Source::new("page.md", PAGE.repeat(copies))
}

fn document() -> Spec {
    Spec::parse("document.yaml", DOCUMENT.as_bytes().to_vec()).expect("YAML")
}

/// From the text of both to all departures, as `cargo xtask conform` does.
#[divan::bench(args = COPIES, sample_size = 1, max_time = 4)]
fn conform(bencher: Bencher<'_, '_>, copies: usize) {
    bencher.bench_local(|| {
        let source = page(copies);
        black_box(compare(&read(&source), &document()))
    });
}

/// From the text of a page to its draft, as `cargo xtask new-operation` does.
#[divan::bench(args = COPIES, sample_size = 1, max_time = 4)]
fn new_operation(bencher: Bencher<'_, '_>, copies: usize) {
    bencher.bench_local(|| black_box(draft(&read(&page(copies)))));
}
