//! Reads the regular part of ECMA-262 patterns.

/// How deep groups may nest; the parser recurses.
const MAX_DEPTH: usize = 32;

/// The highest code point.
const LAST: u32 = char::MAX as u32;

/// A set of characters: sorted ranges of code points that do not touch.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Ranges(Vec<(u32, u32)>);

impl Ranges {
    fn new(mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        let mut merged: Vec<(u32, u32)> = Vec::with_capacity(pairs.len());
        for (from, to) in pairs {
            match merged.last_mut() {
                Some((_, end)) if from <= end.saturating_add(1) => *end = (*end).max(to),
                _ => merged.push((from, to)),
            }
        }
        Self(merged)
    }

    fn one(c: char) -> Self {
        Self(vec![(c.into(), c.into())])
    }

    fn negated(&self) -> Self {
        let mut pairs = Vec::with_capacity(self.0.len() + 1);
        let mut next = 0;
        for &(from, to) in &self.0 {
            if from > next {
                pairs.push((next, from - 1));
            }
            next = to + 1;
        }
        if next <= LAST {
            pairs.push((next, LAST));
        }
        Self(pairs)
    }

    /// The ranges, both ends included.
    pub(crate) fn pairs(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// Whether the character is in the set.
    pub(crate) fn contains(&self, c: char) -> bool {
        let code = u32::from(c);
        let at = self.0.partition_point(|(_, to)| *to < code);
        self.0.get(at).is_some_and(|(from, _)| *from <= code)
    }
}

/// A pattern. Groups leave no trace: nothing here refers back to them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Tree {
    /// One character of a set.
    Set(Ranges),
    /// `^`, the start of the text.
    Start,
    /// `$`, the end of the text.
    End,
    /// One after the other.
    Concat(Vec<Tree>),
    /// One of them.
    Alternatives(Vec<Tree>),
    /// The same several times.
    Repeat {
        /// What is repeated.
        inner: Box<Tree>,
        /// How often at least.
        min: usize,
        /// How often at most.
        max: Option<usize>,
    },
}

impl Tree {
    /// Whether what follows `^` at the front is all there is: no match can start later.
    pub(crate) fn starts_anchored(&self) -> bool {
        match self {
            Self::Start => true,
            Self::Concat(parts) => parts.first().is_some_and(Self::starts_anchored),
            Self::Alternatives(all) => all.iter().all(Self::starts_anchored),
            Self::Repeat { inner, min, .. } => *min > 0 && inner.starts_anchored(),
            Self::Set(_) | Self::End => false,
        }
    }

    /// Whether no match can end before the text does.
    pub(crate) fn ends_anchored(&self) -> bool {
        match self {
            Self::End => true,
            Self::Concat(parts) => parts.last().is_some_and(Self::ends_anchored),
            Self::Alternatives(all) => all.iter().all(Self::ends_anchored),
            Self::Repeat { inner, min, .. } => *min > 0 && inner.ends_anchored(),
            Self::Set(_) | Self::Start => false,
        }
    }

    /// Whether some set in the pattern holds one of the characters.
    pub(crate) fn mentions(&self, any: &impl Fn(&Ranges) -> bool) -> bool {
        match self {
            Self::Set(set) => any(set),
            Self::Start | Self::End => false,
            Self::Concat(parts) | Self::Alternatives(parts) => {
                parts.iter().any(|part| part.mentions(any))
            }
            Self::Repeat { inner, .. } => inner.mentions(any),
        }
    }
}

/// Reads a pattern, or nothing where it holds more than this parser knows: look-around, back
/// references, word boundaries, classes of Unicode properties, and legacy spellings on which
/// engines differ.
pub(crate) fn parse(pattern: &str) -> Option<Tree> {
    let mut parser = Parser { rest: pattern, depth: 0 };
    let tree = parser.alternatives()?;
    parser.rest.is_empty().then_some(tree)
}

