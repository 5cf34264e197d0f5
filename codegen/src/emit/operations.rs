//! The facts of each operation that progenitor's output does not hold.

use openapiv3::{OpenAPI, Operation, Parameter, ReferenceOr};

use crate::extensions::{
    CLIENT_DEFAULT, PROJECT, REPEATABLE, SUCCESS_STATUSES, repeatable_by_default,
};

/// The facts of one operation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OperationFacts {
    /// The HTTP method, in upper case.
    pub(crate) method: String,
    /// The path, with the names of its parameters in braces.
    pub(crate) template: String,
    /// True if the request may be sent again while the outcome of an attempt is unknown.
    pub(crate) repeatable: bool,
    /// Statuses that mean success beside those in `responses`.
    pub(crate) success: Vec<u16>,
    /// The parameter that is the client's project by default.
    pub(crate) default_project: Option<String>,
    pub(crate) summary: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) parameters: Vec<ParameterFacts>,
}

/// The facts of one parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ParameterFacts {
    pub(crate) name: String,
    pub(crate) place: Place,
    pub(crate) description: Option<String>,
}

/// The part of a request that a parameter belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Path,
    Query,
    Header,
}

/// Collects the facts of all operations, in the order in which progenitor writes them.
pub(super) fn operations(document: &OpenAPI) -> Vec<OperationFacts> {
    document
        .operations()
        .map(|(path, method, operation)| facts(document, path, method, operation))
        .collect()
}

fn facts(document: &OpenAPI, path: &str, method: &str, operation: &Operation) -> OperationFacts {
    let stated = operation.extensions.get(REPEATABLE).and_then(serde_json::Value::as_bool);
    let success = operation.extensions.get(SUCCESS_STATUSES).and_then(serde_json::Value::as_object);
    let success = success.into_iter().flat_map(|statuses| statuses.keys());
    OperationFacts {
        method: method.to_ascii_uppercase(),
        template: path.to_owned(),
        repeatable: stated.unwrap_or_else(|| repeatable_by_default(method)),
        success: success.filter_map(|status| status.parse().ok()).collect(),
        default_project: default_project(document, path, operation),
        summary: operation.summary.clone(),
        description: operation.description.clone(),
        parameters: parameters(document, path, operation).filter_map(of_parameter).collect(),
    }
}

fn of_parameter(parameter: &Parameter) -> Option<ParameterFacts> {
    let (place, data) = match parameter {
        Parameter::Path { parameter_data, .. } => (Place::Path, parameter_data),
        Parameter::Query { parameter_data, .. } => (Place::Query, parameter_data),
        Parameter::Header { parameter_data, .. } => (Place::Header, parameter_data),
        Parameter::Cookie { .. } => return None,
    };
    let (name, description) = (data.name.clone(), data.description.clone());
    Some(ParameterFacts { name, place, description })
}

/// The parameters of an operation, before those that all operations of its path share.
fn parameters<'a>(
    document: &'a OpenAPI,
    path: &str,
    operation: &'a Operation,
) -> impl Iterator<Item = &'a Parameter> {
    let item = document.paths.paths.get(path).and_then(ReferenceOr::as_item);
    let shared = item.into_iter().flat_map(|item| &item.parameters);
    let parameters = operation.parameters.iter().chain(shared);
    parameters.filter_map(|parameter| resolve(document, parameter))
}

fn default_project(document: &OpenAPI, path: &str, operation: &Operation) -> Option<String> {
    parameters(document, path, operation)
        .filter_map(|parameter| match parameter {
            Parameter::Path { parameter_data, .. } => Some(parameter_data),
            _ => None,
        })
        .find(|data| data.extensions.get(CLIENT_DEFAULT).is_some_and(|value| value == PROJECT))
        .map(|data| data.name.clone())
}

fn resolve<'a>(
    document: &'a OpenAPI,
    parameter: &'a ReferenceOr<Parameter>,
) -> Option<&'a Parameter> {
    let mut parameter = parameter;
    // A chain of references is as long as there are components, at most.
    for _ in 0..16 {
        match parameter {
            ReferenceOr::Item(item) => return Some(item),
            ReferenceOr::Reference { reference } => {
                let name = reference.strip_prefix("#/components/parameters/")?;
                parameter = document.components.as_ref()?.parameters.get(name)?;
            }
        }
    }
    None
}
