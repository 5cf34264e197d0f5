//! Matches patterns in bounded time.
//!
//! A state machine that is in all its states at once: a text of `n` characters takes at most
//! `n` times the number of states, where a backtracking engine can take `2^n`.

use super::syntax::{Ranges, Tree, parse};

/// How many states a pattern may need. Counts are written out: `(a{100}){100}` needs 10,000.
const MAX_STATES: usize = 4_000;

#[derive(Debug)]
enum State {
    Set(Ranges),
    Start,
    End,
    /// Goes on at both, which are offsets.
    Fork(usize, usize),
    Jump(usize),
    Found,
}

/// A pattern that is ready to match.
#[derive(Debug)]
pub(crate) struct Program {
    states: Vec<State>,
    /// How many parts were written out: `(){9}` adds no state, yet takes time.
    parts: usize,
}

impl Program {
    /// Prepares a pattern, unless it is beyond [`parse`] or too large.
    pub(crate) fn new(pattern: &str) -> Option<Self> {
        let mut program = Self { states: Vec::new(), parts: 0 };
        program.add(&parse(pattern)?)?;
        program.push(State::Found)?;
        Some(program)
    }

    /// What a match costs per character.
    pub(crate) fn len(&self) -> usize {
        self.states.len()
    }

    /// Whether some part of the text matches.
    pub(crate) fn is_match(&self, text: &str) -> bool {
        let mut now = Active::new(self.states.len());
        let mut next = Active::new(self.states.len());
        let mut at_start = true;
        let mut chars = text.chars();
        loop {
            let c = chars.next();
            if self.enter(&mut now, 0, at_start, c.is_none()) {
                return true;
            }
            let Some(c) = c else { return false };
            let at_end = chars.as_str().is_empty();
            for &at in &now.list {
                if let State::Set(set) = &self.states[at]
                    && set.contains(c)
                    && self.enter(&mut next, at + 1, false, at_end)
                {
                    return true;
                }
            }
            std::mem::swap(&mut now, &mut next);
            next.clear();
            at_start = false;
        }
    }

    /// Enters a state and those that it leads to without a character; whether one is the last.
    fn enter(&self, active: &mut Active, state: usize, at_start: bool, at_end: bool) -> bool {
        active.stack.push(state);
        while let Some(at) = active.stack.pop() {
            if std::mem::replace(&mut active.member[at], true) {
                continue;
            }
            active.list.push(at);
            match &self.states[at] {
                State::Found => {
                    active.stack.clear();
                    return true;
                }
                State::Jump(to) => active.stack.push(*to),
                State::Fork(one, other) => active.stack.extend([*one, *other]),
                State::Start if at_start => active.stack.push(at + 1),
                State::End if at_end => active.stack.push(at + 1),
                State::Set(_) | State::Start | State::End => {}
            }
        }
        false
    }

    fn push(&mut self, state: State) -> Option<usize> {
        if self.states.len() == MAX_STATES {
            return None;
        }
        self.states.push(state);
        Some(self.states.len() - 1)
    }

    fn add(&mut self, tree: &Tree) -> Option<()> {
        self.parts += 1;
        if self.parts > 4 * MAX_STATES {
            return None;
        }
        match tree {
            Tree::Set(set) => {
                self.push(State::Set(set.clone()))?;
            }
            Tree::Start => {
                self.push(State::Start)?;
            }
            Tree::End => {
                self.push(State::End)?;
            }
            Tree::Concat(parts) => {
                for part in parts {
                    self.add(part)?;
                }
            }
            Tree::Alternatives(all) => self.add_alternatives(all)?,
            Tree::Repeat { inner, min, max } => self.add_repeat(inner, *min, *max)?,
        }
        Some(())
    }

