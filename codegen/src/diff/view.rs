//! A document as the comparison sees it: nodes by identity, references followed on demand.

use std::collections::{HashMap, HashSet};

use super::Place;
use crate::source::{Source, Span};
use crate::yaml::{Node, Value};

/// How many references may lead to one another; a cycle ends here.
const MAX_HOPS: usize = 32;

/// The identity of a node within one comparison.
pub(super) fn id(node: &Node) -> usize {
    std::ptr::from_ref(node).addr()
}

/// Where a node stands below its parent.
#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Key(&'a str, Span),
    Item(usize),
}

/// One of the two documents, and which of its nodes have been judged.
#[derive(Debug)]
pub(super) struct Document<'a> {
    /// The whole document.
    pub(super) root: &'a Node,
    source: &'a Source,
    parents: HashMap<usize, (usize, Step<'a>)>,
    /// Nodes that a rule looked at.
    seen: HashSet<usize>,
    /// Nodes that a rule looked at with all that stands below.
    whole: HashSet<usize>,
    /// Nodes that a rule looked at with all that they lead to.
    reached: HashSet<usize>,
}

impl<'a> Document<'a> {
    pub(super) fn new(root: &'a Node, source: &'a Source) -> Self {
        let mut parents = HashMap::new();
        index(root, &mut parents);
        let (seen, whole, reached) = (HashSet::new(), HashSet::new(), HashSet::new());
        Self { root, source, parents, seen, whole, reached }
    }

    /// The node that a chain of references leads to; a reference that leads nowhere stays.
    pub(super) fn resolve(&self, node: &'a Node) -> &'a Node {
        self.chain(node).last().copied().unwrap_or(node)
    }

    /// A node and all that its references lead to, one after the other. A cycle leads nowhere.
    fn chain(&self, node: &'a Node) -> Vec<&'a Node> {
        let mut chain = vec![node];
        let mut at = node;
        while let Some(next) = at.ref_target().and_then(|target| self.target(target)) {
            if chain.len() > MAX_HOPS {
                return vec![node];
            }
            chain.push(next);
            at = next;
        }
        chain
    }

    /// Notes that a rule looked at this node and at all that its references lead to.
    pub(super) fn saw_chain(&mut self, node: &'a Node) {
        for node in self.chain(node) {
            self.saw(node);
        }
    }

    fn target(&self, reference: &str) -> Option<&'a Node> {
        let pointer = reference.strip_prefix('#')?;
        if pointer.contains('%') {
            return self.root.pointer(&decode(pointer));
        }
        self.root.pointer(pointer)
    }

    /// The JSON pointer of a node of this document.
    pub(super) fn pointer(&self, node: &Node) -> String {
        let mut steps = Vec::new();
        let mut at = id(node);
        while let Some((up, step)) = self.parents.get(&at) {
            steps.push(match step {
                Step::Key(key, _) => key.replace('~', "~0").replace('/', "~1"),
                Step::Item(index) => index.to_string(),
            });
            at = *up;
        }
        steps.iter().rev().fold(String::new(), |pointer, step| pointer + "/" + step)
    }

    /// Where a node stands: a collection at its key, so that the place is one line.
    pub(super) fn place(&self, node: &Node) -> Place {
        let collection = matches!(node.value, Value::Map(_) | Value::Seq(_));
        let span = match self.parents.get(&id(node)) {
            Some((_, Step::Key(_, key))) if collection || node.span.start == node.span.end => *key,
            _ => node.span,
        };
        let position = self.source.position(span.start);
        Place { pointer: self.pointer(node), span, position }
    }

    /// Notes that a rule looked at this node.
    pub(super) fn saw(&mut self, node: &Node) {
        self.seen.insert(id(node));
    }

    /// Notes that a rule looked at this node and at all that stands below it.
    pub(super) fn saw_whole(&mut self, node: &Node) {
        self.whole.insert(id(node));
    }

    /// Notes the same of what the node refers to, however far.
    pub(super) fn saw_reachable(&mut self, node: &'a Node) {
        let mut stack = vec![node];
        while let Some(node) = stack.pop() {
            if !self.reached.insert(id(node)) {
                continue;
            }
            self.seen.insert(id(node));
            stack.extend(node.ref_target().and_then(|target| self.target(target)));
            stack.extend(children(node));
        }
    }

    /// Whether a rule looked at this very node.
    pub(super) fn was_seen(&self, node: &Node) -> bool {
        self.seen.contains(&id(node)) || self.whole.contains(&id(node))
    }

    /// Whether a rule looked at this node, or at one above it with all below.
    pub(super) fn is_covered(&self, node: &Node) -> bool {
        let mut at = id(node);
        if self.seen.contains(&at) {
            return true;
        }
        loop {
            if self.whole.contains(&at) {
                return true;
            }
            match self.parents.get(&at) {
                Some((up, _)) => at = *up,
                None => return false,
            }
        }
    }
}

/// The nodes right below a node.
pub(super) fn children(node: &Node) -> Vec<&Node> {
    match &node.value {
        Value::Map(map) => map.values().map(|entry| &entry.node).collect(),
        Value::Seq(items) => items.iter().collect(),
        _ => Vec::new(),
    }
}

fn index<'a>(node: &'a Node, parents: &mut HashMap<usize, (usize, Step<'a>)>) {
    match &node.value {
        Value::Map(map) => {
            for (key, entry) in map {
                parents.insert(id(&entry.node), (id(node), Step::Key(key, entry.key)));
                index(&entry.node, parents);
            }
        }
        Value::Seq(items) => {
            for (at, item) in items.iter().enumerate() {
                parents.insert(id(item), (id(node), Step::Item(at)));
                index(item, parents);
            }
        }
        _ => {}
    }
}

/// Undoes the percent-encoding that a pointer has as a URI fragment.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The last step of a reference: the name of the component.
pub(super) fn ref_name(node: &Node) -> Option<String> {
    let target = node.ref_target()?;
    let name = target.rsplit('/').next().unwrap_or(target);
    Some(name.replace("~1", "/").replace("~0", "~"))
}

/// The value of a key that holds `true`.
pub(super) fn flag(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::as_bool).unwrap_or(false)
}

/// The text under a key.
pub(super) fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.get(key)?.as_str()
}

/// The entries of a mapping under a key, in the order of the text.
pub(super) fn entries<'a>(node: &'a Node, key: &str) -> Vec<(&'a str, &'a Node)> {
    pairs(node.get(key))
}

/// The entries of a mapping, in the order of the text.
pub(super) fn pairs(node: Option<&Node>) -> Vec<(&str, &Node)> {
    node.and_then(Node::as_map)
        .map(|map| map.iter().map(|(key, entry)| (key.as_str(), &entry.node)).collect())
        .unwrap_or_default()
}

/// The items of a list under a key.
pub(super) fn items<'a>(node: &'a Node, key: &str) -> &'a [Node] {
    node.get(key).and_then(Node::as_seq).unwrap_or_default()
}
