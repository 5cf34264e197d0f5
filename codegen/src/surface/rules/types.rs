//! Rules about types and traits as a whole.

use std::mem::discriminant;

use super::super::item::{Detail, Form};
use super::{Pair, Verdict};

pub(super) const KIND: &str = "kind";

pub(super) fn kind(pair: &Pair<'_>) -> Option<Verdict> {
    let (old, new) = (&pair.base.detail, &pair.head.detail);
    if discriminant(old) == discriminant(new) {
        return None;
    }
    let type_or_trait =
        matches!(new, Detail::Struct(_) | Detail::Enum(_) | Detail::Union | Detail::Trait(_));
    let lint = match old {
        _ if !type_or_trait => super::presence::missing(pair.base),
        Detail::Struct(old) if !old.fields.is_empty() => {
            Some("struct_with_pub_fields_changed_type")
        }
        Detail::Struct(old) if old.private > 0 => Some("struct_with_no_pub_fields_changed_type"),
        Detail::Struct(_) if pair.base.attrs.non_exhaustive => {
            Some("non_exhaustive_struct_changed_type")
        }
        Detail::Struct(_) => Some("constructible_struct_changed_type"),
        Detail::Enum(_) => Some("enum_changed_kind"),
        Detail::Trait(_) => Some("trait_changed_kind"),
        Detail::Union => Some("union_changed_kind"),
        _ => None,
    };
    let reason = format!("it was a {} and is a {}", pair.base.what, pair.head.what);
    Some(Verdict::breaking(KIND, reason.replace("a en", "an en")).lint(lint))
}

pub(super) fn struct_form(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::Struct(old), Detail::Struct(new)) = (&pair.base.detail, &pair.head.detail) else {
        return None;
    };
    // What nobody can name or build has no form.
    let visible = !old.fields.is_empty() || (old.private == 0 && !pair.base.attrs.non_exhaustive);
    if old.form == new.form || !visible {
        return None;
    }
    let lint = match (old.form, new.form) {
        (Form::Tuple, Form::Plain) if old.private == 0 => Some("tuple_struct_to_plain_struct"),
        (Form::Unit, Form::Plain) => Some("unit_struct_changed_kind"),
        _ => None,
    };
    let reason = format!("it was {} and is {}", spelled(old.form), spelled(new.form));
    Some(Verdict::breaking("struct-form", reason).lint(lint))
}

fn spelled(form: Form) -> &'static str {
    match form {
        Form::Plain => "written with named fields",
        Form::Tuple => "written as a tuple",
        Form::Unit => "written without fields",
    }
}

pub(super) fn private_field(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::Struct(old), Detail::Struct(new)) = (&pair.base.detail, &pair.head.detail) else {
        return None;
    };
    let buildable = old.private == 0 && old.form == new.form;
    if pair.base.attrs.non_exhaustive || pair.head.attrs.non_exhaustive || !buildable {
        return None;
    }
    (new.private > 0).then(|| {
        let reason = "it has a private field, so that callers can no longer build it by its fields";
        Verdict::breaking("private-field", reason).lint("constructible_struct_adds_private_field")
    })
}

pub(super) fn variant_form(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::Variant(old), Detail::Variant(new)) = (&pair.base.detail, &pair.head.detail)
    else {
        return None;
    };
    let lint = match old.form {
        Form::Plain => "enum_struct_variant_changed_kind",
        Form::Tuple => "enum_tuple_variant_changed_kind",
        Form::Unit => "enum_unit_variant_changed_kind",
    };
    let reason = format!("it was {} and is {}", spelled(old.form), spelled(new.form));
    (old.form != new.form).then(|| Verdict::breaking("variant-form", reason).lint(lint))
}

