//! A review as a comment on a pull request or the summary of a workflow.

use super::Review;
use super::entry::{Entry, RustChange, RustEffect};
use super::escape::{clip, code, html, message, text};
use crate::diff::{Level, Place};

/// First line of every comment, by which the workflow finds the one to update.
pub const MARKER: &str = "<!-- spec-review -->";

/// How long a comment may be; GitHub counts characters, here it is bytes, which are never fewer.
pub const LIMIT: usize = 65_536;

/// What is kept for the closing note.
const RESERVE: usize = 512;

/// How many characters of one message, and of any other text of a document, are shown.
const MESSAGE: usize = 400;
const NAME: usize = 200;

/// How much of a review a comment shows.
#[derive(Clone, Copy)]
struct Detail {
    /// The least level that is shown.
    from: Level,
    /// Whether each change says where it stands.
    places: bool,
}

/// From all to little: the first that fits is taken.
const DETAILS: [Detail; 5] = [
    Detail { from: Level::Documentation, places: true },
    Detail { from: Level::Documentation, places: false },
    Detail { from: Level::Compatible, places: false },
    Detail { from: Level::Dangerous, places: false },
    Detail { from: Level::Breaking, places: false },
];

impl Review {
    /// For a comment on a pull request or a workflow's summary: at most [`LIMIT`] bytes, and where
    /// that leaves something out, it says so. Nothing in a document can format it, mention anyone
    /// or end it.
    pub fn markdown(&self) -> String {
        let mut page = Page::default();
        for detail in DETAILS {
            page = self.page(detail);
            if page.cut == 0 {
                break;
            }
        }
        let left_out = self.entries.len() + self.rust.changes().len() - page.shown;
        if left_out > 0 || page.no_places {
            page.out.push_str(&note(left_out, page.no_places));
        }
        page.out
    }

    fn page(&self, detail: Detail) -> Page {
        let mut page = Page { no_places: !detail.places, ..Page::default() };
        self.heading(&mut page.out);
        for (operation, entries) in self.groups() {
            self.operation(&mut page, operation, &entries, detail);
        }
        rust(&mut page, &self.rust, detail);
        page
    }

    fn heading(&self, out: &mut String) {
        let (counts, verdict) = (self.counts(), self.verdict());
        let (document, rust) = verdict.sides();
        let (base, head) = (name(&self.base.to_string()), name(&self.head.to_string()));
        let title = match verdict.document_level {
            Some(level) => level.as_str(),
            None => "no change",
        };
        out.push_str(&format!(
            "{MARKER}\n### API document: {title}; next version: {}\n\n\
             From {base} to {head}: {}.\n\n\
             | | most serious change |\n| --- | --- |\n\
             | document | {document} |\n| Rust client | {rust} |\n\
             | **next version** | **{}**: {} |\n\n",
            verdict.bump(),
            counts.words(),
            verdict.bump(),
            verdict.advice(),
        ));
    }

    fn operation(&self, page: &mut Page, operation: &str, entries: &[&Entry], detail: Detail) {
        let shown = |entry: &&&Entry| entry.silenced.is_none() && entry.level >= detail.from;
        let mut heading = format!("#### {}\n\n", name(operation));
        let open = entries.iter().filter(shown).filter(|entry| entry.level > Level::Documentation);
        for entry in open {
            if page.item(&format!("{heading}{}", item(entry))) {
                heading.clear();
            }
        }
        if heading.is_empty() {
            page.out.push('\n');
        }
        let quiet = |entry: &&&Entry| entry.level == Level::Documentation;
        let folded: Vec<String> =
            entries.iter().filter(shown).filter(quiet).map(|e| item(e)).collect();
        page.folded(&mut heading, "Documentation", &folded, true);
        if detail.from == Level::Documentation {
            let silenced = entries.iter().filter(|entry| entry.silenced.is_some());
            let folded: Vec<String> = silenced.map(|entry| item(entry)).collect();
            page.folded(&mut heading, "Silenced", &folded, true);
        }
        if detail.places {
            let places: Vec<String> = entries.iter().map(|entry| self.place(entry)).collect();
            page.folded(&mut heading, "Lines and fingerprints", &places, false);
        }
    }

