//! Patterns as the check needs them: whether they are valid, and whether they match.

use super::Findings;
use crate::finding::Level;
use crate::pattern::program::Program;
use crate::yaml::Node;

/// How long a text may be for the backtracking engine.
const MAX_BACKTRACKED: usize = 128;

/// Reports a `pattern` that is not a regular expression. typify compiles patterns with the same
/// engine.
pub(super) fn syntax(pointer: &str, schema: &Node, findings: &mut Findings) {
    let Some(node) = schema.get("pattern") else {
        return;
    };
    let Some(pattern) = node.as_str() else { return };
    if let Err(problem) = compile(pattern) {
        findings.push(
            Level::Error,
            "pattern-syntax",
            node.span,
            format!("{pointer}/pattern"),
            format!("`pattern` is not a regular expression: {problem}"),
            "use the syntax of ECMA-262 (JavaScript), without slashes around it",
        );
    }
}

/// Compiles a pattern, or says what is wrong with it.
pub(super) fn compile(pattern: &str) -> Result<regress::Regex, String> {
    // The engine recurses into groups, and a stack overflow cannot be caught.
    if pattern.bytes().filter(|b| *b == b'(').count() > 200 {
        return Err("it has more than 200 groups".to_owned());
    }
    regress::Regex::new(pattern).map_err(|error| error.to_string())
}

/// A pattern that is ready to match.
#[derive(Debug)]
pub(super) enum Matcher {
    /// Bounded, for the regular part of patterns.
    Program(Program),
    /// For what is left; only where it cannot take long.
    Backtracking(regress::Regex),
}

impl Matcher {
    /// Prepares a pattern, unless it is invalid or its matching could take without bound.
    pub(super) fn new(pattern: &str) -> Option<Self> {
        // The engine has the last word on what a pattern is.
        let regex = compile(pattern).ok()?;
        match Program::new(pattern) {
            Some(program) => Some(Self::Program(program)),
            None => tame(pattern).then_some(Self::Backtracking(regex)),
        }
    }

    /// Whether some part of the text matches; nothing where the text is too long to tell.
    pub(super) fn is_match(&self, text: &str) -> Option<bool> {
        match self {
            Self::Program(program) => Some(program.is_match(text)),
            Self::Backtracking(regex) => {
                (text.len() <= MAX_BACKTRACKED).then(|| regex.find(text).is_some())
            }
        }
    }

    /// What a match costs at most, in states and characters.
    pub(super) fn cost(&self, text: &str) -> usize {
        match self {
            Self::Program(program) => program.len().saturating_mul(text.len() + 1),
            Self::Backtracking(_) => 16 * 256,
        }
    }
}

/// Whether backtracking stays cheap on short texts: no group is repeated, and few parts are.
fn tame(pattern: &str) -> bool {
    let mut repeats = 0;
    let mut before = ' ';
    let mut chars = pattern.chars();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                chars.next();
            }
            '[' => in_class = true,
            ']' => in_class = false,
            '*' | '+' | '{' | '?' if !in_class => {
                if before == ')' {
                    return false;
                }
                if before != '(' {
                    repeats += 1;
                }
            }
            _ => {}
        }
        before = c;
    }
    repeats <= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_or_say_that_they_cannot() {
        let matches = |pattern: &str, text: &str| Matcher::new(pattern)?.is_match(text);
        assert_eq!(matches("^[a-z]+$", "abc"), Some(true));
        assert_eq!(matches(r"^(?!\.\.$)[a-z.]+$", ".."), Some(false));
        assert_eq!(matches(r"^(?!\.\.$)[a-z.]+$", "a.b"), Some(true));
        assert_eq!(matches(r"^(?=(a+)+$)b", "aaaa"), None);
        assert_eq!(matches("(", "a"), None);
        assert_eq!(matches(&"(".repeat(100_000), "a"), None);
        assert_eq!(matches(&format!("{}{}", "(".repeat(200), ")".repeat(200)), "a"), Some(true));
    }
}
