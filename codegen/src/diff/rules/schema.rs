//! Rules about schemas: one line a subject, for each place that a schema can be at.
//!
//! What narrows the values breaks who sends them and is harmless to who reads them; what widens
//! them is the reverse.

use super::Rule;
use crate::diff::Audience::{Readers, Senders};
use crate::diff::Level::{self, Breaking, Compatible, Dangerous};

/// Makes the rules of one subject, one for each place.
macro_rules! subjects {
    ($($name:literal $request:ident $response:ident $explain:literal;)*) => {
        &[$([
            subjects!(@ "request-body-", $name, $request, Senders, $explain),
            subjects!(@ "request-property-", $name, $request, Senders, $explain),
            subjects!(@ "request-parameter-", $name, $request, Senders, $explain),
            subjects!(@ "request-parameter-property-", $name, $request, Senders, $explain),
            subjects!(@ "response-body-", $name, $response, Readers, $explain),
            subjects!(@ "response-property-", $name, $response, Readers, $explain),
            subjects!(@ "response-header-", $name, $response, Readers, $explain),
        ]),*]
    };
    (@ $place:literal, $name:literal, $level:ident, $audience:ident, $explain:literal) => {
        Rule { id: concat!($place, $name), level: $level, audience: $audience, explain: $explain }
    };
}

const PLACES: usize = 7;