    /// Where a change was and is, and how to silence it.
    fn place(&self, entry: &Entry) -> String {
        let change = &entry.change;
        let place = |side: &super::Side, place: &Option<Place>| match place {
            None => "nothing".to_owned(),
            Some(at) => {
                format!("{} line {}, {}", name(&side.path), at.position.line, name(&at.pointer))
            }
        };
        let shared = entry.shared();
        let shared = shared.map_or(String::new(), |places| format!("; at {}", name(&places)));
        format!(
            "- {} `{}`, hits {}: {} → {}{shared}\n",
            code(&change.fingerprint),
            change.id,
            entry.audience(),
            place(&self.base, &change.base),
            place(&self.head, &change.head),
        )
    }
}

/// A change in one item of a list.
fn item(entry: &Entry) -> String {
    let change = &entry.change;
    let reason = entry
        .silenced
        .as_ref()
        .map(|reason| format!(" – silenced: {}", text(&clip(reason, MESSAGE))));
    format!(
        "- **{}** `{}` – {}{}\n",
        entry.level,
        change.id,
        message(&clip(&change.message, MESSAGE)),
        reason.unwrap_or_default(),
    )
}

fn rust(page: &mut Page, effect: &RustEffect, detail: Detail) {
    let mut heading = "#### Rust client\n\n".to_owned();
    match effect {
        RustEffect::Unknown { reason } => {
            let reason = message(&clip(reason, MESSAGE));
            page.out.push_str(&format!("{heading}The effect is not known: {reason}.\n\n"));
        }
        RustEffect::Known { changes, .. } => {
            let of = |breaking: bool| -> Vec<String> {
                let changes = changes.iter().filter(|change| change.level >= detail.from);
                changes
                    .filter(|change| (change.level == Level::Breaking) == breaking)
                    .map(rust_item)
                    .collect()
            };
            page.folded(&mut heading, "Breaks users of the client", &of(true), true);
            page.folded(&mut heading, "Breaks nobody", &of(false), true);
        }
    }
}

fn rust_item(change: &RustChange) -> String {
    let mut out = format!(
        "- **{}** {} {}: {}\n",
        change.level,
        text(&clip(&change.kind, NAME)),
        name(&change.path),
        message(&clip(&change.reason, MESSAGE)),
    );
    for (what, signature) in [("before", &change.before), ("after", &change.after)] {
        if let Some(signature) = signature {
            out.push_str(&format!("  - {what}: {}\n", code(&clip(signature, MESSAGE))));
        }
    }
    out
}

fn name(text: &str) -> String {
    code(&clip(text, NAME))
}

fn note(left_out: usize, no_places: bool) -> String {
    let what = match (left_out, no_places) {
        (0, _) => "Lines and fingerprints are".to_owned(),
        (1, _) => "One change is".to_owned(),
        (count, _) => format!("{count} changes are"),
    };
    format!(
        "---\n\n**{what} left out**, since a comment holds no more than {LIMIT} characters. \
         `cargo xtask diff` shows everything.\n"
    )
}

/// A comment that grows as long as there is room.
#[derive(Default)]
struct Page {
    out: String,
    /// Changes in it.
    shown: usize,
    /// Changes and places for which there was no room.
    cut: usize,
    no_places: bool,
}

impl Page {
    fn fits(&self, more: usize) -> bool {
        self.out.len() + more + RESERVE <= LIMIT
    }

    /// Adds a change; whether there was room.
    fn item(&mut self, item: &str) -> bool {
        let fits = self.fits(item.len());
        if fits {
            self.out.push_str(item);
            self.shown += 1;
        } else {
            self.cut += 1;
        }
        fits
    }

