//! Tables, labels and code of one operation, put together.

use std::collections::HashSet;
use std::ops::Range;

use crate::conform::page::{
    Body, Cells, ErrorCode, Field, Heading, Location, NotUnderstood, Object, Operation, Parameter,
    Place, Response, Role, Status, Type,
};
use crate::source::Source;

use super::blocks::{Block, Content};
use super::context::{Context, first_status};
use super::endpoint::{self, Endpoint};
use super::fields::{self, Found};
use super::operations::{Read, place};
use super::{examples, types};

/// The part of a page that an operation is read from.
#[derive(Debug, Clone)]
pub(super) struct Material<'a> {
    pub(super) source: &'a Source,
    pub(super) blocks: &'a [Block],
    pub(super) contexts: &'a [Context],
    pub(super) tables: &'a [Read],
    pub(super) range: Range<usize>,
}

/// An operation in the making.
#[derive(Debug)]
pub(super) struct Assembly<'a> {
    material: Material<'a>,
    query: Vec<String>,
    pub(super) operation: Operation,
    pub(super) not_understood: Vec<NotUnderstood>,
    /// Index of the table of each object, beside its name in types.
    tables: Vec<(usize, String)>,
    /// Targets of links in types, by the place of their fields.
    targets: Vec<(Place, String)>,
}

impl<'a> Assembly<'a> {
    pub(super) fn new(material: Material<'a>, endpoint: Endpoint, place: Place) -> Self {
        let title =
            material.range.clone().find_map(|index| match &material.blocks[index].content {
                Content::Heading { text, .. }
                    if material.contexts[index].section == Heading::Other =>
                {
                    Some(text.clone())
                }
                _ => None,
            });
        let operation = Operation {
            name: name(&material),
            title,
            method: endpoint.method,
            path: endpoint.path,
            place,
            parameters: Vec::new(),
            body: None,
            responses: Vec::new(),
            statuses: Vec::new(),
            error_codes: Vec::new(),
            objects: Vec::new(),
            examples: Vec::new(),
        };
        Self {
            material,
            query: endpoint.query,
            operation,
            not_understood: Vec::new(),
            tables: Vec::new(),
            targets: Vec::new(),
        }
    }

    pub(super) fn assemble(&mut self) {
        let all = self.material.tables;
        for (index, table) in all.iter().enumerate() {
            if self.material.range.contains(&table.block) {
                self.table(index, table);
            }
        }
        self.announced();
        self.examples();
        self.resolve();
        self.name_statuses();
    }

    fn place(&self, index: usize, table: &Read, row: usize) -> Place {
        let line = &table.grid.rows[row];
        let span = line.cells.first().map(|cell| cell.span).unwrap_or_default();
        let line = self.material.source.line(span.start.max(line.start));
        Place { line, table: Some(index), row: Some(row + 1), span }
    }

    fn table(&mut self, index: usize, table: &Read) {
        let mut at = place(self.material.source, &self.material.blocks[table.block]);
        at.table = Some(index);
        match &table.role {
            Role::Endpoint | Role::Unknown(_) => {}
            Role::StatusCodes => self.statuses(index, table),
            Role::ErrorCodes => self.error_codes(index, table),
            role => {
                let (found, unnamed) =
                    fields::fields(&table.grid, |row| self.place(index, table, row));
                for place in unnamed {
                    let what = "a row: its first words are no name".to_owned();
                    self.not_understood.push(NotUnderstood { what, place });
                }
                let role = role.clone();
                self.fields(&role, found, index, at);
            }
        }
    }

    fn fields(&mut self, role: &Role, found: Vec<Found>, index: usize, at: Place) {
        for one in &found {
            if let Some(target) = &one.target {
                self.targets.push((one.field.place, target.clone()));
            }
        }
        let parameters = |location| found.iter().map(move |one| (location, one.field.clone()));
        let fields = || found.iter().map(|one| one.field.clone()).collect::<Vec<_>>();
        let status = self.material.contexts[self.material.tables[index].block].status.clone();
        match role {
            Role::Path => self.parameters(parameters(Location::Path)),
            Role::Query => self.parameters(parameters(Location::Query)),
            Role::Header => self.parameters(parameters(Location::Header)),
            Role::Uri => {
                let path = self.operation.path.clone();
                let names = endpoint::names(&path);
                let place = |name: &str| match names.contains(&name) {
                    true => Location::Path,
                    false => Location::Query,
                };
                self.parameters(
                    found.iter().map(|one| (place(&one.field.name), one.field.clone())),
                );
            }
            Role::Mixed => self.mixed(&found, at),
            Role::Body | Role::Form => {
                let body = self.operation.body.get_or_insert(Body {
                    form: false,
                    fields: Vec::new(),
                    place: at,
                });
                body.form |= *role == Role::Form;
                add(&mut body.fields, fields(), &mut self.not_understood);
            }
            Role::ResponseHeader => {
                let response = self.response(status, at);
                let mut twice = Vec::new();
                add(&mut response.headers, fields(), &mut twice);
                self.not_understood.append(&mut twice);
            }
            Role::ResponseBody => {
                let response = self.response(status, at);
                let body = response.body.get_or_insert(Body {
                    form: false,
                    fields: Vec::new(),
                    place: at,
                });
                let mut twice = Vec::new();
                add(&mut body.fields, fields(), &mut twice);
                self.not_understood.append(&mut twice);
            }
            Role::Object(name) => {
                self.tables.push((index, name.clone()));
                let mut own = Vec::new();
                add(&mut own, fields(), &mut self.not_understood);
                self.operation.objects.push(Object { name: name.clone(), fields: own, place: at });
            }
            Role::Endpoint | Role::StatusCodes | Role::ErrorCodes | Role::Unknown(_) => {}
        }
    }

