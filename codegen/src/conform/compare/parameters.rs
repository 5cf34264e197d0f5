//! Parameters and the request's body.

use crate::conform::page::{Location, Operation, Parameter, Place};
use crate::conform::read;
use crate::conform::words::{SECURITY_HEADERS, TRANSPORT_HEADERS};
use crate::yaml::Node;

use super::at::At;
use super::deviations::MISSING;
use super::schema::required;
use super::{Compare, Kind};

impl<'a> Compare<'a> {
    /// Compares the parameters of an operation in both directions.
    pub(super) fn parameters(&mut self, operation: &'a Operation, at: &At<'a>) {
        let here = self.parameters_here(at);
        for parameter in &operation.parameters {
            let name = parameter.field.name.as_str();
            if parameter.location == Location::Header && self.covered(name, at) {
                continue;
            }
            let own = self.renamed.get(name).filter(|_| parameter.location == Location::Path);
            let own = own.copied().unwrap_or(name);
            match here.iter().find(|one| is(one, parameter.location, own)) {
                Some(found) => self.parameter(parameter, found),
                None => self.missing_parameter(parameter, &here, at),
            }
        }
        for found in &here {
            self.extra_parameter(found, operation);
        }
        self.security(operation, at);
    }

    /// Parameters of the operation and of its path, with references followed.
    fn parameters_here(&self, at: &At<'a>) -> Vec<At<'a>> {
        let mut all: Vec<At<'a>> = at.items("parameters");
        if let Some((parent, _)) = at.pointer.rsplit_once('/')
            && let Some(node) = self.document.root.pointer(parent)
        {
            all.extend(At::new(node.span, node, parent.to_owned()).items("parameters"));
        }
        let mut known: Vec<At<'a>> = Vec::new();
        for one in all.iter().filter_map(|one| one.resolve(self.document)) {
            let same = |other: &At<'a>| {
                other.text("name") == one.text("name") && other.text("in") == one.text("in")
            };
            if !known.iter().any(same) {
                let shown = one.node.get("name").map_or(one.shown, |name| name.span);
                known.push(At { shown, ..one });
            }
        }
        known
    }

    /// Whether a header comes from the document's security or from the transport.
    fn covered(&self, name: &str, at: &At<'a>) -> bool {
        let name = name.to_lowercase();
        TRANSPORT_HEADERS.contains(&name.as_str())
            || (SECURITY_HEADERS.contains(&name.as_str()) && !self.schemes(at).is_empty())
    }

