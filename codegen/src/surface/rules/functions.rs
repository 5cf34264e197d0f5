//! Rules about functions and methods.

use super::super::item::{Detail, Function};
use super::{Pair, Verdict};

fn both<'a>(pair: &Pair<'a>) -> Option<(&'a Function, &'a Function)> {
    match (&pair.base.detail, &pair.head.detail) {
        (Detail::Function(old), Detail::Function(new)) => Some((old, new)),
        _ => None,
    }
}

pub(super) fn receiver(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = both(pair)?;
    let (lint, reason) = match (&old.receiver, &new.receiver) {
        (None, None) => return None,
        (Some(_), None) => {
            (Some("method_no_longer_has_receiver"), "it can no longer be called on a value")
        }
        (None, Some(_)) => (None, "it can only be called on a value"),
        (Some(old), Some(new)) if pair.same(old, new) => return None,
        (Some(old), Some(new)) => {
            let lint = match (old.key(pair.base_names).as_str(), new.key(pair.head_names).as_str())
            {
                ("&self", "&mut self") => "method_receiver_ref_became_mut",
                ("&self", "self") => "method_receiver_ref_became_owned",
                ("&mut self", "self") => "method_receiver_mut_ref_became_owned",
                _ => "method_receiver_type_changed",
            };
            (Some(lint), "it takes `self` in another way")
        }
    };
    Some(Verdict::breaking("receiver", reason).lint(lint))
}

pub(super) fn parameter_count(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = both(pair)?;
    let (old, new) = (old.params.len(), new.params.len());
    let lint = if pair.owner.is_some() {
        "method_parameter_count_changed"
    } else {
        "function_parameter_count_changed"
    };
    let arguments = if old == 1 { "argument" } else { "arguments" };
    let reason = format!("it took {old} {arguments} and takes {new}");
    (old != new).then(|| Verdict::breaking("parameter-count", reason).lint(lint))
}

pub(super) fn parameter_type(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = both(pair)?;
    if old.params.len() != new.params.len() {
        return None;
    }
    let mut types = old.params.iter().zip(&new.params);
    let (old, new) = types.find(|(old, new)| !pair.same(old, new))?;
    let reason = format!(
        "an argument was `{}` and is `{}`",
        old.show(pair.base_names),
        new.show(pair.head_names)
    );
    Some(Verdict::breaking("parameter-type", reason))
}

pub(super) fn return_type(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = both(pair)?;
    let is_future = |one: &Function| one.written != one.output;
    // What a future gives says more than that it is one.
    let shown = |one: &Function, names| {
        if is_future(old) == is_future(new) {
            one.written.show(names)
        } else {
            one.output.show(names)
        }
    };
    let (before, after) = (shown(old, pair.base_names), shown(new, pair.head_names));
    let lint = match (after.as_str(), pair.owner.is_some()) {
        ("()", true) => Some("inherent_method_now_returns_unit"),
        ("()", false) => Some("function_now_returns_unit"),
        _ => None,
    };
    let reason = format!("it gave `{before}` and gives `{after}`");
    (!pair.same(&old.output, &new.output))
        .then(|| Verdict::breaking("return-type", reason).lint(lint))
}

pub(super) fn const_fn(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = both(pair)?;
    let lint = if pair.owner.is_some() {
        "inherent_method_const_removed"
    } else {
        "function_const_removed"
    };
    match (old.is_const, new.is_const) {
        (true, false) => Some(
            Verdict::breaking("const-fn", "it can no longer be called in constants").lint(lint),
        ),
        (false, true) => Some(Verdict::compatible("const-fn", "it can be called in constants")),
        _ => None,
    }
}

pub(super) fn unsafe_fn(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = both(pair)?;
    let lint =
        if pair.owner.is_some() { "inherent_method_unsafe_added" } else { "function_unsafe_added" };
    match (old.is_unsafe, new.is_unsafe) {
        (false, true) => Some(Verdict::breaking("unsafe-fn", "a call is `unsafe`").lint(lint)),
        (true, false) => Some(Verdict::compatible("unsafe-fn", "a call is no longer `unsafe`")),
        _ => None,
    }
}

pub(super) fn abi(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = both(pair)?;
    let lint =
        if pair.owner.is_some() { "inherent_method_changed_abi" } else { "function_changed_abi" };
    (old.abi != new.abi)
        .then(|| Verdict::breaking("abi", "it is called by another convention").lint(lint))
}

pub(super) fn trait_default(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = both(pair)?;
    match (old.default, new.default) {
        (true, false) => Some(
            Verdict::breaking("trait-default", "every implementation has to define it")
                .lint("trait_method_default_impl_removed"),
        ),
        (false, true) => Some(Verdict::compatible("trait-default", "it has a default body")),
        _ => None,
    }
}
