//! The table of rules: every kind of change that a comparison reports.
//!
//! Ids and levels are those of oasdiff wherever it has the rule, so that reviewers need learn
//! nothing new; [`DEPARTURES`] lists the exceptions with their reasons. Rules about schemas stand
//! once in [`schema`] and hold for each place that a schema can be at.

mod operation;
pub(super) mod schema;

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Audience, Level};

/// A kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rule {
    /// Stable name in kebab case.
    pub id: &'static str,
    /// How much such a change matters; the highest level where it depends on the circumstances.
    pub level: Level,
    /// Whom it hits.
    pub audience: Audience,
    /// What it is and why it has its level, in one sentence; lower case, no full stop.
    pub explain: &'static str,
}

/// A rule whose level is not that of oasdiff.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departure {
    /// The rule.
    pub id: &'static str,
    /// Why its level is another.
    pub reason: &'static str,
}

/// Every rule, in the order of the documentation.
pub static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let schema = schema::rules();
    operation::RULES.iter().copied().chain(schema).collect()
});

/// Every rule whose level is not that of oasdiff.
pub const DEPARTURES: &[Departure] = operation::DEPARTURES;

/// What is reported where nothing else fits.
pub(super) const NOT_JUDGED: Rule = Rule {
    id: "not-judged",
    level: Level::Dangerous,
    audience: Audience::Everyone,
    explain: "something differs that no rule looked at, so a person has to",
};

static BY_ID: LazyLock<HashMap<&'static str, &'static Rule>> =
    LazyLock::new(|| RULES.iter().map(|rule| (rule.id, rule)).collect());

/// The rule with this id.
pub(super) fn rule(id: &str) -> &'static Rule {
    find(id).unwrap_or(&NOT_JUDGED)
}

/// The rule with this id, where there is one.
pub(super) fn find(id: &str) -> Option<&'static Rule> {
    BY_ID.get(id).copied()
}
