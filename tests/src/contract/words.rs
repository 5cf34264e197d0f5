//! Names and prose, in the one form in which both sides compare them.

/// `deleteBackgroundTask` as `delete_background_task`.
pub fn snake(name: &str) -> String {
    let mut out = String::new();
    let mut before = '_';
    for c in name.chars() {
        if c.is_ascii_uppercase() {
            if before.is_ascii_lowercase() || before.is_ascii_digit() {
                out.push('_');
            }
            out.push(c.to_ascii_lowercase());
        } else if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if before != '_' {
            out.push('_');
        }
        before = if c.is_ascii_alphanumeric() { c } else { '_' };
    }
    out
}

/// `delete_background_task` as `DeleteBackgroundTask`.
pub fn pascal(name: &str) -> String {
    name.split(|c: char| !c.is_ascii_alphanumeric())
        .map(|word| {
            let mut chars = word.chars();
            let first = chars.next().map(|c| c.to_ascii_uppercase());
            first.into_iter().chain(chars).collect::<String>()
        })
        .collect()
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
        assert_eq!(pascal("delete_background_task"), "DeleteBackgroundTask");
        assert_eq!(prose("see\n \\[x\\] at <http://a.b>."), "see [x] at http://a.b.");
    }
}
