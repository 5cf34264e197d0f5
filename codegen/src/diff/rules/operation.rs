//! Rules about everything but schemas, and those about properties as parts of an object.

use super::{Departure, NOT_JUDGED, Rule};
use crate::diff::Audience::{Everyone, Nobody, Readers, Senders};
use crate::diff::Level::{Breaking, Compatible, Dangerous, Documentation};

macro_rules! table {
    ($($id:literal $level:ident $audience:ident $explain:literal;)*) => {
        &[NOT_JUDGED, $(Rule { id: $id, level: $level, audience: $audience, explain: $explain }),*]
    };
}

pub(super) const RULES: &[Rule] = table! {
    // Operations.
    "endpoint-added" Compatible Everyone "a new operation";
    "api-path-removed-without-deprecation" Breaking Everyone "a path with all its operations is gone, without a warning";
    "api-path-removed-with-deprecation" Compatible Everyone "a path is gone that was deprecated";
    "api-path-removed-before-sunset" Breaking Everyone "a path is gone before the day that was promised";
    "api-path-sunset-parse" Breaking Everyone "a path is gone whose `x-sunset` was no date, so nobody could know when";
    "api-removed-without-deprecation" Breaking Everyone "an operation is gone, without a warning";
    "api-removed-with-deprecation" Compatible Everyone "an operation is gone that was deprecated";
    "api-removed-before-sunset" Breaking Everyone "an operation is gone before the day that was promised";
    "path-parameters-reordered" Breaking Senders "the same parameters at other places of the path, so that values end up where others belong";
    "path-parameter-renamed" Documentation Senders "another name for a place in the path; requests stay the same";
    "endpoint-deprecated" Compatible Everyone "an operation that callers should move away from";
    "endpoint-deprecated-with-sunset" Compatible Everyone "an operation that will be gone some day";
    "endpoint-reactivated" Compatible Everyone "an operation that is no longer deprecated";
    "api-deprecated-sunset-parse" Breaking Everyone "`x-sunset` of an operation is no date, so nobody knows when it goes";
    "api-sunset-date-changed-too-small" Breaking Everyone "an operation goes earlier than was promised";
    "api-sunset-date-too-small" Breaking Everyone "an operation became deprecated with a last day that has passed";
    "sunset-date-postponed" Compatible Everyone "an operation or parameter goes later than was announced";
    "sunset-deleted" Breaking Everyone "a deprecated operation has no last day any more";
    "api-stability-decreased" Breaking Everyone "an operation promises less stability than it did";
    "api-stability-increased" Compatible Everyone "an operation promises more stability than it did";
    "api-invalid-stability-level" Breaking Everyone "`x-stability-level` is none of draft, alpha, beta and stable";
    "api-operation-id-added" Compatible Everyone "an operation got a name, which generated code uses";
    "api-operation-id-removed" Compatible Everyone "an operation lost its name, which generated code uses";
    "api-operation-id-changed" Compatible Everyone "an operation got another name; requests stay the same, generated code does not";
    "api-tag-added" Compatible Everyone "an operation belongs to one more group";
    "api-tag-removed" Compatible Everyone "an operation belongs to one group less";
    "operation-became-repeatable" Dangerous Senders "the client sends a request again whose outcome it does not know, so that the service may carry it out twice";
    "operation-became-not-repeatable" Dangerous Readers "the client no longer sends a request again whose outcome it does not know, so that callers see failures that it used to recover from";
    "webhook-added" Compatible Everyone "one more request that callers may receive";
    "webhook-removed" Breaking Everyone "a request that callers no longer receive";
    "callback-added" Compatible Everyone "one more callback of an operation";
    "callback-removed" Breaking Everyone "a callback that an operation no longer makes";
    // Parameters.
    "new-required-request-parameter" Breaking Senders "a parameter that every request needs";
    "new-optional-request-parameter" Compatible Senders "a parameter that requests may have";
    "new-request-path-parameter" Breaking Senders "a parameter in the path, which every request needs";
    "new-required-request-default-parameter-to-existing-path" Breaking Senders "a parameter that every request below a path needs";
    "new-optional-request-default-parameter-to-existing-path" Compatible Senders "a parameter that every request below a path may have";
    "request-parameter-removed" Dangerous Senders "a parameter is gone; what a request asks by it is ignored or refused";
    "request-parameter-removed-with-deprecation" Compatible Senders "a parameter is gone that was deprecated";
    "request-parameter-removed-before-sunset" Breaking Senders "a parameter is gone before the day that was promised";
    "request-parameter-location-changed" Breaking Senders "a parameter belongs to another part of the request";
    "request-parameter-became-required" Breaking Senders "every request needs a parameter that was optional";
    "request-parameter-became-optional" Compatible Senders "requests may leave a parameter out";
    "request-parameter-deprecated" Compatible Senders "a parameter that callers should no longer use";
    "request-parameter-reactivated" Compatible Senders "a parameter that is no longer deprecated";
    "request-parameter-sunset-parse" Breaking Senders "`x-sunset` of a parameter is no date, so nobody knows when it goes";
    "request-parameter-sunset-deleted" Breaking Senders "a deprecated parameter has no last day any more";
    "request-parameter-sunset-date-changed-too-small" Breaking Senders "a parameter goes earlier than was promised";
    "request-parameter-sunset-date-too-small" Breaking Senders "a parameter became deprecated with a last day that has passed";
    "request-parameter-style-changed" Breaking Senders "a parameter is written in another way";
    "request-parameter-content-changed" Breaking Senders "a parameter holds another kind of content";
    "request-parameter-schema-added" Dangerous Senders "a parameter has to fit a schema, where any value was legal";
    "request-parameter-schema-removed" Compatible Senders "a parameter may have any value";
    "request-parameter-empty-value-allowed" Compatible Senders "a parameter may have no value";
    "request-parameter-empty-value-forbidden" Breaking Senders "a parameter needs a value";
    "request-parameter-client-default-added" Compatible Senders "callers may leave a parameter to the client, which puts its project in";
    "request-parameter-client-default-removed" Breaking Senders "the client no longer puts in a parameter that callers may have left to it";
    // Bodies.
    "request-body-added-required" Breaking Senders "every request needs a body, where there was none";
    "request-body-added-optional" Compatible Senders "requests may have a body";
    "request-body-removed" Breaking Senders "requests no longer have a body";
    "request-body-became-required" Breaking Senders "every request needs the body, which was optional";
    "request-body-became-optional" Compatible Senders "requests may leave the body out";
    "request-body-media-type-added" Compatible Senders "one more form that the body may have";
    "request-body-media-type-removed" Breaking Senders "one form less that the body may have";
    "request-body-media-type-schema-added" Breaking Senders "the body has to fit a schema";
    "request-body-media-type-schema-removed" Compatible Senders "the body no longer has to fit a schema";
    "request-body-encoding-changed" Breaking Senders "a part of the body is written in another way";
    // Responses.
    "response-success-status-added" Compatible Readers "one more status of success";
    "response-success-status-removed" Breaking Readers "a status of success is gone, so that another comes in its place";
    "response-non-success-status-added" Compatible Readers "one more status of failure";
    "response-non-success-status-removed" Compatible Readers "a status of failure is gone";
    "client-success-status-added" Compatible Readers "one more status that counts as success though `responses` lacks it";
    "client-success-status-removed" Dangerous Readers "a status that counted as success though `responses` lacked it is an error to callers now";
    "client-success-status-described" Documentation Nobody "another reason why a status counts as success though `responses` lacks it";
    "response-media-type-added" Compatible Readers "one more form that the response may have";
    "response-media-type-removed" Breaking Readers "one form less that the response may have";
    "response-media-type-name-changed" Compatible Readers "another spelling of a form that the response may have";
    "response-media-type-name-generalized" Breaking Readers "a wider form that the response may have";
    "response-media-type-name-specialized" Compatible Readers "a narrower form that the response may have";
    "response-body-media-type-schema-added" Compatible Readers "the response fits a schema, where nothing was known of it";
    "response-body-media-type-schema-removed" Dangerous Readers "nothing is known any more of what the response holds";
    "response-body-encoding-changed" Breaking Readers "a part of the response is written in another way";
    "response-header-added" Compatible Readers "one more header";
    "required-response-header-removed" Breaking Readers "a header is gone that every response had";
    "optional-response-header-removed" Dangerous Readers "a header is gone that a response might have";
    "response-header-became-optional" Breaking Readers "not every response has a header any more";
    "response-header-became-required" Compatible Readers "every response has a header";
    "response-header-deprecated" Compatible Readers "a header that callers should no longer read";
    "response-header-reactivated" Compatible Readers "a header that is no longer deprecated";
    "response-header-style-changed" Breaking Readers "a header is written in another way";
    "link-added" Compatible Readers "one more link to another operation";
    "link-removed" Dangerous Readers "a link to another operation is gone";
    "link-changed" Dangerous Readers "a link leads elsewhere or hands over other values";
    // Properties of what is sent.
    "new-required-request-property" Breaking Senders "a property that every request needs";
    "new-required-request-property-with-default" Breaking Senders "a property that every request needs; a default does not put it there";
    "new-optional-request-property" Compatible Senders "a property that requests may have";
    "request-property-removed" Dangerous Senders "a property is gone; what a request says by it is ignored or refused";
    "request-property-became-required" Breaking Senders "every request needs a property that was optional";
    "request-property-became-required-with-default" Breaking Senders "every request needs a property that was optional; a default does not put it there";
    "request-property-became-optional" Compatible Senders "requests may leave a property out";
    "new-required-request-header-property" Breaking Senders "a property that a header of every request needs";
    "request-header-property-became-required" Breaking Senders "a header of every request needs a property that was optional";
    "request-header-property-became-enum" Breaking Senders "only listed values are left of a property of a header";
    "request-optional-property-became-read-only" Compatible Senders "a property is ignored in requests";
    "request-optional-property-became-not-read-only" Compatible Senders "a property may stand in requests";
    "request-optional-property-became-write-only" Compatible Senders "a property stands in requests alone";
    "request-optional-property-became-not-write-only" Compatible Senders "a property stands in responses too";
    "request-required-property-became-read-only" Compatible Senders "a required property is ignored in requests";
    "request-required-property-became-not-read-only" Compatible Senders "a required property may stand in requests";
    "request-required-property-became-write-only" Compatible Senders "a required property stands in requests alone";
    "request-required-property-became-not-write-only" Compatible Senders "a required property stands in responses too";
    "request-property-deprecated" Compatible Senders "a property that callers should no longer send";
    "request-property-deprecated-with-sunset" Compatible Senders "a property that will be gone some day";
    "request-property-deprecated-sunset-invalid" Breaking Senders "`x-sunset` of a property is no date, so nobody knows when it goes";
    "request-property-sunset-date-too-small" Breaking Senders "a property became deprecated with a last day that has passed";
    "request-property-reactivated" Compatible Senders "a property that is no longer deprecated";
    "request-property-stability-decreased" Breaking Senders "a property promises less stability than it did";
    "request-property-stability-increased" Compatible Senders "a property promises more stability than it did";
    // Properties of what is read.
    "response-required-property-added" Compatible Readers "a property that every response has";
    "response-optional-property-added" Compatible Readers "a property that responses may have";
    "response-required-property-removed" Breaking Readers "a property is gone that every response had";
    "response-optional-property-removed" Dangerous Readers "a property is gone that a response might have";
    "response-property-became-optional" Breaking Readers "not every response has a property any more";
    "response-property-became-required" Compatible Readers "every response has a property";
    "response-required-write-only-property-added" Compatible Readers "a required property that no response holds";
    "response-optional-write-only-property-added" Compatible Readers "a property that no response holds";
    "response-required-write-only-property-removed" Compatible Readers "a required property is gone that no response held";
    "response-optional-write-only-property-removed" Compatible Readers "a property is gone that no response held";
    "response-write-only-property-became-optional" Compatible Readers "a property that no response holds became optional";
    "response-write-only-property-became-required" Compatible Readers "a property that no response holds became required";
    "response-optional-property-became-read-only" Compatible Readers "a property stands in responses alone";
    "response-optional-property-became-not-read-only" Compatible Readers "a property stands in requests too";
    "response-optional-property-became-write-only" Compatible Readers "no response has a property that was optional";
    "response-optional-property-became-not-write-only" Compatible Readers "responses may have a property";
    "response-required-property-became-read-only" Compatible Readers "a required property stands in responses alone";
    "response-required-property-became-not-read-only" Compatible Readers "a required property stands in requests too";
    "response-required-property-became-write-only" Compatible Readers "no response has a property that was required";
    "response-required-property-became-not-write-only" Dangerous Readers "every response has a property that none had";
    "response-property-deprecated" Compatible Readers "a property that callers should no longer read";
    "response-property-deprecated-with-sunset" Compatible Readers "a property that will be gone some day";
    "response-property-deprecated-sunset-invalid" Breaking Readers "`x-sunset` of a property is no date, so nobody knows when it goes";
    "response-property-sunset-date-too-small" Breaking Readers "a property became deprecated with a last day that has passed";
    "response-property-reactivated" Compatible Readers "a property that is no longer deprecated";
    "response-property-stability-decreased" Breaking Readers "a property promises less stability than it did";
    "response-property-stability-increased" Compatible Readers "a property promises more stability than it did";
    // Security.
    "api-security-added" Breaking Senders "a way to authorise a request; breaking where requests without it are no longer accepted";
    "api-security-removed" Breaking Senders "a way to authorise a request is gone; breaking where callers used it";
    "api-security-scope-added" Dangerous Senders "a way to authorise a request asks for one more scope";
    "api-security-scope-removed" Dangerous Senders "a way to authorise a request asks for one scope less";
    "api-global-security-added" Breaking Senders "the same for all operations that do not say their own";
    "api-global-security-removed" Breaking Senders "the same for all operations that do not say their own";
    "api-global-security-scope-added" Dangerous Senders "the same for all operations that do not say their own";
    "api-global-security-scope-removed" Dangerous Senders "the same for all operations that do not say their own";
    "api-security-component-added" Compatible Everyone "one more scheme to choose from; nothing asks for it yet";
    "api-security-component-removed" Dangerous Everyone "a scheme is gone";
    "api-security-component-type-changed" Breaking Senders "a scheme of another type";
    "api-security-component-changed" Breaking Senders "a scheme whose credentials go elsewhere or have another form";
    "api-security-component-oauth-url-changed" Dangerous Senders "callers are sent elsewhere to give their consent";
    "api-security-component-oauth-token-url-changed" Dangerous Senders "callers get their tokens elsewhere";
    "api-security-component-oauth-flow-added" Compatible Senders "one more way to get a token";
    "api-security-component-oauth-flow-removed" Breaking Senders "a way to get a token is gone";
    "api-security-component-oauth-scope-added" Compatible Senders "one more scope to ask for";
    "api-security-component-oauth-scope-removed" Dangerous Senders "one scope less to ask for";
    "api-security-component-oauth-scope-changed" Compatible Nobody "another description of a scope";
    // Servers.
    "server-added" Dangerous Senders "one more server, which credentials may go to";
    "server-removed" Breaking Senders "a server is gone that requests went to";
    "server-url-changed" Breaking Senders "requests go to another address";
    "server-order-changed" Dangerous Senders "another server comes first, which many tools take as the default";
    "server-variable-added" Dangerous Senders "an address depends on one more value";
    "server-variable-removed" Breaking Senders "an address no longer depends on a value that callers set";
    "server-variable-default-changed" Dangerous Senders "callers who set nothing reach another address";
    "server-variable-enum-value-added" Dangerous Senders "one more value, such as a region, which credentials may go to";
    "server-variable-enum-value-removed" Breaking Senders "a value, such as a region, is gone that callers used";
    // What the document says beside the interface.
    "openapi-version-changed" Documentation Nobody "another version of the format of the document";
    "info-version-changed" Documentation Nobody "another version of the document";
    "api-version-decreased" Compatible Nobody "a lower version of the document than before";
    "info-changed" Documentation Nobody "title, contact, license or terms of the document";
    "description-changed" Documentation Nobody "another description";
    "summary-changed" Documentation Nobody "another summary or title";
    "example-changed" Documentation Nobody "other examples";
    "external-docs-changed" Documentation Nobody "another link to documentation";
    "comment-changed" Documentation Nobody "another remark to maintainers";
    "tag-metadata-changed" Documentation Nobody "a group of operations is described in another way";
    "ref-sibling-changed" Documentation Nobody "a key beside a reference, which OpenAPI 3.0 ignores";
    "schema-deprecated-changed" Compatible Everyone "a schema as a whole is deprecated or no longer so";
    "schema-identity-changed" Documentation Nobody "another id, anchor or dialect of a schema";
    "extension-added" Documentation Nobody "an extension, which only tools that know it look at";
    "extension-removed" Documentation Nobody "an extension is gone, which only tools that know it looked at";
    "extension-changed" Documentation Nobody "another value of an extension, which only tools that know it look at";
    "error-code-added" Compatible Readers "one more code that an error may have";
    "error-code-removed" Compatible Readers "one code less that an error may have";
    "error-code-changed" Dangerous Readers "what is said of an error's code, such as whether to try again, is another";
    "error-code-described" Documentation Nobody "the meaning of an error's code is put in other words";
    "api-schema-added" Compatible Nobody "a schema in `components` that nothing uses";
    "api-schema-removed" Compatible Nobody "a schema is gone from `components` that nothing used";
    "unused-component-added" Documentation Nobody "a part of `components` that nothing uses";
    "unused-component-removed" Documentation Nobody "a part of `components` is gone that nothing used";
    "unused-component-changed" Documentation Nobody "a part of `components` changed that nothing uses";
};

