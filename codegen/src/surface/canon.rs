//! Types in one spelling: paths from the root, parameters by number, bounds in order.

use std::collections::BTreeSet;

use quote::{ToTokens, quote};
use syn::visit_mut::{self, VisitMut};
use syn::{
    GenericParam, Ident, Lifetime, Path, PathArguments, PathSegment, Type, TypeParamBound,
    WherePredicate,
};

use super::item::Generics;
use super::text::{Sig, Table};
use super::tree::{Route, Target, Tree};

/// Brings the parts of one item into one spelling.
#[derive(Debug)]
pub(super) struct Canon<'a> {
    tree: &'a Tree,
    module: &'a str,
    /// Types and constants that are parameters, in their order.
    params: Vec<String>,
    lifetimes: Vec<String>,
    /// What `Self` is.
    this: Option<Type>,
    table: Table,
}

impl<'a> Canon<'a> {
    pub(super) fn new(tree: &'a Tree, module: &'a str) -> Self {
        let (params, lifetimes) = (Vec::new(), Vec::new());
        Self { tree, module, params, lifetimes, this: None, table: Table::default() }
    }

    /// Makes the parameters known.
    pub(super) fn declare(&mut self, generics: &syn::Generics) {
        for param in &generics.params {
            match param {
                GenericParam::Type(one) => self.params.push(one.ident.to_string()),
                GenericParam::Const(one) => self.params.push(one.ident.to_string()),
                GenericParam::Lifetime(one) => self.lifetimes.push(one.lifetime.ident.to_string()),
            }
        }
    }

    /// Forgets all parameters but the first `count` and the first `lifetimes`.
    pub(super) fn forget(&mut self, (count, lifetimes): (usize, usize)) {
        self.params.truncate(count);
        self.lifetimes.truncate(lifetimes);
    }

    pub(super) fn declared(&self) -> (usize, usize) {
        (self.params.len(), self.lifetimes.len())
    }

    /// Says what `Self` is from here on; nothing leaves it as it is.
    pub(super) fn set_self(&mut self, this: Option<&Type>) {
        self.this = None;
        let mut this = this.cloned();
        if let Some(this) = &mut this {
            self.visit_type_mut(this);
        }
        self.this = this;
    }

    pub(super) fn is_param(&self, ty: &Type) -> bool {
        matches!(ty, Type::Path(path) if path.path.get_ident().is_some_and(|ident| {
            self.params.contains(&ident.to_string())
        }))
    }

    pub(super) fn ty(&mut self, ty: &Type) -> Sig {
        let mut ty = ty.clone();
        self.visit_type_mut(&mut ty);
        self.print(&ty)
    }

    pub(super) fn path(&mut self, path: &Path) -> Sig {
        let mut path = path.clone();
        self.visit_path_mut(&mut path);
        self.print(&path)
    }

    /// The fields of a variant, in their brackets.
    pub(super) fn fields(&mut self, fields: &syn::Fields) -> Sig {
        let mut fields = fields.clone();
        fields.iter_mut().for_each(|field| field.attrs.clear());
        self.visit_fields_mut(&mut fields);
        self.print(&fields)
    }

    pub(super) fn expr(&mut self, expr: &syn::Expr) -> Sig {
        let mut expr = expr.clone();
        self.visit_expr_mut(&mut expr);
        self.print(&expr)
    }

    pub(super) fn signature(&mut self, mut signature: syn::Signature) -> Sig {
        // People read `Self` as it stands.
        let this = self.this.take();
        self.visit_signature_mut(&mut signature);
        self.this = this;
        self.print(&signature)
    }

    pub(super) fn bound(&mut self, bound: &TypeParamBound) -> Sig {
        let mut bound = bound.clone();
        self.visit_type_param_bound_mut(&mut bound);
        self.print(&bound)
    }

    /// The parameters as they stand behind a name.
    pub(super) fn header(&mut self, generics: &syn::Generics) -> Sig {
        let mut generics = generics.clone();
        self.visit_generics_mut(&mut generics);
        self.print(&generics)
    }

    /// What the parameters are, and what they must be.
    pub(super) fn generics(&mut self, generics: &syn::Generics) -> Generics {
        let mut out = Generics::default();
        for param in &generics.params {
            match param {
                GenericParam::Lifetime(one) => {
                    out.lifetimes += 1;
                    let lifetime = &one.lifetime;
                    for bound in &one.bounds {
                        out.bounds.insert(self.lifetimes(lifetime, bound));
                    }
                }
                GenericParam::Type(one) => {
                    out.types.push(one.default.is_some());
                    let ident = &one.ident;
                    let ty: Type = syn::parse_quote!(#ident);
                    self.bounds(&ty, one.bounds.iter(), &mut out.bounds);
                }
                GenericParam::Const(one) => {
                    let ty = self.ty(&one.ty);
                    out.consts.push((ty, one.default.is_some()));
                }
            }
        }
        for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
            match predicate {
                WherePredicate::Type(one) => {
                    self.bounds(&one.bounded_ty, one.bounds.iter(), &mut out.bounds);
                }
                WherePredicate::Lifetime(one) => {
                    for bound in &one.bounds {
                        out.bounds.insert(self.lifetimes(&one.lifetime, bound));
                    }
                }
                _ => {}
            }
        }
        out
    }

