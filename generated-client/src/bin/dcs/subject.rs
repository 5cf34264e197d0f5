//! Names operations and their targets in words that the document has.

use huaweicloud_dcs::generated::Facts;
use huaweicloud_dcs::generated::cli::{CliCommand, Parameter};
use huaweicloud_dcs::reqwest::Method;

/// The kind of an operation. It decides what `dcs` adds to the command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It deletes nothing.
    Other,
    /// It deletes what needs no name.
    Deletion,
    /// It deletes what a parameter of its path names, and may do so many times.
    DeletionOfMany,
}

/// An operation in words.
pub(crate) struct Subject {
    /// The name of its command.
    pub(crate) name: String,
    pub(crate) kind: Kind,
    /// The parameter that may be repeated.
    pub(crate) target: Option<&'static Parameter>,
    /// The thing that the target names, such as `task`.
    pub(crate) noun: String,
    /// A value of the target, such as `task ID`, and several, such as `IDs`.
    pub(crate) value: (String, &'static str),
    /// The option of the target, with its dashes.
    pub(crate) option: String,
    /// The option of the project where the caller may leave it out, with its dashes.
    pub(crate) project: Option<String>,
    pub(crate) facts: Option<&'static Facts>,
}

impl Subject {
    /// Describes the operation whose command has this name.
    pub(crate) fn of(operation: CliCommand, name: &str, options: &clap::Command) -> Self {
        let facts = operation.facts();
        let (kind, target) = match (facts.method == Method::DELETE, operation.target()) {
            (false, _) => (Kind::Other, None),
            (true, None) => (Kind::Deletion, None),
            (true, Some(target)) => (Kind::DeletionOfMany, Some(target)),
        };
        let option = |parameter: &Parameter| {
            let arg = options.get_arguments().find(|arg| arg.get_id() == parameter.id);
            format!("--{}", arg.and_then(clap::Arg::get_long).unwrap_or(parameter.name))
        };
        let is_project = |parameter: &&Parameter| {
            parameter.in_path && Some(parameter.name) == facts.default_project
        };
        Self {
            name: name.to_owned(),
            kind,
            target,
            noun: target.map_or_else(String::new, |target| noun(target.name)),
            value: target.map_or_else(|| (String::new(), ""), |target| value(target.name)),
            option: target.map(option).unwrap_or_default(),
            project: operation.parameters().iter().find(is_project).map(option),
            facts: Some(facts),
        }
    }

    /// Describes no operation.
    pub(crate) fn none() -> Self {
        Self {
            name: String::new(),
            kind: Kind::Other,
            target: None,
            noun: String::new(),
            value: (String::new(), ""),
            option: String::new(),
            project: None,
            facts: None,
        }
    }

    /// Refers to the help of the command.
    pub(crate) fn help(&self) -> String {
        format!("see dcs {} --help", self.name)
    }

    /// Returns true if the operation may change something.
    pub(crate) fn changes(&self) -> bool {
        self.facts.is_none_or(|facts| !facts.method.is_safe())
    }

    /// Returns true if its request may be sent twice.
    pub(crate) fn is_repeatable(&self) -> bool {
        self.facts.is_some_and(|facts| facts.repeatable)
    }
}

/// The words in a name, in lower case: `taskId`, `task_id` and `task-id` have the same.
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut lower = false;
    for c in name.chars() {
        if !c.is_alphanumeric() {
            lower = false;
            words.push(String::new());
            continue;
        }
        if lower && c.is_uppercase() || words.is_empty() {
            words.push(String::new());
        }
        lower = c.is_lowercase() || c.is_numeric();
        if let Some(word) = words.last_mut() {
            word.extend(c.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The thing that a parameter of this name names.
pub(crate) fn noun(name: &str) -> String {
    let mut words = words(name);
    if matches!(words.last().map(String::as_str), Some("id" | "name")) {
        words.pop();
    }
    if words.is_empty() { "resource".to_owned() } else { words.join(" ") }
}

/// One value of a parameter of this name, and several.
fn value(name: &str) -> (String, &'static str) {
    let noun = noun(name);
    match words(name).last().map(String::as_str) {
        Some("id") => (format!("{noun} ID"), "IDs"),
        Some("name") => (format!("{noun} name"), "names"),
        _ => (noun, "values"),
    }
}

/// Several of a thing.
pub(crate) fn plural(noun: &str) -> String {
    let end = |ends: &[&str]| ends.iter().any(|end| noun.ends_with(end));
    match noun.strip_suffix('y') {
        Some(stem) if !end(&["ay", "ey", "oy", "uy"]) => format!("{stem}ies"),
        _ if end(&["s", "x", "z", "ch", "sh"]) => format!("{noun}es"),
        _ => format!("{noun}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_is_the_parameters_name_without_its_end() {
        for (name, expected) in [
            ("task_id", "task"),
            ("taskId", "task"),
            ("backup-policy-id", "backup policy"),
            ("accountName", "account"),
            ("instance", "instance"),
            ("ID", "resource"),
            ("$id", "resource"),
        ] {
            assert_eq!(noun(name), expected, "{name}");
        }
    }

    #[test]
    fn a_value_is_called_what_it_is() {
        assert_eq!(value("task_id"), ("task ID".to_owned(), "IDs"));
        assert_eq!(value("accountName"), ("account name".to_owned(), "names"));
        assert_eq!(value("key"), ("key".to_owned(), "values"));
    }

    #[test]
    fn several_things_have_a_plural() {
        for (one, many) in [
            ("task", "tasks"),
            ("policy", "policies"),
            ("key", "keys"),
            ("address", "addresses"),
            ("patch", "patches"),
        ] {
            assert_eq!(plural(one), many);
        }
    }
}
