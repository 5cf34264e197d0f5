//! Nodes to a typed OpenAPI document, through `serde_yaml`.

use serde::Deserialize as _;
use serde_yaml::{Mapping, Number, Value as Yaml};

use super::{Node, Value};

/// Reads the document that the nodes spell, or says why openapiv3 cannot.
pub(crate) fn typed(root: &Node) -> Result<openapiv3::OpenAPI, String> {
    openapiv3::OpenAPI::deserialize(yaml(root)).map_err(|error| error.to_string())
}

fn yaml(node: &Node) -> Yaml {
    match &node.value {
        Value::Null => Yaml::Null,
        Value::Bool(truth) => Yaml::Bool(*truth),
        Value::Int(int) => Yaml::Number(number(*int)),
        Value::Float(float) => Yaml::Number((*float).into()),
        Value::String(text) => Yaml::String(text.clone()),
        Value::Seq(items) => Yaml::Sequence(items.iter().map(yaml).collect()),
        Value::Map(map) => Yaml::Mapping(
            map.iter()
                .map(|(key, entry)| (Yaml::String(key.clone()), yaml(&entry.node)))
                .collect::<Mapping>(),
        ),
    }
}

/// Whole numbers beyond 64 bits lose precision, as they do in every JSON number type.
fn number(int: i128) -> Number {
    if let Ok(int) = i64::try_from(int) {
        int.into()
    } else if let Ok(int) = u64::try_from(int) {
        int.into()
    } else {
        (int as f64).into()
    }
}