const SUBJECTS: &[[Rule; PLACES]] = subjects! {
    // Types.
    "type-changed" Breaking Breaking "another type or format, neither of which holds all values of the other";
    "type-generalized" Compatible Breaking "a type or format that holds all values of the old one and more";
    "type-specialized" Breaking Compatible "a type or format that holds only some values of the old one";
    "type-compatible" Compatible Compatible "types in another form that hold the same values";
    "list-of-types-widened" Compatible Breaking "one of several types, with more of them to choose from";
    "list-of-types-narrowed" Breaking Compatible "one of several types, with fewer of them to choose from";
    "became-nullable" Compatible Breaking "null became a legal value";
    "became-not-nullable" Breaking Compatible "null is no longer a legal value";
    // Values.
    "became-enum" Breaking Compatible "only listed values are left, where any was legal";
    "became-free" Compatible Dangerous "any value is legal, where only listed ones were";
    "enum-value-added" Compatible Dangerous "one more listed value, which a reader may not expect";
    "enum-value-removed" Breaking Compatible "one listed value less";
    "x-extensible-enum-value-added" Compatible Compatible "one more value in a list that readers know to be open";
    "x-extensible-enum-value-removed" Breaking Compatible "one value less in a list that is open";
    "const-added" Breaking Compatible "a single value is left, where others were legal";
    "const-removed" Compatible Breaking "other values are legal, where there was a single one";
    "const-changed" Breaking Breaking "another single value";
    "default-value-added" Compatible Compatible "what is left out now means this value";
    "default-value-removed" Compatible Compatible "what is left out no longer means this value";
    "default-value-changed" Compatible Compatible "what is left out means another value";
    // Upper limits.
    "max-set" Dangerous Compatible "a largest value, where there was none";
    "max-decreased" Breaking Compatible "the largest value became smaller";
    "max-increased" Compatible Breaking "the largest value became larger";
    "max-unset" Compatible Breaking "no largest value any more";
    "exclusive-max-set" Dangerous Compatible "an exclusive upper limit, where there was none";
    "exclusive-max-decreased" Breaking Compatible "the exclusive upper limit became smaller";
    "exclusive-max-increased" Compatible Breaking "the exclusive upper limit became larger";
    "exclusive-max-unset" Compatible Breaking "no exclusive upper limit any more";
    "max-length-set" Dangerous Compatible "a greatest length, where there was none";
    "max-length-decreased" Breaking Compatible "the greatest length became smaller";
    "max-length-increased" Compatible Breaking "the greatest length became larger";
    "max-length-unset" Compatible Breaking "no greatest length any more";
    "max-items-set" Dangerous Compatible "a greatest number of items, where there was none";
    "max-items-decreased" Breaking Compatible "the greatest number of items became smaller";
    "max-items-increased" Compatible Breaking "the greatest number of items became larger";
    "max-items-unset" Compatible Breaking "no greatest number of items any more";
    "max-properties-set" Dangerous Compatible "a greatest number of properties, where there was none";
    "max-properties-decreased" Breaking Compatible "the greatest number of properties became smaller";
    "max-properties-increased" Compatible Breaking "the greatest number of properties became larger";
    "max-properties-unset" Compatible Breaking "no greatest number of properties any more";
    "max-contains-set" Dangerous Compatible "a greatest number of matching items, where there was none";
    "max-contains-decreased" Breaking Compatible "the greatest number of matching items became smaller";
    "max-contains-increased" Compatible Breaking "the greatest number of matching items became larger";
    "max-contains-unset" Compatible Breaking "no greatest number of matching items any more";
    // Lower limits.
    "min-set" Dangerous Compatible "a smallest value, where there was none";
    "min-increased" Breaking Compatible "the smallest value became larger";
    "min-decreased" Compatible Breaking "the smallest value became smaller";
    "min-unset" Compatible Breaking "no smallest value any more";
    "exclusive-min-set" Dangerous Compatible "an exclusive lower limit, where there was none";
    "exclusive-min-increased" Breaking Compatible "the exclusive lower limit became larger";
    "exclusive-min-decreased" Compatible Breaking "the exclusive lower limit became smaller";
    "exclusive-min-unset" Compatible Breaking "no exclusive lower limit any more";
    "min-length-increased" Breaking Compatible "the least length became larger; none counts as 0";
    "min-length-decreased" Compatible Breaking "the least length became smaller; none counts as 0";
    "min-items-set" Dangerous Compatible "a least number of items, where there was none";
    "min-items-increased" Breaking Compatible "the least number of items became larger";
    "min-items-decreased" Compatible Breaking "the least number of items became smaller";
    "min-items-unset" Compatible Breaking "no least number of items any more";
    "min-properties-set" Dangerous Compatible "a least number of properties, where there was none";
    "min-properties-increased" Breaking Compatible "the least number of properties became larger";
    "min-properties-decreased" Compatible Breaking "the least number of properties became smaller";
    "min-properties-unset" Compatible Breaking "no least number of properties any more";
    "min-contains-set" Dangerous Compatible "a least number of matching items, where there was none";
    "min-contains-increased" Breaking Compatible "the least number of matching items became larger";
    "min-contains-decreased" Compatible Breaking "the least number of matching items became smaller";
    "min-contains-unset" Compatible Breaking "no least number of matching items any more";
    // Other constraints.
    "multiple-of-set" Dangerous Compatible "only multiples of a number are left";
    "multiple-of-changed" Breaking Breaking "multiples of another number";
    "multiple-of-unset" Compatible Breaking "no longer only multiples of a number";
    "unique-items-added" Breaking Compatible "no item may stand twice";
    "unique-items-removed" Compatible Breaking "an item may stand twice";
    "pattern-added" Breaking Compatible "a pattern, where there was none";
    "pattern-removed" Compatible Compatible "no pattern any more";
    "pattern-changed" Dangerous Compatible "another pattern; which values it takes was not compared";
    "pattern-generalized" Compatible Compatible "a pattern that takes everything";
    "content-media-type-changed" Breaking Breaking "the text holds another kind of content";
    "content-encoding-changed" Breaking Breaking "the text holds its content in another encoding";
    "xml-changed" Breaking Breaking "another form in XML";
    // What a schema is made of.
    "all-of-added" Breaking Compatible "one more schema that has to fit";
    "all-of-removed" Dangerous Compatible "one schema less that has to fit";
    "all-of-added-annotation-only" Compatible Compatible "one more part that constrains nothing";
    "all-of-removed-annotation-only" Compatible Compatible "one part less, which constrained nothing";
    "any-of-added" Compatible Compatible "one more alternative";
    "any-of-removed" Breaking Compatible "one alternative less";
    "one-of-added" Compatible Breaking "one more alternative, exactly one of which has to fit";
    "one-of-removed" Breaking Compatible "one alternative less, exactly one of which has to fit";
    "wrapped-in-one-of" Breaking Breaking "an object became one of several alternatives";
    "unwrapped-from-one-of" Breaking Compatible "one of several alternatives became a single object";
    "alternatives-introduced" Breaking Compatible "one of several alternatives has to fit, where none had to";
    "alternatives-dropped" Compatible Breaking "none of the alternatives has to fit any more";
    "not-added" Breaking Compatible "a schema that must not fit";
    "not-removed" Compatible Breaking "no schema any more that must not fit";
    "not-changed" Breaking Breaking "another schema that must not fit";
    "discriminator-added" Compatible Compatible "a property that tells the alternatives apart";
    "discriminator-removed" Compatible Compatible "no property any more that tells the alternatives apart";
    "discriminator-property-name-changed" Compatible Compatible "another property tells the alternatives apart";
    "discriminator-mapping-added" Compatible Compatible "one more name for an alternative";
    "discriminator-mapping-deleted" Compatible Compatible "one name less for an alternative";
    "discriminator-mapping-changed" Compatible Compatible "a name that stands for another alternative";
    // Objects and lists.
    "additional-properties-forbidden" Breaking Compatible "only listed properties are legal";
    "additional-properties-allowed" Compatible Compatible "properties beyond the listed ones are legal; readers ignore what they do not know";
    "additional-properties-typed" Breaking Compatible "unlisted properties have to fit a schema";
    "additional-properties-untyped" Compatible Dangerous "unlisted properties no longer have to fit a schema";
    "items-added" Breaking Compatible "items have to fit a schema";
    "items-removed" Compatible Breaking "items no longer have to fit a schema";
    "prefix-items-added" Compatible Breaking "one more position with a schema of its own";
    "prefix-items-removed" Breaking Compatible "one position less with a schema of its own";
    "contains-added" Breaking Compatible "some item has to fit a schema";
    "contains-removed" Compatible Breaking "no item has to fit a schema any more";
    "pattern-property-added" Breaking Compatible "properties whose names match a pattern have to fit a schema";
    "pattern-property-removed" Compatible Breaking "properties whose names match a pattern no longer have to fit a schema";
    "property-names-added" Breaking Compatible "names of properties have to fit a schema";
    "property-names-removed" Compatible Breaking "names of properties no longer have to fit a schema";
    "unevaluated-items-added" Breaking Compatible "a rule for items that no other schema describes";
    "unevaluated-items-removed" Compatible Breaking "no rule any more for items that no other schema describes";
    "unevaluated-properties-added" Breaking Compatible "a rule for properties that no other schema describes";
    "unevaluated-properties-removed" Compatible Breaking "no rule any more for properties that no other schema describes";
    "content-schema-added" Breaking Compatible "the content of the text has to fit a schema";
    "content-schema-removed" Compatible Breaking "the content of the text no longer has to fit a schema";
    // Conditions.
    "if-added" Breaking Compatible "a condition on the whole value";
    "if-removed" Compatible Breaking "no condition on the whole value any more";
    "if-changed" Breaking Breaking "another condition on the whole value";
    "then-added" Breaking Compatible "a schema for values that meet the condition";
    "then-removed" Compatible Breaking "no schema any more for values that meet the condition";
    "else-added" Breaking Compatible "a schema for values that do not meet the condition";
    "else-removed" Compatible Breaking "no schema any more for values that do not meet the condition";
    "dependent-required-added" Breaking Compatible "properties that have to be there with another one";
    "dependent-required-removed" Compatible Breaking "properties that no longer have to be there with another one";
    "dependent-required-changed" Breaking Breaking "other properties that have to be there with another one";
    "dependent-schema-added" Breaking Compatible "a schema for objects that have a property";
    "dependent-schema-removed" Compatible Breaking "no schema any more for objects that have a property";
};

