//! Reviews for the tests of the formats, made by hand.

use crate::diff::{Audience, Change, Level, Place};
use crate::source::{Position, Span};
use crate::spec::Spec;

use super::{Entry, Kind, Review, RustChange, RustEffect, Settings, Side};

#[path = "testing/schema.rs"]
pub(super) mod schema;

/// A document to point into.
pub(super) const HEAD: &str = "\
openapi: 3.0.3
info: { title: T, version: 1.0.0 }
paths:
  /tasks/{id}:
    delete:
      operationId: deleteTask
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
      responses:
        '204': { description: gone }
";

/// The kinds of change that occur here.
pub(super) const KINDS: &[Kind] = &[
    Kind { id: "parameter-removed", level: Level::Breaking, summary: "a parameter went" },
    Kind { id: "enum-value-added", level: Level::Dangerous, summary: "a value came" },
    Kind { id: "response-added", level: Level::Compatible, summary: "a response came" },
    Kind { id: "summary-changed", level: Level::Documentation, summary: "a summary changed" },
];

pub(super) fn spec(text: &str) -> Spec {
    Spec::parse("spec/openapi.yaml", text.into()).expect("valid YAML")
}

pub(super) fn place(pointer: &str, line: usize) -> Place {
    Place {
        pointer: pointer.to_owned(),
        span: Span::default(),
        position: Position { line, column: 7 },
    }
}

/// A change of a level, told from others by `number`.
fn change(level: Level, number: usize, operation: Option<&str>, message: &str) -> Change {
    let kind = KINDS.iter().find(|kind| kind.level == level).expect("a kind of each level");
    let pointer = "/paths/~1tasks~1{id}/delete/parameters/1";
    Change {
        id: kind.id,
        level,
        audience: match level {
            Level::Breaking => Audience::Senders,
            Level::Dangerous => Audience::Readers,
            Level::Compatible => Audience::Everyone,
            Level::Documentation => Audience::Nobody,
        },
        operation: operation.map(str::to_owned),
        subject: format!("parameters/{number}"),
        base: (level != Level::Compatible).then(|| place(pointer, 12 + number)),
        head: (level != Level::Breaking).then(|| place(pointer, 10 + number)),
        message: message.to_owned(),
        fingerprint: format!("{number:012x}"),
    }
}

/// A change of the Rust interface.
pub(super) fn rust(level: Level) -> RustChange {
    RustChange {
        path: "builder::DeleteTask::limit".to_owned(),
        kind: if level == Level::Breaking { "method removed" } else { "method changed" }.to_owned(),
        level,
        reason: "a caller of it no longer compiles".to_owned(),
        before: Some("pub fn limit<V>(self, value: V) -> Self".to_owned()),
        after: (level != Level::Breaking)
            .then(|| "pub fn limit(self, value: u32) -> Self".to_owned()),
    }
}

fn sides() -> (Side, Side) {
    let side = |revision: Option<&str>| Side {
        path: "spec/openapi.yaml".to_owned(),
        revision: revision.map(str::to_owned),
    };
    (side(Some("1a2b3c4")), side(None))
}

fn of(changes: Vec<Change>, settings: &Settings, rust: RustEffect) -> Review {
    let head = spec(HEAD);
    let entries = changes.into_iter().map(|change| Entry::new(change, &head, settings)).collect();
    let (base, head) = sides();
    Review { base, head, entries, rust }
}

fn changes(levels: &[Level]) -> Vec<Change> {
    let operation = Some("DELETE /tasks/{id}");
    let change = |(number, level): (usize, &Level)| change(*level, number, operation, "a change");
    levels.iter().enumerate().map(change).collect()
}

/// A review of one change of each of `levels`.
pub(super) fn review(levels: &[Level], rust: RustEffect) -> Review {
    of(changes(levels), &Settings::default(), rust)
}

/// The same, with the first change silenced.
pub(super) fn silenced(levels: &[Level]) -> Review {
    let (settings, report) = Settings::parse(
        "review.yaml",
        b"silenced: [{ fingerprint: '000000000000', reason: nobody calls it }]".to_vec(),
        KINDS,
    );
    assert!(report.is_empty(), "{}", report.human(false));
    of(changes(levels), &settings, RustEffect::known(Vec::new()))
}

/// A review with everything in it.
pub(super) fn sample() -> Review {
    let delete = Some("DELETE /tasks/{id}");
    let changes = vec![
        change(Level::Breaking, 1, delete, "the query parameter `limit` was removed"),
        change(Level::Breaking, 0, delete, "the query parameter `force` was removed"),
        change(Level::Dangerous, 2, delete, "the status `gone` was added to the enum"),
        change(Level::Documentation, 3, delete, "the summary changed from `a|b` to `c`"),
        change(Level::Compatible, 4, Some("GET /tasks"), "the response 404 was added"),
        change(Level::Documentation, 5, None, "the title changed from `S` to `T`"),
    ];
    let (settings, _) = Settings::parse(
        "review.yaml",
        b"silenced: [{ fingerprint: '000000000000', reason: nobody calls it }]".to_vec(),
        KINDS,
    );
    let rust = RustEffect::known(vec![rust(Level::Breaking), rust(Level::Compatible)]);
    of(changes, &settings, rust)
}

/// Reviews of one breaking change with a text that is up to something; the first is harmless.
pub(super) fn hostile() -> Vec<(&'static str, Review)> {
    const TEXTS: [&str; 20] = [
        "harmless",
        "a | b | c",
        "@team and @team/owners, see #1 and org/repo#1",
        "`code` and ``more` and `",
        "```\nfence\n```",
        "</details></summary><!-- --> <script>alert(1)</script>",
        "<!-- spec-review -->",
        "\n\n# Heading\n\n- item\n\n---\n",
        "![picture](https://example.com/x.png) [link](https://example.com)",
        "https://example.com www.example.com mailto:a@team.example",
        "**bold** _it_ ~~no~~ \\* $x$",
        "\r\n::error file=x::y\r::stop-commands::z",
        "%0A::error::x%25",
        "a\u{202e}b\u{200b}c\u{7}\x1b[31mred",
        "&lt;b&gt; &#64;team &commat;team",
        "\u{2028}\u{2029}\u{85}::error::x",
        "<https://example.com>",
        "[x]: https://example.com 'title'",
        "| --- |\n| a |",
        ":smile: ${{ github.token }} $(id) `id`",
    ];
    let one = |text: &'static str| {
        let mut change = change(Level::Breaking, 0, Some("DELETE /"), "");
        change.message = text.to_owned();
        change.operation = Some(text.to_owned());
        change.subject = text.to_owned();
        change.base = Some(place(text, 1));
        let mut item = rust(Level::Breaking);
        (item.path, item.kind) = (text.to_owned(), text.to_owned());
        (item.reason, item.before) = (text.to_owned(), Some(text.to_owned()));
        let mut review = of(vec![change], &Settings::default(), RustEffect::known(vec![item]));
        review.base.path = text.to_owned();
        (text, review)
    };
    TEXTS.map(one).into()
}

/// A long review; each message has `length` characters.
pub(super) fn many(count: usize, length: usize) -> Review {
    const LEVELS: [Level; 4] =
        [Level::Documentation, Level::Compatible, Level::Dangerous, Level::Breaking];
    let change = |number: usize| {
        let level = LEVELS[number % LEVELS.len()];
        let operation = format!("GET /{}", number / 5);
        change(level, number, Some(&operation), &"é".repeat(length))
    };
    let changes = (0..count).map(change).collect();
    of(changes, &Settings::default(), RustEffect::known(Vec::new()))
}
