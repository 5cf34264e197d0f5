//! Passes over progenitor's commands: what a command line takes stays, how it acts goes.

use heck::{ToKebabCase as _, ToSnakeCase as _};
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, ImplItem, Item, parse_quote};

use super::{Pass, doc};

pub(super) const PASSES: &[Pass] = &[
    Pass {
        name: "commands-only",
        reason: "progenitor's commands act through anyhow and schemars, one request at a time, and \
                 panic where a response is no JSON; who calls them does that better",
        required: true,
        run: commands_only,
    },
    Pass {
        name: "named-commands",
        reason: "progenitor's commands have no name, and print their description in lists",
        required: true,
        run: name,
    },
    Pass {
        name: "document-commands",
        reason: "progenitor's commands have no documentation",
        required: false,
        run: document,
    },
];

/// Keeps the list of commands and the functions that make them, which become free.
fn commands_only(file: &mut syn::File) -> usize {
    let mut functions: Vec<Item> = Vec::new();
    let mut make = None;
    for item in &file.items {
        let Item::Impl(block) = item else { continue };
        for member in &block.items {
            let ImplItem::Fn(function) = member else { continue };
            let (mut sig, block) = (function.sig.clone(), function.block.clone());
            match sig.ident.to_string().as_str() {
                "get_command" => make = Some(block),
                name => {
                    let Some(operation) = name.strip_prefix("cli_") else { continue };
                    sig.ident = syn::Ident::new(&operation.to_snake_case(), sig.ident.span());
                    functions.push(parse_quote!(#sig #block));
                }
            }
        }
    }
    let before = file.items.len();
    file.items.retain(|item| match item {
        Item::Enum(item) => item.ident == "CliCommand",
        Item::Impl(block) => block.generics.params.is_empty(),
        _ => false,
    });
    let removed = before - file.items.len();
    if removed == 0 {
        return 0;
    }
    for item in &mut file.items {
        if let Item::Impl(block) = item
            && let Some(make) = make.take()
        {
            block.items.push(parse_quote! {
                /// The command, with an option for each parameter.
                pub fn command(self) -> clap::Command {
                    let cmd = self;
                    #make
                }
            });
        }
    }
    file.items.insert(
        0,
        parse_quote!(
            use super::types;
        ),
    );
    file.items.extend(functions);
    Free.visit_file_mut(file);
    removed
}

/// Calls of methods of `Cli` become calls of functions; a list becomes an array.
struct Free;

impl VisitMut for Free {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        if let Expr::Path(path) = expr
            && let [first, second] = path.path.segments.iter().collect::<Vec<_>>().as_slice()
            && first.ident == "Self"
            && let Some(operation) = second.ident.to_string().strip_prefix("cli_")
        {
            let ident = syn::Ident::new(&operation.to_snake_case(), second.ident.span());
            *expr = parse_quote!(#ident);
        } else if let Expr::Macro(list) = expr
            && list.mac.path.is_ident("vec")
        {
            let tokens = &list.mac.tokens;
            *expr = parse_quote!([#tokens]);
        }
    }

    /// `let cmd = self; { match cmd { … } }`
    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        visit_mut::visit_block_mut(self, block);
        if let [syn::Stmt::Local(_), syn::Stmt::Expr(Expr::Block(inner), None)] =
            block.stmts.as_mut_slice()
            && let [syn::Stmt::Expr(Expr::Match(matching), None)] = inner.block.stmts.as_mut_slice()
        {
            matching.expr = parse_quote!(self);
            block.stmts = inner.block.stmts.clone();
        }
    }
}

/// Names each command after its operation, and puts the description where only long help shows it.
fn name(file: &mut syn::File) -> usize {
    let mut count = 0;
    for item in &mut file.items {
        let Item::Fn(function) = item else { continue };
        let mut pass = Name { name: function.sig.ident.to_string().to_kebab_case(), count: 0 };
        pass.visit_block_mut(&mut function.block);
        count += pass.count;
    }
    count
}

struct Name {
    name: String,
    count: usize,
}

impl VisitMut for Name {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        match expr {
            Expr::Call(call)
                if call.args.first().and_then(text).is_some_and(|text| text.is_empty()) =>
            {
                let name = &self.name;
                call.args = parse_quote!(#name);
                self.count += 1;
            }
            Expr::MethodCall(call) if call.method == "about" => {
                let Some(text) = call.args.first().and_then(text) else { return };
                let Some((summary, _)) = text.split_once("\n\n") else { return };
                let receiver = &call.receiver;
                *expr = parse_quote!(#receiver.about(#summary).long_about(#text));
            }
            _ => {}
        }
    }
}

fn text(expr: &Expr) -> Option<String> {
    match expr {
        Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. }) => Some(text.value()),
        _ => None,
    }
}

fn document(file: &mut syn::File) -> usize {
    for item in &mut file.items {
        match item {
            Item::Enum(item) => {
                item.attrs = vec![
                    doc("The operations as commands."),
                    parse_quote!(#[derive(Clone, Copy, Debug, PartialEq, Eq)]),
                ];
                for variant in &mut item.variants {
                    let name = variant.ident.to_string().to_snake_case();
                    variant.attrs = vec![doc(&format!("The operation `{name}`."))];
                }
            }
            Item::Impl(block) => {
                for member in &mut block.items {
                    let ImplItem::Fn(function) = member else { continue };
                    if function.sig.ident == "iter" {
                        function.attrs = vec![doc("All commands, in the order of the document.")];
                    } else if function.sig.ident == "operation_id" {
                        function.attrs = vec![doc("The operation, as the client calls it.")];
                    }
                }
            }
            _ => {}
        }
    }
    1
}