    fn add_alternatives(&mut self, all: &[Tree]) -> Option<()> {
        let mut jumps = Vec::with_capacity(all.len());
        for tree in all {
            let fork = self.push(State::Fork(0, 0))?;
            self.add(tree)?;
            jumps.push(self.push(State::Jump(0))?);
            self.states[fork] = State::Fork(fork + 1, self.states.len());
        }
        // Where no alternative is left, there is no way on: an empty set never matches.
        self.push(State::Set(Ranges::default()))?;
        let end = self.states.len();
        for jump in jumps {
            self.states[jump] = State::Jump(end);
        }
        Some(())
    }

    fn add_repeat(&mut self, inner: &Tree, min: usize, max: Option<usize>) -> Option<()> {
        if min.max(max.unwrap_or(0)) > MAX_STATES {
            return None;
        }
        for _ in 0..min {
            self.add(inner)?;
        }
        match max {
            None => {
                let fork = self.push(State::Fork(0, 0))?;
                self.add(inner)?;
                self.push(State::Jump(fork))?;
                self.states[fork] = State::Fork(fork + 1, self.states.len());
            }
            Some(max) => {
                let mut forks = Vec::new();
                for _ in min..max {
                    forks.push(self.push(State::Fork(0, 0))?);
                    self.add(inner)?;
                }
                let end = self.states.len();
                for fork in forks {
                    self.states[fork] = State::Fork(fork + 1, end);
                }
            }
        }
        Some(())
    }
}

/// The states that a program is in.
struct Active {
    list: Vec<usize>,
    member: Vec<bool>,
    stack: Vec<usize>,
}

impl Active {
    fn new(states: usize) -> Self {
        Self { list: Vec::new(), member: vec![false; states], stack: Vec::new() }
    }

    fn clear(&mut self) {
        for at in self.list.drain(..) {
            self.member[at] = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_agree_with_the_regex_engine() {
        let patterns = [
            "",
            "a",
            "^a",
            "a$",
            "^a$",
            "^$",
            "a|b",
            "^a|b$",
            "^(a|b)$",
            "(ab)+",
            "^(ab)+$",
            "^a{2}$",
            "^a{2,}$",
            "^a{0,3}b?$",
            "^(a|)b$",
            "[^a]",
            "^[^a]*$",
            r"^\w+$",
            r"\W",
            r"^\s*$",
            r"^\S+$",
            "^.+$",
            "^.*$",
            r"^[\w.-]+@[\w-]+\.[a-z]{2,}$",
            "^(a*)*$",
            "^(a|b)*?c$",
            r"^(?:\d{1,3}\.){3}\d{1,3}$",
            "(^a|b)c$",
            r"\.",
            r"^[\x41\u0042]+$",
            r"^\d{4}-\d{2}$",
            "^[à-ü]+$",
            r"^[^\s/]+$",
            "^(|a)+$",
            r"\\",
            r"^\/a$",
            "()",
        ];
        let texts = [
            "", "a", "b", "ab", "abab", "aa", "aaa", "aaab", "c", "bc", "abc", "a\n", "\n", " ",
            "x@y.zz", "1.2.3.4", "a/b", "..", ".", "AB", "2024-01", "é", "日本", "\\", "/a", "a b",
            "\u{feff}", "\u{2028}", "😀",
        ];
        for pattern in patterns {
            let program = Program::new(pattern).unwrap_or_else(|| panic!("{pattern}"));
            let regex = regress::Regex::new(pattern).unwrap();
            for text in texts {
                assert_eq!(
                    program.is_match(text),
                    regex.find(text).is_some(),
                    "{pattern} on {text:?}"
                );
            }
        }
    }

    #[test]
    fn large_and_foreign_patterns_are_refused() {
        for pattern in [
            "(a{100}){100}",
            "(?=a)b",
            r"(a)\1",
            r"\bword",
            "(?<n>a)",
            "a{1,99999999}",
            "((){4000}){4000}",
        ] {
            assert!(Program::new(pattern).is_none(), "{pattern}");
        }
        assert!(Program::new(&"(".repeat(100_000)).is_none());
    }

    #[test]
    fn what_makes_backtracking_explode_stays_cheap() {
        let program = Program::new("^(a+)+$").unwrap();
        assert!(!program.is_match(&format!("{}!", "a".repeat(10_000))));
    }
}
