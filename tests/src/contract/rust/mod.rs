//! The code's side, through `syn` alone.

mod arguments;
mod client;
mod conditions;
mod error_codes;
mod ids;
mod objects;
mod operation;
mod operations;
mod regions;
mod request;
mod setters;
mod syntax;
mod types;

use super::Contract;
use crate::sources::Files;
use syntax::Module;
pub(crate) use syntax::text;

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
    types::read(&Module::parse(files, "types.rs")?, &mut contract);
    if files.contains_key("region.rs") {
        regions::read(&Module::parse(files, "region.rs")?, &mut contract);
    }
    if files.contains_key("error_code.rs") {
        error_codes::read(&Module::parse(files, "error_code.rs")?, &mut contract);
    }
    Ok(contract)
}