    fn parameters(&mut self, all: impl Iterator<Item = (Location, Field)>) {
        for (location, field) in all.filter(|(_, field)| !field.name.is_empty()) {
            let same = |one: &Parameter| one.location == location && one.field.name == field.name;
            if !self.operation.parameters.iter().any(same) {
                self.operation.parameters.push(Parameter { location, field });
            }
        }
    }

    fn mixed(&mut self, found: &[Found], at: Place) {
        for one in found {
            match one.location {
                Some(Some(location)) => {
                    self.parameters([(location, one.field.clone())].into_iter())
                }
                Some(None) => {
                    let empty = Body { form: false, fields: Vec::new(), place: at };
                    let body = self.operation.body.get_or_insert(empty);
                    add(&mut body.fields, vec![one.field.clone()], &mut self.not_understood);
                }
                None => {
                    let what = format!("a row: it does not say where `{}` goes", one.field.name);
                    self.not_understood.push(NotUnderstood { what, place: one.field.place });
                }
            }
        }
    }

    fn response(&mut self, status: Option<String>, place: Place) -> &mut Response {
        let status = status.unwrap_or_else(|| "success".to_owned());
        let responses = &mut self.operation.responses;
        let known = responses.iter().position(|one| one.status == status);
        let at = known.unwrap_or_else(|| {
            responses.push(Response { status, headers: Vec::new(), body: None, place });
            responses.len() - 1
        });
        &mut responses[at]
    }

    fn statuses(&mut self, index: usize, table: &Read) {
        for (row, line) in table.grid.rows.iter().enumerate() {
            let text = |kind| table.grid.cell(line, kind).map_or("", |cell| cell.text.as_str());
            let place = self.place(index, table, row);
            let mut any = false;
            for word in text(Cells::Status).split(['\n', ',', '、', '/', ' ']) {
                let Some(status) = first_status(word) else { continue };
                any = true;
                if !self.operation.statuses.iter().any(|one| one.status == status) {
                    let description = text(Cells::Description).to_owned();
                    self.operation.statuses.push(Status { status, description, place });
                }
            }
            if !any {
                let what = "a row: its status is no number from 100 to 599".to_owned();
                self.not_understood.push(NotUnderstood { what, place });
            }
        }
    }

    fn error_codes(&mut self, index: usize, table: &Read) {
        for (row, line) in table.grid.rows.iter().enumerate() {
            let text = |kind| table.grid.cell(line, kind).map_or("", |cell| cell.text.as_str());
            let code = ErrorCode {
                code: text(Cells::Code).to_owned(),
                status: first_status(text(Cells::Status)),
                message: text(Cells::Description).to_owned(),
                place: self.place(index, table, row),
            };
            self.operation.error_codes.push(code);
        }
    }

    /// Statuses that are announced without a table.
    fn announced(&mut self) {
        for index in self.material.range.clone() {
            let context = &self.material.contexts[index];
            let words = matches!(
                self.material.blocks[index].content,
                Content::Text { .. } | Content::Heading { .. }
            );
            let Some(status) = context.status.clone() else { continue };
            if words && context.section == Heading::Response && status.parse::<u16>().is_ok() {
                let place = place(self.material.source, &self.material.blocks[index]);
                self.response(Some(status), place);
            }
        }
    }

