//! What each stage costs, beside progenitor and prettyplease alone.
//!
//! `cargo bench -p codegen --bench generate` takes a few minutes; `-- bare whole` or `-- /1$` runs
//! a part. The allocator counts, which costs both sides alike: compare within one run.

#![expect(clippy::expect_used, reason = "a bench fails by panicking")]

#[path = "../tests/scaled/mod.rs"]
mod scaled;

use codegen::adapt::{Adapted, adapt};
use codegen::artifacts::Artifacts;
use codegen::check::{Checked, check};
use codegen::emit::{Emitted, emit};
use codegen::polish::{Polished, polish};
use codegen::settings::Settings;
use codegen::spec::Spec;
use divan::{AllocProfiler, Bencher};
use progenitor::{GenerationSettings, Generator, HooksMode, InterfaceStyle};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

const OPERATIONS: [usize; 4] = [1, 10, 100, 1_000];

const INNER_TYPE: &str = "crate::hooks::Hooks";

fn main() {
    divan::main();
}

/// What a build script would do: no checks, no adaptations, no passes.
#[divan::bench(args = OPERATIONS, sample_size = 1, max_time = 8)]
fn bare(bencher: Bencher<'_, '_>, operations: usize) {
    let text = scaled::yaml(operations);
    bencher.bench_local(|| {
        let document: openapiv3::OpenAPI = serde_yaml::from_str(&text).expect("OpenAPI");
        let mut settings = GenerationSettings::new();
        settings.with_interface(InterfaceStyle::Builder).with_hooks(HooksMode::Expected);
        settings.with_inner_type(INNER_TYPE.parse().expect("a path"));
        let tokens = Generator::new(&settings).generate_tokens(&document).expect("tokens");
        prettyplease::unparse(&syn::parse2(tokens).expect("Rust"))
    });
}

/// All stages.
#[divan::bench(args = OPERATIONS, sample_size = 1, max_time = 8)]
fn whole(bencher: Bencher<'_, '_>, operations: usize) {
    let (text, settings) = (scaled::yaml(operations), settings());
    bencher
        .with_inputs(|| text.clone().into_bytes())
        .bench_local_values(|bytes| generate(bytes, &settings));
}

mod stages {
    use super::*;

    macro_rules! stage {
        ($name:ident, $inputs:expr, $run:expr) => {
            #[divan::bench(args = OPERATIONS, sample_size = 1, max_time = 2)]
            fn $name(bencher: Bencher<'_, '_>, operations: usize) {
                let text = scaled::yaml(operations);
                bencher.with_inputs(|| $inputs(&text)).bench_local_values($run);
            }
        };
    }

    stage!(s1_parse, |text: &str| text.as_bytes().to_vec(), parsed);
    stage!(s1_parse_json_line, |text: &str| json(text), parsed);
    stage!(s2_check, |text: &str| parsed(text.into()), |spec| check(spec).expect("no errors"));
    stage!(s3_adapt, checked, |checked| adapt(checked).expect("a document"));
    stage!(s4_emit, adapted, |adapted| emit(adapted, &settings()).expect("a client"));
    stage!(s5_polish, emitted, |emitted| polish(emitted).expect("all passes apply"));
    stage!(s6_print, polished, codegen::print::print);
}

/// The same document as JSON on a single line.
fn json(yaml: &str) -> Vec<u8> {
    let value: serde_json::Value = serde_yaml::from_str(yaml).expect("valid YAML");
    value.to_string().into_bytes()
}

fn settings() -> Settings {
    Settings { runtime: Some("crate".to_owned()), ..Settings::default() }
}

fn generate(bytes: Vec<u8>, settings: &Settings) -> Artifacts {
    codegen::generate(parsed(bytes), settings).expect("no errors").artifacts
}

fn parsed(bytes: Vec<u8>) -> Spec {
    Spec::parse("openapi.yaml", bytes).expect("valid YAML")
}

fn checked(text: &str) -> Checked {
    check(parsed(text.into())).expect("no errors")
}

fn adapted(text: &str) -> Adapted {
    adapt(checked(text)).expect("a document")
}

fn emitted(text: &str) -> Emitted {
    emit(adapted(text), &settings()).expect("a client")
}

fn polished(text: &str) -> Polished {
    polish(emitted(text)).expect("all passes apply")
}
