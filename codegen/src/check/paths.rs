//! Rules about paths and the parameters in them.

use std::collections::{HashMap, HashSet};

use indexmap::{IndexMap, IndexSet};

use super::Findings;
use super::context::{Context, Endpoint};
use super::walk::child;
use crate::finding::Level;
use crate::source::Span;
use crate::yaml::Node;

/// The path with `{}` for its parameters, and their names; or what is wrong with it.
fn template(path: &str) -> Result<(String, Vec<&str>), &'static str> {
    if !path.starts_with('/') {
        return Err("a path must start with `/`; others are dropped without a word");
    }
    let mut names = Vec::new();
    let mut rest = path;
    let mut fixed = String::new();
    while let Some(at) = rest.find(['{', '}']) {
        fixed.push_str(&rest[..at]);
        let Some(inner) = rest[at..].strip_prefix('{') else {
            return Err("a `}` without its `{`");
        };
        let end = inner.find('}').ok_or("a `{` without its `}`")?;
        let name = &inner[..end];
        if name.is_empty() || name.contains(['{', '/']) {
            return Err("between `{` and `}` there must be the name of a parameter");
        }
        names.push(name);
        fixed.push_str("{}");
        rest = &inner[end + 1..];
    }
    fixed.push_str(rest);
    if fixed.contains(['?', '#']) {
        return Err("`?` and `#` end the path of a URL, so they cannot be part of it");
    }
    if fixed.contains("//") {
        return Err("`//` has an empty segment, which progenitor drops");
    }
    Ok((fixed, names))
}

/// `path-syntax` and `ambiguous-paths`.
pub(super) fn syntax(context: &Context<'_>, findings: &mut Findings) {
    let mut shapes: HashMap<String, (&str, Span)> = HashMap::new();
    let paths = context.document.root.get("paths").and_then(Node::as_map);
    for (path, entry) in paths.into_iter().flatten() {
        if path.starts_with("x-") || path == "<<" || path == "$ref" {
            continue;
        }
        let (shape, names) = match template(path) {
            Ok(parts) => parts,
            Err(problem) => {
                let help = match path.find(['?', '#']) {
                    Some(_) => "remove the part from there on; describe queries as parameters",
                    None => "correct the path, for example `/v1/items/{item_id}`",
                };
                let message = format!("the path `{path}` is not valid: {problem}");
                let pointer = child("/paths", path);
                findings.push(Level::Error, "path-syntax", entry.key, pointer, message, help);
                continue;
            }
        };
        repeated(context, path, entry.key, &names, findings);
        let (first, span) = *shapes.entry(shape).or_insert((path, entry.key));
        if first != path {
            findings.push(
                Level::Warning,
                "ambiguous-paths",
                entry.key,
                child("/paths", path),
                format!(
                    "`{path}` is the same path as `{first}` on line {}: only names differ",
                    context.line(span)
                ),
                "put the operations of both under one path",
            );
        }
    }
}

fn repeated(context: &Context<'_>, path: &str, key: Span, names: &[&str], findings: &mut Findings) {
    let mut seen = HashSet::new();
    if let Some(name) = names.iter().find(|name| !seen.insert(**name)) {
        findings.push(
            Level::Error,
            "path-syntax",
            context.within(key, path),
            child("/paths", path),
            format!("the path has the parameter `{{{name}}}` twice"),
            "give each its own name",
        );
    }
}

/// `path-parameter-undeclared` and `path-parameter-unused`.
pub(super) fn parameters(context: &Context<'_>, findings: &mut Findings) {
    let mut undeclared: IndexMap<(&str, &str), (&Endpoint<'_>, Vec<String>)> = IndexMap::new();
    for endpoint in &context.endpoints {
        let Ok((_, names)) = template(endpoint.path) else { continue };
        let names: IndexSet<_> = names.into_iter().collect();
        let declared: HashSet<_> = endpoint
            .parameters
            .iter()
            .filter(|parameter| parameter.location == "path")
            .map(|parameter| parameter.name)
            .collect();
        unused(context, endpoint, &names, &declared, findings);
        if endpoint.incomplete {
            continue;
        }
        for name in names.into_iter().filter(|name| !declared.contains(name)) {
            let (_, methods) =
                undeclared.entry((endpoint.path, name)).or_insert_with(|| (endpoint, Vec::new()));
            methods.push(format!("`{}`", endpoint.method));
        }
    }
    for ((_, name), (endpoint, methods)) in undeclared {
        findings.push(
            Level::Error,
            "path-parameter-undeclared",
            context.within(endpoint.path_key, &format!("{{{name}}}")),
            endpoint.path_pointer.as_str(),
            format!("no parameter of {} declares `{{{name}}}`", methods.join(", ")),
            format!("add a parameter with `name: {name}`, `in: path` and `required: true`"),
        );
    }
}

fn unused(
    context: &Context<'_>,
    endpoint: &Endpoint<'_>,
    names: &IndexSet<&str>,
    declared: &HashSet<&str>,
    findings: &mut Findings,
) {
    for parameter in endpoint.parameters.iter().filter(|one| one.location == "path") {
        if names.contains(parameter.name) {
            continue;
        }
        let free = names.iter().copied().filter(|name| !declared.contains(name));
        findings.push(
            Level::Warning,
            "path-parameter-unused",
            parameter.span,
            parameter.pointer.as_str(),
            format!("the path `{}` has no `{{{}}}`", endpoint.path, parameter.name),
            context.closest(parameter.name, free).map_or_else(
                || "remove the parameter, add it to the path, or correct its `in`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
        );
    }
}
