//! Text to nodes, in time and memory that the size of the text bounds.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, Tag};

use super::scalar::resolve;
use super::{Entry, Map, Node, Value, slip, surrogates};
use crate::finding::{Finding, Level};
use crate::source::Span;

/// How deep collections may nest; OpenAPI documents of real services stay below 40.
const MAX_DEPTH: usize = 128;

/// How many nodes aliases may add, beyond as many as the text itself spells out.
const ALIAS_ALLOWANCE: usize = 200_000;

/// Parses one YAML document, or says at which place it cannot. Duplicate keys are collected: the
/// first value stays.
pub(crate) fn parse(text: &str) -> Result<(Node, Vec<Finding>), Finding> {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let (joined, places) = surrogates::join(&text[bom..]);
    let mut builder = Builder::new(text, bom, places);
    let mut parser = Parser::new_from_str(&joined);
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| {
            let at = builder.offset(error.marker().index());
            let here = syntax(Span { start: at, end: at + 1 }, error.info());
            match slip::find(text, at) {
                Some((span, help)) => Finding { span, help: help.to_owned(), ..here },
                None => here,
            }
        })?;
        let span = Span {
            start: builder.offset(span.start.index()),
            end: builder.offset(span.end.index()),
        };
        builder.event(event, span)?;
    }
    match builder.root {
        Some(root) => Ok((root, builder.duplicates)),
        None => Err(Finding {
            help: "start with `openapi: 3.0.3`, `info:` and `paths:`".to_owned(),
            ..finding("empty-document", Span::default(), "the document is empty")
        }),
    }
}

fn finding(rule: &'static str, span: Span, message: impl Into<String>) -> Finding {
    Finding {
        level: Level::Error,
        rule,
        span,
        pointer: String::new(),
        message: message.into(),
        help: String::new(),
    }
}

fn too_deep(span: Span) -> Finding {
    Finding {
        help: "move inner parts into `components` and refer to them".to_owned(),
        ..finding("too-deep", span, format!("nested more than {MAX_DEPTH} levels deep"))
    }
}

fn syntax(span: Span, problem: &str) -> Finding {
    Finding {
        help: "look for a missing colon, quote or bracket, a tab, or a wrong indent, here or on \
               the line above"
            .to_owned(),
        ..finding("yaml-syntax", span, format!("not valid YAML: {problem}"))
    }
}

/// A collection that is still open.
struct Open {
    span: Span,
    anchor: usize,
    nodes_before: usize,
    /// How many levels its deepest part goes down.
    height: usize,
    content: Content,
}

enum Content {
    Seq(Vec<Node>),
    Map { map: Map, key: Option<(String, Span)> },
}

struct Builder<'text> {
    text: &'text str,
    bom: usize,
    /// Byte offset of each character; empty for ASCII, where they are equal.
    offsets: Vec<usize>,
    stack: Vec<Open>,
    /// Anchored nodes, how many nodes each spells, and how many levels it goes down.
    anchors: HashMap<usize, (Node, usize, usize)>,
    duplicates: Vec<Finding>,
    root: Option<Node>,
    nodes: usize,
    from_aliases: usize,
}

impl<'text> Builder<'text> {
    /// `places` are those of the characters that the parser sees, where it does not see the text
    /// as it is.
    fn new(text: &'text str, bom: usize, places: Vec<usize>) -> Self {
        let offsets = if !places.is_empty() {
            places.into_iter().map(|at| at + bom).collect()
        } else if text.is_ascii() {
            Vec::new()
        } else {
            text[bom..].char_indices().map(|(at, _)| at + bom).collect()
        };
        Self {
            text,
            bom,
            offsets,
            stack: Vec::new(),
            anchors: HashMap::new(),
            duplicates: Vec::new(),
            root: None,
            nodes: 0,
            from_aliases: 0,
        }
    }

    fn offset(&self, character: usize) -> usize {
        let offset = if self.offsets.is_empty() {
            character + self.bom
        } else {
            self.offsets.get(character).copied().unwrap_or(self.text.len())
        };
        offset.min(self.text.len())
    }

