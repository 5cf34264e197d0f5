//! Blank lines, where people put them.

use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, ImplItem, Item, TraitItem};

/// The attribute that marks the place of a blank line; printing turns it into one.
pub(crate) const BLANK_LINE: &str = "blank_line";

pub(super) fn space(file: &mut syn::File) -> usize {
    let mut pass = Space { count: 0 };
    pass.items(&mut file.items);
    pass.visit_file_mut(file);
    pass.count
}

struct Space {
    count: usize,
}

impl Space {
    fn items(&mut self, items: &mut [Item]) {
        let mut previous: Option<bool> = None;
        for item in items {
            let import = matches!(item, Item::Use(_));
            let together = import && previous == Some(true);
            if previous.is_some() && !together {
                self.mark(attributes(item));
            }
            previous = Some(import);
        }
    }

    fn mark(&mut self, attributes: Option<&mut Vec<Attribute>>) {
        let Some(attributes) = attributes else { return };
        if !attributes.iter().any(|attribute| attribute.path().is_ident(BLANK_LINE)) {
            let name = syn::Ident::new(BLANK_LINE, proc_macro2::Span::call_site());
            attributes.insert(0, crate::polish::attribute(syn::Meta::Path(name.into())));
            self.count += 1;
        }
    }
}

impl VisitMut for Space {
    fn visit_item_mod_mut(&mut self, module: &mut syn::ItemMod) {
        if let Some((_, items)) = &mut module.content {
            self.items(items);
        }
        visit_mut::visit_item_mod_mut(self, module);
    }

    fn visit_item_impl_mut(&mut self, block: &mut syn::ItemImpl) {
        for member in block.items.iter_mut().skip(1) {
            self.mark(match member {
                ImplItem::Const(item) => Some(&mut item.attrs),
                ImplItem::Fn(item) => Some(&mut item.attrs),
                ImplItem::Type(item) => Some(&mut item.attrs),
                _ => None,
            });
        }
        visit_mut::visit_item_impl_mut(self, block);
    }

    fn visit_item_trait_mut(&mut self, block: &mut syn::ItemTrait) {
        for member in block.items.iter_mut().skip(1) {
            self.mark(match member {
                TraitItem::Fn(item) => Some(&mut item.attrs),
                TraitItem::Type(item) => Some(&mut item.attrs),
                _ => None,
            });
        }
        visit_mut::visit_item_trait_mut(self, block);
    }
}

fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    match item {
        Item::Const(item) => Some(&mut item.attrs),
        Item::Enum(item) => Some(&mut item.attrs),
        Item::Fn(item) => Some(&mut item.attrs),
        Item::Impl(item) => Some(&mut item.attrs),
        Item::Mod(item) => Some(&mut item.attrs),
        Item::Static(item) => Some(&mut item.attrs),
        Item::Struct(item) => Some(&mut item.attrs),
        Item::Trait(item) => Some(&mut item.attrs),
        Item::Type(item) => Some(&mut item.attrs),
        Item::Use(item) => Some(&mut item.attrs),
        _ => None,
    }
}
