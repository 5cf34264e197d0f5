//! What holds for every pair of documents, tried on every node of the bases.

use codegen::diff::{Level, diff};
use codegen::spec::Spec;
use serde_yaml::Value;

use super::documents::{names, read, spec, text, yaml};

/// Pointers of all nodes, as lists of keys and indices.
fn nodes(value: &Value, at: &mut Vec<Value>, all: &mut Vec<Vec<Value>>) {
    if !at.is_empty() {
        all.push(at.clone());
    }
    match value {
        Value::Mapping(map) => {
            for (key, value) in map {
                at.push(key.clone());
                nodes(value, at, all);
                at.pop();
            }
        }
        Value::Sequence(items) => {
            for (index, value) in items.iter().enumerate() {
                at.push(index.into());
                nodes(value, at, all);
                at.pop();
            }
        }
        _ => {}
    }
}

fn find<'a>(value: &'a mut Value, at: &[Value]) -> &'a mut Value {
    at.iter().fold(value, |value, step| match value {
        Value::Mapping(map) => map.get_mut(step).unwrap(),
        Value::Sequence(items) => &mut items[step.as_u64().unwrap() as usize],
        other => panic!("{other:?}"),
    })
}

fn remove(value: &mut Value, at: &[Value]) {
    let (last, parent) = at.split_last().unwrap();
    match find(value, parent) {
        Value::Mapping(map) => drop(map.shift_remove(last)),
        Value::Sequence(items) => drop(items.remove(last.as_u64().unwrap() as usize)),
        other => panic!("{other:?}"),
    }
}

/// Another value of the same kind, or of another kind where there is none.
fn other(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::String(format!("{text}x")),
        Value::Bool(truth) => Value::Bool(!truth),
        Value::Number(number) => Value::from(number.as_f64().unwrap() + 1.0),
        Value::Sequence(_) => "no list".into(),
        _ => Value::Sequence(vec![1.into()]),
    }
}

/// Every base with one node removed, and with one node replaced, and what was done.
fn mutants() -> Vec<(String, String, String)> {
    let mut mutants = Vec::new();
    for name in names("bases", "yaml") {
        let base = yaml(&read(&format!("bases/{name}.yaml")));
        let mut all = Vec::new();
        nodes(&base, &mut Vec::new(), &mut all);
        for (at, pointer) in all.iter().enumerate() {
            let shown: Vec<_> = pointer.iter().map(|step| text(step).trim().to_owned()).collect();
            for removes in [true, false] {
                // A half each: all of them take too long for every run.
                if (at % 2 == 0) == removes && all.len() > 200 {
                    continue;
                }
                let mut head = base.clone();
                if removes {
                    remove(&mut head, pointer);
                } else {
                    let node = find(&mut head, pointer);
                    *node = other(node);
                }
                let what = if removes { "without" } else { "another" };
                let what = format!("{name}: {what} {}", shown.join("/"));
                mutants.push((what, text(&base), text(&head)));
            }
        }
    }
    mutants
}

/// Mutants that say the same: the key, or its absence, is the default.
const SAME: &[&str] = &[
    // A parameter in a path is required whatever it says.
    "/parameters/1/required",
    "ProjectId/required",
];