/// Subjects whose level is another at one place.
const LEVELS: &[(&str, Level)] = &[
    // The callers of a parameter leave it out and get the default; oasdiff counts that as broken.
    ("request-parameter-default-value-added", Breaking),
    ("request-parameter-default-value-removed", Breaking),
    ("request-parameter-default-value-changed", Breaking),
    ("request-parameter-property-type-changed", Dangerous),
];

/// Subjects whose id is another at one place.
const NAMES: &[(&str, &str)] =
    &[("response-body-enum-value-removed", "response-mediatype-enum-value-removed")];

/// Subjects that another one stands for at some places.
const ELSEWHERE: &[(&str, &str)] = &[
    ("request-body-type-specialized", "request-body-type-changed"),
    ("request-property-type-specialized", "request-property-type-changed"),
    ("request-parameter-type-specialized", "request-parameter-type-changed"),
    ("response-body-pattern-generalized", "response-body-pattern-changed"),
    ("response-property-pattern-generalized", "response-property-pattern-changed"),
    ("response-header-pattern-generalized", "response-header-pattern-changed"),
];

/// Rules for properties that the request never holds, or the response.
macro_rules! hidden {
    ($($id:literal $audience:ident $explain:literal;)*) => {
        &[$(Rule { id: $id, level: Compatible, audience: $audience, explain: $explain }),*]
    };
}

const HIDDEN: &[Rule] = hidden! {
    "request-read-only-property-enum-value-removed" Senders "one listed value less of a property that no request holds";
    "request-read-only-property-max-decreased" Senders "a smaller largest value of a property that no request holds";
    "request-read-only-property-exclusive-max-decreased" Senders "a smaller upper limit of a property that no request holds";
    "request-read-only-property-max-length-decreased" Senders "a smaller greatest length of a property that no request holds";
    "request-read-only-property-min-increased" Senders "a larger smallest value of a property that no request holds";
    "request-read-only-property-exclusive-min-increased" Senders "a larger lower limit of a property that no request holds";
    "response-write-only-property-enum-value-added" Readers "one more listed value of a property that no response holds";
};

/// All rules about schemas.
pub(super) fn rules() -> Vec<Rule> {
    let all = SUBJECTS.iter().flatten().chain(HIDDEN).copied();
    all.filter(|rule| ELSEWHERE.iter().all(|(from, _)| *from != rule.id))
        .map(|mut rule| {
            if let Some((_, level)) = LEVELS.iter().find(|(id, _)| *id == rule.id) {
                rule.level = *level;
            }
            if let Some((_, name)) = NAMES.iter().find(|(id, _)| *id == rule.id) {
                rule.id = name;
            }
            rule
        })
        .collect()
}

/// The id of the rule about a subject at a place.
pub(in crate::diff) fn id_at(place: &str, subject: &str) -> String {
    let id = format!("{place}-{subject}");
    NAMES
        .iter()
        .chain(ELSEWHERE)
        .find(|(from, _)| *from == id)
        .map_or(id.clone(), |(_, to)| (*to).to_owned())
}
