//! Whether two nodes say the same, references followed.
//!
//! The verdicts are exact for cyclic documents too: pairs are explored first, and only what leads
//! to a real difference counts as different. They spare the rules all that did not change.

use std::collections::HashMap;

use super::view::{Document, id};
use crate::yaml::{Node, Value};

type Pair = (usize, usize);

/// What is known of pairs of nodes.
#[derive(Debug, Default)]
pub(super) struct Verdicts {
    known: HashMap<Pair, bool>,
}

impl Verdicts {
    /// Whether both nodes say the same. Whatever does so below them counts as seen.
    pub(super) fn equal<'a>(
        &mut self,
        docs: (&mut Document<'a>, &mut Document<'a>),
        base: &'a Node,
        head: &'a Node,
    ) -> bool {
        let (left, right) = docs;
        let root = (id(base), id(head));
        if let Some(verdict) = self.known.get(&root) {
            return *verdict;
        }
        let mut users: HashMap<Pair, Vec<Pair>> = HashMap::new();
        let mut order = Vec::new();
        let mut different = Vec::new();
        let mut stack = vec![(base, head)];
        users.insert(root, Vec::new());
        while let Some((a, b)) = stack.pop() {
            let pair = (id(a), id(b));
            order.push((a, b));
            let Some(parts) = parts(left.resolve(a), right.resolve(b), (a, b)) else {
                different.push(pair);
                continue;
            };
            for (a, b) in parts {
                let part = (id(a), id(b));
                match self.known.get(&part) {
                    Some(true) => {}
                    Some(false) => different.push(pair),
                    None => match users.get_mut(&part) {
                        Some(users) => users.push(pair),
                        None => {
                            users.insert(part, vec![pair]);
                            stack.push((a, b));
                        }
                    },
                }
            }
        }
        self.known.extend(order.iter().map(|(a, b)| ((id(a), id(b)), true)));
        while let Some(pair) = different.pop() {
            if self.known.insert(pair, false) != Some(false) {
                different.extend(users.remove(&pair).unwrap_or_default());
            }
        }
        for (a, b) in order {
            if self.known.get(&(id(a), id(b))) == Some(&true) {
                left.saw_chain(a);
                right.saw_chain(b);
            }
        }
        self.known.get(&root).copied().unwrap_or(false)
    }
}

/// The pairs of nodes that have to be equal for two nodes to be, or nothing where they differ
/// already. References count as what they lead to.
fn parts<'a>(
    a: &'a Node,
    b: &'a Node,
    from: (&'a Node, &'a Node),
) -> Option<Vec<(&'a Node, &'a Node)>> {
    if !std::ptr::eq(a, from.0) || !std::ptr::eq(b, from.1) {
        // Keys beside a reference are judged by the closing check.
        return Some(vec![(a, b)]);
    }
    match (&a.value, &b.value) {
        (Value::Map(a), Value::Map(b)) => {
            if a.len() != b.len() {
                return None;
            }
            a.iter().map(|(key, one)| Some((&one.node, &b.get(key)?.node))).collect()
        }
        (Value::Seq(a), Value::Seq(b)) => (a.len() == b.len()).then(|| a.iter().zip(b).collect()),
        _ => same_scalar(a, b).then(Vec::new),
    }
}

/// Whether two scalars are the same value: `1` and `1.0` are.
pub(super) fn same_scalar(a: &Node, b: &Node) -> bool {
    match (number(a), number(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.value == b.value || nan(a) && nan(b),
    }
}

fn nan(node: &Node) -> bool {
    matches!(node.value, Value::Float(float) if float.is_nan())
}

/// The number that a node holds.
pub(super) fn number(node: &Node) -> Option<f64> {
    match node.value {
        Value::Int(int) => Some(int as f64),
        Value::Float(float) if !float.is_nan() => Some(float),
        _ => None,
    }
}

/// Whether two nodes spell the same value without following references: lists in order, numbers
/// by value.
pub(super) fn same(a: &Node, b: &Node) -> bool {
    match (&a.value, &b.value) {
        (Value::Map(a), Value::Map(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, one)| b.get(key).is_some_and(|b| same(&one.node, &b.node)))
        }
        (Value::Seq(a), Value::Seq(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        _ => same_scalar(a, b),
    }
}
