use super::super::document::Document;
use super::super::testing::parse;
use super::{accepts, mismatch};

/// What is wrong with `value` under `schema`, as `place what`.
fn wrong(schema: &str, value: &str) -> Option<String> {
    let root = parse(&format!("schema: {schema}\nvalue: {value}\n{COMPONENTS}"));
    let document = Document { root: &root };
    let (schema, value) = (root.get("schema").unwrap(), root.get("value").unwrap());
    mismatch(document, schema, value).map(|found| format!("{} {}", found.place, found.what))
}

const COMPONENTS: &str = r##"
components:
  Id: {type: string, maxLength: 3}
  Tree:
    type: object
    required: [id]
    properties:
      id: {$ref: '#/components/Id'}
      children: {type: array, items: {$ref: '#/components/Tree'}}
  Loop: {allOf: [{$ref: '#/components/Loop'}]}
  Bomb: {oneOf: [{$ref: '#/components/Bomb'}, {$ref: '#/components/Bomb'}, {type: string}]}
"##;

#[test]
fn values_that_fit() {
    for (schema, value) in [
        ("{}", "{a: [1]}"),
        ("{type: string}", "a"),
        ("{type: string, nullable: true, enum: [a]}", "null"),
        ("{type: number}", "1"),
        ("{type: integer}", "1.0"),
        ("{type: integer, minimum: 1, maximum: 1}", "1"),
        ("{type: integer, enum: [1]}", "1.0"),
        ("{type: string, maxLength: 2}", "日本"),
        ("{type: string, pattern: b}", "abc"),
        ("{type: string, format: date-time}", "'2024-02-29T00:00:00Z'"),
        ("{type: string, format: unheard}", "x"),
        ("{type: array, items: {type: integer}, uniqueItems: true}", "[1, 2]"),
        ("{required: [a], properties: {a: {readOnly: true}}}", "{}"),
        ("{properties: {a: {}}}", "{b: 1}"),
        ("{properties: {a: {}}, additionalProperties: {type: integer}}", "{a: x, b: 1}"),
        ("{oneOf: [{type: integer}, {type: string}]}", "a"),
        ("{anyOf: [{type: integer}, {type: number}]}", "1"),
        ("{not: {type: integer}}", "a"),
        ("{$ref: '#/components/Tree'}", "{id: a, children: [{id: b}]}"),
        ("{$ref: '#/nowhere'}", "1"),
        ("{$ref: 'other.yaml#/a'}", "1"),
    ] {
        assert_eq!(wrong(schema, value), None, "{schema}: {value}");
    }
}

#[test]
fn values_that_do_not() {
    for (schema, value, expected) in [
        ("{type: string}", "1", " is an integer, not a string"),
        ("{type: string}", "null", " is null, not a string"),
        ("{type: integer}", "1.5", " is a number, not an integer"),
        ("{type: object}", "[]", " is a list, not a mapping"),
        ("{type: string, maxLength: 9}", "DCS.400000", " is 10 characters long, `maxLength` is 9"),
        ("{type: string, minLength: 1}", "''", " is 0 characters long, `minLength` is 1"),
        ("{type: string, pattern: '^a$'}", "b", " is `b`, which does not match its `pattern`"),
        ("{type: string, format: date}", "b", " is `b`, which is not of format `date`"),
        ("{type: string, enum: [a]}", "b", " is `b`, which is not one of the `enum` values"),
        ("{type: integer, minimum: 2}", "1", " is `1`, below the `minimum` of `2`"),
        (
            "{minimum: 1, exclusiveMinimum: true}",
            "1",
            " is `1`, the `minimum` that `exclusiveMinimum` excludes",
        ),
        ("{type: integer, multipleOf: 2}", "3", " is 3, not a multiple of 2"),
        ("{format: int32}", "3000000000", " is `3000000000`, too large for its `format`"),
        ("{maxItems: 1}", "[1, 2]", " has 2 items, `maxItems` is 1"),
        ("{minProperties: 1}", "{}", " has 0 properties, `minProperties` is 1"),
        (
            "{uniqueItems: true}",
            "[{a: 1, b: 2}, {b: 2.0, a: 1}]",
            " stands in the list twice, `uniqueItems` is true",
        ),
        ("{items: {type: integer}}", "[1, a]", "/1 is a string, not an integer"),
        ("{required: [a]}", "{b: 1}", " has no `a`, which is required"),
        ("{additionalProperties: false}", "{b: 1}", " has `b`, which is not a declared property"),
        ("{additionalProperties: {type: string}}", "{a/b: 1}", "/a~1b is an integer, not a string"),
        (
            "{allOf: [{type: string}, {minLength: 2}]}",
            "a",
            " is 1 character long, `minLength` is 2",
        ),
        (
            "{oneOf: [{type: integer}, {type: boolean}]}",
            "a",
            " matches none of the 2 `oneOf` schemas",
        ),
        (
            "{oneOf: [{type: integer}, {type: number}]}",
            "1",
            " matches 2 of the `oneOf` schemas, not one",
        ),
        (
            "{anyOf: [{properties: {a: {type: integer}}}]}",
            "{a: x}",
            "/a is a string, not an integer",
        ),
        ("{not: {type: integer}}", "1", " matches the schema under `not`"),
        (
            "{$ref: '#/components/Tree'}",
            "{id: a, children: [{id: abcd}]}",
            "/children/0/id is 4 characters long, `maxLength` is 3",
        ),
    ] {
        assert_eq!(wrong(schema, value).as_deref(), Some(expected), "{schema}: {value}");
    }
}

#[test]
fn schemas_without_end_give_no_verdict() {
    let root = parse(COMPONENTS);
    let document = Document { root: &root };
    for name in ["Loop", "Bomb"] {
        let schema = root.pointer(&format!("/components/{name}")).unwrap();
        assert_eq!(accepts(document, schema, &root), None, "{name}");
    }
}