struct Parser<'p> {
    rest: &'p str,
    depth: usize,
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next()?;
        self.rest = chars.as_str();
        Some(c)
    }

    fn eat(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn alternatives(&mut self) -> Option<Tree> {
        let mut all = vec![self.concat()?];
        while self.eat("|") {
            all.push(self.concat()?);
        }
        if all.len() == 1 { all.pop() } else { Some(Tree::Alternatives(all)) }
    }

    fn concat(&mut self) -> Option<Tree> {
        let mut parts = Vec::new();
        while !matches!(self.peek(), None | Some('|' | ')')) {
            let atom = self.atom()?;
            parts.push(self.quantified(atom)?);
        }
        if parts.len() == 1 { parts.pop() } else { Some(Tree::Concat(parts)) }
    }

    fn atom(&mut self) -> Option<Tree> {
        match self.next()? {
            '^' => Some(Tree::Start),
            '$' => Some(Tree::End),
            '(' => self.group(),
            '[' => self.class().map(Tree::Set),
            '.' => Some(Tree::Set(
                Ranges::new(vec![(0x0a, 0x0a), (0x0d, 0x0d), (0x2028, 0x2029)]).negated(),
            )),
            '\\' => self.escape(false).map(Tree::Set),
            '*' | '+' | '?' | '{' | '}' | ']' => None,
            c => Some(Tree::Set(Ranges::one(c))),
        }
    }

    fn group(&mut self) -> Option<Tree> {
        if self.depth == MAX_DEPTH {
            return None;
        }
        if self.peek() == Some('?') && !self.eat("?:") {
            return None;
        }
        self.depth += 1;
        let tree = self.alternatives()?;
        self.depth -= 1;
        self.eat(")").then_some(tree)
    }

    fn quantified(&mut self, atom: Tree) -> Option<Tree> {
        let (min, max) = match self.peek() {
            Some('*') => (0, None),
            Some('+') => (1, None),
            Some('?') => (0, Some(1)),
            Some('{') => self.counts()?,
            _ => return Some(atom),
        };
        if matches!(atom, Tree::Start | Tree::End) {
            return None;
        }
        self.next();
        // A lazy quantifier changes what a match captures, not whether there is one.
        self.eat("?");
        if max.is_some_and(|max| max < min) || matches!(self.peek(), Some('*' | '+' | '?' | '{')) {
            return None;
        }
        Some(Tree::Repeat { inner: Box::new(atom), min, max })
    }

    /// `{n}`, `{n,}` or `{n,m}`, up to the closing brace, which stays.
    fn counts(&mut self) -> Option<(usize, Option<usize>)> {
        let (counts, _) = self.rest.strip_prefix('{')?.split_once('}')?;
        self.rest = &self.rest[counts.len() + 1..];
        let number = |text: &str| {
            let digits = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| text.parse::<usize>().ok()).flatten()
        };
        match counts.split_once(',') {
            None => number(counts).map(|n| (n, Some(n))),
            Some((min, "")) => Some((number(min)?, None)),
            Some((min, max)) => Some((number(min)?, Some(number(max)?))),
        }
    }

    fn class(&mut self) -> Option<Ranges> {
        let negated = self.eat("^");
        let mut pairs = Vec::new();
        if self.peek() == Some(']') {
            return None;
        }
        while !self.eat("]") {
            let from = self.member()?;
            let mut ahead = self.rest.chars();
            let is_range = ahead.next() == Some('-') && ahead.next().is_some_and(|c| c != ']');
            if !is_range {
                pairs.extend_from_slice(from.pairs());
                continue;
            }
            self.next();
            let to = self.member()?;
            match (from.pairs(), to.pairs()) {
                (&[(a, b)], &[(c, d)]) if a == b && c == d && a <= c => pairs.push((a, c)),
                _ => return None,
            }
        }
        let set = Ranges::new(pairs);
        Some(if negated { set.negated() } else { set })
    }

    fn member(&mut self) -> Option<Ranges> {
        match self.next()? {
            '\\' => self.escape(true),
            c => Some(Ranges::one(c)),
        }
    }

    fn escape(&mut self, in_class: bool) -> Option<Ranges> {
        let code = |c: char| u32::from(c);
        let digits = || Ranges::new(vec![(code('0'), code('9'))]);
        let word = || {
            let pairs = [('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')];
            Ranges::new(pairs.map(|(from, to)| (code(from), code(to))).to_vec())
        };
        match self.next()? {
            'd' => Some(digits()),
            'D' => Some(digits().negated()),
            'w' => Some(word()),
            'W' => Some(word().negated()),
            's' => Some(spaces()),
            'S' => Some(spaces().negated()),
            't' => Some(Ranges::one('\t')),
            'n' => Some(Ranges::one('\n')),
            'r' => Some(Ranges::one('\r')),
            'f' => Some(Ranges::one('\u{c}')),
            'v' => Some(Ranges::one('\u{b}')),
            'b' if in_class => Some(Ranges::one('\u{8}')),
            'x' => self.hex(2),
            'u' => self.hex(4),
            c if c.is_ascii() && !c.is_ascii_alphanumeric() => Some(Ranges::one(c)),
            _ => None,
        }
    }

    fn hex(&mut self, digits: usize) -> Option<Ranges> {
        let text = self.rest.get(..digits)?;
        if !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        self.rest = &self.rest[digits..];
        let c = char::from_u32(u32::from_str_radix(text, 16).ok()?)?;
        Some(Ranges::one(c))
    }
}

/// White space and line ends, as ECMA-262 has them.
fn spaces() -> Ranges {
    Ranges::new(vec![
        (0x09, 0x0d),
        (0x20, 0x20),
        (0xa0, 0xa0),
        (0x1680, 0x1680),
        (0x2000, 0x200a),
        (0x2028, 0x2029),
        (0x202f, 0x202f),
        (0x205f, 0x205f),
        (0x3000, 0x3000),
        (0xfeff, 0xfeff),
    ])
}
