//! Documents of any size, made of copies of this workspace's own: every copy has paths, operation
//! ids, responses and schemas of its own. Benches and tests share them.

/// The document that the copies are made from.
const DOCUMENT: &str = include_str!("../../../spec/openapi.yaml");

/// A document with `copies` times the operations and components.
pub fn yaml(copies: usize) -> String {
    let section = |name: &str| DOCUMENT.find(name).expect("the document has this section");
    let (paths, components) = (section("\npaths:\n") + 1, section("\ncomponents:\n") + 1);
    let (schemas, security) =
        (section("\n  schemas:\n") + 1, section("\n  securitySchemes:\n") + 1);
    let (mut path, mut response, mut schema) = (String::new(), String::new(), String::new());
    for copy in 0..copies {
        let suffix = if copy == 0 { String::new() } else { copy.to_string() };
        path.push_str(&renamed(body(&DOCUMENT[paths..components]), &suffix));
        response.push_str(&renamed(body(body(&DOCUMENT[components..schemas])), &suffix));
        schema.push_str(&renamed(body(&DOCUMENT[schemas..security]), &suffix));
    }
    format!(
        "{}paths:\n{path}components:\n  responses:\n{response}  schemas:\n{schema}{}",
        &DOCUMENT[..paths],
        &DOCUMENT[security..],
    )
}

/// What follows the first line that is not a comment.
fn body(text: &str) -> &str {
    let mut rest = text;
    while let Some((line, after)) = rest.split_once('\n') {
        rest = after;
        if !line.trim_start().starts_with('#') {
            break;
        }
    }
    rest
}

/// Puts `suffix` behind the names of paths, operations and components.
fn renamed(text: &str, suffix: &str) -> String {
    let mut out = String::with_capacity(text.len() + 1_024);
    for line in text.lines() {
        let component = line.starts_with("    ") && line.as_bytes()[4].is_ascii_uppercase();
        if line.starts_with("  /") {
            out.push_str(&line.replacen("/tasks/", &format!("/tasks{suffix}/"), 1));
        } else if line.contains("$ref: '") {
            out.push_str(line.trim_end_matches('\''));
            out.push_str(suffix);
            out.push('\'');
        } else if line.contains("operationId: ") {
            out.push_str(line);
            out.push_str(suffix);
        } else if component {
            out.push_str(line.trim_end_matches(':'));
            out.push_str(suffix);
            out.push(':');
        } else {
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}
