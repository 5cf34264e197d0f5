//! Signatures as text that two surfaces can be compared by.
//!
//! A type may be reached by several paths, and a parameter's name means nothing to a caller. So a
//! signature keeps both apart from its other text, and each surface fills in what it calls them.

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// A part of a signature.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Piece {
    Text(String),
    /// A type or trait of the generated code, by where it is defined.
    Def(String),
    /// A generic parameter: what the code calls it, and its number.
    Param(String, usize),
}

/// A signature, or a part of one such as a type.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sig(Vec<Piece>);

/// What stands for a [`Piece`] in a syntax tree, which has room for identifiers only.
const PLACEHOLDER: &str = "__surface_";

/// The identifiers that stand for definitions and parameters in one item.
#[derive(Debug, Default)]
pub(super) struct Table(Vec<Placed>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Placed {
    Def(String),
    Param(String, usize),
}

impl Table {
    /// An identifier that stands for a definition.
    pub(super) fn def(&mut self, path: &str) -> syn::Ident {
        self.place(Placed::Def(path.to_owned()))
    }

    /// An identifier that stands for parameter number `index`, called `name`.
    pub(super) fn param(&mut self, name: &str, index: usize) -> syn::Ident {
        self.place(Placed::Param(name.to_owned(), index))
    }

    fn place(&mut self, placed: Placed) -> syn::Ident {
        let found = self.0.iter().position(|one| *one == placed);
        let at = found.unwrap_or_else(|| {
            self.0.push(placed);
            self.0.len() - 1
        });
        syn::Ident::new(&format!("{PLACEHOLDER}{at}"), proc_macro2::Span::call_site())
    }

    fn piece(&self, word: &str) -> Option<Piece> {
        let at: usize = word.trim_start_matches('\'').strip_prefix(PLACEHOLDER)?.parse().ok()?;
        Some(match self.0.get(at)? {
            Placed::Def(path) => Piece::Def(path.clone()),
            Placed::Param(name, index) => Piece::Param(name.clone(), *index),
        })
    }
}

impl Sig {
    /// Prints tokens; `table` says what their placeholders stand for.
    pub(super) fn print(tokens: TokenStream, table: &Table) -> Self {
        let mut printer = Printer { table, out: Self::default(), last: Last::Open };
        printer.stream(tokens);
        printer.out
    }

    /// Text alone.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self(vec![Piece::Text(text.into())])
    }

    /// A definition alone.
    pub(super) fn def(path: &str) -> Self {
        Self(vec![Piece::Def(path.to_owned())])
    }

    fn push(&mut self, text: &str) {
        if let Some(Piece::Text(last)) = self.0.last_mut() {
            last.push_str(text);
        } else {
            self.0.push(Piece::Text(text.to_owned()));
        }
    }

    /// Appends text.
    #[must_use]
    pub(super) fn then(mut self, text: &str) -> Self {
        self.push(text);
        self
    }

    /// Appends another signature.
    #[must_use]
    pub(super) fn and(mut self, other: &Self) -> Self {
        for piece in &other.0 {
            match piece {
                Piece::Text(text) => self.push(text),
                other => self.0.push(other.clone()),
            }
        }
        self
    }

    /// The definitions that it names.
    pub(super) fn defs(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter_map(|piece| match piece {
            Piece::Def(path) => Some(path.as_str()),
            _ => None,
        })
    }

    /// What people read.
    pub(super) fn show(&self, name: &dyn Fn(&str) -> String) -> String {
        self.render(name, |param, _| param.to_owned())
    }

    /// What is compared: parameters by their number.
    pub(super) fn key(&self, name: &dyn Fn(&str) -> String) -> String {
        self.render(name, |param, index| {
            let sign = if param.starts_with('\'') { '\'' } else { '$' };
            format!("{sign}{index}")
        })
    }

    fn render(
        &self,
        name: &dyn Fn(&str) -> String,
        param: impl Fn(&str, usize) -> String,
    ) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Def(path) => name(path),
            Piece::Param(called, index) => param(called, *index),
        };
        self.0.iter().map(piece).collect()
    }
}

/// What was printed last, for the space before the next token.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// Nothing, or something that no space follows.
    Open,
    /// A name, a literal or a closing bracket.
    Word,
    /// A comma, a colon or an operator, after which there is a space.
    Spaced,
}

