//! Blocks to operations.

use std::collections::{HashMap, HashSet};

use crate::conform::page::{Cells, Heading, NotUnderstood, Page, Place, Role, Row, Table};
use crate::conform::words;
use crate::source::{Source, Span};

use super::assemble::{Assembly, Material};
use super::blocks::{Block, Content};
use super::context::{self, Context, is_example};
use super::endpoint::{self, Endpoint};
use super::grid::{self, Grid};
use super::roles::{self, About};
use super::{fields, types};

/// A table on the way.
#[derive(Debug)]
pub(super) struct Read {
    /// Index of its block.
    pub(super) block: usize,
    pub(super) grid: Grid,
    pub(super) role: Role,
    pub(super) anchors: Vec<String>,
}

/// Reads a page from its blocks.
pub(super) fn page(source: &Source, blocks: &[Block]) -> Page {
    let (contexts, sections) = context::contexts(blocks, |at| source.line(at));
    let mut tables = tables(blocks, &contexts);
    let endpoints = endpoints(blocks, &contexts, &tables);
    let starts = starts(blocks, &contexts, &endpoints);
    give_roles(&mut tables, &contexts, &starts);
    let mut not_understood = Vec::new();
    let mut operations = Vec::new();
    for (index, (at, endpoint)) in endpoints.into_iter().enumerate() {
        let range = starts[index]..starts.get(index + 1).copied().unwrap_or(blocks.len());
        let material = Material { source, blocks, contexts: &contexts, tables: &tables, range };
        let mut assembly = Assembly::new(material, endpoint, place(source, &blocks[at]));
        assembly.assemble();
        not_understood.append(&mut assembly.not_understood);
        operations.push(assembly.operation);
    }
    if operations.is_empty() {
        let place =
            blocks.first().map_or(Place { line: 1, ..Place::default() }, |b| place(source, b));
        let what =
            "it spells no method with a path, such as `DELETE /v2/{project_id}/things`".to_owned();
        not_understood.push(NotUnderstood { what, place });
    }
    let shown: Vec<Table> =
        tables.iter().map(|table| shown(source, table, blocks, &contexts)).collect();
    for (index, table) in shown.iter().enumerate() {
        if let Role::Unknown(why) = &table.role {
            let mut place = place(source, &blocks[tables[index].block]);
            place.table = Some(index);
            not_understood.push(NotUnderstood { what: format!("a table: {why}"), place });
        }
    }
    not_understood.sort_by_key(|one| (one.place.line, one.place.row));
    let title =
        sections.iter().find(|section| section.kind == Heading::Other).map(|s| s.title.clone());
    Page { title, operations, sections, tables: shown, not_understood }
}

pub(super) fn place(source: &Source, block: &Block) -> Place {
    let span = Span { start: block.start, end: block.end };
    Place { line: source.line(block.start), span, ..Place::default() }
}

fn tables(blocks: &[Block], contexts: &[Context]) -> Vec<Read> {
    let mut tables = Vec::new();
    for (block, (content, context)) in blocks.iter().map(|b| &b.content).zip(contexts).enumerate() {
        if let Content::Table(raw) = content {
            let role = Role::Unknown(String::new());
            let anchors = [&raw.anchors[..], &context.anchors].concat();
            tables.push(Read { block, grid: grid::grid(raw.clone()), role, anchors });
        }
    }
    tables
}

/// Each endpoint and the block that spells it.
fn endpoints(blocks: &[Block], contexts: &[Context], tables: &[Read]) -> Vec<(usize, Endpoint)> {
    let mut found: Vec<(usize, Endpoint)> = Vec::new();
    for inside in [true, false] {
        for (index, (block, context)) in blocks.iter().zip(contexts).enumerate() {
            let uri = context.section == Heading::Uri && !is_example(context.label);
            let allowed = if inside { uri } else { !uri && !is_example(context.label) };
            let Some(endpoint) = allowed.then(|| spelled(block, inside, index, tables)).flatten()
            else {
                continue;
            };
            let same = |one: &Endpoint| one.method == endpoint.method && one.path == endpoint.path;
            if !found.iter().any(|(_, one)| same(one)) {
                found.push((index, endpoint));
            }
        }
        // Other sections count only where no section on the URI has one.
        if !found.is_empty() {
            break;
        }
    }
    if found.is_empty() {
        found.extend(apart(blocks, contexts));
    }
    found
}

fn spelled(block: &Block, inside: bool, index: usize, tables: &[Read]) -> Option<Endpoint> {
    match &block.content {
        Content::Text { text, .. } | Content::Code(text) if inside => endpoint::anywhere(text),
        Content::Text { text, .. } | Content::Code(text) => {
            let starts = |line: &&str| {
                endpoint::method(line.split(' ').next().unwrap_or_default()).is_some()
            };
            text.lines().filter(starts).find_map(endpoint::line)
        }
        Content::Table(_) => {
            let at = tables.binary_search_by_key(&index, |table| table.block).ok()?;
            let table = tables.get(at)?;
            let row = table.grid.rows.first()?;
            let method = table.grid.cell(row, Cells::Method)?;
            let uri = table.grid.cell(row, Cells::Uri)?;
            let (path, query) = endpoint::path(&uri.text)?;
            Some(Endpoint { method: endpoint::method(&method.text)?, path, query })
        }
        _ => None,
    }
}

