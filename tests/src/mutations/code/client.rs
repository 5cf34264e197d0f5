//! The client.

use super::{CLIENT, ITS_OWN};
use crate::mutations::Cut::{Before, Remove, Replace, Words};
use crate::mutations::{Cut, Mutation, code, drift_only};

const fn edit(name: &'static str, part: &'static str, cut: Cut) -> Mutation {
    code(CLIENT, name, part, cut)
}

pub(super) const EDITS: &[Mutation] = &[
    edit("a method is renamed", "signature fn ", Replace("(&self", "_x(&self")),
    edit("a method is dropped", "member pub fn ", Remove),
    edit("a method starts another request", "statement builder::", Replace("::new", "::old")),
    edit("a method returns another request", "signature fn ", Replace("builder::", "builder::Not")),
    edit("another summary", "member-text ", Words),
    edit(
        "another method in the documentation",
        "member-text #[doc=\" Sends a",
        Replace("a `", "a `X"),
    ),
    edit("another path in the documentation", "member-text #[doc=\" Sends a", Replace("`/", "`/x")),
    edit("another description of an argument", "member-text #[doc=\" - `", Words),
    edit("an argument is not documented", "member-text #[doc=\" - `", Remove),
    edit("another title", "item-text #[doc=\" Client for", Words),
    edit("another version", "item-text #[doc=\" Version: ", Words),
    edit("another description", "item-text #[doc=\" Version: ", Before("/// More.\n///\n")),
    edit(
        "one more method",
        "member pub fn ",
        Before("pub fn more(&self) -> builder::More { builder::More::new(self) } "),
    ),
    edit("an import under another name", "item pub use support", Replace("Facts", "Facts as Few")),
    drift_only(ITS_OWN, edit("another order of imports", "item pub(crate)use", Remove)),
];
