//! Edits of the document that no code follows: the page of the contract shows them.

use serde_yaml::Value;

use crate::mutations::Catcher::{Check, Drift, Page};
use crate::mutations::Change::{Insert, Key, Next, Node, Push, Remove, Rename, Set, Words};
use crate::mutations::{Catcher, Mutation, document};

const ONLY: &[Catcher] = &[Page];
const CHECKED: &[Catcher] = &[Check, Page];
const DRIFTS: &[Catcher] = &[Check, Drift, Page];

const SCHEME: &str = "components securitySchemes *[in=header]";
const EXAMPLE: &str = "components responses * content * examples * value error_code";
const UNUSED: &str = "{Unused: {name: limit, in: query, schema: {type: integer}}}";

/// Both alternatives at once.
fn merged(list: &mut Value) -> Option<()> {
    let list = list.as_sequence_mut()?;
    let second = list.pop()?;
    let first = list.last_mut()?.as_mapping_mut()?;
    first.extend(second.as_mapping()?.clone());
    Some(())
}

pub(super) const EDITS: &[Mutation] = &[
    document("no security", "security", Remove, CHECKED),
    document("security is misspelt", "security", Rename("secruity"), DRIFTS),
    document("one way to sign in is dropped", "security *", Remove, CHECKED),
    document("both ways to sign in at once", "security", Node(merged), ONLY),
    document(
        "another header for the token",
        "components securitySchemes *[in=header] name",
        Set("X-Subject-Token"),
        ONLY,
    ),
    document(
        "the signature moves to the query",
        "components securitySchemes *[in=header] in",
        Set("query"),
        ONLY,
    ),
    document("another kind of scheme", SCHEME, Set("{type: http, scheme: bearer}"), ONLY),
    document(
        "another description of a scheme",
        "components securitySchemes * description",
        Words,
        ONLY,
    ),
    document(
        "an operation without security",
        "paths * *[responses=*]",
        Insert("security", "[]"),
        ONLY,
    ),
    document(
        "another default region",
        "servers * variables region",
        Node(|region| {
            let last = region.get("enum")?.as_sequence()?.last()?.clone();
            region["default"] = last;
            Some(())
        }),
        ONLY,
    ),
    document(
        "a default that is no region",
        "servers * variables region default",
        Set("zz-north-5"),
        CHECKED,
    ),
    document("another description of a region", "servers * variables * description", Words, ONLY),
    document("another description of a server", "servers * description", Words, ONLY),
    document(
        "another description of a response",
        "components responses * description",
        Words,
        ONLY,
    ),
    document("another reason for a success", "paths * * x-success-statuses *", Words, ONLY),
    document("an example with a code that is too long", EXAMPLE, Set("DCS.407000"), CHECKED),
    document("an example with a number", EXAMPLE, Set("5000"), CHECKED),
    document(
        "an example of an ID that is not one",
        "components schemas *[pattern=*] example",
        Set("../tasks"),
        CHECKED,
    ),
    document(
        "a field is no longer nullable",
        "components schemas *[type=object] properties * nullable",
        Remove,
        ONLY,
    ),
    document(
        "nullable is misspelt",
        "components schemas *[type=object] properties * nullable",
        Rename("nulable"),
        DRIFTS,
    ),
    document(
        "a field becomes nullable",
        "components schemas ErrorResponse properties *[type=string]",
        Insert("nullable", "true"),
        ONLY,
    ),
    document(
        "a date is any text",
        "components schemas * properties *[format=date-time] format",
        Remove,
        ONLY,
    ),
    document(
        "no shortest length beside a pattern that has one",
        "components schemas *[pattern=*] minLength",
        Remove,
        ONLY,
    ),
    document(
        "an error may hold nothing more",
        "components schemas ErrorResponse",
        Insert("additionalProperties", "false"),
        ONLY,
    ),
    document(
        "a limit that no type holds",
        "paths * * parameters *[in=query] schema maximum",
        Next,
        ONLY,
    ),
    document("a body may be left out", "paths * * requestBody required", Set("false"), ONLY),
    document(
        "an operation is deprecated",
        "paths * *[responses=*]",
        Insert("deprecated", "true"),
        ONLY,
    ),
    document("another tag", "paths * * tags *", Set("nothing"), CHECKED),
    document("another version of OpenAPI", "openapi", Set("3.0.0"), ONLY),
    document("a component that nothing uses", "components", Insert("parameters", UNUSED), CHECKED),
    document(
        "another link to the vendor",
        "paths * * externalDocs url",
        Set("https://example.com/"),
        ONLY,
    ),
    document(
        "another name of the link to the vendor",
        "paths * * externalDocs description",
        Words,
        ONLY,
    ),
    document("a misspelt key", "info", Insert("licence", "MIT"), DRIFTS),
    document(
        "a header of a response",
        "paths * * responses 2*",
        Insert("headers", "{X-Request-Id: {schema: {type: string}}}"),
        ONLY,
    ),
    document(
        "another summary of an example",
        "components responses * content * examples * summary",
        Words,
        ONLY,
    ),
    document(
        "another name of an example",
        "components responses * content * examples *",
        Key(|name| Some(format!("{name}X"))),
        ONLY,
    ),
    document("a tag is added", "tags", Push("{name: more, description: More.}"), ONLY),
];
