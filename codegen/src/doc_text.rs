//! Markdown of an OpenAPI description as Markdown that rustdoc takes without a warning.

/// The lines of a doc comment.
pub(crate) fn lines(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut fence: Option<Fence> = None;
    let mut in_list = false;
    for line in text.lines() {
        let line = line.replace('\t', "    ");
        let line: String = line.trim_end().chars().filter(|c| !is_control(*c)).collect();
        let trimmed = line.trim_start();
        if let Some(open) = &fence {
            let closes =
                trimmed.starts_with(open.marker) && trimmed.trim_end_matches(['`', '~']).is_empty();
            if closes && open.at + 1 == out.len() && !open.dropped {
                // Code without a line of it.
                out.pop();
            } else if !open.dropped {
                out.push(if closes { line.replace("~~~", "```") } else { line.clone() });
            }
            if closes {
                fence = None;
            }
            continue;
        }
        let tildes = trimmed.starts_with("~~~");
        if let Some(info) = trimmed.strip_prefix("```").or(trimmed.strip_prefix("~~~")) {
            // An example that is not compiled proves nothing: progenitor's are left out.
            let dropped = info == "ignore";
            if !dropped {
                let indent = &line[..line.len() - trimmed.len()];
                let info =
                    if info.trim().is_empty() || info.contains('`') { "text" } else { info.trim() };
                out.push(format!("{indent}```{info}"));
            }
            let marker = if tildes { "~~~" } else { "```" };
            fence = Some(Fence { marker, dropped, at: out.len().saturating_sub(1) });
            continue;
        }
        let item = is_list_item(trimmed);
        if trimmed.is_empty() {
            if out.last().is_some_and(|last| !last.is_empty()) {
                out.push(String::new());
            }
            continue;
        }
        let indent = line.len() - trimmed.len();
        if in_list && !item && indent < 2 {
            // What follows a list without a blank line would continue its last item.
            if out.last().is_some_and(|last| !last.is_empty()) {
                out.push(String::new());
            }
            in_list = false;
        }
        in_list |= item;
        // Four spaces outside of a list would start a code block, which rustdoc runs.
        let indent = if in_list { indent } else { indent.min(3) };
        let hanging = if item { indent + 2 } else { indent };
        wrap(&inline(trimmed), indent, hanging, &mut out);
    }
    if let Some(open) = fence.filter(|fence| !fence.dropped) {
        if open.at + 1 == out.len() {
            out.pop();
        } else {
            out.push("```".to_owned());
        }
    }
    while out.last().is_some_and(String::is_empty) {
        out.pop();
    }
    out
}

/// Breaks a line between words. Words stay whole, and no line starts with what Markdown would
/// take for the start of a list, a heading, a quotation or a table.
fn wrap(line: &str, indent: usize, hanging: usize, out: &mut Vec<String>) {
    let mut current = " ".repeat(indent);
    let mut empty = true;
    for word in line.split(' ') {
        let special = word.is_empty()
            || word.starts_with(['-', '*', '+', '#', '>', '|', '=', '~'])
            || word.starts_with(|c: char| c.is_ascii_digit());
        if !empty && !special && current.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push(std::mem::replace(&mut current, " ".repeat(hanging)));
            empty = true;
        }
        if !empty {
            current.push(' ');
        }
        current.push_str(word);
        empty = false;
    }
    out.push(current.trim_end().to_owned());
}

/// How long a line of documentation may become, without indent and slashes.
const WIDTH: usize = 90;

struct Fence {
    marker: &'static str,
    /// Index of its line in the output.
    at: usize,
    dropped: bool,
}

/// Characters that change what the reader of the source sees.
fn is_control(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

fn is_list_item(line: &str) -> bool {
    let bullet = line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ");
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    bullet || digits > 0 && (line[digits..].starts_with(". ") || line[digits..].starts_with(") "))
}

/// Escapes what rustdoc would take for a link or a tag, and marks URLs as links.
fn inline(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + 8);
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        if c == '`' {
            let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
            let close = rest[ticks..].find(&rest[..ticks]).map(|at| at + 2 * ticks);
            let end = close.unwrap_or(ticks);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if c == '\\' {
            let end = rest.char_indices().nth(2).map_or(rest.len(), |(at, _)| at);
            out.push_str(&rest[..end]);
            rest = &rest[end..];
        } else if let Some(length) = link(rest) {
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        } else if let Some(length) = url(rest) {
            out.push_str(&format!("<{}>", &rest[..length]));
            rest = &rest[length..];
        } else {
            if matches!(c, '[' | ']' | '<') {
                out.push('\\');
            }
            out.push(c);
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// Length of an inline link `[text](target)` or an autolink `<https://…>` at the start.
fn link(text: &str) -> Option<usize> {
    if text.starts_with("<http://") || text.starts_with("<https://") {
        let end = text.find('>')?;
        return (!text[..end].contains(char::is_whitespace)).then_some(end + 1);
    }
    let inner = text.strip_prefix('[')?;
    let close = inner.find("](")?;
    if inner[..close].contains(['[', ']']) {
        return None;
    }
    let target = &inner[close + 2..];
    let end = target.find(')')?;
    // Of other targets rustdoc knows paths of Rust; a relative one leads nowhere.
    let target = &target[..end];
    let known = ["http://", "https://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
        || target.contains("::");
    (known && !target.contains(' ')).then_some(1 + close + 2 + end + 1)
}

/// Length of a bare URL at the start.
fn url(text: &str) -> Option<usize> {
    if !(text.starts_with("http://") || text.starts_with("https://")) {
        return None;
    }
    let end = text
        .find(|c: char| {
            c.is_whitespace()
                || matches!(c, '<' | '>' | '"' | '`' | '[' | ']' | ')' | '(' | '\'' | '|')
        })
        .unwrap_or(text.len());
    let length = text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_']).len();
    (length > "https://".len()).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_that_rustdoc_would_warn_about_is_escaped() {
        for (given, expected) in [
            ("see [x] and <b>", vec![r"see \[x\] and \<b>"]),
            ("`[x]` stays, [a](https://b.c) too", vec!["`[x]` stays, [a](https://b.c) too"]),
            ("at https://a.b/c.", vec!["at <https://a.b/c>."]),
            ("<https://a.b>", vec!["<https://a.b>"]),
            ("    indented", vec!["   indented"]),
            ("```\ncode\n```", vec!["```text", "code", "```"]),
            ("a\n```json\n{}", vec!["a", "```json", "{}", "```"]),
            ("- a\n- b\nthen", vec!["- a", "- b", "", "then"]),
            ("a\n```ignore\nlet x;\n```", vec!["a"]),
            ("a\n\n\nb\n", vec!["a", "", "b"]),
            ("\u{202e}abc", vec!["abc"]),
            ("[l]: x", vec![r"\[l\]: x"]),
            ("[a](b)", vec![r"\[a\](b)"]),
            ("~~~\nx\n~~~", vec!["```text", "x", "```"]),
            ("a\n```\n```\nb", vec!["a", "b"]),
            ("a\n```", vec!["a"]),
        ] {
            assert_eq!(lines(given), expected, "{given:?}");
        }
    }

    #[test]
    fn lines_are_a_fixed_point() {
        let text = "see [x]\n- a\nb https://a.b\n```\nx\n```\n<b>";
        let once = lines(text).join("\n");
        assert_eq!(lines(&once).join("\n"), once);
    }
}