    /// Adds a folded list, after `heading` if that is still to be written.
    fn folded(&mut self, heading: &mut String, title: &str, items: &[String], changes: bool) {
        const END: &str = "\n</details>\n\n";
        if items.is_empty() {
            return;
        }
        let count = items.len();
        let start = format!("{heading}<details><summary>{} ({count})</summary>\n\n", html(title));
        let mut length = start.len() + END.len();
        let mut kept = 0;
        for item in items {
            if !self.fits(length + item.len()) {
                break;
            }
            length += item.len();
            kept += 1;
        }
        self.cut += count - kept;
        if kept > 0 {
            heading.clear();
            self.out.push_str(&start);
            self.out.extend(items[..kept].iter().map(String::as_str));
            self.out.push_str(END);
        }
        if changes {
            self.shown += kept;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{hostile, many, sample};
    use super::*;

    #[test]
    fn a_comment_shows_what_matters_and_folds_the_rest() {
        insta::assert_snapshot!(sample().markdown());
    }

    /// The comment as pulldown-cmark reads it: kinds of elements in their order, without text.
    fn shape(markdown: &str) -> Vec<String> {
        use pulldown_cmark::{Event, Options, Parser};
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_GFM;
        let mut shape: Vec<String> = Parser::new_ext(markdown, options)
            .filter_map(|event| match event {
                // Text next to code has no fixed number of pieces.
                Event::Text(_) | Event::Code(_) => None,
                Event::Html(html) | Event::InlineHtml(html) => Some(format!("html {html}")),
                event => Some(format!("{event:?}")),
            })
            .collect();
        shape.dedup();
        shape
    }

    #[test]
    fn nothing_in_a_document_breaks_out_of_a_comment() {
        let cases = hostile();
        let harmless = shape(&cases[0].1.markdown());
        for (text, review) in &cases {
            let comment = review.markdown();
            assert_eq!(shape(&comment), harmless, "{text:?} in\n{comment}");
            assert!(comment.starts_with(&format!("{MARKER}\n###")), "{text:?} in\n{comment}");
        }
    }

    /// What GitHub would make a mention, an issue or a link of: it looks at text, not at code.
    #[test]
    fn nobody_is_mentioned_and_nothing_is_linked() {
        use pulldown_cmark::{Event, Options, Parser};
        for (text, review) in hostile() {
            let comment = review.markdown();
            for event in Parser::new_ext(&comment, Options::ENABLE_TABLES) {
                let Event::Text(shown) = event else { continue };
                for bad in ["@t", "#1", "://", "www.", "!["] {
                    assert!(!shown.contains(bad) || bad == "![", "{text:?}: {shown}");
                }
            }
            let between_code: String = comment.split('`').step_by(2).collect();
            for bad in ["@team", "#1", "https://", "www.e"] {
                let message = review.entries()[0].change.message.contains('`');
                assert!(message || !between_code.contains(bad), "{text:?}: {comment}");
            }
        }
    }

    #[test]
    fn a_long_review_still_fits_and_says_what_it_leaves_out() {
        for (count, length) in [(400, 20), (3_000, 20), (3_000, 2_000), (12_000, 10)] {
            let review = many(count, length);
            let comment = review.markdown();
            assert!(comment.len() <= LIMIT, "{count}: {}", comment.len());
            assert!(comment.ends_with("`cargo xtask diff` shows everything.\n"), "{count}");
            let folds = |tag: &str| comment.matches(tag).count();
            assert_eq!(folds("<details>"), folds("</details>"), "{count}");
            let shown = comment.lines().filter(|line| line.starts_with("- **")).count();
            if shown < count {
                let said = format!("**{} changes are left out**", count - shown);
                assert!(comment.contains(&said), "{count}: {shown}");
            }
            assert!(comment.contains("- **breaking**"), "{count}");
        }
    }

    #[test]
    fn what_matters_least_is_left_out_first() {
        let comment = many(3_000, 20).markdown();
        assert!(!comment.contains("**documentation**"), "{comment}");
        let short = many(20, 20).markdown();
        assert!(short.contains("**documentation**") && !short.contains("left out"), "{short}");
    }
}
