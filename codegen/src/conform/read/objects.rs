//! Which object a type means: by its link, or by its name.

use crate::conform::page::{Field, NotUnderstood, Operation, Place, Type};

use super::operations::Read;

/// Gives each object a name of its own, and each type the name of its object.
pub(super) fn resolve(
    operation: &mut Operation,
    tables: &[(usize, String)],
    all: &[Read],
    targets: &[(Place, String)],
    missing: &mut Vec<NotUnderstood>,
) {
    let mut names: Vec<String> = Vec::new();
    for (_, name) in tables {
        let same = |count: usize| if count == 1 { name.clone() } else { format!("{name}{count}") };
        let free = (1..).map(same).find(|name| !names.contains(name)).unwrap_or_default();
        names.push(free);
    }
    for (object, name) in operation.objects.iter_mut().zip(&names) {
        object.name.clone_from(name);
    }
    let lookup = Lookup { tables, names: &names, all, targets };
    let parameters = operation.parameters.iter_mut().map(|one| &mut one.field);
    let body = operation.body.iter_mut().flat_map(|body| &mut body.fields);
    let objects = operation.objects.iter_mut().flat_map(|object| &mut object.fields);
    let responses = operation.responses.iter_mut().flat_map(|one| {
        one.headers.iter_mut().chain(one.body.iter_mut().flat_map(|body| &mut body.fields))
    });
    for field in parameters.chain(body).chain(objects).chain(responses) {
        lookup.field(field, missing);
    }
}

struct Lookup<'a> {
    tables: &'a [(usize, String)],
    names: &'a [String],
    all: &'a [Read],
    targets: &'a [(Place, String)],
}

impl Lookup<'_> {
    fn field(&self, field: &mut Field, missing: &mut Vec<NotUnderstood>) {
        let target =
            self.targets.iter().find(|(place, _)| *place == field.place).map(|(_, t)| t.as_str());
        let (name, place) = (field.name.clone(), field.place);
        self.kind(&mut field.kind, &name, target, place, missing);
    }

    fn kind(
        &self,
        kind: &mut Type,
        field: &str,
        target: Option<&str>,
        place: Place,
        missing: &mut Vec<NotUnderstood>,
    ) {
        match kind {
            Type::Array(inner) if **inner == Type::Unstated => {
                if let Some(name) = self.name(field, target, place) {
                    **inner = Type::Object(Some(name));
                }
            }
            Type::Array(inner) | Type::Map(inner) => {
                self.kind(inner, field, target, place, missing)
            }
            Type::Object(name) => {
                let found = self.name(name.as_deref().unwrap_or(field), target, place);
                if let (None, Some(name)) = (&found, &name) {
                    let what = format!("a type: no table describes `{name}`");
                    missing.push(NotUnderstood { what, place });
                }
                *name = found;
            }
            _ => {}
        }
    }

    /// The object that is meant: by the link, else the next table of the name, else the last one.
    fn name(&self, name: &str, target: Option<&str>, place: Place) -> Option<String> {
        let by_link = target.and_then(|target| {
            let leads =
                |at: &(usize, String)| self.all[at.0].anchors.iter().any(|anchor| anchor == target);
            self.tables.iter().position(leads)
        });
        let fits = |exact: bool, after: bool| {
            let mut all = self.tables.iter().enumerate().filter(|(_, (table, known))| {
                let same = if exact { known == name } else { known.eq_ignore_ascii_case(name) };
                same && (!after || Some(*table) > place.table)
            });
            let found = if after { all.next() } else { all.next_back() };
            found.map(|(at, _)| at)
        };
        let by_name = || fits(true, true).or_else(|| fits(true, false));
        let at = by_link
            .or_else(by_name)
            .or_else(|| fits(false, true))
            .or_else(|| fits(false, false))?;
        Some(self.names[at].clone())
    }
}
