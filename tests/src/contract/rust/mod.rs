//! The code's side, through `syn` alone.

mod client;
mod conditions;
mod error_codes;
mod ids;
mod objects;
mod operations;
mod regions;
mod send;
mod syntax;

use super::Contract;
use crate::sources::Files;
use syntax::Module;

/// Reads all facts from the generated files.
///
/// # Errors
/// Where a file is missing or is not Rust.
pub fn derive(files: &Files) -> Result<Contract, String> {
    let mut contract = Contract::default();
    let client = Module::parse(files, "mod.rs")?;
    let builder = Module::parse(files, "builder.rs")?;
    client::read(&client, &builder, &mut contract);
    operations::read(&client, &builder, &mut contract);
    types(&Module::parse(files, "types.rs")?, &mut contract);
    if files.contains_key("region.rs") {
        regions::read(&Module::parse(files, "region.rs")?, &mut contract);
    }
    if files.contains_key("error_code.rs") {
        error_codes::read(&Module::parse(files, "error_code.rs")?, &mut contract);
    }
    Ok(contract)
}

/// Newtypes are IDs, structs with names are objects; there is nothing else but their impls.
fn types(module: &Module, contract: &mut Contract) {
    for item in &module.file.items {
        match item {
            syn::Item::Struct(item) if matches!(item.fields, syn::Fields::Unnamed(_)) => {
                ids::read(module, item, contract);
            }
            syn::Item::Struct(item) => objects::read(module, item, contract),
            syn::Item::Impl(_) => {}
            syn::Item::Mod(item) if item.ident == "builder" || item.ident == "error" => {}
            syn::Item::Fn(item) if syntax::text(item) == ids::OTHER_CHARACTER => {}
            other => {
                syntax::unread(contract, "types", "an item", module.at(other), &syntax::text(other))
            }
        }
    }
}
