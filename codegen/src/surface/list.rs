//! The public API as text that a reviewer reads.

use std::fmt::Write as _;

use super::collect::Found;
use super::item::{Def, Detail, Impl, Sort};
use super::labels;
use super::rules::Naming;
use super::text::Sig;

/// The longest line of names, in characters.
const WIDTH: usize = 100;

/// Each item on a line, in the order of their paths, with its members and traits below it.
pub(super) fn list(found: &Found) -> String {
    let labels = labels::labels(&found.names);
    let names = |def: &str| labels.get(def).map_or_else(|| def.to_owned(), Clone::clone);
    let mut out = String::new();
    let named = |sig: &Sig| sig.defs().all(|def| labels.contains_key(def));
    let usable = |one: &&Impl| named(&one.of) && named(&one.for_type);
    let mut rest: Vec<&Impl> = found.impls.iter().filter(usable).collect();
    for (path, name) in &found.names {
        let defs = found.defs.get(&name.def).into_iter().flatten();
        for def in defs {
            let shown = def.item.shown.show(&names);
            // Variants follow.
            let head = match def.item.detail {
                Detail::Enum(_) => shown.split(" {").next().unwrap_or_default(),
                _ => &shown,
            };
            let _ = writeln!(out, "{path}: {}{head}", def.item.attrs.shown());
            members(def, &names, &mut out);
        }
        let (own, others) = rest.iter().partition(|one| is_of(one, path, &names));
        rest = others;
        wrapped("impl", traits(own, &names), &mut out);
    }
    let mut rest: Vec<_> = rest.iter().map(|one| one.header.show(&names)).collect();
    rest.sort();
    for header in rest {
        let _ = writeln!(out, "impl {header}");
    }
    out
}

fn members(def: &Def, names: Naming<'_>, out: &mut String) {
    let mut variants = Vec::new();
    for ((sort, name), item) in &def.members {
        let shown = item.shown.show(names);
        match sort {
            // The fields of a variant stand with it.
            Sort::Field if name.contains("::") => {}
            Sort::Variant => variants.push(shown),
            _ => drop(writeln!(out, "    {}{shown}", item.attrs.shown())),
        }
    }
    wrapped("variants", variants, out);
}

/// Returns true if the implementation is for the type with this path.
fn is_of(one: &Impl, path: &str, names: Naming<'_>) -> bool {
    let for_type = one.for_type.show(names);
    for_type.split('<').next() == Some(path)
}

fn traits(impls: Vec<&Impl>, names: Naming<'_>) -> Vec<String> {
    let mut traits: Vec<_> = impls.iter().map(|one| one.of.show(names)).collect();
    traits.sort();
    traits
}

/// Names behind a word, on as many lines as they take.
fn wrapped(word: &str, names: Vec<String>, out: &mut String) {
    let mut line = format!("    {word}");
    for (at, name) in names.iter().enumerate() {
        let comma = if at + 1 < names.len() { "," } else { "" };
        if line.len() + name.len() + 2 > WIDTH {
            out.push_str(&line);
            out.push('\n');
            "       ".clone_into(&mut line);
        }
        let _ = write!(line, " {name}{comma}");
    }
    if !names.is_empty() {
        out.push_str(&line);
        out.push('\n');
    }
}