    fn bounds<'b>(
        &mut self,
        ty: &Type,
        bounds: impl Iterator<Item = &'b TypeParamBound>,
        into: &mut BTreeSet<Sig>,
    ) {
        let ty = self.ty(ty);
        for bound in bounds {
            let bound = self.bound(bound);
            into.insert(ty.clone().then(": ").and(&bound));
        }
    }

    fn lifetimes(&mut self, longer: &Lifetime, shorter: &Lifetime) -> Sig {
        let (mut longer, mut shorter) = (longer.clone(), shorter.clone());
        self.visit_lifetime_mut(&mut longer);
        self.visit_lifetime_mut(&mut shorter);
        Sig::print(quote!(#longer: #shorter), &self.table)
    }

    fn print(&self, tokens: &impl ToTokens) -> Sig {
        Sig::print(tokens.to_token_stream(), &self.table)
    }

    /// Puts what the path leads to in its place.
    fn rewrite(&mut self, path: &mut Path) {
        let names: Vec<String> = path.segments.iter().map(|one| one.ident.to_string()).collect();
        let leading = path.leading_colon.is_some();
        let Some(first) = names.first() else { return };
        if first == "Self" || first.starts_with("__surface_") {
            return;
        }
        if !leading && let Some(at) = self.params.iter().position(|param| param == first) {
            path.segments[0].ident = self.table.param(first, at);
            return;
        }
        let count = names.len();
        let (target, left) = self.tree.resolve(self.module, &Route { leading, names });
        let idents: Vec<Ident> = match target {
            Target::Def(def) => vec![self.table.def(&def)],
            Target::Outside(name) => name.split("::").map(ident).collect(),
            Target::Module(_) => return,
        };
        let kept: Vec<PathArguments> =
            path.segments.iter().map(|segment| segment.arguments.clone()).collect();
        let mut segments: Vec<PathSegment> = idents.into_iter().map(PathSegment::from).collect();
        if let Some(last) = segments.last_mut() {
            last.arguments = kept[count - left - 1].clone();
        }
        segments.extend(path.segments.iter().skip(count - left).cloned());
        path.leading_colon = None;
        path.segments = segments.into_iter().collect();
    }
}

/// Any name as an identifier, keywords such as `crate` too.
fn ident(name: &str) -> Ident {
    let span = proc_macro2::Span::call_site();
    match name.strip_prefix("r#") {
        Some(raw) => Ident::new_raw(raw, span),
        None => Ident::new(name, span),
    }
}

impl VisitMut for Canon<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        while let Type::Paren(syn::TypeParen { elem, .. })
        | Type::Group(syn::TypeGroup { elem, .. }) = ty
        {
            *ty = (**elem).clone();
        }
        if let (Type::Path(path), Some(this)) = (&*ty, &self.this)
            && path.path.is_ident("Self")
        {
            *ty = this.clone();
            return;
        }
        visit_mut::visit_type_mut(self, ty);
        if let Type::ImplTrait(syn::TypeImplTrait { bounds, .. })
        | Type::TraitObject(syn::TypeTraitObject { bounds, .. }) = ty
        {
            let mut sorted: Vec<TypeParamBound> = bounds.iter().cloned().collect();
            sorted.sort_by_cached_key(|bound| self.print(bound));
            *bounds = sorted.into_iter().collect();
        }
    }

    fn visit_type_path_mut(&mut self, ty: &mut syn::TypePath) {
        let Some(this) = &mut ty.qself else {
            self.visit_path_mut(&mut ty.path);
            return;
        };
        // `<T as a::Trait>::Name`: the trait is a path of its own.
        self.visit_type_mut(&mut this.ty);
        let names: Vec<PathSegment> =
            ty.path.segments.iter().skip(this.position).cloned().collect();
        let of = ty.path.segments.iter().take(this.position).cloned().collect();
        let mut of = Path { leading_colon: ty.path.leading_colon, segments: of };
        self.visit_path_mut(&mut of);
        this.position = of.segments.len();
        of.segments.extend(names);
        ty.path = of;
    }

    fn visit_path_mut(&mut self, path: &mut Path) {
        visit_mut::visit_path_mut(self, path);
        self.rewrite(path);
    }

    fn visit_lifetime_mut(&mut self, lifetime: &mut Lifetime) {
        let name = lifetime.ident.to_string();
        if let Some(at) = self.lifetimes.iter().position(|one| *one == name) {
            lifetime.ident = self.table.param(&format!("'{name}"), at);
        }
    }

    fn visit_type_param_mut(&mut self, param: &mut syn::TypeParam) {
        visit_mut::visit_type_param_mut(self, param);
        let name = param.ident.to_string();
        if let Some(at) = self.params.iter().position(|one| *one == name) {
            param.ident = self.table.param(&name, at);
        }
    }

    fn visit_attribute_mut(&mut self, _: &mut syn::Attribute) {}
}
