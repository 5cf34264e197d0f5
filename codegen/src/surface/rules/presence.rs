//! Rules about items that come and go.

use super::super::item::{Detail, Form, Impl, Item};
use super::Verdict;

/// What a member is a part of.
pub(in super::super) struct Owner<'a> {
    /// The type or trait, in the base.
    pub(in super::super) base: &'a Item,
    /// The same, in the head.
    pub(in super::super) head: &'a Item,
    /// The variant that a field belongs to, where it does.
    pub(in super::super) variant: Option<&'a Item>,
}

const REMOVED: [(&str, &str); 8] = [
    ("struct", "struct_missing"),
    ("enum", "enum_missing"),
    ("union", "union_missing"),
    ("trait", "trait_missing"),
    ("function", "function_missing"),
    ("module", "module_missing"),
    ("constant", "pub_module_level_const_missing"),
    ("static", "pub_static_missing"),
];

/// An item or member is gone.
pub(in super::super) fn removed(item: &Item, owner: Option<&Owner<'_>>) -> Verdict {
    let reason = "it was removed, renamed or hidden, and callers may name it";
    let lint = match owner {
        None => missing(item),
        Some(owner) => removed_member(item, owner),
    };
    Verdict::breaking("removed", reason).lint(lint)
}

/// The lint for an item that is not there, or is nothing that can be compared.
pub(super) fn missing(item: &Item) -> Option<&'static str> {
    REMOVED.iter().find(|(what, _)| *what == item.what).map(|(_, lint)| *lint)
}

fn removed_member(item: &Item, owner: &Owner<'_>) -> Option<&'static str> {
    let in_trait = matches!(owner.base.detail, Detail::Trait(_));
    let form = owner.variant.map(|variant| match &variant.detail {
        Detail::Variant(variant) => variant.form,
        _ => Form::Unit,
    });
    Some(match (&item.detail, form) {
        (Detail::Field(_), Some(Form::Plain)) => "enum_struct_variant_field_missing",
        (Detail::Field(_), Some(_)) => "enum_tuple_variant_field_missing",
        (Detail::Field(_), None) if matches!(owner.base.detail, Detail::Union) => {
            "union_field_missing"
        }
        (Detail::Field(_), None) => "struct_pub_field_missing",
        (Detail::Variant(_), _) => "enum_variant_missing",
        (Detail::Function(_), _) if in_trait => "trait_method_missing",
        (Detail::Function(_), _) => "inherent_method_missing",
        (Detail::Const { .. }, _) if in_trait => "trait_removed_associated_constant",
        (Detail::Const { .. }, _) => "inherent_associated_pub_const_missing",
        (Detail::AssociatedType(_), _) => "trait_removed_associated_type",
        _ => return None,
    })
}

/// An item or member is new.
pub(in super::super) fn added(item: &Item, owner: Option<&Owner<'_>>) -> Verdict {
    let Some(owner) = owner else {
        if matches!(item.detail, Detail::Opaque(_)) {
            let reason = "what it stands for cannot be read from its text, so it may be anything";
            return Verdict::dangerous("unread", reason);
        }
        return Verdict::compatible("added", "it is new, and no caller names it");
    };
    match (&item.detail, &owner.base.detail) {
        (Detail::Field(_), Detail::Struct(_)) => struct_field(owner),
        (Detail::Field(_), Detail::Enum(_)) => variant_field(owner),
        (Detail::Variant(_), _) => variant(owner),
        (_, Detail::Trait(_)) => trait_item(item),
        (Detail::Const { .. }, _) => {
            Verdict::compatible("added", "it is new, and no caller names it")
                .lint("inherent_associated_pub_const_added")
        }
        (Detail::Function(_), _) => {
            Verdict::compatible("added", "it is new, and no caller names it")
                .lint("inherent_method_added")
        }
        _ => Verdict::compatible("added", "it is new, and no caller names it"),
    }
}

fn struct_field(owner: &Owner<'_>) -> Verdict {
    let private = matches!(&owner.base.detail, Detail::Struct(old) if old.private > 0);
    if owner.base.attrs.non_exhaustive || private {
        return Verdict::compatible(
            "field-added",
            "callers could not build the struct by its fields, so they cannot miss one",
        );
    }
    Verdict::breaking(
        "field-added",
        "all fields were public, and callers that build the struct by its fields miss this one",
    )
    .lint((!owner.head.attrs.non_exhaustive).then_some("constructible_struct_adds_field"))
}

fn variant_field(owner: &Owner<'_>) -> Verdict {
    let Some(variant) = owner.variant else {
        return Verdict::dangerous("field-added", "the variant that it belongs to is not known");
    };
    if variant.attrs.non_exhaustive {
        let reason = "callers could neither build the variant nor match all its fields";
        return Verdict::compatible("field-added", reason);
    }
    let plain = matches!(&variant.detail, Detail::Variant(one) if one.form == Form::Plain);
    let lint =
        if plain { "enum_struct_variant_field_added" } else { "enum_tuple_variant_field_added" };
    Verdict::breaking("field-added", "callers that build or match the variant miss this field")
        .lint(lint)
}

fn variant(owner: &Owner<'_>) -> Verdict {
    if owner.base.attrs.non_exhaustive {
        let reason = "the enum is `#[non_exhaustive]`, so that callers have an arm for what is new";
        return Verdict::compatible("variant-added", reason);
    }
    Verdict::breaking("variant-added", "callers may match the enum exhaustively")
        .lint("enum_variant_added")
}

fn trait_item(item: &Item) -> Verdict {
    let (default, lint) = match &item.detail {
        Detail::Function(function) => (function.default, "trait_method_added"),
        Detail::AssociatedType(_) => (false, "trait_associated_type_added"),
        Detail::Const { value, .. } => (value.is_some(), "trait_associated_const_added"),
        _ => (false, ""),
    };
    if default {
        return Verdict::compatible("trait-item-added", "it has a default, which others may keep");
    }
    Verdict::breaking("trait-item-added", "every implementation has to define it").lint(lint)
}

/// An implementation is gone.
pub(in super::super) fn removed_impl(one: &Impl) -> Verdict {
    Verdict::breaking("impl-removed", "callers may use the type where the trait is asked for")
        .lint(one.derived.then_some("derive_trait_impl_removed"))
}

/// An implementation is new.
pub(in super::super) fn added_impl(one: &Impl) -> Verdict {
    if one.blanket {
        let reason = "it is for all types, and may meet one of a caller";
        return Verdict::breaking("impl-added", reason);
    }
    if one.of == super::super::text::Sig::text("Copy") {
        let reason = "closures of callers capture values that are `Copy` in another way";
        return Verdict::breaking("impl-added", reason).lint("copy_impl_added");
    }
    Verdict::compatible("impl-added", "the type can do more, and does all that it did")
}