struct Printer<'a> {
    table: &'a Table,
    out: Sig,
    last: Last,
}

impl Printer<'_> {
    fn stream(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.group(&group),
                TokenTree::Ident(ident) => self.word(&ident.to_string()),
                TokenTree::Literal(literal) => self.word(&literal.to_string()),
                TokenTree::Punct(first) => {
                    let mut sign = first.as_char().to_string();
                    if sign == "'" {
                        if let Some(TokenTree::Ident(ident)) = tokens.next() {
                            self.word(&format!("'{ident}"));
                        }
                        continue;
                    }
                    let mut joined = first.spacing() == Spacing::Joint;
                    while joined && let Some(TokenTree::Punct(next)) = tokens.peek() {
                        let longer = format!("{sign}{}", next.as_char());
                        if !LONG.contains(&longer.as_str()) {
                            break;
                        }
                        sign = longer;
                        joined = next.spacing() == Spacing::Joint;
                        tokens.next();
                    }
                    self.sign(&sign, closes(tokens.peek()));
                }
            }
        }
    }

    fn word(&mut self, word: &str) {
        if self.last != Last::Open {
            self.out.push(" ");
        }
        match self.table.piece(word) {
            Some(piece) => self.out.0.push(piece),
            None => self.out.push(word),
        }
        // A bracket after it begins a type.
        self.last = if word == "mut" { Last::Spaced } else { Last::Word };
    }

    fn group(&mut self, group: &proc_macro2::Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => ("", ""),
        };
        if self.last == Last::Spaced || (open == "{" && self.last == Last::Word) {
            self.out.push(" ");
        }
        let is_spaced = open == "{" && !group.stream().is_empty();
        self.out.push(open);
        self.out.push(if is_spaced { " " } else { "" });
        self.last = Last::Open;
        self.stream(group.stream());
        self.out.push(if is_spaced { " " } else { "" });
        self.out.push(close);
        self.last = Last::Word;
    }

    fn sign(&mut self, sign: &str, is_last: bool) {
        match sign {
            // A comma before the end of a list says nothing.
            "," if is_last => {}
            "," | ":" | ";" => {
                self.out.push(sign);
                self.last = Last::Spaced;
            }
            "->" | "=" | "+" | "|" | "==" | "=>" => {
                self.out.push(if self.last == Last::Spaced { "" } else { " " });
                self.out.push(sign);
                self.last = Last::Spaced;
            }
            ">" => {
                self.out.push(sign);
                self.last = Last::Word;
            }
            // `&`, `*`, `?`, `!`, `#` and `<` stand before something.
            "::" | "<" => {
                if self.last == Last::Spaced {
                    self.out.push(" ");
                }
                self.out.push(sign);
                self.last = Last::Open;
            }
            _ => {
                if self.last != Last::Open {
                    self.out.push(" ");
                }
                self.out.push(sign);
                self.last = Last::Open;
            }
        }
    }
}

/// Signs of more than one character.
const LONG: [&str; 6] = ["::", "->", "=>", "==", "..", "..="];

fn closes(next: Option<&TokenTree>) -> bool {
    match next {
        None => true,
        Some(TokenTree::Punct(punct)) => punct.as_char() == '>',
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> String {
        let tokens = text.parse().expect("tokens");
        Sig::print(tokens, &Table::default()).show(&|path| path.to_owned())
    }

    #[test]
    fn types_are_printed_as_people_write_them() {
        for text in [
            "Result<Option<String>, Error<types::ErrorResponse>>",
            "&'a mut [u8; 4]",
            "Box<dyn Fn(&str) -> bool + Send + 'static>",
            "impl Future<Output = Result<(), Error>>",
            "fn new(value: impl Into<String>) -> Self",
            "for<'de> serde::Deserialize<'de>",
            "*const u8",
            "(String, [Self; 34])",
            "T: ?Sized",
            "Lost { at: u8 }",
        ] {
            assert_eq!(printed(text), text);
        }
    }

    #[test]
    fn commas_at_the_end_are_not_printed() {
        assert_eq!(printed("Result<A, B,>"), "Result<A, B>");
        assert_eq!(printed("f(a, b,)"), "f(a, b)");
    }
}
