//! Sets of characters, and patterns.

use regress::Regex;

/// All ASCII characters and, for the rest, one of each sort that a check may confuse with them.
pub fn samples() -> impl Iterator<Item = char> {
    (0..128u8).map(char::from).chain(['\u{a0}', 'é', 'ß', '\u{661}', '漢', '\u{2028}', '😀'])
}

/// The characters that `holds` holds for, as ranges.
pub fn describe(holds: impl Fn(char) -> bool) -> String {
    let all: Vec<char> = samples().filter(|c| holds(*c)).collect();
    let mut ranges: Vec<(char, char)> = Vec::new();
    for c in all {
        match ranges.last_mut() {
            Some((_, last)) if u32::from(*last) + 1 == u32::from(c) => *last = c,
            _ => ranges.push((c, c)),
        }
    }
    let show = |c: char| {
        if c.is_ascii_graphic() { c.to_string() } else { c.escape_unicode().to_string() }
    };
    let ranges: Vec<String> = ranges
        .into_iter()
        .map(|(first, last)| match u32::from(last) - u32::from(first) {
            0 => show(first),
            1 => format!("{} {}", show(first), show(last)),
            _ => format!("{}-{}", show(first), show(last)),
        })
        .collect();
    if samples().all(holds) {
        "any".to_owned()
    } else if ranges.is_empty() {
        "none".to_owned()
    } else {
        ranges.join(" ")
    }
}

/// Lengths up to this one are tried against a pattern.
const LONGEST: usize = 2048;

/// The texts that a pattern accepts, as far as trying tells.
pub struct Accepted {
    /// The characters that occur in them.
    pub characters: String,
    /// The length of the shortest.
    pub shortest: usize,
    /// The length of the longest, if there is one.
    pub longest: Option<usize>,
}

/// Tries a pattern.
///
/// # Errors
/// It fails if the pattern is not a regular expression.
pub fn accepted(pattern: &str) -> Result<Accepted, String> {
    let regex = Regex::with_flags(pattern, "u").map_err(|error| format!("{pattern}: {error}"))?;
    // Anywhere in a text: an anchor that is missing lets everything in.
    let allowed = |c: char| {
        [format!("{c}"), format!("a{c}"), format!("{c}a"), format!("a{c}a")]
            .iter()
            .any(|text| regex.find(text).is_some())
    };
    let fits = |length: &usize| regex.find(&"a".repeat(*length)).is_some();
    let shortest = (0..=LONGEST).find(fits).unwrap_or(LONGEST);
    let longest = (0..=LONGEST).rev().find(fits).filter(|length| *length < LONGEST);
    Ok(Accepted { characters: describe(allowed), shortest, longest })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_short() {
        assert_eq!(describe(|c| c.is_ascii_alphanumeric() || "-_".contains(c)), "- 0-9 A-Z _ a-z");
        assert_eq!(describe(|c| c == '漢'), "\\u{6f22}");
        assert_eq!(describe(|_| true), "any");
    }
}
