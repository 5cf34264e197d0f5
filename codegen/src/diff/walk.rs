//! What the rules share: both documents, where the walk is, and what it has found.

use sha2::{Digest as _, Sha256};

use super::date::Date;
use super::equal::Verdicts;
use super::rules::{self, Rule};
use super::view::Document;
use super::{Change, Level};
use crate::yaml::Node;

/// The walk over both documents.
#[derive(Debug)]
pub(super) struct Walk<'a> {
    pub(super) base: Document<'a>,
    pub(super) head: Document<'a>,
    /// The day for which sunset dates are judged.
    pub(super) today: Option<Date>,
    pub(super) changes: Vec<Change>,
    /// The operation that the walk is in, as its changes name it.
    pub(super) operation: Option<String>,
    /// No change may be worse than this.
    pub(super) cap: Level,
    /// Callers receive what is sent, as in callbacks.
    pub(super) flipped: bool,
    subject: String,
    verdicts: Verdicts,
}

impl<'a> Walk<'a> {
    pub(super) fn new(base: Document<'a>, head: Document<'a>, today: Option<Date>) -> Self {
        Self {
            base,
            head,
            today,
            changes: Vec::new(),
            operation: None,
            cap: Level::Breaking,
            flipped: false,
            subject: String::new(),
            verdicts: Verdicts::default(),
        }
    }

    /// Whether both say the same, references followed.
    pub(super) fn equal(&mut self, base: &'a Node, head: &'a Node) -> bool {
        self.verdicts.equal((&mut self.base, &mut self.head), base, head)
    }

    /// Both nodes with their references followed; the nodes on the way count as seen.
    pub(super) fn resolve(&mut self, base: &'a Node, head: &'a Node) -> (&'a Node, &'a Node) {
        self.base.saw_chain(base);
        self.head.saw_chain(head);
        (self.base.resolve(base), self.head.resolve(head))
    }

    /// Notes that rules go through the entries of these mappings. What is no mapping is left to the
    /// closing check.
    pub(super) fn entered(&mut self, base: Option<&'a Node>, head: Option<&'a Node>) {
        if let Some(node) = base.filter(|node| node.as_map().is_some()) {
            self.base.saw(node);
        }
        if let Some(node) = head.filter(|node| node.as_map().is_some()) {
            self.head.saw(node);
        }
    }

    /// Walks on one step deeper.
    pub(super) fn within(&mut self, step: &str, walk: impl FnOnce(&mut Self)) {
        let before = self.subject.len();
        if before > 0 {
            self.subject.push('/');
        }
        self.subject.push_str(step);
        walk(self);
        self.subject.truncate(before);
    }

    /// Walks on where no change can be worse than `level`.
    pub(super) fn capped(&mut self, level: Level, walk: impl FnOnce(&mut Self)) {
        let before = self.cap;
        self.cap = before.min(level);
        walk(self);
        self.cap = before;
    }

    /// Where the walk is.
    pub(super) fn subject(&self) -> &str {
        &self.subject
    }

    /// Notes that rules looked at these nodes and at all below them.
    pub(super) fn judged(&mut self, base: Option<&'a Node>, head: Option<&'a Node>) {
        if let Some(node) = base {
            self.base.saw_whole(node);
        }
        if let Some(node) = head {
            self.head.saw_whole(node);
        }
    }

    /// Reports a change by a rule of the table.
    pub(super) fn report(
        &mut self,
        rule: &str,
        base: Option<&'a Node>,
        head: Option<&'a Node>,
        message: impl Into<String>,
    ) {
        self.report_at(rule, Level::Breaking, (base, head), message);
    }

    /// Reports a change that is at most of this level here.
    pub(super) fn report_at(
        &mut self,
        rule: &str,
        most: Level,
        (base, head): (Option<&'a Node>, Option<&'a Node>),
        message: impl Into<String>,
    ) {
        let rule: &'static Rule = rules::rule(rule);
        let message = message.into();
        let mut change = Change {
            id: rule.id,
            level: rule.level.min(most).min(self.cap),
            audience: rule.audience,
            operation: self.operation.clone(),
            subject: self.subject.clone(),
            base: base.map(|node| self.base.place(node)),
            head: head.map(|node| self.head.place(node)),
            message,
            fingerprint: String::new(),
        };
        change.fingerprint = fingerprint(&change);
        self.changes.push(change);
    }

    /// Reports something that only the base has; what stands below needs no report of its own.
    pub(super) fn removed(&mut self, rule: &str, node: &'a Node, message: impl Into<String>) {
        self.base.saw_reachable(node);
        self.report(rule, Some(node), None, message);
    }

    /// Reports something that only the head has.
    pub(super) fn added(&mut self, rule: &str, node: &'a Node, message: impl Into<String>) {
        self.head.saw_reachable(node);
        self.report(rule, None, Some(node), message);
    }
}

/// Twelve hexadecimal digits that stay the same while the change does.
fn fingerprint(change: &Change) -> String {
    let operation = change.operation.as_deref().unwrap_or_default();
    let mut hash = Sha256::new();
    for part in [change.id, operation, &change.subject, &change.message] {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}
