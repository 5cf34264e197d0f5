//! What functions and methods show their callers.

use quote::ToTokens as _;
use syn::{FnArg, Pat, ReceiverKind, ReturnType, Safety, Signature};

use super::canon::Canon;
use super::collect::Site;
use super::define;
use super::item::{Detail, Function, Item};
use super::text::{Sig, Table};

/// Where a function stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Role {
    Free,
    Inherent,
    /// In a trait; `default` is whether it has a body.
    Required {
        default: bool,
    },
}

pub(super) fn function(
    site: &Site<'_>,
    canon: &mut Canon<'_>,
    signature: &Signature,
    attrs: &[syn::Attribute],
    role: Role,
) -> Item {
    let outer = canon.declared();
    canon.declare(&signature.generics);
    let receiver = signature.receiver().map(|receiver| receiver_type(canon, receiver));
    let what = match (role, &receiver) {
        (Role::Free, _) => "function",
        (_, Some(_)) => "method",
        (_, None) => "associated function",
    };
    let written = output(canon, signature);
    let default = matches!(role, Role::Required { default: true });
    let detail = Function {
        params: typed(signature).map(|ty| canon.ty(ty)).collect(),
        output: if signature.asyncness.is_some() { future(&written) } else { written.clone() },
        written,
        generics: canon.generics(&signature.generics),
        is_const: signature.constness.is_some(),
        is_unsafe: matches!(signature.safety, Safety::Unsafe(_)),
        abi: signature
            .abi
            .as_ref()
            .map(|abi| Sig::print(abi.to_token_stream(), &Table::default()).show(&str::to_owned)),
        default,
        receiver,
    };
    let shown = canon.signature(tidy(signature));
    let shown = match role {
        Role::Free | Role::Inherent => Sig::text("pub ").and(&shown),
        Role::Required { .. } => shown.then(if default { " { .. }" } else { "" }),
    };
    canon.forget(outer);
    let spot = site.spot(&signature.ident);
    define::item(what, shown, spot, attrs, Detail::Function(Box::new(detail)))
}

fn typed(signature: &Signature) -> impl Iterator<Item = &syn::Type> {
    signature.inputs.iter().filter_map(|input| match input {
        FnArg::Typed(input) => Some(&*input.ty),
        FnArg::Receiver(_) => None,
    })
}

fn receiver_type(canon: &mut Canon<'_>, receiver: &syn::Receiver) -> Sig {
    match &receiver.kind {
        ReceiverKind::Reference(_, _, None) => Sig::text("&self"),
        ReceiverKind::Reference(_, _, Some(_)) => Sig::text("&mut self"),
        ReceiverKind::Typed(_, ty) => Sig::text("self: ").and(&canon.ty(ty)),
        _ => Sig::text("self"),
    }
}

fn output(canon: &mut Canon<'_>, signature: &Signature) -> Sig {
    match &signature.output {
        ReturnType::Default => Sig::text("()"),
        ReturnType::Type(_, ty) => canon.ty(ty),
    }
}

fn future(of: &Sig) -> Sig {
    Sig::text("impl std::future::Future<Output = ").and(of).then(">")
}

/// Without what only the body sees: `mut` before parameters.
fn tidy(signature: &Signature) -> Signature {
    let mut signature = signature.clone();
    for input in &mut signature.inputs {
        match input {
            FnArg::Receiver(receiver) => receiver.mutability = None,
            FnArg::Typed(input) => {
                if let Pat::Ident(pattern) = &mut *input.pat {
                    pattern.mutability = None;
                }
            }
        }
    }
    signature
}
