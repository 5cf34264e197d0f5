//! A request as code: for curl, for `dcs` and in Rust, made from the operation and its examples.
//!
//! The page puts other values in the place of the examples, so each of them stands by itself, in
//! quotes or as a part of a URL.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::document::{Body, Operation, Parameter, Place, is_json};

/// One request in one language. It has the form of an entry of `x-codeSamples`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// The language, which says how values are quoted.
    pub lang: &'static str,
    /// The program or the language as it is shown.
    pub label: &'static str,
    /// The code.
    pub source: String,
}

/// The samples of an operation, for a service at this URL: with all that a request must have, and
/// the body. There is none where a value cannot be written down in its language.
pub fn samples(operation: &Operation, endpoint: &str) -> Vec<Sample> {
    let sample =
        |lang, label, source: Option<String>| source.map(|source| Sample { lang, label, source });
    let all = [
        sample("shell", "curl", curl(operation, endpoint)),
        sample("shell", "dcs", dcs(operation, endpoint)),
        sample("rust", "Rust", rust(operation, endpoint)),
    ];
    all.into_iter().flatten().collect()
}

fn curl(operation: &Operation, endpoint: &str) -> Option<String> {
    let mut path = operation.template.clone();
    for parameter in operation.required(Place::Path) {
        let [value] = &values(parameter)?[..] else { return None };
        path = path.replace(&format!("{{{}}}", parameter.name), &encode(value));
    }
    let mut query = String::new();
    for parameter in operation.required(Place::Query) {
        for value in values(parameter)? {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(&format!("{}={}", encode(&parameter.name), encode(&value)));
        }
    }
    let mut lines =
        vec![format!("curl --request {} --header \"X-Auth-Token: $TOKEN\"", operation.method)];
    if let Some(Body { media_type, example: Some(example), .. }) = &operation.body {
        let text = match example {
            Value::String(text) if !is_json(media_type) => text.clone(),
            example => example.to_string(),
        };
        let header = shell(&format!("Content-Type: {media_type}"));
        lines.push(format!("--header {header} --data {}", shell(&text)));
    }
    lines.push(shell(&format!("{endpoint}{path}{query}")));
    Some(lines.join(" \\\n  ") + "\n")
}

/// The options that `dcs` has beside those of the document, which get a prefix where they have the
/// same name. A test holds this list against the help of the command.
pub const OPTIONS: [&str; 16] = [
    "body",
    "cli-region",
    "concurrency",
    "credentials-file",
    "dry-run",
    "endpoint",
    "help",
    "ignore-not-found",
    "max-attempts",
    "output",
    "region",
    "timeout",
    "token-file",
    "verbose",
    "version",
    "yes",
];

fn dcs(operation: &Operation, endpoint: &str) -> Option<String> {
    let name = words(&operation.id).join("-");
    // Only what destroys something asks first.
    let yes = if operation.method == "DELETE" { " --yes" } else { "" };
    let mut lines = vec![format!("echo \"$TOKEN\" | dcs {name}{yes} --token-file -")];
    lines.push(format!("--endpoint {}", shell(endpoint)));
    let option = |kind: &str, name: &str, value: &str| {
        let name = words(name).join("-");
        let prefix = if OPTIONS.contains(&name.as_str()) { kind } else { "" };
        format!("--{prefix}{name} {}", shell(value))
    };
    for parameter in arguments(operation) {
        let values = values(parameter)?;
        lines.extend(values.iter().map(|value| option("param-", &parameter.name, value)));
    }
    for (name, value) in fields(operation)? {
        lines.push(option("body-", &name, &scalar(&value)?));
    }
    Some(lines.join(" \\\n  ") + "\n")
}

fn rust(operation: &Operation, endpoint: &str) -> Option<String> {
    let name = words(&operation.id);
    let verb = name.first().filter(|verb| syn::parse_str::<syn::Ident>(verb).is_ok());
    let verb = verb.cloned().unwrap_or_else(|| name.join("_"));
    let mut calls = vec![format!("{}()", name.join("_"))];
    for parameter in arguments(operation) {
        let value = match parameter.example.as_ref()? {
            Value::Array(items) => {
                let items: Option<Vec<_>> = items.iter().map(owned).collect();
                format!("vec![{}]", items?.join(", "))
            }
            Value::String(text) => format!("{text:?}"),
            value => owned(value)?,
        };
        calls.push(format!("{}({value})", words(&parameter.name).join("_")));
    }
    let fields = fields(operation)?.into_iter();
    let field = |(name, value): (String, Value)| {
        Some(format!(".{}({})", words(&name).join("_"), owned(&value)?))
    };
    let fields: String = fields.map(field).collect::<Option<_>>()?;
    if !fields.is_empty() {
        calls.push(format!("body_map(|body| body{fields})"));
    }
    let calls: String = calls.iter().map(|call| format!("        .{call}\n")).collect();
    Some(format!(
        "use huaweicloud_dcs::Client;\n\n\
         async fn {verb}(token: &str) -> Result<(), Box<dyn std::error::Error>> {{\n    \
             let client = Client::with_endpoint({endpoint:?}, token)?;\n    \
             client\n{calls}        .send()\n        .await?;\n    \
             Ok(())\n\
         }}\n"
    ))
}

