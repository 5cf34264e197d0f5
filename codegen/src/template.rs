//! Code that no document changes, as syntax trees: a client gets the parts that it uses.

use std::collections::HashSet;

use syn::visit::{self, Visit};
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, File, ImplItem, Item, Visibility};

/// Reads a template, and keeps the items for clients with a runtime or those for clients without
/// one. Of these it keeps the items that `users` use.
///
/// # Errors
/// Those of the parser.
pub(crate) fn instantiate(text: &str, runtime: bool, users: &[&File]) -> syn::Result<File> {
    let mut file = syn::parse_file(text)?;
    Configure { runtime }.file(&mut file);
    let mut used =
        Used { names: HashSet::new(), members: HashSet::new(), runtime, template: false };
    users.iter().for_each(|user| used.visit_file(user));
    used.template = true;
    // What a kept item uses is kept too, until nothing is added.
    loop {
        let before = used.names.len() + used.members.len();
        for item in &file.items {
            if !used.keeps(item) {
                continue;
            }
            used.names.extend(name(item));
            match item {
                Item::Impl(block) if block.trait_.is_none() => {
                    for member in &block.items {
                        if used.keeps_member(member) {
                            used.visit_impl_item(member);
                        }
                    }
                }
                item => used.visit_item(item),
            }
        }
        if used.names.len() + used.members.len() == before {
            break;
        }
    }
    for item in &mut file.items {
        if let Item::Impl(block) = item
            && block.trait_.is_none()
        {
            block.items.retain(|member| used.keeps_member(member));
        }
    }
    file.items.retain(|item| {
        let empty = matches!(item, Item::Impl(block) if block.items.is_empty());
        used.keeps(item) && !empty
    });
    Ok(file)
}

/// The name of a type, so that its blocks stay with it.
fn name(item: &Item) -> Option<String> {
    match item {
        Item::Enum(item) => Some(item.ident.to_string()),
        Item::Struct(item) => Some(item.ident.to_string()),
        _ => None,
    }
}

/// The variables that generated code calls methods of a template on.
const BY_GENERATED: &[&str] = &["client", "request"];

/// The variables and fields that a template calls its own methods on. Other receivers have methods
/// of the same names, as a URL has `path`.
const WITHIN: &[&str] = &["base", "decode", "facts", "request", "self", "statuses"];

/// Names that code uses.
struct Used {
    /// Parts of paths.
    names: HashSet<String>,
    /// Methods, and ends of paths such as `Self::new`.
    members: HashSet<String>,
    /// True if hand-written code may use what is visible in the whole crate.
    runtime: bool,
    /// True if the code is the template's own.
    template: bool,
}

impl Used {
    fn has(&self, ident: &syn::Ident) -> bool {
        self.names.contains(&ident.to_string())
    }

    fn keeps(&self, item: &Item) -> bool {
        match item {
            Item::Const(item) => self.needs(&item.vis, &item.ident),
            Item::Enum(item) => self.needs(&item.vis, &item.ident),
            Item::Fn(item) => self.needs(&item.vis, &item.sig.ident),
            Item::Struct(item) => self.needs(&item.vis, &item.ident),
            Item::Type(item) => self.needs(&item.vis, &item.ident),
            Item::Impl(block) => match &*block.self_ty {
                syn::Type::Path(path) => {
                    path.path.segments.last().is_some_and(|last| self.has(&last.ident))
                }
                _ => true,
            },
            _ => true,
        }
    }

    fn keeps_member(&self, member: &ImplItem) -> bool {
        match member {
            ImplItem::Const(item) => self.is_open(&item.vis) || self.calls(&item.ident),
            ImplItem::Fn(item) => self.is_open(&item.vis) || self.calls(&item.sig.ident),
            _ => true,
        }
    }

    fn needs(&self, visibility: &Visibility, name: &syn::Ident) -> bool {
        self.is_open(visibility) || self.has(name)
    }

    /// Whether other code than what is generated can use an item.
    fn is_open(&self, visibility: &Visibility) -> bool {
        match visibility {
            Visibility::Public(_) => true,
            Visibility::Restricted(to) => self.runtime && to.path.is_ident("crate"),
            Visibility::Inherited => false,
        }
    }

    fn calls(&self, name: &syn::Ident) -> bool {
        self.members.contains(&name.to_string())
    }
}

