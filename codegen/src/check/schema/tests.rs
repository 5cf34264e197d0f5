use super::super::testing::findings;
use super::schema;

/// Rules that a schema breaks, in the order in which they are found, errors with `!`.
fn rules(text: &str) -> Vec<String> {
    let found = findings(text, |document, findings| {
        schema(document, "/s", document.root, findings);
    });
    found
        .into_iter()
        .map(|finding| {
            let mark = if finding.level == crate::finding::Level::Error { "!" } else { "" };
            format!("{mark}{}", finding.rule)
        })
        .collect()
}

fn assert_rules(cases: &[(&str, &[&str])]) {
    for (schema, expected) in cases {
        assert_eq!(rules(schema), *expected, "{schema}");
    }
}

#[test]
fn keywords_fit_their_type() {
    assert_rules(&[
        ("{type: string, minLength: 1, maxLength: 2, pattern: '^a', format: foo}", &[]),
        ("{type: string, minimum: 1}", &["keyword-misfit"]),
        ("{type: integer, maxLength: 3}", &["keyword-misfit"]),
        ("{type: array, items: {}, properties: {}}", &["keyword-misfit"]),
        ("{type: object, items: {}, uniqueItems: true}", &["keyword-misfit"; 2]),
        ("{type: boolean, format: foo}", &["keyword-misfit"]),
        ("{type: array}", &["array-without-items"]),
        ("{type: array, allOf: [{items: {}}]}", &[]),
        ("{type: 'null'}", &["!unknown-type"]),
        ("{type: String}", &["!unknown-type"]),
        ("{allOf: []}", &["!empty-composition"]),
    ]);
}

#[test]
fn a_type_is_missed_where_progenitor_misses_it() {
    assert_rules(&[
        ("{}", &[]),
        ("{description: anything}", &[]),
        ("{nullable: true}", &[]),
        ("{properties: {a: {}}}", &[]),
        ("{items: {}}", &[]),
        ("{minLength: 1, format: x}", &[]),
        ("{enum: [a, b]}", &[]),
        ("{enum: [1, 2.5, null]}", &[]),
        ("{format: date}", &["!type-missing"]),
        ("{minimum: 1}", &["!type-missing"]),
        ("{enum: [a, b], minLength: 1}", &[]),
        ("{enum: [a, b], format: x}", &[]),
        ("{items: {}, properties: {}}", &["!type-missing"]),
        ("{nullable: true, minLength: 1}", &["!type-missing"]),
        ("{allOf: [{type: integer}], minimum: 1}", &[]),
        ("{allOf: [{type: integer}, {minimum: 1}]}", &[]),
        ("{type: integer, maximum: 5, allOf: [{minimum: 1}]}", &[]),
        ("{type: integer, allOf: [{minimum: 1}]}", &["!type-missing"]),
        ("{allOf: [{description: d}]}", &[]),
        ("{enum: [a, b], nullable: true}", &[]),
        ("{not: {type: string}}", &["!unsupported-composition"]),
        ("{type: string, not: {enum: [a]}}", &[]),
        ("{not: {}}", &[]),
        ("{oneOf: [{}], anyOf: [{}]}", &["!unsupported-composition"]),
        ("{enum: [a, 1]}", &["!enum-type"]),
    ]);
}

#[test]
fn limits_leave_room() {
    assert_rules(&[
        ("{type: string, minLength: 3, maxLength: 3}", &[]),
        ("{type: string, minLength: 5, maxLength: 3}", &["!limits-reversed"]),
        ("{type: string, minLength: -1}", &["!limit-range"]),
        ("{type: string, maxLength: 4294967296}", &["!limit-range"]),
        ("{type: array, items: {}, minItems: 2, maxItems: 1}", &["!limits-reversed"]),
        ("{type: object, minProperties: 2, maxProperties: 1}", &["!limits-reversed"]),
        ("{type: integer, minimum: -1, maximum: -1}", &[]),
        ("{type: integer, minimum: 1, maximum: 1, exclusiveMaximum: true}", &["!limits-reversed"]),
        ("{type: number, minimum: 1.5, maximum: 1}", &["!limits-reversed"]),
        ("{type: number, exclusiveMinimum: true}", &["!exclusive-without-limit"]),
        ("{type: number, exclusiveMinimum: false}", &[]),
        ("{type: number, multipleOf: 0}", &["!limit-range"]),
        ("{type: string, pattern: '('}", &["!pattern-syntax"]),
        ("{type: string, pattern: 'a{2,1}'}", &["!pattern-syntax"]),
    ]);
}

#[test]
fn required_properties_are_declared() {
    assert_rules(&[
        ("{type: object, required: [a], properties: {a: {}}}", &[]),
        ("{type: object, required: [b], properties: {a: {}}}", &["required-undeclared"]),
        ("{type: object, required: [a, a], properties: {a: {}}}", &["duplicate-required"]),
        ("{required: [b]}", &[]),
        ("{required: [b], properties: {a: {}}, additionalProperties: {}}", &[]),
        ("{allOf: [{required: [a]}, {properties: {a: {}}}]}", &[]),
        ("{allOf: [{required: [b]}, {properties: {a: {}}}]}", &["required-undeclared"]),
        (
            "{properties: {a: {}}, oneOf: [{required: [a]}, {required: [b]}]}",
            &["required-undeclared"],
        ),
    ]);
}

#[test]
fn enum_values_are_distinct_and_fit() {
    assert_rules(&[
        ("{type: string, enum: [a, b]}", &[]),
        ("{type: string, enum: []}", &["!empty-enum"]),
        ("{type: string, enum: [a, a]}", &["duplicate-enum"]),
        ("{type: integer, enum: [1, 1]}", &["duplicate-enum"]),
        ("{type: string, enum: [a, 1]}", &["!enum-type"]),
        ("{type: string, enum: [a, null]}", &["enum-type"]),
        ("{type: string, nullable: true, enum: [a, null]}", &[]),
        ("{type: integer, enum: [1, null]}", &["!enum-type"]),
        ("{type: integer, enum: [1.5]}", &["!enum-type"]),
        ("{type: boolean, enum: ['true']}", &["enum-type"]),
        ("{type: array, items: {}, enum: [a]}", &["!enum-type"]),
        ("{type: string, enum: [abc, d], maxLength: 1}", &["enum-type"]),
        ("{type: string, enum: [a, A]}", &["enum-name-collision"]),
        ("{type: string, enum: [a-b, a_b]}", &["enum-name-collision"]),
        ("{type: string, enum: [a-b, ab]}", &[]),
        ("{type: string, enum: ['<=', '>=']}", &["enum-name-collision"]),
        ("{type: string, enum: ['1', '2', '', '-1', '+1']}", &[]),
        ("{type: string, enum: ['', ' ']}", &["enum-name-collision"]),
        ("{type: string, enum: ['=', '==']}", &[]),
    ]);
}

#[test]
fn examples_and_defaults_fit_their_schema() {
    assert_rules(&[
        ("{type: string, example: a, default: b}", &[]),
        ("{type: string, example: 1}", &["example-mismatch"]),
        ("{type: string, default: 1}", &["default-mismatch"]),
        ("{type: string, default: null}", &["default-mismatch"]),
        ("{type: string, nullable: true, default: null}", &[]),
        ("{type: string, enum: [x], default: y}", &["default-mismatch"]),
    ]);
}
