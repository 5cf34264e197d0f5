//! Two surfaces beside each other.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{ChangeKind, ItemChange};
use super::collect::{Found, Name};
use super::item::{Def, Detail, Form, Impl, Item, Sort};
use super::labels::{common, depth, labels};
use super::rules::{self, Naming, Owner, Pair, Verdict};
use super::text::Sig;
use super::tree::join;

/// All changes: the most serious first, then by path.
pub(super) fn compare(base: &Found, head: &Found) -> Vec<ItemChange> {
    let base_labels = labels(&base.names);
    let head_labels = common(&base.names, &head.names, &base_labels);
    let name = |labels: &BTreeMap<String, String>, def: &str| {
        labels.get(def).cloned().unwrap_or_else(|| def.to_owned())
    };
    let base_names = |def: &str| name(&base_labels, def);
    let head_names = |def: &str| name(&head_labels, def);
    let mut comparison = Comparison {
        base,
        head,
        base_names: &base_names,
        head_names: &head_names,
        changes: Vec::new(),
    };
    let (gone, new) = comparison.items();
    comparison.impls(&base_labels, &head_labels, &gone, &new);
    let mut changes = comparison.changes;
    changes.sort_by(|a, b| {
        let key = |one: &ItemChange| (std::cmp::Reverse(one.level), one.kind);
        let by_path = || (&a.path, a.what, a.kind).cmp(&(&b.path, b.what, b.kind));
        key(a).0.cmp(&key(b).0).then_with(by_path)
    });
    changes
}

struct Comparison<'a> {
    base: &'a Found,
    head: &'a Found,
    base_names: Naming<'a>,
    head_names: Naming<'a>,
    changes: Vec<ItemChange>,
}

impl<'a> Comparison<'a> {
    /// Compares what has a name, and returns the definitions that are gone and new.
    fn items(&mut self) -> (BTreeSet<&'a str>, BTreeSet<&'a str>) {
        let (base, head) = (self.base, self.head);
        // Several paths may lead to one pair; it is reported once, by the shortest.
        let mut pairs: BTreeMap<(&str, &str), &str> = BTreeMap::new();
        for (path, old) in &base.names {
            let Some(new) = head.names.get(path) else { continue };
            let label = pairs.entry((&old.def, &new.def)).or_insert(path);
            if depth(path) < depth(label) {
                *label = path;
            }
        }
        for path in pairs.values() {
            self.pair(path);
        }
        let gone = self.missing(&base.names, &head.names, ChangeKind::Removed);
        let new = self.missing(&head.names, &base.names, ChangeKind::Added);
        (gone, new)
    }

    /// Reports the names that only `here` has, and returns the definitions of which none is left.
    fn missing(
        &mut self,
        here: &'a BTreeMap<String, Name>,
        there: &BTreeMap<String, Name>,
        kind: ChangeKind,
    ) -> BTreeSet<&'a str> {
        let mut paths: BTreeMap<&str, (Vec<&str>, bool)> = BTreeMap::new();
        for (path, name) in here {
            let (missing, all) = paths.entry(&name.def).or_insert((Vec::new(), true));
            if there.contains_key(path) {
                *all = false;
            } else {
                missing.push(path);
            }
        }
        let mut reported: Vec<(&str, &'a str)> = Vec::new();
        for (missing, all) in paths.values_mut() {
            missing.sort_by_key(|path| (depth(path), *path));
            // An item that is gone altogether is one change, whatever names it had.
            missing.truncate(if *all { 1 } else { missing.len() });
            let def = here.get_key_value(missing.first().copied().unwrap_or_default());
            let Some((_, Name { def, .. })) = def else { continue };
            reported.extend(missing.iter().map(|path| (*path, def.as_str())));
        }
        let found = if kind == ChangeKind::Removed { self.base } else { self.head };
        for (path, def) in &reported {
            for one in found.defs.get(*def).into_iter().flatten() {
                self.lone((*path).to_owned(), &one.item, None, kind);
            }
        }
        let all = paths.iter().filter(|(_, (_, all))| *all);
        let names: BTreeSet<&str> = all.map(|(def, _)| *def).collect();
        here.values().map(|name| name.def.as_str()).filter(|def| names.contains(def)).collect()
    }

