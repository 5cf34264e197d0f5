//! The facts of a page, a line each.

use std::fmt::Write as _;

use codegen::conform::{Body, Field, Operation, Page, Place, Role};

/// All facts of a page.
pub(crate) fn of(page: &Page) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "page {:?}", page.title.as_deref().unwrap_or_default());
    for table in &page.tables {
        let role = match &table.role {
            Role::Object(name) => format!("object {name}"),
            Role::Unknown(why) => format!("unknown: {why}"),
            role => format!("{role:?}").to_lowercase(),
        };
        let _ = writeln!(out, "table {} ({} rows): {role}", table.line, table.rows.len());
    }
    for operation in &page.operations {
        self::operation(operation, &mut out);
    }
    for one in &page.not_understood {
        let _ = writeln!(out, "not understood {}: {}", at(one.place), one.what);
    }
    out
}

fn at(place: Place) -> String {
    match (place.table, place.row) {
        (Some(table), Some(row)) => format!("{} [{}.{row}]", place.line, table + 1),
        _ => place.line.to_string(),
    }
}

fn operation(operation: &Operation, out: &mut String) {
    let _ = writeln!(
        out,
        "\n{} {} ({}, {:?})",
        operation.method,
        operation.path,
        operation.name.as_deref().unwrap_or("no name"),
        operation.title.as_deref().unwrap_or_default(),
    );
    for one in &operation.parameters {
        field(one.location.name(), &one.field, out);
    }
    if let Some(body) = &operation.body {
        self::body("body", body, out);
    }
    for one in &operation.responses {
        let _ = writeln!(out, "  response {}", one.status);
        for header in &one.headers {
            field("  header", header, out);
        }
        if let Some(body) = &one.body {
            self::body("  body", body, out);
        }
    }
    for object in &operation.objects {
        let _ = writeln!(out, "  object {}", object.name);
        for one in &object.fields {
            field("  property", one, out);
        }
    }
    for one in &operation.statuses {
        let _ = writeln!(out, "  status {}: {} @ {}", one.status, one.description, at(one.place));
    }
    for one in &operation.error_codes {
        let _ = writeln!(
            out,
            "  code {} {:?}: {} @ {}",
            one.code,
            one.status,
            one.message,
            at(one.place)
        );
    }
    for one in &operation.examples {
        let kind = if one.request { "request" } else { "response" };
        let body = one.body.as_ref().map(ToString::to_string).unwrap_or_default();
        let line = format!(
            "{} {}",
            one.method.as_deref().unwrap_or("-"),
            one.path.as_deref().unwrap_or("-")
        );
        let _ =
            writeln!(out, "  example {kind} {:?} {line} {body} @ {}", one.status, at(one.place));
    }
}

fn body(what: &str, body: &Body, out: &mut String) {
    let _ = writeln!(out, "  {what}{}", if body.form { " (form)" } else { "" });
    for one in &body.fields {
        field("  property", one, out);
    }
}

fn field(what: &str, field: &Field, out: &mut String) {
    let required = match field.required {
        Some(true) => " required",
        Some(false) => " optional",
        None => "",
    };
    let limits =
        serde_json::to_value(&field.limits).map(|value| value.to_string()).unwrap_or_default();
    let limits = if limits == "{}" { String::new() } else { format!(" {limits}") };
    let description = field.description.replace('\n', " | ");
    let _ = writeln!(
        out,
        "  {what} {:?}{required} {:?}{limits} \"{description}\" @ {}",
        field.name,
        field.kind,
        at(field.place),
    );
}
