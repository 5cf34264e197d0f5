//! Rules about attributes.

use std::collections::BTreeSet;

use super::super::item::{Detail, Item};
use super::{Pair, Verdict, removed};
use crate::diff::Level;

/// Lints by what an item is: removed or changed attributes have one each.
fn by_what(item: &Item, table: &[(&str, &'static str)]) -> Option<&'static str> {
    table.iter().find(|(what, _)| *what == item.what).map(|(_, lint)| *lint)
}

const DEPRECATED: [(&str, &str); 12] = [
    ("struct", "type_marked_deprecated"),
    ("enum", "type_marked_deprecated"),
    ("union", "type_marked_deprecated"),
    ("trait", "trait_marked_deprecated"),
    ("function", "function_marked_deprecated"),
    ("method", "type_method_marked_deprecated"),
    ("associated function", "type_method_marked_deprecated"),
    ("associated constant", "type_associated_const_marked_deprecated"),
    ("field", "struct_field_marked_deprecated"),
    ("variant", "enum_variant_marked_deprecated"),
    ("constant", "global_value_marked_deprecated"),
    ("static", "global_value_marked_deprecated"),
];

pub(super) fn deprecated(pair: &Pair<'_>) -> Option<Verdict> {
    match (pair.base.attrs.deprecated, pair.head.attrs.deprecated) {
        (false, true) => Some(
            Verdict::compatible(
                "deprecated",
                "it was marked as deprecated: callers get a warning and go on to work",
            )
            .lint(by_what(pair.head, &DEPRECATED)),
        ),
        (true, false) => {
            Some(Verdict::compatible("deprecated", "it is no longer marked as deprecated"))
        }
        _ => None,
    }
}

const MUST_USE: [(&str, &str); 7] = [
    ("struct", "struct_must_use_added"),
    ("enum", "enum_must_use_added"),
    ("union", "union_must_use_added"),
    ("trait", "trait_must_use_added"),
    ("function", "function_must_use_added"),
    ("method", "inherent_method_must_use_added"),
    ("associated function", "inherent_method_must_use_added"),
];

pub(super) fn must_use(pair: &Pair<'_>) -> Option<Verdict> {
    match (pair.base.attrs.must_use, pair.head.attrs.must_use) {
        (false, true) => Some(
            Verdict::compatible(
                "must-use",
                "`#[must_use]` was added: callers that drop the value get a warning",
            )
            .lint(by_what(pair.head, &MUST_USE)),
        ),
        (true, false) => Some(Verdict::compatible("must-use", "`#[must_use]` was removed")),
        _ => None,
    }
}

pub(super) fn non_exhaustive(pair: &Pair<'_>) -> Option<Verdict> {
    let (lint, what) = match &pair.base.detail {
        Detail::Struct(old) if old.private == 0 => {
            ("struct_marked_non_exhaustive", "build it or take it apart by its fields")
        }
        Detail::Enum(_) => ("enum_marked_non_exhaustive", "match it exhaustively"),
        Detail::Variant(_) => {
            ("enum_variant_marked_non_exhaustive", "build it or match its fields")
        }
        Detail::Struct(_) => ("", ""),
        _ => return None,
    };
    match (pair.base.attrs.non_exhaustive, pair.head.attrs.non_exhaustive) {
        (false, true) if lint.is_empty() => Some(Verdict::compatible(
            "non-exhaustive",
            "it was marked `#[non_exhaustive]`, and its private fields had the same effect",
        )),
        (false, true) => Some(
            Verdict::breaking(
                "non-exhaustive",
                format!("it was marked `#[non_exhaustive]`: callers may no longer {what}"),
            )
            .lint(lint),
        ),
        (true, false) => {
            Some(Verdict::compatible("non-exhaustive", "it is no longer `#[non_exhaustive]`"))
        }
        _ => None,
    }
}

pub(super) fn repr(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = (&pair.base.attrs.repr, &pair.head.attrs.repr);
    let layout = "callers may depend on its layout";
    match (old, new) {
        (Some(old), None) => Some(
            Verdict::breaking("repr", format!("`#[repr({old})]` was removed, and {layout}"))
                .lint(lost_repr(pair.base, old)),
        ),
        (None, Some(new)) if new.starts_with("align") || new.starts_with("packed") => Some(
            Verdict::breaking("repr", format!("`#[repr({new})]` was added, and {layout}")).lint(
                if new.starts_with("align") { "repr_align_added" } else { "repr_packed_added" },
            ),
        ),
        (None, Some(new)) => Some(Verdict::compatible(
            "repr",
            format!("`#[repr({new})]` was added: its layout is promised from here on"),
        )),
        (Some(old), Some(new)) if old != new => {
            let reason = format!("`#[repr({old})]` became `#[repr({new})]`, and {layout}");
            let number = |repr: &str| repr.starts_with(['i', 'u']);
            let lint = (number(old) && number(new)).then_some("enum_repr_int_changed");
            Some(Verdict::breaking("repr", reason).lint(lint))
        }
        _ => None,
    }
}

fn lost_repr(item: &Item, repr: &str) -> Option<&'static str> {
    let is_enum = matches!(item.detail, Detail::Enum(_));
    match repr {
        "C" => Some("repr_c_removed"),
        "transparent" if is_enum => Some("enum_repr_transparent_removed"),
        "transparent" => Some("struct_repr_transparent_removed"),
        _ if repr.starts_with("align") => Some("repr_align_removed"),
        _ if repr.starts_with("packed") => Some("repr_packed_removed"),
        _ => is_enum.then_some("enum_repr_int_removed"),
    }
}

pub(super) fn cfg(pair: &Pair<'_>) -> Option<Verdict> {
    let verdict = cfg_verdict(&pair.base.attrs.cfg, &pair.head.attrs.cfg)?;
    // Without the feature it is gone.
    let gone = (verdict.level == Level::Breaking).then(|| removed(pair.base, pair.owner).lint);
    Some(verdict.lint(gone.flatten()))
}

/// Conditions that came are not met by everyone who uses the item today.
pub(super) fn cfg_verdict(base: &BTreeSet<String>, head: &BTreeSet<String>) -> Option<Verdict> {
    let only = |from: &BTreeSet<String>, other: &BTreeSet<String>| -> Vec<String> {
        from.difference(other).map(|one| format!("`{one}`")).collect()
    };
    let (lost, gained) = (only(base, head), only(head, base));
    if !gained.is_empty() {
        let reason = format!(
            "it is only there under {}, which callers need not have chosen",
            gained.join(" and ")
        );
        return Some(Verdict::breaking("cfg", reason));
    }
    (!lost.is_empty()).then(|| {
        Verdict::compatible("cfg", format!("it is there without {} too", lost.join(" and ")))
    })
}