    /// An item or member that only one side has.
    fn lone(&mut self, path: String, item: &Item, owner: Option<&Owner<'_>>, kind: ChangeKind) {
        let is_base = kind == ChangeKind::Removed;
        let names = if is_base { self.base_names } else { self.head_names };
        let verdict = if is_base { rules::removed(item, owner) } else { rules::added(item, owner) };
        let text = Some(signature(item, names));
        let spot = Some(item.spot.clone());
        let (before, after) = if is_base { (text, None) } else { (None, text) };
        let (base, head) = if is_base { (spot, None) } else { (None, spot) };
        let sides = Sides { before, after, base, head };
        self.report(path, kind, item.what, vec![verdict], sides);
    }

    /// Compares what both sides call `path`.
    fn pair(&mut self, path: &str) {
        let (Some(old), Some(new)) = (self.base.names.get(path), self.head.names.get(path)) else {
            return;
        };
        let defs = |found: &'a Found, name: &Name| -> Vec<Def> {
            let mut defs = found.defs.get(&name.def).cloned().unwrap_or_default();
            defs.iter_mut().for_each(|def| def.item.attrs.cfg.extend(name.cfg.iter().cloned()));
            defs
        };
        let (old, mut new) = (defs(self.base, old), defs(self.head, new));
        for old in &old {
            let found = new.iter().position(|new| is_value(&new.item) == is_value(&old.item));
            match found.map(|at| new.remove(at)) {
                Some(new) => self.defs(path, old, &new),
                None => self.lone(path.to_owned(), &old.item, None, ChangeKind::Removed),
            }
        }
        for new in &new {
            self.lone(path.to_owned(), &new.item, None, ChangeKind::Added);
        }
    }

    fn defs(&mut self, path: &str, old: &Def, new: &Def) {
        self.both(path.to_owned(), &old.item, &new.item, None);
        if std::mem::discriminant(&old.item.detail) != std::mem::discriminant(&new.item.detail) {
            return;
        }
        let keys: BTreeSet<&(Sort, String)> =
            old.members.keys().chain(new.members.keys()).collect();
        for key in keys {
            let (sort, name) = key;
            if *sort == Sort::Field && !comparable(old, new, name) {
                continue;
            }
            let owner = Owner {
                base: &old.item,
                head: &new.item,
                variant: variant(old, name).filter(|_| *sort == Sort::Field),
            };
            let label = join(path, name);
            match (old.members.get(key), new.members.get(key)) {
                (Some(old), Some(new)) => self.both(label, old, new, Some(&owner)),
                (Some(old), None) => self.lone(label, old, Some(&owner), ChangeKind::Removed),
                (None, Some(new)) => self.lone(label, new, Some(&owner), ChangeKind::Added),
                (None, None) => {}
            }
        }
    }

    /// An item that both sides have.
    fn both(&mut self, path: String, old: &Item, new: &Item, owner: Option<&Owner<'_>>) {
        let (base_names, head_names) = (self.base_names, self.head_names);
        let verdicts = rules::judge(&Pair { base: old, head: new, base_names, head_names, owner });
        let sides = Sides {
            before: Some(signature(old, base_names)),
            after: Some(signature(new, head_names)),
            base: Some(old.spot.clone()),
            head: Some(new.spot.clone()),
        };
        self.report(path, ChangeKind::Changed, new.what, verdicts, sides);
    }

    fn impls(
        &mut self,
        base_labels: &BTreeMap<String, String>,
        head_labels: &BTreeMap<String, String>,
        gone: &BTreeSet<&str>,
        new: &BTreeSet<&str>,
    ) {
        let base = public(&self.base.impls, base_labels, self.base_names);
        let head = public(&self.head.impls, head_labels, self.head_names);
        let keys: BTreeSet<&String> = base.keys().chain(head.keys()).collect();
        for key in keys {
            match (base.get(key), head.get(key)) {
                (Some(old), Some(new)) => self.same_impl(old, new),
                // Those of a type that came or went are part of that.
                (Some(old), None) if !old.header.defs().any(|def| gone.contains(def)) => {
                    self.lone_impl(old, ChangeKind::Removed);
                }
                (None, Some(one)) if !one.header.defs().any(|def| new.contains(def)) => {
                    self.lone_impl(one, ChangeKind::Added);
                }
                _ => {}
            }
        }
    }

    fn lone_impl(&mut self, one: &Impl, kind: ChangeKind) {
        let is_base = kind == ChangeKind::Removed;
        let names = if is_base { self.base_names } else { self.head_names };
        let verdict = if is_base { rules::removed_impl(one) } else { rules::added_impl(one) };
        let (text, spot) = (Some(shown_impl(one, names)), Some(one.spot.clone()));
        let (before, after) = if is_base { (text, None) } else { (None, text) };
        let (base, head) = if is_base { (spot, None) } else { (None, spot) };
        let sides = Sides { before, after, base, head };
        self.report(one.header.show(names), kind, "impl", vec![verdict], sides);
    }

    fn same_impl(&mut self, old: &Impl, new: &Impl) {
        let verdicts = rules::judge_impl(old, new, self.base_names, self.head_names);
        let sides = Sides {
            before: Some(shown_impl(old, self.base_names)),
            after: Some(shown_impl(new, self.head_names)),
            base: Some(old.spot.clone()),
            head: Some(new.spot.clone()),
        };
        let path = new.header.show(self.head_names);
        self.report(path, ChangeKind::Changed, "impl", verdicts, sides);
    }

    fn report(
        &mut self,
        path: String,
        kind: ChangeKind,
        what: &'static str,
        verdicts: Vec<Verdict>,
        sides: Sides,
    ) {
        let Some(first) = verdicts.first() else { return };
        let reasons: Vec<&str> = verdicts.iter().map(|one| one.reason.as_str()).collect();
        self.changes.push(ItemChange {
            path,
            kind,
            what,
            before: sides.before,
            after: sides.after,
            rule: first.rule,
            level: first.level,
            reason: reasons.join("; "),
            lint: first.lint,
            base: sides.base,
            head: sides.head,
        });
    }
}