/// A method in one block of a section on the URI and the path in another.
fn apart(blocks: &[Block], contexts: &[Context]) -> Option<(usize, Endpoint)> {
    let uri = || {
        let all = blocks.iter().zip(contexts).enumerate();
        all.filter(|(_, (_, context))| {
            context.section == Heading::Uri && !is_example(context.label)
        })
    };
    let text = |block: &Block| match &block.content {
        Content::Text { text, .. } | Content::Code(text) => Some(text.clone()),
        _ => None,
    };
    let (_, method) =
        uri().find_map(|(at, (block, _))| Some((at, endpoint::method(&text(block)?)?)))?;
    let (at, (path, query)) =
        uri().find_map(|(at, (block, _))| Some((at, endpoint::path(&text(block)?)?)))?;
    Some((at, Endpoint { method, path, query }))
}

/// The block that the part of each operation starts with: its title, or its first section.
fn starts(blocks: &[Block], contexts: &[Context], endpoints: &[(usize, Endpoint)]) -> Vec<usize> {
    let mut starts: Vec<usize> = Vec::new();
    for (at, _) in endpoints {
        let Some(before) = starts.last().copied() else {
            starts.push(0);
            continue;
        };
        let floor = before.max(endpoints[starts.len() - 1].0) + 1;
        let heading = |index: &usize| match &blocks[*index].content {
            Content::Heading { level, .. } => Some((*level, contexts[*index].section)),
            _ => None,
        };
        let headings = || (floor..*at).filter_map(|index| Some((index, heading(&index)?)));
        let of = |kind| headings().rfind(|(_, (_, section))| *section == kind);
        let uri = of(Heading::Uri);
        let above = uri.and_then(|(_, (level, _))| headings().rfind(|one| one.1.0 < level));
        let found = above.or_else(|| of(Heading::Other)).or_else(|| of(Heading::Function)).or(uri);
        starts.push(found.map_or(*at, |(index, _)| index));
    }
    starts
}

fn give_roles(tables: &mut [Read], contexts: &[Context], starts: &[usize]) {
    let references = references(tables);
    let mut bodies: HashSet<(usize, Heading, Option<String>)> = HashSet::new();
    for table in tables {
        let context = &contexts[table.block];
        let part = starts.iter().filter(|start| **start <= table.block).count();
        let status = context.status.clone().filter(|_| context.section == Heading::Response);
        let key = (part, context.section, status);
        let about = About {
            caption: context.caption.as_deref().filter(|caption| !caption.is_empty()),
            lead: context.lead.as_deref(),
            section: context.section,
            references: &references,
            linked: table.anchors.iter().find_map(|anchor| references.targets.get(anchor)),
            has_body: bodies.contains(&key),
        };
        table.role = roles::role(&table.grid, about);
        if matches!(table.role, Role::Body | Role::ResponseBody | Role::Form) {
            bodies.insert(key);
        }
    }
}

/// What cells of types refer to.
#[derive(Debug, Default)]
pub(super) struct References {
    /// Names of objects, and of fields that are objects without a name.
    pub(super) names: HashSet<String>,
    /// What the tables are described under, by their anchors.
    pub(super) targets: HashMap<String, String>,
    /// Fields that are objects without a name, by their descriptions.
    pub(super) described: Vec<(String, String)>,
}

fn references(tables: &[Read]) -> References {
    let mut all = References::default();
    for table in tables {
        for row in &table.grid.rows {
            let Some(cell) = table.grid.cell(row, Cells::Type) else { continue };
            let kind = types::cell(cell);
            let Some(object) = kind.object() else { continue };
            let field = table.grid.cell(row, Cells::Name).map_or("", |cell| cell.text.as_str());
            let name = object.unwrap_or(field).to_owned();
            if let Some(target) = fields::target(&table.grid, row, &kind) {
                all.targets.entry(target).or_insert_with(|| name.clone());
            }
            if let (None, Some(text)) = (object, table.grid.cell(row, Cells::Description)) {
                all.described.push((words::key(&text.text), name.clone()));
            }
            all.names.insert(name);
        }
    }
    all
}

fn shown(source: &Source, table: &Read, blocks: &[Block], contexts: &[Context]) -> Table {
    let context = &contexts[table.block];
    let rows = table.grid.rows.iter().map(|row| Row {
        line: source.line(row.start),
        cells: row.cells.iter().map(|cell| cell.text.clone()).collect(),
    });
    Table {
        caption: context.whole_caption.clone(),
        heading: context.heading.clone(),
        line: source.line(blocks[table.block].start),
        columns: table.grid.columns.clone(),
        role: table.role.clone(),
        rows: rows.collect(),
        anchors: table.anchors.clone(),
    }
}
