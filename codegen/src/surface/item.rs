//! What is known of an item.

use std::collections::{BTreeMap, BTreeSet};

use super::attrs::Attrs;
use super::change::Spot;
use super::text::Sig;

/// One item of the public API, or a part of one.
#[derive(Debug, Clone)]
pub(super) struct Item {
    /// What sort of item people call it.
    pub(super) what: &'static str,
    /// Its signature for people.
    pub(super) shown: Sig,
    pub(super) spot: Spot,
    pub(super) attrs: Attrs,
    pub(super) detail: Detail,
}

/// An item that stands in a module, with its parts.
#[derive(Debug, Clone)]
pub(super) struct Def {
    pub(super) item: Item,
    /// Fields, variants, methods, associated items: by sort, then name.
    pub(super) members: BTreeMap<(Sort, String), Item>,
}

/// Sorts of members, in the order in which they are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sort {
    /// Of a struct, or of a variant.
    Field,
    Variant,
    /// Constants, functions and types that belong to a type or trait.
    Associated,
}

/// What a rule looks at.
#[derive(Debug, Clone)]
pub(super) enum Detail {
    Module,
    Struct(Struct),
    Enum(Enum),
    Union,
    Trait(Trait),
    Alias(Generics, Sig),
    Function(Box<Function>),
    Const {
        ty: Sig,
        array: Option<Sig>,
        value: Option<Sig>,
    },
    Static {
        ty: Sig,
        mutable: bool,
    },
    Field(Sig),
    Variant(Variant),
    AssociatedType(BTreeSet<Sig>),
    /// A re-export of something outside, by its path.
    Outside(String),
    /// What cannot be judged, such as a macro: its text.
    Opaque(String),
}

/// How the fields of a struct or variant are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Plain,
    Tuple,
    Unit,
}

#[derive(Debug, Clone)]
pub(super) struct Struct {
    pub(super) form: Form,
    /// Number of fields that consumers cannot name.
    pub(super) private: usize,
    /// Fields that they can, in order.
    pub(super) fields: Vec<String>,
    pub(super) generics: Generics,
}

#[derive(Debug, Clone)]
pub(super) struct Enum {
    /// Variants in order, with the numbers they cast to where all are without fields.
    pub(super) variants: Vec<(String, Option<String>)>,
    pub(super) generics: Generics,
}

#[derive(Debug, Clone)]
pub(super) struct Variant {
    pub(super) form: Form,
}

#[derive(Debug, Clone)]
pub(super) struct Trait {
    pub(super) is_unsafe: bool,
    pub(super) supertraits: BTreeSet<Sig>,
    pub(super) generics: Generics,
}

/// Parameters of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Generics {
    pub(super) lifetimes: usize,
    /// For each type, whether it has a default.
    pub(super) types: Vec<bool>,
    /// For each constant, its type and whether it has a default.
    pub(super) consts: Vec<(Sig, bool)>,
    pub(super) bounds: BTreeSet<Sig>,
}

#[derive(Debug, Clone)]
pub(super) struct Function {
    pub(super) receiver: Option<Sig>,
    pub(super) params: Vec<Sig>,
    /// What a call gives; `async` is a way to write a future.
    pub(super) output: Sig,
    /// The same as written.
    pub(super) written: Sig,
    pub(super) generics: Generics,
    pub(super) is_const: bool,
    pub(super) is_unsafe: bool,
    pub(super) abi: Option<String>,
    /// In a trait: whether it has a body.
    pub(super) default: bool,
}

/// An implementation of a trait.
#[derive(Debug, Clone)]
pub(super) struct Impl {
    /// Trait and type, which together are its name.
    pub(super) header: Sig,
    /// The trait, as the consumer names it.
    pub(super) of: Sig,
    /// The type it is for.
    pub(super) for_type: Sig,
    pub(super) spot: Spot,
    pub(super) cfg: BTreeSet<String>,
    pub(super) derived: bool,
    /// Whether it is for all types.
    pub(super) blanket: bool,
    pub(super) bounds: BTreeSet<Sig>,
    /// Associated types, by name.
    pub(super) types: BTreeMap<String, Sig>,
}
