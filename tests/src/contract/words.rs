//! Names and prose, in the one form in which both sides compare them.

/// `deleteBackgroundTask` as `delete_background_task`.
pub fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::new();
    for (index, c) in chars.iter().enumerate() {
        let before = index.checked_sub(1).map_or('_', |index| chars[index]);
        let after = chars.get(index + 1).copied().unwrap_or('_');
        let starts = c.is_ascii_uppercase()
            && (before.is_ascii_lowercase()
                || before.is_ascii_digit()
                || before.is_ascii_uppercase() && after.is_ascii_lowercase());
        if (starts || !c.is_alphanumeric()) && !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
        if c.is_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        }
    }
    out.trim_end_matches('_').to_owned()
}

/// `deleteBackgroundTask` as `DeleteBackgroundTask`, the name of a type.
pub fn pascal(name: &str) -> String {
    snake(name)
        .split('_')
        .map(|word| {
            let mut chars = word.chars();
            let first = chars.next().map(|c| c.to_ascii_uppercase());
            first.into_iter().chain(chars).collect::<String>()
        })
        .collect()
}

/// The name of a field: in snake case, with `_` behind a word that Rust needs itself.
pub fn field(name: &str) -> String {
    const TAKEN: [&str; 22] = [
        "as", "async", "await", "box", "break", "const", "continue", "else", "enum", "fn", "for",
        "if", "impl", "in", "loop", "match", "mod", "move", "ref", "static", "type", "use",
    ];
    let snake = snake(name);
    if TAKEN.contains(&snake.as_str()) { format!("{snake}_") } else { snake }
}

/// Prose without what a doc comment adds to it: line breaks, escapes, and brackets round URLs.
pub fn prose(text: &str) -> String {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| {
            let plain = word.replace(r"\[", "[").replace(r"\]", "]").replace(r"\<", "<");
            match plain.find("<http").zip(plain.find('>')) {
                Some((open, close)) if open < close => {
                    format!("{}{}{}", &plain[..open], &plain[open + 1..close], &plain[close + 1..])
                }
                _ => plain,
            }
        })
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_prose_have_one_form() {
        assert_eq!(snake("deleteBackgroundTask"), "delete_background_task");
        assert_eq!(pascal("cn-north-11"), "CnNorth11");
        assert_eq!(pascal("deleteHTTPTask"), "DeleteHttpTask");
        assert_eq!(snake("X-Request-Id"), "x_request_id");
        assert_eq!(field("type"), "type_");
        assert_eq!(prose("see\n \\[x\\] at <http://a.b>."), "see [x] at http://a.b.");
    }
}
