//! What differs between two schemas, at any depth.

mod alternatives;
mod kinds;
mod limits;
mod members;
mod nested;
mod properties;
mod shape;
mod values;

use std::collections::HashSet;

use super::Level;
use super::equal::same;
use super::rules;
use super::rules::schema::id_at;
use super::show;
use super::view::{flag, id, text};
use super::walk::Walk;
use crate::yaml::{Node, Value};
use shape::{Member, Shape};

/// What the values of a schema are part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// The body of what callers send.
    Request,
    /// A parameter of what callers send.
    Parameter,
    /// The body of what callers read.
    Response,
    /// A header of what callers read.
    Header,
}

impl Role {
    /// Whether callers send the values.
    pub(super) fn sent(self) -> bool {
        matches!(self, Self::Request | Self::Parameter)
    }

    /// The role seen from the other side.
    pub(super) fn flipped(self, flip: bool) -> Self {
        match self {
            Self::Request if flip => Self::Response,
            Self::Parameter if flip => Self::Header,
            Self::Response if flip => Self::Request,
            Self::Header if flip => Self::Parameter,
            role => role,
        }
    }
}

/// The value that a pair of schemas describes.
#[derive(Debug, Clone)]
pub(super) struct Subject {
    pub(super) role: Role,
    /// What messages call the whole, such as ``the query parameter `limit` ``.
    pub(super) noun: String,
    /// Values travel as text, as in paths and queries.
    pub(super) textual: bool,
    /// A header that callers send.
    pub(super) sent_header: bool,
    /// Which property of the whole; empty for the whole.
    path: Vec<String>,
    /// The property is never there in this direction.
    hidden: bool,
    /// The value is a property of an object.
    property: bool,
}

impl Subject {
    pub(super) fn new(role: Role, noun: impl Into<String>) -> Self {
        let textual = role == Role::Parameter;
        let noun = noun.into();
        Self {
            role,
            noun,
            textual,
            sent_header: false,
            path: Vec::new(),
            hidden: false,
            property: false,
        }
    }

    fn place(&self) -> &'static str {
        match (self.role, self.path.is_empty()) {
            (Role::Request, true) => "request-body",
            (Role::Request, false) => "request-property",
            (Role::Parameter, true) => "request-parameter",
            (Role::Parameter, false) => "request-parameter-property",
            (Role::Response, true) => "response-body",
            (Role::Response, false) => "response-property",
            (Role::Header, _) => "response-header",
        }
    }

    /// What messages call the value.
    fn name(&self) -> String {
        if self.path.is_empty() {
            return self.noun.clone();
        }
        format!("the property `{}` of {}", self.path.join("/"), self.noun)
    }

    fn deeper(&self, step: &str) -> Self {
        let mut deeper = self.clone();
        deeper.path.push(step.to_owned());
        deeper.property = false;
        deeper
    }
}

/// A pair of schemas, and the value that they describe.
struct Pair<'a, 's> {
    base: Shape<'a>,
    head: Shape<'a>,
    subject: &'s Subject,
    /// Members of `allOf` that only the base has, and those that only the head has.
    removed: Vec<Member<'a>>,
    added: Vec<Member<'a>>,
}

/// One comparison of two schemas and all below them.
struct Schemas<'a, 'w> {
    walk: &'w mut Walk<'a>,
    /// Pairs that were compared already: each is reported at the first place where it stands.
    done: HashSet<(usize, usize, bool)>,
}

/// What is judged of each pair, a function an aspect.
const JUDGES: &[for<'a> fn(&Pair<'a, '_>, &mut Schemas<'a, '_>)] = &[
    kinds::types,
    kinds::nullable,
    values::enumeration,
    values::extensible,
    values::constant,
    values::default,
    limits::bounds,
    limits::counts,
    limits::others,
    limits::pattern,
    members::all_of,
    alternatives::one_of,
    alternatives::any_of,
    alternatives::discriminator,
    properties::properties,
    nested::additional_properties,
    nested::items,
    nested::prefix_items,
    nested::parts,
    nested::named_parts,
    nested::dependent_required,
    nested::annotations,
    nested::rest,
];

/// What is judged even of a pair that no longer has the same structure.
const ANYWAY: &[for<'a> fn(&Pair<'a, '_>, &mut Schemas<'a, '_>)] =
    &[kinds::nullable, nested::annotations, nested::rest];

/// Whether the definitions of a key beyond the first, in several members of `allOf`, are the same
/// on both sides.
fn same_rest(base: &[&Node], head: &[&Node]) -> bool {
    let holds = |all: &[&Node], one: &Node| all.iter().any(|other| same(other, one));
    base.iter().skip(1).all(|one| holds(head, one))
        && head.iter().skip(1).all(|one| holds(base, one))
}

/// Reports what differs between two schemas.
pub(super) fn compare<'a>(walk: &mut Walk<'a>, base: &'a Node, head: &'a Node, subject: &Subject) {
    Schemas { walk, done: HashSet::new() }.compare(base, head, subject);
}

