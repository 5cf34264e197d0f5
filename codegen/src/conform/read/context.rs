//! What stands above each block: its section, the status that was announced, its caption.

use crate::conform::page::{Heading, Section};
use crate::conform::words::{ABNORMAL, HEADINGS, NORMAL, STATUS, key, look_up};

use super::blocks::{Block, Content};
use super::cell::{narrowed, unmark};
use super::html::RawTable;

/// What stands above a block.
#[derive(Debug, Clone)]
pub(super) struct Context {
    /// The section, by its heading.
    pub(super) section: Heading,
    /// What a label in the section announces, as an example inside a section on the response.
    pub(super) label: Heading,
    pub(super) heading: Option<String>,
    pub(super) status: Option<String>,
    /// The caption of a table, without its number.
    pub(super) caption: Option<String>,
    /// The caption as it stands there.
    pub(super) whole_caption: Option<String>,
    /// The words right above.
    pub(super) lead: Option<String>,
    pub(super) anchors: Vec<String>,
}

impl Default for Context {
    fn default() -> Self {
        Self {
            section: Heading::Other,
            label: Heading::Other,
            heading: None,
            status: None,
            caption: None,
            whole_caption: None,
            lead: None,
            anchors: Vec::new(),
        }
    }
}

/// Longest line that can be a label.
const LONGEST_LABEL: usize = 120;

/// The context of each block, and the sections of the page.
pub(super) fn contexts(
    blocks: &[Block],
    line: impl Fn(usize) -> usize,
) -> (Vec<Context>, Vec<Section>) {
    let mut contexts = Vec::with_capacity(blocks.len());
    let mut sections = Vec::new();
    let mut now = Context::default();
    let mut level = 0;
    for block in blocks {
        if !matches!(block.content, Content::Table(_) | Content::Anchors) {
            now.anchors.clear();
        }
        now.anchors.extend(block.anchors.iter().cloned());
        match &block.content {
            Content::Heading { level: here, text } => {
                let (text, _) = unmark(text);
                let kind = heading(&mut now, &text, *here, &mut level);
                sections.push(Section { title: text, kind, line: line(block.start) });
            }
            Content::Text { text, .. } => text.lines().for_each(|line| label(&mut now, line)),
            Content::Table(table) if !table.caption.trim().is_empty() => {
                own_caption(&mut now, table)
            }
            _ => {}
        }
        contexts.push(now.clone());
        if matches!(block.content, Content::Table(_)) {
            now.caption = None;
            now.whole_caption = None;
            now.lead = None;
            now.anchors.clear();
        }
    }
    (contexts, sections)
}

/// A table that says itself what it is called.
fn own_caption(now: &mut Context, table: &RawTable) {
    let text = table.caption.split_whitespace().collect::<Vec<_>>().join(" ");
    now.anchors.extend(numbered(&text));
    now.caption = Some(caption(&text).unwrap_or_else(|| text.clone()));
    now.whole_caption = Some(text);
}

fn heading(now: &mut Context, text: &str, here: u8, level: &mut u8) -> Heading {
    now.caption = None;
    now.whole_caption = None;
    now.lead = Some(text.to_owned());
    let known = known(text);
    let below = here > *level && now.section != Heading::Other;
    // Below a known section, an unknown heading is a part of it.
    if below && (known.is_none() || status(text).is_some()) {
        label(now, text);
        return known.unwrap_or(Heading::Other);
    }
    let kind = known.unwrap_or(Heading::Other);
    // `### Example` below `## Response` is an example of a response.
    let kind = match (kind, now.section) {
        (Heading::Example, Heading::Request) if below => Heading::RequestExample,
        (Heading::Example, Heading::Response) if below => Heading::ResponseExample,
        (kind, _) => kind,
    };
    if !below {
        *level = here;
        now.status = None;
    }
    if below && is_example(kind) {
        now.label = kind;
    } else {
        now.section = kind;
        now.label = kind;
    }
    now.heading = Some(text.to_owned());
    if below {
        normal(now, text);
    }
    kind
}

