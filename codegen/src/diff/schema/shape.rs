//! A schema with all schemas that have to fit as well.

use std::collections::HashSet;

use indexmap::IndexMap;

use crate::diff::view::{Document, id, items, pairs, ref_name};
use crate::yaml::Node;

/// A member of `allOf`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Member<'a> {
    /// As the list spells it.
    pub(super) raw: &'a Node,
    /// With its references followed.
    pub(super) node: &'a Node,
}

/// A schema merged with the members of its `allOf`.
#[derive(Debug)]
pub(super) struct Shape<'a> {
    /// The schema itself.
    pub(super) node: &'a Node,
    /// Each key and what it holds, once for every schema that has it; the schema itself first.
    pub(super) keys: IndexMap<&'a str, Vec<&'a Node>>,
    /// The properties, likewise.
    pub(super) properties: IndexMap<&'a str, Vec<&'a Node>>,
    /// Which properties are required.
    pub(super) required: IndexMap<&'a str, &'a Node>,
    /// The members of `allOf`.
    pub(super) members: Vec<Member<'a>>,
}

impl<'a> Shape<'a> {
    pub(super) fn new(node: &'a Node, document: &mut Document<'a>) -> Self {
        let mut shape = Self {
            node,
            keys: IndexMap::new(),
            properties: IndexMap::new(),
            required: IndexMap::new(),
            members: Vec::new(),
        };
        shape.add(node, document, &mut HashSet::new());
        shape
    }

    fn add(&mut self, node: &'a Node, document: &mut Document<'a>, done: &mut HashSet<usize>) {
        if !done.insert(id(node)) {
            return;
        }
        document.saw(node);
        for (key, value) in pairs(Some(node)) {
            match key {
                "allOf" if value.as_seq().is_some() => document.saw(value),
                "properties" if value.as_map().is_some() => {
                    document.saw(value);
                    for (name, property) in pairs(Some(value)) {
                        self.properties.entry(name).or_default().push(property);
                    }
                }
                "required" if value.as_seq().is_some() => {
                    document.saw_whole(value);
                    for item in value.as_seq().unwrap_or_default() {
                        if let Some(name) = item.as_str() {
                            self.required.entry(name).or_insert(item);
                        }
                    }
                }
                _ => self.keys.entry(key).or_default().push(value),
            }
        }
        for raw in items(node, "allOf") {
            document.saw(raw);
            let member = document.resolve(raw);
            if done.len() == 1 || !done.contains(&id(member)) {
                self.members.push(Member { raw, node: member });
            }
            self.add(member, document, done);
        }
    }

    /// What stands under a key.
    pub(super) fn get(&self, key: &str) -> Option<&'a Node> {
        self.keys.get(key)?.first().copied()
    }

    /// All that stands under a key, in this schema and in the members of its `allOf`.
    pub(super) fn all(&self, key: &str) -> &[&'a Node] {
        self.keys.get(key).map(Vec::as_slice).unwrap_or_default()
    }

    /// The node to point at where a key is missing: the schema itself.
    pub(super) fn at(&self, key: &str) -> Option<&'a Node> {
        Some(self.get(key).unwrap_or(self.node))
    }

    /// Whether a key holds `true` in any of the schemas.
    pub(super) fn flag(&self, key: &str) -> bool {
        self.keys.get(key).is_some_and(|all| all.iter().any(|node| node.as_bool() == Some(true)))
    }
}

/// What a member of a composition is called: by reference, else by title.
pub(super) fn name(member: &Member<'_>) -> Option<String> {
    ref_name(member.raw).or_else(|| super::title(member.node).map(str::to_owned))
}
