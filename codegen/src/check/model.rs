//! The objects of OpenAPI 3.0.3 and their keys.

mod table;

use table::MODELS;

/// An object of the specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    OpenApi,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Reference,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
    SecurityRequirement,
}

/// What a value must be.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape {
    /// Anything.
    Any,
    Str,
    Bool,
    Int,
    Num,
    /// One of these strings.
    Enum(&'static [&'static str]),
    List(&'static Shape),
    /// A mapping with free keys.
    Map(&'static Shape),
    /// An object.
    Is(Kind),
    /// An object, or a reference to a component of this kind.
    Or(Kind),
    /// A truth value, a schema, or a reference to one.
    BoolOrSchema,
}

/// A key of an object.
#[derive(Debug)]
pub(super) struct Key {
    pub(super) name: &'static str,
    pub(super) shape: Shape,
    pub(super) required: bool,
}

/// An object and its keys.
#[derive(Debug)]
pub(super) struct Model {
    #[cfg_attr(not(test), expect(dead_code, reason = "a test compares it with the row's place"))]
    pub(super) kind: Kind,
    /// With its article, for messages.
    pub(super) title: &'static str,
    pub(super) keys: &'static [Key],
    /// What stands under all other keys, for objects with free keys.
    pub(super) rest: Option<Shape>,
    /// Section of `components` that holds objects of this kind.
    pub(super) section: Option<&'static str>,
}

impl Kind {
    /// The row of this kind.
    pub(super) fn model(self) -> &'static Model {
        // The order of the rows is that of the kinds; a test holds it.
        &MODELS[self as usize]
    }
}

impl Model {
    /// The row of a key.
    pub(super) fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }
}

/// The HTTP methods that a path item can describe.
pub(super) const METHODS: [&str; 8] =
    ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_stand_in_the_order_of_their_kinds() {
        for (at, model) in MODELS.iter().enumerate() {
            assert_eq!(model.kind as usize, at, "{}", model.title);
            assert_eq!(model.kind.model().title, model.title);
        }
    }
}
