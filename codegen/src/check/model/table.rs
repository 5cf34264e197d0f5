//! One row an object of OpenAPI 3.0.3.

use super::Kind as K;
use super::Shape::{Any, Bool, BoolOrSchema, Enum, Int, Is, List, Map, Num, Or, Str};
use super::{Key, Kind, Model, Shape};

const fn req(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, required: true }
}

const fn opt(name: &'static str, shape: Shape) -> Key {
    Key { name, shape, required: false }
}

const fn object(kind: Kind, title: &'static str, keys: &'static [Key]) -> Model {
    Model { kind, title, keys, rest: None, section: None }
}

impl Model {
    const fn rest(self, shape: Shape) -> Self {
        Self { rest: Some(shape), ..self }
    }

    const fn section(self, section: &'static str) -> Self {
        Self { section: Some(section), ..self }
    }
}

const SERVERS: Shape = List(&Is(K::Server));
const DOCS: Shape = Is(K::ExternalDocs);
const SECURITY: Shape = List(&Is(K::SecurityRequirement));
const PARAMETERS: Shape = List(&Or(K::Parameter));
const CONTENT: Shape = Map(&Is(K::MediaType));
const EXAMPLES: Shape = Map(&Or(K::Example));
const HEADERS: Shape = Map(&Or(K::Header));
const LINKS: Shape = Map(&Or(K::Link));
const CALLBACKS: Shape = Map(&Or(K::Callback));
const STRINGS: Shape = List(&Str);
const STRING_MAP: Shape = Map(&Str);
const SCHEMA: Shape = Or(K::Schema);
const SCHEMAS: Shape = List(&SCHEMA);
const SCHEMA_MAP: Shape = Map(&SCHEMA);
const OPERATION: Shape = Is(K::Operation);