/// The arguments that a request must have besides the body, in the order of the document.
fn arguments(operation: &Operation) -> impl Iterator<Item = &Parameter> {
    operation.parameters.iter().filter(|one| one.required && one.place != Place::Elsewhere)
}

/// The values of a parameter: more than one where it is a list.
fn values(parameter: &Parameter) -> Option<Vec<String>> {
    match parameter.example.as_ref()? {
        Value::Array(items) => items.iter().map(scalar).collect(),
        value => Some(vec![scalar(value)?]),
    }
}

/// The fields of the body: none where there is no body, and nothing where it is no flat object.
fn fields(operation: &Operation) -> Option<Map<String, Value>> {
    match &operation.body {
        Some(Body { media_type, example: Some(Value::Object(fields)), .. })
            if is_json(media_type) =>
        {
            fields.values().all(|value| scalar(value).is_some()).then(|| fields.clone())
        }
        Some(Body { example: Some(_), .. } | Body { required: true, .. }) => None,
        Some(_) | None => Some(Map::new()),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A scalar as Rust code.
fn owned(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(format!("{text:?}.to_owned()")),
        value => scalar(value),
    }
}

/// A word of a shell. Within single quotes it has no escapes: they end, and begin again behind a
/// quote.
fn shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

/// A part of a URL, as the function `encodeURIComponent` of the page writes it.
fn encode(text: &str) -> String {
    let encode = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) => {
            char::from(byte).into()
        }
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}

/// The words of a name, in small letters.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut chars = name.chars().peekable();
    let mut small = false;
    while let Some(char) = chars.next() {
        let begins = char.is_ascii_uppercase()
            && (small || chars.peek().is_some_and(char::is_ascii_lowercase));
        if begins || !char.is_ascii_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut()
            && char.is_ascii_alphanumeric()
        {
            word.push(char.to_ascii_lowercase());
        }
        small = char.is_ascii_lowercase() || char.is_ascii_digit();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;

    fn of(text: &str) -> Vec<Sample> {
        let document = Document::parse(text).expect("a document");
        samples(&document.operations()[0], "https://e")
    }

    #[test]
    fn names_are_taken_apart_into_words() {
        for (name, words) in [
            ("deleteBackgroundTask", "delete-background-task"),
            ("project_id", "project-id"),
            ("X-Trace", "x-trace"),
            ("listV2IDs", "list-v2-i-ds"),
            ("getURLOfTask", "get-url-of-task"),
        ] {
            assert_eq!(super::words(name).join("-"), words);
        }
    }

    #[test]
    fn values_are_quoted_as_each_language_asks() {
        let samples = of("paths: {'/{a}': {get: {operationId: moveIt, responses: {'204': {}}, \
            parameters: [{name: a, in: path, required: true, example: \"'\\\"/ü\"}, \
            {name: b c, in: query, required: true, example: [1, 'x y']}]}}}");
        let [curl, dcs, rust] = &samples[..] else { panic!("{samples:?}") };
        let url = r"'https://e/'\''%22%2F%C3%BC?b%20c=1&b%20c=x%20y'";
        assert!(curl.source.ends_with(&format!(" \\\n  {url}\n")), "{}", curl.source);
        assert!(dcs.source.contains(r#"--a ''\''"/ü' "#), "{}", dcs.source);
        assert!(dcs.source.ends_with("--b-c '1' \\\n  --b-c 'x y'\n"), "{}", dcs.source);
        assert!(rust.source.contains(r#".a("'\"/ü")"#), "{}", rust.source);
        assert!(rust.source.contains(r#".b_c(vec![1, "x y".to_owned()])"#), "{}", rust.source);
        // `move` is a keyword.
        assert!(rust.source.contains("async fn move_it("), "{}", rust.source);
    }

    #[test]
    fn what_cannot_be_written_down_has_no_sample() {
        let labels = |request: &str| -> Vec<&str> {
            let text = format!(
                "paths: {{/a: {{post: {{operationId: a, responses: {{'204': {{}}}}, {request}}}}}}}"
            );
            of(&text).iter().map(|sample| sample.label).collect()
        };
        let body = |content: &str| {
            labels(&format!("requestBody: {{required: true, content: {{{content}}}}}"))
        };
        assert_eq!(body("application/json: {example: {a: 1}}"), ["curl", "dcs", "Rust"]);
        assert_eq!(body("application/json: {example: {a: [1]}}"), ["curl"]);
        assert_eq!(body("application/json: {example: [1]}"), ["curl"]);
        assert_eq!(body("text/plain: {example: hello}"), ["curl"]);
        let query = |example: &str| {
            labels(&format!("parameters: [{{name: q, in: query, required: true{example}}}]"))
        };
        assert_eq!(query(", example: 1"), ["curl", "dcs", "Rust"]);
        assert_eq!(query(", example: {a: 1}"), [""; 0]);
        assert_eq!(query(""), [""; 0]);
    }
}
