//! What definitions are called, in one surface and in two.

use std::collections::{BTreeMap, BTreeSet};

use super::collect::Name;

/// The shortest public path of each definition.
pub(super) fn labels(names: &BTreeMap<String, Name>) -> BTreeMap<String, String> {
    let mut labels: BTreeMap<String, String> = BTreeMap::new();
    for (path, name) in names {
        let label = labels.entry(name.def.clone()).or_insert_with(|| path.clone());
        if depth(path) < depth(label) {
            label.clone_from(path);
        }
    }
    labels
}

pub(super) fn depth(path: &str) -> usize {
    path.matches("::").count()
}

/// The same for the head, where what the base could name keeps the base's label: a type that has
/// moved and can still be named as before is the same type.
pub(super) fn common(
    base: &BTreeMap<String, Name>,
    head: &BTreeMap<String, Name>,
    base_labels: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut labels = labels(head);
    let mut kept = BTreeSet::new();
    for (path, name) in head {
        if let Some(label) = base.get(path).and_then(|old| base_labels.get(&old.def))
            && kept.insert(name.def.clone())
        {
            labels.insert(name.def.clone(), label.clone());
        }
    }
    labels
}
