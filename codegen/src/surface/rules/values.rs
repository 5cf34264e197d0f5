//! Rules about constants, statics, fields, and what cannot be read.

use super::super::item::Detail;
use super::{Pair, Verdict};

pub(super) fn constant_type(pair: &Pair<'_>) -> Option<Verdict> {
    let (
        Detail::Const { ty: old, array: old_element, .. },
        Detail::Const { ty: new, array: new_element, .. },
    ) = (&pair.base.detail, &pair.head.detail)
    else {
        return None;
    };
    if pair.same(old, new) {
        return None;
    }
    let (before, after) = (old.show(pair.base_names), new.show(pair.head_names));
    Some(match (old_element, new_element) {
        (Some(old), Some(new)) if pair.same(old, new) => Verdict::dangerous(
            "array-length",
            format!(
                "it was `{before}` and is `{after}`: programs that name its length break, those \
                 that iterate over it do not"
            ),
        ),
        _ => Verdict::breaking("constant-type", format!("it was `{before}` and is `{after}`")),
    })
}

pub(super) fn constant_value(pair: &Pair<'_>) -> Option<Verdict> {
    let (
        Detail::Const { ty: old_type, value: Some(old), .. },
        Detail::Const { ty: new_type, value: Some(new), .. },
    ) = (&pair.base.detail, &pair.head.detail)
    else {
        return None;
    };
    // A default in a trait is behaviour, not a promise.
    let changed = pair.same(old_type, new_type) && !pair.same(old, new);
    changed.then(|| {
        let reason = "its value is another, and may stand in patterns and lengths of callers";
        Verdict::dangerous("constant-value", reason)
    })
}

pub(super) fn constant_default(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::Const { value: old, .. }, Detail::Const { value: new, .. }) =
        (&pair.base.detail, &pair.head.detail)
    else {
        return None;
    };
    match (old.is_some(), new.is_some()) {
        (true, false) => Some(
            Verdict::breaking("trait-default", "every implementation has to define it")
                .lint("trait_associated_const_default_removed"),
        ),
        (false, true) => Some(Verdict::compatible("trait-default", "it has a default value")),
        _ => None,
    }
}

pub(super) fn static_type(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::Static { ty: old, .. }, Detail::Static { ty: new, .. }) =
        (&pair.base.detail, &pair.head.detail)
    else {
        return None;
    };
    let (before, after) = (old.show(pair.base_names), new.show(pair.head_names));
    let reason = format!("it was `{before}` and is `{after}`");
    (!pair.same(old, new)).then(|| Verdict::breaking("static-type", reason))
}

pub(super) fn static_mutability(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::Static { mutable: old, .. }, Detail::Static { mutable: new, .. }) =
        (&pair.base.detail, &pair.head.detail)
    else {
        return None;
    };
    let lint = if *new { "pub_static_now_mutable" } else { "pub_static_mut_now_immutable" };
    let reason = "uses of a `static mut` are `unsafe`, and only they can write";
    (old != new).then(|| Verdict::breaking("static-mutability", reason).lint(lint))
}

pub(super) fn field_type(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::Field(old), Detail::Field(new)) = (&pair.base.detail, &pair.head.detail) else {
        return None;
    };
    let (before, after) = (old.show(pair.base_names), new.show(pair.head_names));
    let reason = format!("the field was `{before}` and is `{after}`");
    (!pair.same(old, new)).then(|| Verdict::breaking("field-type", reason))
}

pub(super) fn re_export(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::Outside(old), Detail::Outside(new)) = (&pair.base.detail, &pair.head.detail)
    else {
        return None;
    };
    let reason = format!("the name stood for `{old}` and stands for `{new}`");
    (old != new).then(|| Verdict::breaking("re-export", reason))
}

pub(super) fn unread(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::Opaque(old), Detail::Opaque(new)) = (&pair.base.detail, &pair.head.detail) else {
        return None;
    };
    let reason = "what it stands for cannot be read from its text, so it may be anything";
    (old != new).then(|| Verdict::dangerous("unread", reason))
}