#[test]
fn no_difference_goes_unnoticed_and_none_makes_it_panic() {
    let mutants = mutants();
    assert!(mutants.len() > 500, "{}", mutants.len());
    let mut missed = Vec::new();
    for (what, base, head) in &mutants {
        let (base, head) = (spec("base.yaml", base), spec("head.yaml", head));
        let changes = diff(&base, &head);
        if changes.changes().is_empty() && !SAME.iter().any(|same| what.ends_with(same)) {
            missed.push(what);
        }
        let back = diff(&head, &base);
        if changes.changes().is_empty() != back.changes().is_empty() {
            missed.push(what);
        }
        assert!(diff(&head, &head).changes().is_empty(), "{what}");
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

/// The same document with the keys of all mappings in reverse order.
fn reversed(value: &Value) -> Value {
    match value {
        Value::Mapping(map) => {
            let mut entries: Vec<_> =
                map.iter().map(|(key, value)| (key.clone(), reversed(value))).collect();
            entries.reverse();
            Value::Mapping(entries.into_iter().collect())
        }
        Value::Sequence(items) => Value::Sequence(items.iter().map(reversed).collect()),
        other => other.clone(),
    }
}

#[test]
fn order_of_keys_comments_and_json_make_no_difference() {
    for name in names("bases", "yaml") {
        let text_of_base = read(&format!("bases/{name}.yaml"));
        let value = yaml(&text_of_base);
        let base = spec("base.yaml", &text_of_base);
        let commented = text_of_base.replace('\n', " # remark\n");
        let json = serde_json::to_string(&value).unwrap();
        for head in [text(&reversed(&value)), commented, json] {
            let found = diff(&base, &spec("head.yaml", &head));
            assert!(found.changes().is_empty(), "{name}: {:#?}", found.changes());
        }
    }
}

#[test]
fn the_reverse_order_gives_the_same_changes() {
    let base = yaml(&read("bases/tasks.yaml"));
    let mut head = base.clone();
    let schemas = &mut head["components"]["schemas"];
    schemas["Error"]["properties"]["code"]["maxLength"] = 12.into();
    schemas["Task"]["properties"]["note"]["nullable"] = false.into();
    head["info"]["title"] = "Jobs".into();
    let found = |base: &Value, head: &Value| {
        let found = diff(&spec("base.yaml", &text(base)), &spec("head.yaml", &text(head)));
        let mut prints: Vec<_> =
            found.changes().iter().map(|change| change.fingerprint.clone()).collect();
        prints.sort();
        prints
    };
    let here = found(&base, &head);
    assert!(here.len() > 5, "{here:?}");
    assert_eq!(here, found(&reversed(&base), &reversed(&head)));
}

/// Documents that are none.
const GARBAGE: &[&str] = &[
    "openapi: 3.0.1\ninfo: {}\npaths: {}\n",
    "[]",
    "text",
    "{}",
    "paths: []\n",
    "paths: {/a: [], /b: text, /c: {get: [], put: null, post: {responses: [], parameters: {}}}}\n",
    "paths: {/a: {get: {responses: {200: text, 201: {content: []}}, requestBody: 1}}}\n",
    "paths: {/a: {$ref: '#/paths/~1a'}, /b: {$ref: '#/paths/~1c'}, /c: {$ref: '#/paths/~1b'}}\n",
    "paths: {/a: {get: {parameters: [{$ref: '#/x'}, {name: q}, {in: query}, 1, null]}}}\n",
    "paths: {/a: {get: {responses: {200: {content: {a/b: {schema: {$ref: '#/components/schemas/A'}}}}}}}}\n\
     components: {schemas: {A: {allOf: [{$ref: '#/components/schemas/A'}], items: {$ref: '#/components/schemas/A'}}}}\n",
    "paths: {/a: {get: {responses: {200: {content: {a/b: {schema: {$ref: '#/components/schemas/A'}}}}}}}}\n\
     components: {schemas: {A: {oneOf: [{$ref: '#/components/schemas/B'}], type: 1}, B: {anyOf: [{$ref: '#/components/schemas/A'}]}}}\n",
    "paths: {/a: {get: {responses: {200: {content: {a/b: {schema: {type: [], enum: {}, required: a, \
     properties: [], maximum: .nan, minLength: -1, allOf: {}}}}}}}}}\n",
    "security: [text, {a: b}, []]\nservers: [1, {url: 2, variables: []}, {}]\ntags: [1]\n\
     components: [1]\nx-error-codes: text\n",
    "paths: {'/{a': {get: {}}, '/a}{': {get: {}}, '{': {}, '': {}}\nwebhooks: [1]\n",
    "paths: {/a: {get: {callbacks: {a: {b: {post: {callbacks: {c: 1}}}}, d: []}}}}\n",
];

#[test]
fn documents_that_are_none_are_compared_all_the_same() {
    let parsed: Vec<Spec> = GARBAGE.iter().map(|text| spec("garbage.yaml", text)).collect();
    for (at, base) in parsed.iter().enumerate() {
        for (index, head) in parsed.iter().enumerate() {
            let found = diff(base, head);
            assert_eq!(
                found.changes().is_empty(),
                at == index,
                "{} {}",
                GARBAGE[at],
                GARBAGE[index]
            );
        }
    }
}

#[test]
fn a_schema_that_many_ways_lead_to_is_compared_once() {
    // Each level names the next one twice: 2^40 ways to the last.
    let document = |last: &str| {
        let mut text = String::from(
            "openapi: 3.0.3\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      \
             responses:\n        '200':\n          description: d\n          content:\n            \
             application/json: {schema: {$ref: '#/components/schemas/S0'}}\ncomponents:\n  schemas:\n",
        );
        for level in 0..40 {
            let next = format!("{{$ref: '#/components/schemas/S{}'}}", level + 1);
            text.push_str(&format!(
                "    S{level}: {{type: object, properties: {{a: {next}, b: {next}}}}}\n"
            ));
        }
        text + &format!("    S40: {{type: {last}}}\n")
    };
    let found =
        diff(&spec("base.yaml", &document("string")), &spec("head.yaml", &document("integer")));
    assert_eq!(found.changes().len(), 1, "{:#?}", found.changes());
    assert_eq!(found.changes()[0].level, Level::Breaking);
}
