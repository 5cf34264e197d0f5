//! What a difference between two items means to programs that use them.
//!
//! The levels follow the chapter on versions of the Cargo book, RFC 1105 and the lints of
//! `cargo semver-checks`. One function a rule; each looks at one thing and says nothing where it
//! does not differ.

mod attributes;
mod functions;
mod generics;
mod presence;
mod types;
mod values;

pub(super) use presence::{Owner, added, added_impl, removed, removed_impl};

use std::collections::BTreeSet;

use super::item::{Impl, Item};
use super::text::Sig;
use crate::diff::Level;

/// What a rule says.
#[derive(Debug, Clone)]
pub(super) struct Verdict {
    pub(super) rule: &'static str,
    pub(super) level: Level,
    pub(super) reason: String,
    pub(super) lint: Option<&'static str>,
}

impl Verdict {
    fn new(rule: &'static str, level: Level, reason: impl Into<String>) -> Self {
        Self { rule, level, reason: reason.into(), lint: None }
    }

    fn breaking(rule: &'static str, reason: impl Into<String>) -> Self {
        Self::new(rule, Level::Breaking, reason)
    }

    fn dangerous(rule: &'static str, reason: impl Into<String>) -> Self {
        Self::new(rule, Level::Dangerous, reason)
    }

    fn compatible(rule: &'static str, reason: impl Into<String>) -> Self {
        Self::new(rule, Level::Compatible, reason)
    }

    fn lint(self, lint: impl Into<Option<&'static str>>) -> Self {
        Self { lint: lint.into(), ..self }
    }
}

/// How the definitions of one surface are called.
pub(super) type Naming<'a> = &'a dyn Fn(&str) -> String;

/// The same item in both surfaces.
pub(super) struct Pair<'a> {
    pub(super) base: &'a Item,
    pub(super) head: &'a Item,
    pub(super) base_names: Naming<'a>,
    pub(super) head_names: Naming<'a>,
    /// What it is a part of.
    pub(super) owner: Option<&'a Owner<'a>>,
}

impl Pair<'_> {
    fn same(&self, base: &Sig, head: &Sig) -> bool {
        base.key(self.base_names) == head.key(self.head_names)
    }

    /// What is only in the base, and what is only in the head.
    fn difference(&self, base: &BTreeSet<Sig>, head: &BTreeSet<Sig>) -> (Vec<String>, Vec<String>) {
        difference(base, head, self.base_names, self.head_names)
    }
}

fn difference(
    base: &BTreeSet<Sig>,
    head: &BTreeSet<Sig>,
    base_names: Naming<'_>,
    head_names: Naming<'_>,
) -> (Vec<String>, Vec<String>) {
    let keys = |set: &BTreeSet<Sig>, names: Naming<'_>| -> BTreeSet<String> {
        set.iter().map(|sig| sig.key(names)).collect()
    };
    let (old, new) = (keys(base, base_names), keys(head, head_names));
    let only = |set: &BTreeSet<Sig>, names: Naming<'_>, other: &BTreeSet<String>| {
        let mut only: Vec<String> = set
            .iter()
            .filter(|sig| !other.contains(&sig.key(names)))
            .map(|sig| sig.show(names))
            .collect();
        only.sort();
        only
    };
    (only(base, base_names, &new), only(head, head_names, &old))
}

/// Names of all rules. They are stable: scripts match them.
pub const RULES: &[&str] = &[
    "abi",
    "added",
    "alias",
    "array-length",
    "associated-type-bounds",
    "bounds",
    "cfg",
    "const-fn",
    "constant-type",
    "constant-value",
    "deprecated",
    "discriminants",
    "field-added",
    "field-type",
    "generic-constants",
    "generic-lifetimes",
    "generic-types",
    "impl-added",
    "impl-removed",
    "impl-type",
    "kind",
    "must-use",
    "non-exhaustive",
    "order",
    "parameter-count",
    "parameter-type",
    "private-field",
    "re-export",
    "receiver",
    "removed",
    "repr",
    "return-type",
    "static-mutability",
    "static-type",
    "struct-form",
    "supertraits",
    "trait-default",
    "trait-item-added",
    "unread",
    "unsafe-fn",
    "unsafe-trait",
    "variant-added",
    "variant-form",
];

type Rule = fn(&Pair<'_>) -> Option<Verdict>;

/// Rules for items that are in both surfaces, in the order in which their reasons are given.
const PAIR_RULES: &[Rule] = &[
    types::kind,
    types::struct_form,
    types::private_field,
    types::variant_form,
    types::discriminants,
    types::order,
    types::supertraits,
    types::unsafe_trait,
    types::alias,
    types::associated_type_bounds,
    functions::receiver,
    functions::parameter_count,
    functions::parameter_type,
    functions::return_type,
    functions::const_fn,
    functions::unsafe_fn,
    functions::abi,
    functions::trait_default,
    generics::lifetimes,
    generics::type_parameters,
    generics::const_parameters,
    generics::bounds,
    values::constant_type,
    values::constant_value,
    values::constant_default,
    values::static_type,
    values::static_mutability,
    values::field_type,
    values::re_export,
    values::unread,
    attributes::non_exhaustive,
    attributes::repr,
    attributes::cfg,
    attributes::deprecated,
    attributes::must_use,
];

/// What all rules say of an item, the most serious first.
pub(super) fn judge(pair: &Pair<'_>) -> Vec<Verdict> {
    let mut verdicts = Vec::new();
    for rule in PAIR_RULES {
        let Some(verdict) = rule(pair) else { continue };
        // Where one sort of item has become another, there is nothing else to compare.
        let ends = verdict.rule == types::KIND;
        verdicts.push(verdict);
        if ends {
            break;
        }
    }
    verdicts.sort_by_key(|verdict| std::cmp::Reverse(verdict.level));
    verdicts
}

/// What all rules say of an implementation that is in both surfaces.
pub(super) fn judge_impl(
    base: &Impl,
    head: &Impl,
    base_names: Naming<'_>,
    head_names: Naming<'_>,
) -> Vec<Verdict> {
    let bounds = if base.derived || head.derived {
        None
    } else {
        let (lost, gained) = difference(&base.bounds, &head.bounds, base_names, head_names);
        generics::bounds_verdict(&lost, &gained)
    };
    let types = base.types.iter().find_map(|(name, old)| {
        let new = head.types.get(name)?;
        (old.key(base_names) != new.key(head_names)).then(|| {
            Verdict::breaking(
                "impl-type",
                format!(
                    "the associated type `{name}` was `{}` and is `{}`, and callers may name it",
                    old.show(base_names),
                    new.show(head_names)
                ),
            )
        })
    });
    let cfg = attributes::cfg_verdict(&base.cfg, &head.cfg);
    let mut verdicts: Vec<Verdict> = [bounds, types, cfg].into_iter().flatten().collect();
    verdicts.sort_by_key(|verdict| std::cmp::Reverse(verdict.level));
    verdicts
}
