//! One line of a report.

use std::fmt;

use super::settings::Settings;
use crate::diff::{Audience, Bump, Change, Level, Place};
use crate::source::Position;
use crate::spec::Spec;
use crate::surface::{Effect, Extent, ItemChange};

/// What reports call changes that belong to no operation.
const WHOLE: &str = "the whole document";

/// Where a document comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Its path, with `/` between the parts.
    pub path: String,
    /// The commit that holds it; `None` for a file on the disk.
    pub revision: Option<String>,
}

impl fmt::Display for Side {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.revision {
            Some(revision) => write!(f, "{revision}:{}", self.path),
            None => f.write_str(&self.path),
        }
    }
}

/// A change as it is shown.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The change as the comparison has it.
    pub change: Change,
    /// Its level after the settings had their say.
    pub level: Level,
    /// Why it is silenced, if it is.
    pub silenced: Option<String>,
    /// Where to point in the head: at the node or, where that is gone, at the nearest node above it
    /// that is still there.
    pub anchor: Position,
}

impl Entry {
    pub(super) fn new(change: Change, head: &Spec, settings: &Settings) -> Self {
        let anchor = match &change.head {
            Some(place) => place.position,
            None => surviving(change.base.as_ref(), head),
        };
        let level = settings.level(change.id).unwrap_or(change.level);
        let silenced = settings.reason(&change.fingerprint).map(str::to_owned);
        Self { change, level, silenced, anchor }
    }

    /// The operation that it belongs to, or that it belongs to none.
    pub fn operation(&self) -> &str {
        self.change.operation.as_deref().unwrap_or(WHOLE)
    }

    /// Whom it hits, in words.
    pub fn audience(&self) -> &'static str {
        audience(self.change.audience)
    }
}

/// The name of an audience in every format.
fn audience(audience: Audience) -> &'static str {
    match audience {
        Audience::Nobody => "nobody",
        Audience::Senders => "senders",
        Audience::Readers => "readers",
        Audience::Everyone => "everyone",
    }
}

/// The place in `head` of the nearest node above one that it no longer has.
fn surviving(gone: Option<&Place>, head: &Spec) -> Position {
    let mut pointer = gone.map_or("", |place| place.pointer.as_str());
    // Of a list, the index that went may name another item by now: start one level up.
    while let Some((parent, _)) = pointer.rsplit_once('/') {
        pointer = parent;
        if let Some(start) = start(pointer, head) {
            return head.source().position(start);
        }
    }
    Position { line: 1, column: 1 }
}

/// Where the key of a node starts, or the node itself where it has none.
fn start(pointer: &str, head: &Spec) -> Option<usize> {
    let node = head.root().pointer(pointer)?;
    let (parent, token) = pointer.rsplit_once('/').unwrap_or_default();
    let key = token.replace("~1", "/").replace("~0", "~");
    let parent = head.root().pointer(parent)?;
    Some(parent.entry(&key).map_or(node.span.start, |entry| entry.key.start))
}

/// One item of the generated client's interface that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RustChange {
    /// Path of the item, such as `builder::DeleteBackgroundTask::task_id`.
    pub path: String,
    /// What it is and what happened to it: `method removed`.
    pub kind: String,
    /// How much that matters to a crate that uses the client.
    pub level: Level,
    /// Why that is so; lower case, no full stop.
    pub reason: String,
    /// Its signature before.
    pub before: Option<String>,
    /// Its signature now.
    pub after: Option<String>,
}

/// What a change of the document does to the generated client's interface.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustEffect {
    /// It cannot be told.
    Unknown {
        /// Why not; lower case, no full stop.
        reason: String,
    },
    /// It can.
    Known {
        /// The items that differ, in a stable order.
        changes: Vec<RustChange>,
        /// What the generated code asks of the version; code that differs asks for something, also
        /// where its interface is the same.
        bump: Bump,
    },
}

impl RustEffect {
    /// The effect that consists of these changes of the interface.
    pub fn known(changes: Vec<RustChange>) -> Self {
        let bump = changes.iter().map(|change| change.level.into()).max().unwrap_or(Bump::None);
        Self::Known { changes, bump }
    }

    /// The items that differ, as far as known.
    pub fn changes(&self) -> &[RustChange] {
        match self {
            Self::Unknown { .. } => &[],
            Self::Known { changes, .. } => changes,
        }
    }
}

impl From<&Effect> for RustEffect {
    fn from(effect: &Effect) -> Self {
        if effect.extent() == Extent::Unknown {
            return Self::Unknown { reason: effect.summary() };
        }
        let change = |change: &ItemChange| RustChange {
            path: change.path.clone(),
            kind: format!("{} {}", change.what, change.kind),
            level: change.level,
            reason: change.reason.clone(),
            before: change.before.clone(),
            after: change.after.clone(),
        };
        let changes = effect.changes().iter().map(change).collect();
        Self::Known { changes, bump: effect.bump() }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{HEAD, place, spec};
    use super::*;

    #[test]
    fn what_is_gone_is_shown_at_the_nearest_node_that_is_left() {
        let head = spec(HEAD);
        let line = |pointer: &str| surviving(Some(&place(pointer, 1)), &head).line;
        let of =
            |needle: &str| HEAD.lines().position(|line| line.contains(needle)).expect("there") + 1;
        assert_eq!(line("/paths/~1tasks~1{id}/delete/deprecated"), of("delete:"));
        assert_eq!(line("/paths/~1tasks~1{id}/get/responses/204"), of("/tasks/{id}:"));
        assert_eq!(line("/paths/~1gone/get"), of("paths:"));
        // The second parameter went; what has its index now is another.
        assert_eq!(line("/paths/~1tasks~1{id}/delete/parameters/0"), of("parameters:"));
        assert_eq!(line("/components"), 1);
        assert_eq!(surviving(None, &head), Position { line: 1, column: 1 });
    }
}