    fn examples(&mut self) {
        for index in self.material.range.clone() {
            let Content::Code(code) = &self.material.blocks[index].content else { continue };
            let context = &self.material.contexts[index];
            let request = match context.label {
                Heading::RequestExample => true,
                Heading::ResponseExample => false,
                Heading::Example => code.lines().any(|line| endpoint::line(line).is_some()),
                _ => continue,
            };
            let status = context.status.as_deref().filter(|_| !request);
            let status = status.and_then(|status| status.parse().ok());
            let place = self.first_line(index);
            match examples::example(code, request, status, place) {
                Some(example) => self.operation.examples.push(example),
                None => {
                    let what = "an example: neither a request line nor JSON".to_owned();
                    self.not_understood.push(NotUnderstood { what, place });
                }
            }
        }
    }

    /// The first line of a code block, below its fence.
    fn first_line(&self, index: usize) -> Place {
        let block = &self.material.blocks[index];
        let text = self.material.source.text().get(block.start..block.end).unwrap_or_default();
        let fence = text.split_inclusive('\n').next().filter(|line| line.starts_with(['`', '~']));
        let start = block.start + fence.map_or(0, str::len);
        place(self.material.source, &Block { start, ..block.clone() })
    }

    /// Gives each object a name of its own, and each type the name of its object.
    fn resolve(&mut self) {
        let mut names: Vec<String> = Vec::new();
        for (_, name) in &self.tables {
            let same =
                |count: usize| if count == 1 { name.clone() } else { format!("{name}{count}") };
            let free = (1..).map(same).find(|name| !names.contains(name)).unwrap_or_default();
            names.push(free);
        }
        for (object, name) in self.operation.objects.iter_mut().zip(&names) {
            object.name.clone_from(name);
        }
        let lookup = Lookup {
            tables: &self.tables,
            names: &names,
            all: self.material.tables,
            targets: &self.targets,
        };
        let missing = &mut self.not_understood;
        let operation = &mut self.operation;
        let parameters = operation.parameters.iter_mut().map(|one| &mut one.field);
        let body = operation.body.iter_mut().flat_map(|body| &mut body.fields);
        let objects = operation.objects.iter_mut().flat_map(|object| &mut object.fields);
        let responses = operation.responses.iter_mut().flat_map(|one| {
            one.headers.iter_mut().chain(one.body.iter_mut().flat_map(|body| &mut body.fields))
        });
        for field in parameters.chain(body).chain(objects).chain(responses) {
            lookup.field(field, missing);
        }
        self.query_of_the_path();
    }

    /// Names of a query that only the path shows.
    fn query_of_the_path(&mut self) {
        for name in std::mem::take(&mut self.query) {
            let field = Field {
                name,
                required: None,
                kind: Type::Unstated,
                description: String::new(),
                limits: crate::conform::page::Limits::default(),
                place: self.operation.place,
            };
            self.parameters([(Location::Query, field)].into_iter());
        }
    }

    /// "A normal response" is the one that goes well, where there is one.
    fn name_statuses(&mut self) {
        let operation = &mut self.operation;
        let mut good: Vec<u16> = operation.statuses.iter().map(|one| one.status).collect();
        good.extend(operation.responses.iter().filter_map(|one| one.status.parse::<u16>().ok()));
        good.retain(|status| (200..300).contains(status));
        good.dedup();
        let [only] = good[..] else { return };
        if operation.responses.iter().any(|one| one.status == only.to_string()) {
            return;
        }
        for response in operation.responses.iter_mut().filter(|one| one.status == "success") {
            response.status = only.to_string();
        }
    }
}

/// Adds fields to others; one that is there already is reported.
fn add(known: &mut Vec<Field>, more: Vec<Field>, twice: &mut Vec<NotUnderstood>) {
    let mut names: HashSet<String> = known.iter().map(|field| field.name.clone()).collect();
    for field in more {
        if names.insert(field.name.clone()) {
            known.push(field);
        } else {
            let what = format!("a row: `{}` is described above already", field.name);
            twice.push(NotUnderstood { what, place: field.place });
        }
    }
}

/// What the vendor calls the operation: in a link to its tools, or as the anchor of the title.
fn name(material: &Material<'_>) -> Option<String> {
    let links = material.range.clone().find_map(|index| match &material.blocks[index].content {
        Content::Text { links, .. } => links.iter().find_map(|target| {
            let (_, rest) = target.split_once("&api=").or_else(|| target.split_once("?api="))?;
            rest.split(['&', '#']).next().filter(|name| types::is_name(name)).map(str::to_owned)
        }),
        _ => None,
    });
    links.or_else(|| {
        let mut anchors =
            material.range.clone().filter_map(|index| match &material.blocks[index].content {
                Content::Heading { .. } => material.blocks[index].anchors.first(),
                _ => None,
            });
        let word = |name: &&String| {
            name.starts_with(|c: char| c.is_ascii_uppercase())
                && name.chars().all(|c| c.is_ascii_alphanumeric())
                && name.chars().any(|c| c.is_ascii_lowercase())
        };
        anchors.next().filter(word).cloned()
    })
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