pub(super) static MODELS: [Model; 30] = [
    object(
        K::OpenApi,
        "the document",
        &[
            req("openapi", Str),
            req("info", Is(K::Info)),
            req("paths", Is(K::Paths)),
            opt("servers", SERVERS),
            opt("components", Is(K::Components)),
            opt("security", SECURITY),
            opt("tags", List(&Is(K::Tag))),
            opt("externalDocs", DOCS),
        ],
    ),
    object(
        K::Info,
        "`info`",
        &[
            req("title", Str),
            req("version", Str),
            opt("description", Str),
            opt("termsOfService", Str),
            opt("contact", Is(K::Contact)),
            opt("license", Is(K::License)),
        ],
    ),
    object(K::Contact, "a contact", &[opt("name", Str), opt("url", Str), opt("email", Str)]),
    object(K::License, "a license", &[req("name", Str), opt("url", Str)]),
    object(
        K::Server,
        "a server",
        &[req("url", Str), opt("description", Str), opt("variables", Map(&Is(K::ServerVariable)))],
    ),
    // `default` is required too: the server rules say so, with what it is for.
    object(
        K::ServerVariable,
        "a server variable",
        &[opt("default", Str), opt("enum", STRINGS), opt("description", Str)],
    ),
    object(
        K::Components,
        "`components`",
        &[
            opt("schemas", SCHEMA_MAP),
            opt("responses", Map(&Or(K::Response))),
            opt("parameters", Map(&Or(K::Parameter))),
            opt("examples", EXAMPLES),
            opt("requestBodies", Map(&Or(K::RequestBody))),
            opt("headers", HEADERS),
            opt("securitySchemes", Map(&Or(K::SecurityScheme))),
            opt("links", LINKS),
            opt("callbacks", CALLBACKS),
        ],
    ),
    object(K::Paths, "`paths`", &[]).rest(Is(K::PathItem)),
    object(
        K::PathItem,
        "a path item",
        &[
            opt("get", OPERATION),
            opt("put", OPERATION),
            opt("post", OPERATION),
            opt("delete", OPERATION),
            opt("options", OPERATION),
            opt("head", OPERATION),
            opt("patch", OPERATION),
            opt("trace", OPERATION),
            opt("$ref", Str),
            opt("summary", Str),
            opt("description", Str),
            opt("servers", SERVERS),
            opt("parameters", PARAMETERS),
        ],
    ),
    object(
        K::Operation,
        "an operation",
        &[
            req("responses", Is(K::Responses)),
            opt("tags", STRINGS),
            opt("summary", Str),
            opt("description", Str),
            opt("externalDocs", DOCS),
            opt("operationId", Str),
            opt("parameters", PARAMETERS),
            opt("requestBody", Or(K::RequestBody)),
            opt("callbacks", CALLBACKS),
            opt("deprecated", Bool),
            opt("security", SECURITY),
            opt("servers", SERVERS),
        ],
    ),
    object(K::ExternalDocs, "`externalDocs`", &[req("url", Str), opt("description", Str)]),
    object(
        K::Parameter,
        "a parameter",
        &[
            req("name", Str),
            req("in", Enum(&["query", "header", "path", "cookie"])),
            opt("description", Str),
            opt("required", Bool),
            opt("deprecated", Bool),
            opt("allowEmptyValue", Bool),
            opt("style", Enum(STYLES)),
            opt("explode", Bool),
            opt("allowReserved", Bool),
            opt("schema", SCHEMA),
            opt("example", Any),
            opt("examples", EXAMPLES),
            opt("content", CONTENT),
        ],
    )
    .section("parameters"),
    object(
        K::RequestBody,
        "a request body",
        &[req("content", CONTENT), opt("description", Str), opt("required", Bool)],
    )
    .section("requestBodies"),
    object(
        K::MediaType,
        "a media type",
        &[
            opt("schema", SCHEMA),
            opt("example", Any),
            opt("examples", EXAMPLES),
            opt("encoding", Map(&Is(K::Encoding))),
        ],
    ),
    object(
        K::Encoding,
        "an encoding",
        &[
            opt("contentType", Str),
            opt("headers", HEADERS),
            opt("style", Enum(STYLES)),
            opt("explode", Bool),
            opt("allowReserved", Bool),
        ],
    ),
    object(K::Responses, "`responses`", &[]).rest(Or(K::Response)),
    object(
        K::Response,
        "a response",
        &[
            req("description", Str),
            opt("headers", HEADERS),
            opt("content", CONTENT),
            opt("links", LINKS),
        ],
    )
    .section("responses"),
    object(K::Callback, "a callback", &[]).rest(Is(K::PathItem)).section("callbacks"),
    object(
        K::Example,
        "an example",
        &[
            opt("summary", Str),
            opt("description", Str),
            opt("value", Any),
            opt("externalValue", Str),
        ],
    )
    .section("examples"),
    object(
        K::Link,
        "a link",
        &[
            opt("operationRef", Str),
            opt("operationId", Str),
            opt("parameters", Map(&Any)),
            opt("requestBody", Any),
            opt("description", Str),
            opt("server", Is(K::Server)),
        ],
    )
    .section("links"),
    object(
        K::Header,
        "a header",
        &[
            opt("description", Str),
            opt("required", Bool),
            opt("deprecated", Bool),
            opt("allowEmptyValue", Bool),
            opt("style", Enum(&["simple"])),
            opt("explode", Bool),
            opt("allowReserved", Bool),
            opt("schema", SCHEMA),
            opt("example", Any),
            opt("examples", EXAMPLES),
            opt("content", CONTENT),
        ],
    )
    .section("headers"),
    object(
        K::Tag,
        "a tag",
        &[req("name", Str), opt("description", Str), opt("externalDocs", DOCS)],
    ),
    object(K::Reference, "a reference", &[req("$ref", Str)]),
    object(
        K::Schema,
        "a schema",
        &[
            // `unknown-type` says which texts are types.
            opt("type", Str),
            opt("title", Str),
            opt("description", Str),
            opt("format", Str),
            opt("pattern", Str),
            opt("multipleOf", Num),
            opt("maximum", Num),
            opt("exclusiveMaximum", Bool),
            opt("minimum", Num),
            opt("exclusiveMinimum", Bool),
            opt("maxLength", Int),
            opt("minLength", Int),
            opt("maxItems", Int),
            opt("minItems", Int),
            opt("uniqueItems", Bool),
            opt("maxProperties", Int),
            opt("minProperties", Int),
            opt("required", STRINGS),
            opt("enum", List(&Any)),
            opt("allOf", SCHEMAS),
            opt("oneOf", SCHEMAS),
            opt("anyOf", SCHEMAS),
            opt("not", SCHEMA),
            opt("items", SCHEMA),
            opt("properties", SCHEMA_MAP),
            opt("additionalProperties", BoolOrSchema),
            opt("default", Any),
            opt("nullable", Bool),
            opt("discriminator", Is(K::Discriminator)),
            opt("readOnly", Bool),
            opt("writeOnly", Bool),
            opt("xml", Is(K::Xml)),
            opt("externalDocs", DOCS),
            opt("example", Any),
            opt("deprecated", Bool),
        ],
    )
    .section("schemas"),
    object(
        K::Discriminator,
        "a discriminator",
        &[req("propertyName", Str), opt("mapping", STRING_MAP)],
    ),
    object(
        K::Xml,
        "`xml`",
        &[
            opt("name", Str),
            opt("namespace", Str),
            opt("prefix", Str),
            opt("attribute", Bool),
            opt("wrapped", Bool),
        ],
    ),
    // What else is required depends on `type`: see the security rules.
    object(
        K::SecurityScheme,
        "a security scheme",
        &[
            req("type", Enum(&["apiKey", "http", "oauth2", "openIdConnect"])),
            opt("description", Str),
            opt("name", Str),
            opt("in", Enum(&["query", "header", "cookie"])),
            opt("scheme", Str),
            opt("bearerFormat", Str),
            opt("flows", Is(K::OAuthFlows)),
            opt("openIdConnectUrl", Str),
        ],
    )
    .section("securitySchemes"),
    object(
        K::OAuthFlows,
        "`flows`",
        &[
            opt("implicit", Is(K::OAuthFlow)),
            opt("password", Is(K::OAuthFlow)),
            opt("clientCredentials", Is(K::OAuthFlow)),
            opt("authorizationCode", Is(K::OAuthFlow)),
        ],
    ),
    object(
        K::OAuthFlow,
        "an OAuth flow",
        &[
            req("scopes", STRING_MAP),
            opt("authorizationUrl", Str),
            opt("tokenUrl", Str),
            opt("refreshUrl", Str),
        ],
    ),
    object(K::SecurityRequirement, "a security requirement", &[]).rest(STRINGS),
];

const STYLES: &[&str] =
    &["matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject"];
