//! Passes over progenitor's commands.

use super::Pass;

pub(super) const PASSES: &[Pass] = &[];