/// What a heading announces; a qualifier before a known word is not in its way.
fn known(text: &str) -> Option<Heading> {
    look_up(HEADINGS, text)
}

pub(super) fn is_example(kind: Heading) -> bool {
    matches!(kind, Heading::Example | Heading::RequestExample | Heading::ResponseExample)
}

/// What a line of words announces.
fn label(now: &mut Context, line: &str) {
    let line = line.trim().trim_start_matches("- ").trim();
    if line.is_empty() {
        return;
    }
    if line.len() > 2 * LONGEST_LABEL {
        now.lead = None;
        return;
    }
    let (text, _) = unmark(line);
    let text = text.trim().to_owned();
    if let Some(caption) = caption(&text) {
        now.anchors.extend(numbered(&text));
        now.whole_caption = Some(text.clone());
        now.caption = Some(caption);
        return;
    }
    now.lead = (text.len() <= LONGEST_LABEL).then(|| text.clone());
    if text.len() > LONGEST_LABEL {
        return;
    }
    if let Some(status) = status(&text) {
        now.status = Some(status);
        return;
    }
    normal(now, &text);
    match look_up(HEADINGS, &text) {
        Some(kind) if is_example(kind) || now.section == Heading::Other => now.label = kind,
        Some(_) => now.label = now.section,
        None => {}
    }
}

fn normal(now: &mut Context, text: &str) {
    let text = key(text);
    if NORMAL.iter().any(|word| text.starts_with(word)) {
        now.status = Some("success".to_owned());
    } else if ABNORMAL.iter().any(|word| text.starts_with(word)) {
        now.status = Some("error".to_owned());
    }
}

/// The status that a line announces, as in "Status code: 200".
pub(super) fn status(text: &str) -> Option<String> {
    let words = key(text);
    let announces = STATUS.iter().any(|word| words.starts_with(word));
    let number = first_status(text).filter(|_| announces)?;
    Some(number.to_string())
}

/// The first number of a text that can be a status.
pub(super) fn first_status(text: &str) -> Option<u16> {
    narrowed(text)
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|word| word.len() == 3)
        .find_map(|word| word.parse().ok())
        .filter(|status| (100..600).contains(status))
}

/// A caption without its number: what follows `表 3` or `Table 3`.
pub(super) fn caption(text: &str) -> Option<String> {
    let text = narrowed(text);
    let text = text.trim();
    let rest = text
        .strip_prefix('表')
        .or_else(|| text.strip_prefix("Table"))
        .or_else(|| text.strip_prefix("table"))?
        .trim_start();
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-' || c == '.');
    if after.len() == rest.len() || text.len() > LONGEST_LABEL {
        return None;
    }
    let after = after.trim_start_matches([':', ' ', '.']).trim();
    Some(after.to_owned())
}

/// The anchor of the first table that a text names by its number, as in "see Table 3".
pub(super) fn numbered(text: &str) -> Option<String> {
    let text = narrowed(text);
    let starts = ["表", "Table", "table"].iter().flat_map(|word| {
        text.match_indices(word).map(|(at, word)| &text[at + word.len()..]).collect::<Vec<_>>()
    });
    let number = |rest: &str| {
        let rest = rest.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len());
        rest.starts_with(|c: char| c.is_ascii_digit()).then(|| rest[..end].to_owned())
    };
    starts.filter_map(number).next().map(|number| format!("table {number}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_and_statuses_are_recognised() {
        assert_eq!(caption("表 1  路径参数").as_deref(), Some("路径参数"));
        assert_eq!(caption("表1-2 Node").as_deref(), Some("Node"));
        assert_eq!(caption("Table 2: Query Parameters").as_deref(), Some("Query Parameters"));
        assert_eq!(caption("Tables are below"), None);
        assert_eq!(status("状态码： 200").as_deref(), Some("200"));
        assert_eq!(status("Status code: 204 No Content").as_deref(), Some("204"));
        assert_eq!(status("For status codes, see below"), None);
    }
}
