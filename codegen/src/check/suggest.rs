//! "Did you mean …?"

/// The name that `text` is most likely a slip for.
pub(crate) fn closest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // In a short word two slips leave nothing of it.
    let allowed = match text.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    names
        .filter(|name| *name != text)
        // Each slip changes the length by one character, of four bytes at most.
        .filter(|name| name.len().abs_diff(text.len()) <= 4 * allowed)
        .filter_map(|name| {
            let same = name.eq_ignore_ascii_case(text);
            let distance = if same { 0 } else { strsim::osa_distance(text, name) };
            (distance <= allowed).then_some((distance, name))
        })
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn slips_are_found_and_other_words_are_not() {
        let names = ["required", "content", "delete", "get", "in", "schema", "properties"];
        for (text, expected) in [
            ("requird", Some("required")),
            ("reqiured", Some("required")),
            ("Content", Some("content")),
            ("GET", Some("get")),
            ("gte", Some("get")),
            ("delet", Some("delete")),
            ("schemas", Some("schema")),
            ("IN", Some("in")),
            ("id", None),
            ("summary", None),
            ("patternProperties", None),
        ] {
            assert_eq!(closest(text, names.into_iter()), expected, "{text}");
        }
    }
}
