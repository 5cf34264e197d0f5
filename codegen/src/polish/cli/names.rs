//! Names of options, of which no two are the same.

use std::collections::HashSet;

use heck::ToKebabCase as _;

use super::Argument;

/// Options that each command of clap may have, and the one for a whole body.
const RESERVED: [&str; 3] = ["body", "help", "version"];

/// Names each argument: an option is called like the parameter. Where two would have the same name,
/// the later one is called after its ID, which begins with its kind.
pub(super) fn assign(parameters: &mut [Argument], properties: &mut [Argument]) {
    let mut ids = HashSet::new();
    let mut taken: HashSet<String> = RESERVED.map(str::to_owned).into();
    let kinds = [("param", parameters), ("body", properties)];
    let mut clashing = Vec::new();
    for (kind, arguments) in kinds {
        for argument in arguments {
            let name = argument.field.to_string().trim_start_matches("r#").to_kebab_case();
            argument.id = free(kind, format!("{kind}-{name}"), &mut ids);
            if taken.insert(name.clone()) {
                argument.long = name;
            } else {
                clashing.push((kind, argument));
            }
        }
    }
    for (kind, argument) in clashing {
        argument.long = free(kind, argument.id.clone(), &mut taken);
    }
}

/// The name, with the kind before it until nothing else has it.
fn free(kind: &str, mut name: String, taken: &mut HashSet<String>) -> String {
    while !taken.insert(name.clone()) {
        name = format!("{kind}-{name}");
    }
    name
}
