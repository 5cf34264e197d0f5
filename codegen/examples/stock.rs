//! Prints what progenitor makes of the document by itself, for `.ci/compare-size`.

#![expect(clippy::print_stdout, reason = "the code goes to the standard output")]

use std::error::Error;

use progenitor::{GenerationSettings, Generator};

fn main() -> Result<(), Box<dyn Error>> {
    let document = serde_yaml::from_str(include_str!("../../spec/openapi.yaml"))?;
    let tokens = Generator::new(&GenerationSettings::new()).generate_tokens(&document)?;
    println!("{}", prettyplease::unparse(&syn::parse2(tokens)?));
    Ok(())
}
