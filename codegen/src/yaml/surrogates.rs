//! Pairs of escapes for one character, which JSON has and YAML does not.

use std::borrow::Cow;

/// The text with each pair such as `\ud83d\ude00` as the character that it stands for, and the
/// place of each character in the text before; no places where nothing changed.
///
/// Every JSON document is meant to be YAML, but for this: JSON writes characters beyond 16 bits
/// as two escapes, and `json.dumps` of Python does so for every one of them.
pub(super) fn join(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    if !text.contains("\\ud") && !text.contains("\\uD") {
        return (Cow::Borrowed(text), Vec::new());
    }
    let mut joined = String::with_capacity(text.len());
    let mut offsets = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        offsets.push(at);
        if let Some(pair) = pair(&text[at..]) {
            joined.push(pair);
            at += PAIR;
            continue;
        }
        joined.push(c);
        at += c.len_utf8();
        // An escaped backslash starts no escape.
        if c == '\\' && text[at..].starts_with('\\') {
            offsets.push(at);
            joined.push('\\');
            at += 1;
        }
    }
    (Cow::Owned(joined), offsets)
}

/// The length of two escapes.
const PAIR: usize = 12;

fn pair(text: &str) -> Option<char> {
    let pair = text.get(..PAIR).filter(|pair| pair.starts_with("\\u"))?;
    let unit = |digits: &str| u16::from_str_radix(digits, 16).ok();
    let low = pair[6..].strip_prefix("\\u")?;
    let units = [unit(&pair[2..6])?, unit(low)?];
    if !(0xD800..0xDC00).contains(&units[0]) {
        return None;
    }
    char::decode_utf16(units).next()?.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_become_characters_and_places_stay() {
        let (joined, offsets) = join(r#""a\ud83d\ude00b""#);
        assert_eq!(joined, "\"a😀b\"");
        assert_eq!(offsets, [0, 1, 2, 14, 15]);
    }

    #[test]
    fn what_is_no_pair_stays() {
        for text in
            [r"\ud83d", r"\ud83dx\ude00", r"\ude00\ud83d", r"\\ud83d\ude00", r"\u00e9", "é\\ud"]
        {
            assert_eq!(join(text).0, text, "{text}");
        }
    }
}