impl<'a> Schemas<'a, '_> {
    fn compare(&mut self, base: &'a Node, head: &'a Node, subject: &Subject) {
        if self.walk.equal(base, head) {
            return;
        }
        let (base, head) = self.walk.resolve(base, head);
        let key = (id(base), id(head), subject.hidden);
        if !self.done.insert(key) {
            return;
        }
        if !matches!((&base.value, &head.value), (Value::Map(_), Value::Map(_))) {
            return self.odd(base, head, subject);
        }
        let (base, head) =
            (Shape::new(base, &mut self.walk.base), Shape::new(head, &mut self.walk.head));
        let (removed, added) = members::unmatched(&base, &head, self);
        let pair = Pair { base, head, subject, removed, added };
        let before = self.walk.cap;
        if subject.hidden {
            self.walk.cap = before.min(Level::Compatible);
        }
        let judges = if alternatives::restructured(&pair, self) { ANYWAY } else { JUDGES };
        for judge in judges {
            judge(&pair, self);
        }
        self.walk.cap = before;
    }

    /// What stands under a key on both sides. It counts as judged.
    fn judge_key(
        &mut self,
        pair: &Pair<'a, '_>,
        key: &str,
    ) -> (Option<&'a Node>, Option<&'a Node>) {
        let (base, head) = (pair.base.all(key), pair.head.all(key));
        for node in base {
            self.walk.judged(Some(node), None);
        }
        for node in head {
            self.walk.judged(None, Some(node));
        }
        if (base.len() > 1 || head.len() > 1) && !same_rest(base, head) {
            self.not_judged(pair, key, base.last().copied(), head.last().copied());
        }
        (base.first().copied(), head.first().copied())
    }

    /// Reports a key that no rule can judge.
    fn not_judged(
        &mut self,
        pair: &Pair<'a, '_>,
        key: &str,
        base: Option<&'a Node>,
        head: Option<&'a Node>,
    ) {
        let change = show::from_to(base, head);
        let message = format!("`{key}` of {} changed{change}", pair.subject.name());
        let places = (base.or(Some(pair.base.node)), head.or(Some(pair.head.node)));
        self.walk.report("not-judged", places.0, places.1, message);
    }

    /// Schemas that are `true`, `false`, or no schemas at all.
    fn odd(&mut self, base: &'a Node, head: &'a Node, subject: &Subject) {
        self.walk.judged(Some(base), Some(head));
        let any = |node: &Node| {
            node.as_bool() == Some(true) || node.as_map().is_some_and(|map| map.is_empty())
        };
        let none = |node: &Node| node.as_bool() == Some(false);
        let name = subject.name();
        let change = show::from_to(Some(base), Some(head));
        let aspect = match () {
            () if any(base) && any(head) => return,
            () if any(head) || none(base) => "type-generalized",
            () if any(base) || none(head) => "type-specialized",
            () => {
                let message = format!("the schema of {name} changed{change}");
                return self.walk.report("not-judged", Some(base), Some(head), message);
            }
        };
        let message = format!("the schema of {name} changed{change}");
        self.report(subject, aspect, (Some(base), Some(head)), message);
    }

    /// Reports an aspect of a schema at its place.
    fn report(
        &mut self,
        subject: &Subject,
        aspect: &str,
        (base, head): (Option<&'a Node>, Option<&'a Node>),
        message: impl Into<String>,
    ) {
        let mut id = id_at(subject.place(), aspect);
        if subject.sent_header && aspect == "became-enum" && !subject.path.is_empty() {
            "request-header-property-became-enum".clone_into(&mut id);
        }
        if subject.hidden {
            let kind =
                if subject.role.sent() { "request-read-only" } else { "response-write-only" };
            let other = format!("{kind}-property-{aspect}");
            if rules::find(&other).is_some() {
                id = other;
            }
        }
        self.walk.report(&id, base, head, message);
    }

    /// Compares two schemas that stand one step deeper.
    fn deeper(&mut self, pair: &Pair<'a, '_>, step: &str, base: &'a Node, head: &'a Node) {
        let subject = pair.subject.deeper(step);
        self.enter(&subject, step, base, head);
    }

    /// Compares two schemas of a value that has a name of its own.
    fn enter(&mut self, subject: &Subject, step: &str, base: &'a Node, head: &'a Node) {
        let done = &mut self.done;
        self.walk.within(step, |walk| {
            let mut schemas = Schemas { walk, done: std::mem::take(done) };
            schemas.compare(base, head, subject);
            *done = schemas.done;
        });
    }

    /// Reports an aspect one step deeper than the pair.
    fn report_within(
        &mut self,
        step: &str,
        rule: &str,
        most: Level,
        places: (Option<&'a Node>, Option<&'a Node>),
        message: String,
    ) {
        self.walk.within(step, |walk| walk.report_at(rule, most, places, message));
    }
}

/// Whether a property is never there in this direction.
fn hides(role: Role, property: &Node) -> bool {
    match role {
        Role::Request => flag(property, "readOnly"),
        Role::Response => flag(property, "writeOnly"),
        Role::Parameter | Role::Header => false,
    }
}

/// What a schema is called, by its title.
fn title(node: &Node) -> Option<&str> {
    text(node, "title")
}
