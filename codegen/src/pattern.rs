//! What a `pattern` says, without running it.
//!
//! Patterns are ECMA-262 regular expressions. [`syntax`] reads the part of them that real documents
//! use and that describes a regular language; [`program`] matches it in time that the lengths of
//! pattern and text bound, which a backtracking engine does not promise. Where a pattern goes
//! beyond that part, both say so instead of guessing.

pub(crate) mod program;
pub(crate) mod syntax;

use syntax::{Ranges, Tree};

/// A set of ASCII characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CharClass {
    bits: u128,
}

impl CharClass {
    /// Whether the character is in the set.
    pub(crate) fn contains(self, byte: u8) -> bool {
        byte < 128 && self.bits & (1 << byte) != 0
    }

    /// The set as ranges, both ends included, sorted and as few as possible.
    pub(crate) fn ranges(self) -> Vec<(u8, u8)> {
        let mut ranges: Vec<(u8, u8)> = Vec::new();
        for byte in (0..128).filter(|byte| self.contains(*byte)) {
            match ranges.last_mut() {
                Some((_, end)) if *end + 1 == byte => *end = byte,
                _ => ranges.push((byte, byte)),
            }
        }
        ranges
    }

    /// The set, unless it holds more than ASCII.
    fn from_ranges(ranges: &Ranges) -> Option<Self> {
        let mut bits = 0;
        for &(from, to) in ranges.pairs() {
            if to >= 128 {
                return None;
            }
            for code in from..=to {
                bits |= 1_u128 << code;
            }
        }
        Some(Self { bits })
    }
}

/// Reads a pattern that asks every character to be in one ASCII class, and says how many there
/// must be at least and at most: `^[a-z]+$`, `^\d{4}$`, `^[\w-]{1,64}$`. Such a pattern can be
/// checked without a regex engine.
pub(crate) fn single_class(pattern: &str) -> Option<(CharClass, usize, Option<usize>)> {
    let Tree::Concat(parts) = syntax::parse(pattern)? else { return None };
    let [Tree::Start, body, Tree::End] = parts.as_slice() else { return None };
    let (set, min, max) = match body {
        Tree::Set(set) => (set, 1, Some(1)),
        Tree::Repeat { inner, min, max } => match inner.as_ref() {
            Tree::Set(set) => (set, *min, *max),
            _ => return None,
        },
        _ => return None,
    };
    Some((CharClass::from_ranges(set)?, min, max))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_class_between_anchors_is_recognised() {
        let word = vec![(b'0', b'9'), (b'A', b'Z'), (b'_', b'_'), (b'a', b'z')];
        let word_dash = vec![(b'-', b'-'), (b'0', b'9'), (b'A', b'Z'), (b'_', b'_'), (b'a', b'z')];
        for (pattern, ranges, min, max) in [
            (r"^[a-z]+$", vec![(b'a', b'z')], 1, None),
            (r"^[a-z]*$", vec![(b'a', b'z')], 0, None),
            (r"^[a-z]?$", vec![(b'a', b'z')], 0, Some(1)),
            (r"^[0-9a-f]{32}$", vec![(b'0', b'9'), (b'a', b'f')], 32, Some(32)),
            (r"^[0-9]{1,64}$", vec![(b'0', b'9')], 1, Some(64)),
            (r"^[0-9]{2,}$", vec![(b'0', b'9')], 2, None),
            (r"^\d{4}$", vec![(b'0', b'9')], 4, Some(4)),
            (r"^\w+$", word, 1, None),
            (r"^[\w-]{1,64}$", word_dash.clone(), 1, Some(64)),
            (r"^[-\w]{1,64}$", word_dash.clone(), 1, Some(64)),
            (r"^[A-Za-z0-9_\-]+$", word_dash, 1, None),
            (r"^[.\]\\/^]+$", vec![(b'.', b'/'), (b'\\', b'^')], 1, None),
            (r"^[\x41-\u005a]+$", vec![(b'A', b'Z')], 1, None),
            (r"^[abc]$", vec![(b'a', b'c')], 1, Some(1)),
            (r"^(?:[ab])+$", vec![(b'a', b'b')], 1, None),
            (r"^[a-c]+?$", vec![(b'a', b'c')], 1, None),
        ] {
            let read = single_class(pattern).map(|(class, min, max)| (class.ranges(), min, max));
            assert_eq!(read, Some((ranges, min, max)), "{pattern}");
        }
    }

    #[test]
    fn anything_else_is_not() {
        for pattern in [
            "",
            "^$",
            "[a-z]+",
            "^[a-z]+",
            "[a-z]+$",
            "^[a-z]+|b$",
            "^[a-z]+[0-9]$",
            "^[^/]+$",
            "^.+$",
            r"^\D+$",
            "^[à-ü]+$",
            r"^\s+$",
            "^(?=a)[a-z]+$",
            r"^[a-z]+\b$",
            "^[z-a]+$",
            "^[a-z{1,2}$",
            "^[a-z]{3,2}$",
            "^([a-z]{2}){3}$",
            "^[]+$",
            r"^[\d-z]+$",
        ] {
            assert_eq!(single_class(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn a_class_knows_its_members() {
        let (class, ..) = single_class("^[a-c_]+$").unwrap();
        assert!(class.contains(b'b') && class.contains(b'_'));
        assert!(!class.contains(b'd') && !class.contains(b'/') && !class.contains(200));
    }
}
