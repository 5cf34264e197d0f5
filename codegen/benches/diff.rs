//! What it costs to compare two documents in which every operation changed.
//!
//! `cargo bench -p codegen --bench diff`

#![expect(clippy::expect_used, reason = "a bench fails by panicking")]

#[path = "../tests/scaled/mod.rs"]
mod scaled;

use codegen::diff::diff;
use codegen::spec::Spec;
use divan::{Bencher, black_box};

const OPERATIONS: [usize; 4] = [10, 100, 300, 1_000];

fn main() {
    divan::main();
}

fn pair(operations: usize) -> (Spec, Spec) {
    let text = scaled::yaml(operations);
    let parse = |text: &str| Spec::parse("spec.yaml", text.as_bytes().to_vec()).expect("YAML");
    (parse(&text), parse(&text.replace("maxLength: 9", "maxLength: 12")))
}

/// Five changes an operation, one for each response.
#[divan::bench(args = OPERATIONS, sample_size = 1, max_time = 8)]
fn changed(bencher: Bencher<'_, '_>, operations: usize) {
    let (base, head) = pair(operations);
    bencher.bench_local(|| black_box(diff(&base, &head)));
}

/// Nothing changed.
#[divan::bench(args = OPERATIONS, sample_size = 1, max_time = 8)]
fn same(bencher: Bencher<'_, '_>, operations: usize) {
    let (base, _) = pair(operations);
    bencher.bench_local(|| black_box(diff(&base, &base)));
}

/// Both texts read, then compared.
#[divan::bench(args = OPERATIONS, sample_size = 1, max_time = 8)]
fn with_reading(bencher: Bencher<'_, '_>, operations: usize) {
    bencher.bench_local(|| {
        let (base, head) = pair(operations);
        black_box(diff(&base, &head))
    });
}