    /// Names of the headers that the schemes of the operation send.
    fn schemes(&self, at: &At<'a>) -> Vec<&'a str> {
        let root = self.document.root;
        let security = at.node.get("security").or_else(|| root.get("security"));
        let names = security.and_then(Node::as_seq).unwrap_or_default().iter();
        let names = names.filter_map(Node::as_map).flat_map(|map| map.keys());
        let schemes = root.get("components").and_then(|all| all.get("securitySchemes"));
        let scheme = |name: &String| {
            let scheme = self.document.resolve(schemes?.get(name)?)?;
            let header = scheme.get("in").and_then(Node::as_str) == Some("header");
            scheme.get("name").and_then(Node::as_str).filter(|_| header)
        };
        names.filter_map(scheme).collect()
    }

    fn parameter(&mut self, parameter: &'a Parameter, found: &At<'a>) {
        let field = &parameter.field;
        self.deviations.visit(found);
        let here = found.node.get("required").and_then(Node::as_bool).unwrap_or(false);
        if let Some(page) = field.required.filter(|page| *page != here) {
            let (message, help) = required(&field.name, page);
            self.depart(Kind::Different, "required", Some(field.place), &[found], message, help);
        }
        if let Some(schema) = found.get("schema") {
            self.field(field, &schema, Some(found), 0);
        } else {
            let message =
                format!("the parameter `{}` has no `schema`, so it is not compared", field.name);
            self.note("type", Some(field.place), Some(found), message, "compare it yourself");
        }
    }

    fn missing_parameter(&mut self, parameter: &Parameter, here: &[At<'a>], at: &At<'a>) {
        let name = &parameter.field.name;
        let place = parameter.location.name();
        let elsewhere = here.iter().find(|one| one.text("name") == Some(name));
        let message = format!("the page has a {place} parameter `{name}`, which is not here");
        let help = match elsewhere.and_then(|one| one.text("in")) {
            Some(other) => format!("it is a {other} parameter here; write `in: {place}`"),
            None => "add it to `parameters`".to_owned(),
        };
        let fact = format!("{MISSING}{name}");
        self.depart(Kind::Missing, &fact, Some(parameter.field.place), &[at], message, &help);
    }

    fn extra_parameter(&mut self, found: &At<'a>, operation: &'a Operation) {
        let (Some(name), Some(place)) = (found.text("name"), found.text("in")) else { return };
        self.deviations.visit(found);
        let on_page =
            operation.parameters.iter().any(|one| is(found, one.location, &one.field.name));
        let in_path = read::names(&operation.path).contains(&name);
        // Another name in the path is a finding of its own.
        let renamed = self.renamed.values().any(|own| *own == name);
        if on_page || (place == "path" && (in_path || renamed)) {
            return;
        }
        let message = format!("the {place} parameter `{name}` is not on the page");
        let help = "remove it, or say why in `x-vendor-deviation` under `extra`";
        self.depart(
            Kind::Extra,
            "extra",
            Some(self.nearest(operation, place)),
            &[found],
            message,
            help,
        );
    }

    /// Where the page would have such a parameter.
    fn nearest(&self, operation: &Operation, place: &str) -> Place {
        let near = operation.parameters.iter().find(|one| one.location.name() == place);
        let table = near.and_then(|one| one.field.place.table);
        match table.and_then(|table| Some((table, self.page.tables.get(table)?))) {
            Some((table, found)) => {
                Place { line: found.line, table: Some(table), ..Place::default() }
            }
            None => operation.place,
        }
    }

    /// A page that lists no header for who sends a request, though the document demands one.
    fn security(&mut self, operation: &'a Operation, at: &At<'a>) {
        let schemes = self.schemes(at);
        let listed = operation.parameters.iter().any(|one| {
            one.location == Location::Header
                && SECURITY_HEADERS.contains(&one.field.name.to_lowercase().as_str())
        });
        if !schemes.is_empty() && !listed {
            let names: Vec<_> = schemes.iter().map(|name| format!("`{name}`")).collect();
            let message = format!(
                "a request needs {} here, and the page lists no such header",
                names.join(" or ")
            );
            let help = "lift `security` for the operation, or say why in `x-vendor-deviation` under `security`";
            self.depart(Kind::Extra, "security", Some(operation.place), &[at], message, help);
        }
    }

    /// Compares the request's body.
    pub(super) fn body(&mut self, operation: &'a Operation, at: &At<'a>) {
        let here = at.get("requestBody").and_then(|body| body.resolve(self.document));
        match (&operation.body, here) {
            (None, None) => {}
            (Some(body), None) => {
                let fact = format!("{MISSING}requestBody");
                let message = "the page has a request body, which is not here".to_owned();
                self.depart(
                    Kind::Missing,
                    &fact,
                    Some(body.place),
                    &[at],
                    message,
                    "add a `requestBody`",
                );
            }
            (None, Some(found)) => {
                let message = "the request body is not on the page".to_owned();
                let help = "remove it, or say why in `x-vendor-deviation` under `extra`";
                self.depart(Kind::Extra, "extra", Some(operation.place), &[&found], message, help);
            }
            (Some(body), Some(found)) => {
                self.deviations.visit(&found);
                let page = body.fields.iter().any(|field| field.required == Some(true));
                let here = found.node.get("required").and_then(Node::as_bool).unwrap_or(false);
                if page && !here {
                    let (message, help) = required("the request body", true);
                    let message = message.replace('`', "");
                    self.depart(
                        Kind::Different,
                        "required",
                        Some(body.place),
                        &[&found],
                        message,
                        help,
                    );
                }
                self.content(body, &found);
            }
        }
    }
}

/// Whether a parameter of the document has this place and name. Names of headers have no case.
fn is(here: &At<'_>, location: Location, name: &str) -> bool {
    let own = here.text("name").unwrap_or_default();
    let same = match location {
        Location::Header => own.eq_ignore_ascii_case(name),
        _ => own == name,
    };
    same && here.text("in") == Some(location.name())
}
