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
use super::{examples, objects, title};

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
        let operation = Operation {
            name: title::name(&material),
            title: title::title(&material),
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
        let all = self.material.tables;
        let missing = &mut self.not_understood;
        objects::resolve(&mut self.operation, &self.tables, all, &self.targets, missing);
        self.query_of_the_path();
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
        let named = only.to_string();
        let at = |all: &[Response], status: &str| all.iter().position(|one| one.status == status);
        if at(&operation.responses, &named).is_some() {
            // What stands under no status belongs to it too.
            let Some(unnamed) = at(&operation.responses, "success") else { return };
            let unnamed = operation.responses.remove(unnamed);
            let twice = &mut self.not_understood;
            if let Some(known) = at(&operation.responses, &named) {
                let known = &mut operation.responses[known];
                add(&mut known.headers, unnamed.headers, twice);
                match (&mut known.body, unnamed.body) {
                    (Some(body), Some(more)) => add(&mut body.fields, more.fields, twice),
                    (body, more) => *body = body.take().or(more),
                }
            }
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