/// Security and servers: this client signs its requests and picks their address from the document.
pub(super) const DEPARTURES: &[Departure] = &[
    Departure {
        id: "api-security-added",
        reason: "requests that lack what is now asked for are refused",
    },
    Departure {
        id: "api-security-removed",
        reason: "callers who authorise their requests in this way are refused",
    },
    Departure {
        id: "api-security-scope-added",
        reason: "a token without the scope is refused, and nobody knows which callers have it",
    },
    Departure {
        id: "api-security-scope-removed",
        reason: "who may call the operation is for a person to judge",
    },
    Departure {
        id: "api-global-security-added",
        reason: "requests that lack what is now asked for are refused",
    },
    Departure {
        id: "api-global-security-removed",
        reason: "callers who authorise their requests in this way are refused",
    },
    Departure {
        id: "api-global-security-scope-added",
        reason: "a token without the scope is refused, and nobody knows which callers have it",
    },
    Departure {
        id: "api-global-security-scope-removed",
        reason: "who may call the operations is for a person to judge",
    },
    Departure {
        id: "api-security-component-removed",
        reason: "an operation that names it can no longer be called as described",
    },
    Departure {
        id: "api-security-component-type-changed",
        reason: "credentials of the old type are refused",
    },
    Departure {
        id: "api-security-component-oauth-url-changed",
        reason: "callers are sent to another address with their credentials",
    },
    Departure {
        id: "api-security-component-oauth-token-url-changed",
        reason: "callers send their credentials to another address",
    },
    Departure {
        id: "api-security-component-oauth-scope-removed",
        reason: "tokens can no longer be asked for with this scope",
    },
];
