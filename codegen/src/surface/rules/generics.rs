//! Rules about parameters of items, and what they must be.

use super::super::item::{Detail, Generics};
use super::{Pair, Verdict};

fn of(detail: &Detail) -> Option<&Generics> {
    match detail {
        Detail::Struct(one) => Some(&one.generics),
        Detail::Enum(one) => Some(&one.generics),
        Detail::Trait(one) => Some(&one.generics),
        Detail::Alias(generics, _) => Some(generics),
        Detail::Function(one) => Some(&one.generics),
        _ => None,
    }
}

fn both<'a>(pair: &Pair<'a>) -> Option<(&'a Generics, &'a Generics)> {
    Some((of(&pair.base.detail)?, of(&pair.head.detail)?))
}

/// The lint for parameters of this item: of types, traits, functions and methods.
fn lint(pair: &Pair<'_>, lints: [&'static str; 4]) -> &'static str {
    match (&pair.base.detail, pair.owner.is_some()) {
        (Detail::Trait(_), _) => lints[1],
        (Detail::Function(_), false) => lints[2],
        (Detail::Function(_), true) => lints[3],
        _ => lints[0],
    }
}

pub(super) fn lifetimes(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = both(pair)?;
    // Those of functions are inferred, and hardly ever named.
    if old.lifetimes == new.lifetimes || matches!(pair.base.detail, Detail::Function(_)) {
        return None;
    }
    let lints = ["type_mismatched_generic_lifetimes", "trait_mismatched_generic_lifetimes", "", ""];
    let reason =
        format!("the number of its lifetimes was {} and is {}", old.lifetimes, new.lifetimes);
    Some(Verdict::breaking("generic-lifetimes", reason).lint(lint(pair, lints)))
}

pub(super) fn type_parameters(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = both(pair)?;
    let required = |types: &[bool]| types.iter().filter(|default| !**default).count();
    if matches!(pair.base.detail, Detail::Function(_)) {
        let lints = [
            "",
            "",
            "function_requires_different_generic_type_params",
            "method_requires_different_generic_type_params",
        ];
        let reason = format!(
            "the number of its type parameters was {} and is {}, and callers may name them",
            old.types.len(),
            new.types.len()
        );
        return (old.types.len() != new.types.len())
            .then(|| Verdict::breaking("generic-types", reason).lint(lint(pair, lints)));
    }
    if required(&new.types) > required(&old.types) {
        let lints = [
            "type_requires_more_generic_type_params",
            "trait_requires_more_generic_type_params",
            "",
            "",
        ];
        let reason = "a type parameter without a default was added, which every user has to name";
        return Some(Verdict::breaking("generic-types", reason).lint(lint(pair, lints)));
    }
    if new.types.len() < old.types.len() {
        let lints = [
            "type_allows_fewer_generic_type_params",
            "trait_allows_fewer_generic_type_params",
            "",
            "",
        ];
        let reason = "a type parameter was removed, which users may name";
        return Some(Verdict::breaking("generic-types", reason).lint(lint(pair, lints)));
    }
    (new.types.len() > old.types.len())
        .then(|| Verdict::compatible("generic-types", "a type parameter with a default was added"))
}

pub(super) fn const_parameters(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = both(pair)?;
    let same = old.consts.len() == new.consts.len()
        && old.consts.iter().zip(&new.consts).all(|((a, _), (b, _))| pair.same(a, b));
    let lints = [
        "type_requires_more_const_generic_params",
        "trait_requires_more_const_generic_params",
        "function_requires_different_const_generic_params",
        "method_requires_different_const_generic_params",
    ];
    (!same).then(|| {
        let reason = "its constant parameters are others, and users may name them";
        Verdict::breaking("generic-constants", reason).lint(lint(pair, lints))
    })
}

pub(super) fn bounds(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = both(pair)?;
    let (lost, gained) = pair.difference(&old.bounds, &new.bounds);
    bounds_verdict(&lost, &gained)
}

/// What was not asked before breaks those who do not have it.
pub(super) fn bounds_verdict(lost: &[String], gained: &[String]) -> Option<Verdict> {
    let listed = |bounds: &[&String]| {
        bounds.iter().map(|bound| format!("`{bound}`")).collect::<Vec<_>>().join(" and ")
    };
    // `?Sized` takes a demand back.
    let tightened = |from: &'_ [String], other: &'_ [String]| {
        let plain = from.iter().filter(|bound| !bound.contains(": ?")).cloned();
        let relaxed = other.iter().filter(|bound| bound.contains(": ?")).cloned();
        plain.chain(relaxed.map(|bound| bound.replace(": ?", ": "))).collect::<Vec<_>>()
    };
    let demands = tightened(gained, lost);
    if !demands.is_empty() {
        let reason = format!(
            "it asks for {}, which what callers pass need not have",
            listed(&demands.iter().collect::<Vec<_>>())
        );
        return Some(Verdict::breaking("bounds", reason));
    }
    let freed = tightened(lost, gained);
    (!freed.is_empty()).then(|| {
        let reason = format!("it no longer asks for {}", listed(&freed.iter().collect::<Vec<_>>()));
        Verdict::compatible("bounds", reason)
    })
}