impl Visit<'_> for Used {
    fn visit_path(&mut self, path: &syn::Path) {
        visit::visit_path(self, path);
        self.names.extend(path.segments.iter().map(|segment| segment.ident.to_string()));
        if let Some(last) = path.segments.last().filter(|_| path.segments.len() > 1) {
            self.members.insert(last.ident.to_string());
        }
    }

    fn visit_expr_method_call(&mut self, call: &syn::ExprMethodCall) {
        visit::visit_expr_method_call(self, call);
        let receivers = if self.template { WITHIN } else { BY_GENERATED };
        let receiver = match &*call.receiver {
            syn::Expr::Path(path) => path.path.get_ident(),
            syn::Expr::Field(field) => match &field.member {
                syn::Member::Named(name) => Some(name),
                syn::Member::Unnamed(_) => None,
            },
            _ => None,
        };
        if receiver.is_some_and(|name| receivers.iter().any(|receiver| name == receiver)) {
            self.members.insert(call.method.to_string());
        }
    }

    /// The arguments of macros such as `write!` are expressions.
    fn visit_macro(&mut self, mac: &syn::Macro) {
        visit::visit_macro(self, mac);
        let parser = syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        if let Ok(arguments) = mac.parse_body_with(parser) {
            arguments.iter().for_each(|argument| self.visit_expr(argument));
        }
    }

    fn visit_item_use(&mut self, _: &syn::ItemUse) {}
}

/// Evaluates `#[cfg(runtime)]` and `#[cfg(not(runtime))]`.
struct Configure {
    runtime: bool,
}

impl Configure {
    fn file(&mut self, file: &mut File) {
        file.items.retain_mut(|item| match item {
            Item::Enum(item) => self.keeps(&mut item.attrs),
            Item::Fn(item) => self.keeps(&mut item.attrs),
            Item::Impl(item) => self.keeps(&mut item.attrs),
            Item::Struct(item) => self.keeps(&mut item.attrs),
            Item::Type(item) => self.keeps(&mut item.attrs),
            Item::Use(item) => self.keeps(&mut item.attrs),
            _ => true,
        });
        self.visit_file_mut(file);
    }

    /// Whether what has these attributes stays; then without the condition.
    fn keeps(&self, attributes: &mut Vec<Attribute>) -> bool {
        let mut keeps = true;
        attributes.retain(|attribute| {
            let Some(wanted) = condition(attribute) else { return true };
            keeps &= wanted == self.runtime;
            false
        });
        keeps
    }
}

impl VisitMut for Configure {
    fn visit_item_impl_mut(&mut self, block: &mut syn::ItemImpl) {
        block.items.retain_mut(|member| match member {
            ImplItem::Fn(function) => self.keeps(&mut function.attrs),
            _ => true,
        });
        visit_mut::visit_item_impl_mut(self, block);
    }

    fn visit_fields_named_mut(&mut self, fields: &mut syn::FieldsNamed) {
        let kept = std::mem::take(&mut fields.named).into_iter();
        fields.named = kept.filter_map(|mut f| self.keeps(&mut f.attrs).then_some(f)).collect();
    }

    fn visit_expr_struct_mut(&mut self, value: &mut syn::ExprStruct) {
        let kept = std::mem::take(&mut value.fields).into_iter();
        value.fields = kept.filter_map(|mut f| self.keeps(&mut f.attrs).then_some(f)).collect();
        visit_mut::visit_expr_struct_mut(self, value);
    }
}

/// The value of `runtime` that an attribute asks for.
fn condition(attribute: &Attribute) -> Option<bool> {
    let syn::Meta::List(list) = &attribute.meta else { return None };
    match list.tokens.to_string().as_str() {
        "runtime" if list.path.is_ident("cfg") => Some(true),
        "not (runtime)" if list.path.is_ident("cfg") => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "
        #[cfg(runtime)]
        use a::B;
        struct Kept { #[cfg(runtime)] x: u8, #[cfg(not(runtime))] y: u8 }
        impl Kept {
            fn called(&self) { inner(format!(\"{}\", argument())) }
            fn idle(&self) {}
            #[cfg(not(runtime))]
            fn apart(&self) {}
        }
        fn inner(_: String) {}
        fn argument() -> u8 { 0 }
        fn unused() {}
    ";

    fn instance(runtime: bool) -> String {
        let user = syn::parse_file(
            "fn f(request: &Kept) { request.called(); request.apart(); self.0.idle(); }",
        )
        .expect("Rust");
        let file = instantiate(TEMPLATE, runtime, &[&user]).expect("Rust");
        prettyplease::unparse(&file)
    }

    #[test]
    fn a_client_gets_what_it_uses_and_what_that_uses() {
        let text = instance(true);
        for kept in ["use a::B", "struct Kept", "x: u8", "fn called", "fn inner", "fn argument"] {
            assert!(text.contains(kept), "{kept}: {text}");
        }
        for gone in ["fn idle", "fn unused", "y: u8", "fn apart", "cfg"] {
            assert!(!text.contains(gone), "{gone}: {text}");
        }
    }

    #[test]
    fn conditions_choose_between_two_kinds_of_client() {
        let text = instance(false);
        assert!(text.contains("y: u8") && text.contains("fn apart"), "{text}");
        assert!(!text.contains("x: u8") && !text.contains("use a::B"), "{text}");
    }
}
