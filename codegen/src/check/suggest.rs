//! "Did you mean …?"

/// The name that `text` is most likely a slip for.
pub(super) fn closest<'a>(text: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    // In a short word two slips leave nothing of it.
    let allowed = match text.chars().count() {
        0..=2 => 0,
        3..=4 => 1,
        _ => 2,
    };
    let lower = text.to_lowercase();
    names
        .filter(|name| *name != text)
        .filter(|name| name.len().abs_diff(text.len()) <= 8)
        .map(|name| {
            let same = name.to_lowercase() == lower;
            (
                if same {
                    0
                } else {
                    strsim::osa_distance(text, name)
                },
                same,
                name,
            )
        })
        .filter(|(distance, same, _)| *same || (*distance > 0 && *distance <= allowed))
        .min_by_key(|(distance, _, name)| (*distance, *name))
        .map(|(_, _, name)| name)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn slips_are_found_and_other_words_are_not() {
        let names = [
            "required",
            "content",
            "delete",
            "get",
            "in",
            "schema",
            "properties",
        ];
        for (text, expected) in [
            ("requird", Some("required")),
            ("reqiured", Some("required")),
            ("Content", Some("content")),
            ("GET", Some("get")),
            ("gte", Some("get")),
            ("delet", Some("delete")),
            ("schemas", Some("schema")),
            ("id", None),
            ("summary", None),
            ("patternProperties", None),
        ] {
            assert_eq!(closest(text, names.into_iter()), expected, "{text}");
        }
    }
}