/// What a change shows of base and head.
struct Sides {
    before: Option<String>,
    after: Option<String>,
    base: Option<super::Spot>,
    head: Option<super::Spot>,
}

fn signature(item: &Item, names: Naming<'_>) -> String {
    format!("{}{}", item.attrs.shown(), item.shown.show(names))
}

fn shown_impl(one: &Impl, names: Naming<'_>) -> String {
    let cfg: String = one.cfg.iter().map(|cfg| format!("#[cfg({cfg})] ")).collect();
    let mut out = format!("{cfg}impl {}", one.header.show(names));
    let list = |parts: Vec<String>| parts.join(", ");
    if !one.bounds.is_empty() {
        let bounds = one.bounds.iter().map(|bound| bound.show(names)).collect();
        out.push_str(&format!(" where {}", list(bounds)));
    }
    if !one.types.is_empty() {
        let types = one.types.iter().map(|(name, ty)| format!("{name} = {}", ty.show(names)));
        out.push_str(&format!(" {{ {} }}", list(types.collect())));
    }
    out
}

/// Values and types have names of their own.
fn is_value(item: &Item) -> bool {
    matches!(item.detail, Detail::Function(_) | Detail::Const { .. } | Detail::Static { .. })
}

/// The variant that the field `name` belongs to.
fn variant<'a>(def: &'a Def, name: &str) -> Option<&'a Item> {
    let (variant, _) = name.split_once("::")?;
    def.members.get(&(Sort::Variant, variant.to_owned()))
}

/// Whether the fields of both sides can be told apart by name: a rule of its own says where a
/// struct or variant is written in another form, and where a variant is not there.
fn comparable(old: &Def, new: &Def, name: &str) -> bool {
    let form = |item: &Item| match &item.detail {
        Detail::Struct(one) => Some(one.form),
        Detail::Variant(one) => Some(one.form),
        _ => None,
    };
    if name.contains("::") {
        return match (variant(old, name), variant(new, name)) {
            (Some(old), Some(new)) => form(old) == form(new),
            _ => false,
        };
    }
    let (old_form, new_form) = (form(&old.item), form(&new.item));
    // A struct that nobody could take apart may gain its first public field in any form.
    let hidden =
        matches!(&old.item.detail, Detail::Struct(one) if one.fields.is_empty() && one.private > 0);
    old_form == new_form || (hidden && old_form != Some(Form::Unit))
}

/// The implementations that consumers can use: of traits and for types that they can name.
fn public<'a>(
    impls: &'a [Impl],
    labels: &BTreeMap<String, String>,
    names: Naming<'_>,
) -> BTreeMap<String, &'a Impl> {
    let named = |sig: &Sig| sig.defs().all(|def| labels.contains_key(def));
    let usable = impls.iter().filter(|one| named(&one.of) && named(&one.for_type));
    usable.map(|one| (one.header.key(names), one)).collect()
}