    fn event(&mut self, event: Event<'_>, span: Span) -> Result<(), Finding> {
        match event {
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => Ok(()),
            Event::DocumentStart(_) if self.root.is_some() => Err(Finding {
                help: "keep one document a file; remove what follows the second `---`".to_owned(),
                ..finding("several-documents", span, "the file holds a second YAML document")
            }),
            Event::DocumentStart(_) => Ok(()),
            Event::Scalar(text, style, anchor, tag) => {
                self.nodes += 1;
                let value = scalar(&text, style, tag.as_deref(), span)?;
                self.finish(Node { span, value }, anchor, 1, 0)
            }
            Event::SequenceStart(anchor, _) => self.open(span, anchor, Content::Seq(Vec::new())),
            Event::MappingStart(anchor, _) => {
                self.open(span, anchor, Content::Map { map: Map::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => {
                let Some(open) = self.stack.pop() else {
                    return Ok(());
                };
                let value = match open.content {
                    Content::Seq(items) => Value::Seq(items),
                    Content::Map { map, .. } => Value::Map(map),
                };
                let span = Span { start: open.span.start, end: span.end.max(open.span.end) };
                let size = self.nodes - open.nodes_before;
                self.finish(Node { span, value }, open.anchor, size, open.height + 1)
            }
            Event::Alias(anchor) => self.alias(anchor, span),
        }
    }

    fn open(&mut self, span: Span, anchor: usize, content: Content) -> Result<(), Finding> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(too_deep(span));
        }
        let nodes_before = self.nodes;
        self.nodes += 1;
        self.stack.push(Open { span, anchor, nodes_before, height: 0, content });
        Ok(())
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Finding> {
        let Some((node, size, height)) = self.anchors.get(&anchor) else {
            return Err(Finding {
                help: "an anchor can be used only after the node that it names is complete"
                    .to_owned(),
                ..finding("yaml-syntax", span, "the alias stands inside the node it refers to")
            });
        };
        if self.stack.len() + height > MAX_DEPTH {
            return Err(too_deep(span));
        }
        self.from_aliases += size;
        self.nodes += size;
        let own = self.nodes - self.from_aliases;
        if self.from_aliases > own + ALIAS_ALLOWANCE {
            return Err(Finding {
                help: "write the parts out, or use `$ref`, which is not expanded".to_owned(),
                ..finding(
                    "alias-bomb",
                    span,
                    format!(
                        "aliases expand to over {} nodes, the text holds {own}",
                        self.from_aliases - size
                    ),
                )
            });
        }
        let (node, height) = (Node { span, ..node.clone() }, *height);
        self.finish(node, 0, 0, height)
    }

    /// Puts a complete node where it belongs.
    fn finish(
        &mut self,
        node: Node,
        anchor: usize,
        size: usize,
        height: usize,
    ) -> Result<(), Finding> {
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), size, height));
        }
        let Some(open) = self.stack.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        open.height = open.height.max(height);
        match &mut open.content {
            Content::Seq(items) => items.push(node),
            Content::Map { map, key } => match key.take() {
                None => *key = Some((key_text(&node, self.text)?, node.span)),
                Some((name, at)) => match map.entry(name) {
                    indexmap::map::Entry::Vacant(slot) => {
                        slot.insert(Entry { key: at, node });
                    }
                    indexmap::map::Entry::Occupied(slot) => {
                        self.duplicates.push(Finding {
                            help: "remove one of them, or give it another name".to_owned(),
                            ..finding(
                                "duplicate-key",
                                at,
                                format!("the key `{}` stands here a second time", slot.key()),
                            )
                        });
                    }
                },
            },
        }
        Ok(())
    }
}

fn key_text(node: &Node, text: &str) -> Result<String, Finding> {
    match &node.value {
        Value::String(key) => Ok(key.clone()),
        Value::Seq(_) | Value::Map(_) => Err(Finding {
            help: "use plain text as key; quote it if it starts with `[`, `{` or `*`".to_owned(),
            ..finding("yaml-syntax", node.span, "a key must be text")
        }),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {
            Ok(text[node.span.start..node.span.end].trim().to_owned())
        }
    }
}

fn scalar(text: &str, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Result<Value, Finding> {
    match tag {
        None if style == ScalarStyle::Plain => Ok(resolve(text)),
        None => Ok(Value::String(text.to_owned())),
        Some(tag) if tag.is_yaml_core_schema() && tag.suffix == "str" => {
            Ok(Value::String(text.to_owned()))
        }
        Some(tag) if tag.is_yaml_core_schema() => Ok(resolve(text)),
        Some(tag) => Err(Finding {
            help: "remove the tag; OpenAPI knows only what JSON knows".to_owned(),
            ..finding("yaml-tag", span, format!("the YAML tag `{tag}` has no meaning here"))
        }),
    }
}