pub(super) fn discriminants(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::Enum(old), Detail::Enum(new)) = (&pair.base.detail, &pair.head.detail) else {
        return None;
    };
    let moved: Vec<_> = old
        .variants
        .iter()
        .filter_map(|(name, number)| {
            let number = number.as_ref()?;
            let (_, other) = new.variants.iter().find(|(other, _)| other == name)?;
            other.as_ref().filter(|other| *other != number).map(|other| (name, number, other))
        })
        .collect();
    let (name, before, after) = moved.first()?;
    let lint = if pair.base.attrs.repr.is_some() {
        "enum_repr_variant_discriminant_changed"
    } else {
        "enum_no_repr_variant_discriminant_changed"
    };
    let reason = format!(
        "the number that a variant casts to changed: `{name}` was {before} and is {after}{}",
        match moved.len() {
            1 => String::new(),
            count => format!(", and {} more", count - 1),
        }
    );
    Some(Verdict::breaking("discriminants", reason).lint(lint))
}

/// Derived order is that of the source.
pub(super) fn order(pair: &Pair<'_>) -> Option<Verdict> {
    let ordered = |attrs: &super::super::attrs::Attrs| {
        let mut names = attrs.derives.iter().filter_map(|(path, _)| path.segments.last());
        names.any(|segment| segment.ident == "PartialOrd")
    };
    if !ordered(&pair.base.attrs) || !ordered(&pair.head.attrs) {
        return None;
    }
    let names = |detail: &Detail| -> Vec<String> {
        match detail {
            Detail::Struct(one) => one.fields.clone(),
            Detail::Enum(one) => one.variants.iter().map(|(name, _)| name.clone()).collect(),
            _ => Vec::new(),
        }
    };
    let (old, new) = (names(&pair.base.detail), names(&pair.head.detail));
    let kept: Vec<_> = old.iter().filter(|name| new.contains(name)).collect();
    let now: Vec<_> = new.iter().filter(|name| old.contains(name)).collect();
    let lint = if matches!(pair.base.detail, Detail::Enum(_)) {
        "partial_ord_enum_variants_reordered"
    } else {
        "partial_ord_struct_fields_reordered"
    };
    let reason = "its values sort in another order, which is that of the source";
    (kept != now).then(|| Verdict::dangerous("order", reason).lint(lint))
}

pub(super) fn supertraits(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::Trait(old), Detail::Trait(new)) = (&pair.base.detail, &pair.head.detail) else {
        return None;
    };
    let (lost, gained) = pair.difference(&old.supertraits, &new.supertraits);
    if let Some(gained) = gained.first() {
        let reason = format!("every implementation has to be `{gained}` too");
        return Some(Verdict::breaking("supertraits", reason).lint("trait_added_supertrait"));
    }
    let lost = lost.first()?;
    let reason = format!("what implements it need not be `{lost}` any more, on which users rely");
    Some(Verdict::breaking("supertraits", reason).lint("trait_removed_supertrait"))
}

pub(super) fn unsafe_trait(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::Trait(old), Detail::Trait(new)) = (&pair.base.detail, &pair.head.detail) else {
        return None;
    };
    let lint = if new.is_unsafe { "trait_unsafe_added" } else { "trait_unsafe_removed" };
    let reason = "each implementation has to say `unsafe` where the trait does, and only there";
    (old.is_unsafe != new.is_unsafe).then(|| Verdict::breaking("unsafe-trait", reason).lint(lint))
}

pub(super) fn alias(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::Alias(_, old), Detail::Alias(_, new)) = (&pair.base.detail, &pair.head.detail)
    else {
        return None;
    };
    let (before, after) = (old.show(pair.base_names), new.show(pair.head_names));
    let reason = format!("it stood for `{before}` and stands for `{after}`");
    (!pair.same(old, new)).then(|| Verdict::breaking("alias", reason))
}

pub(super) fn associated_type_bounds(pair: &Pair<'_>) -> Option<Verdict> {
    let (Detail::AssociatedType(old), Detail::AssociatedType(new)) =
        (&pair.base.detail, &pair.head.detail)
    else {
        return None;
    };
    let (lost, gained) = pair.difference(old, new);
    let reason = "its bounds are others: more bind implementations, fewer fail users";
    (!lost.is_empty() || !gained.is_empty())
        .then(|| Verdict::breaking("associated-type-bounds", reason))
}
