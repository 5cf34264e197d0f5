/// A parameter, or a property of a body, that has an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// The name in the document.
    pub name: &'static str,
    /// The ID of the argument, and a name for its option where the shorter one is taken.
    pub id: &'static str,
    /// True if the parameter is a part of the path.
    pub in_path: bool,
}

/// The arguments that a request is made of.
#[cfg(runtime)]
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The arguments of the command.
    pub matches: &'a clap::ArgMatches,
    /// The value of the target, in the place of the one among the arguments.
    pub target: Option<&'a str>,
    /// The whole body: the content of what the argument `body` names.
    pub body: Option<&'a [u8]>,
}

/// The body of a success.
#[cfg(runtime)]
pub enum Answer {
    /// There is none.
    Empty {
        /// True if the success is inferred from a 404 after an attempt whose outcome is unknown.
        presumed: bool,
    },
    /// A value.
    Json(serde_json::Value),
    /// A value that JSON cannot hold, and why.
    NotJson(String),
    /// Bytes.
    Stream(ByteStream),
}

#[cfg(runtime)]
impl Answer {
    fn empty(success: Success<()>) -> Success<Self> {
        let presumed = success.is_presumed();
        success.map(|()| Self::Empty { presumed })
    }

    fn json<T: serde::Serialize>(value: T) -> Self {
        serde_json::to_value(value)
            .map_or_else(|error| Self::NotJson(error.to_string()), Self::Json)
    }
}

/// Reads a value from a text.
fn parse_text<T>(text: &str) -> Result<T, String>
where
    T: std::str::FromStr,
    T::Err: std::fmt::Display,
{
    text.parse().map_err(|error: T::Err| error.to_string())
}

/// Reads a value from one of these texts.
fn parse_choice<T>(
    choices: &'static [&'static str],
) -> impl clap::builder::TypedValueParser<Value = T>
where
    T: std::str::FromStr + Clone + Send + Sync + 'static,
    T::Err: std::fmt::Display,
{
    use clap::builder::{PossibleValuesParser, TypedValueParser as _};
    PossibleValuesParser::new(choices.iter().copied()).try_map(|choice| parse_text::<T>(&choice))
}

/// Reads a value from JSON.
fn parse_json<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, String> {
    serde_json::from_str(json).map_err(|error| format!("not the JSON that belongs here: {error}"))
}

/// The value of an argument.
#[cfg(runtime)]
fn get_one<T>(input: &Input<'_>, id: &str) -> Result<Option<T>, String>
where
    T: Clone + Send + Sync + 'static,
{
    let found = input.matches.try_get_one::<T>(id).map_err(|error| error.to_string())?;
    Ok(found.cloned())
}

/// The values of an argument.
#[cfg(runtime)]
fn get_many<T>(input: &Input<'_>, id: &str) -> Result<Option<Vec<T>>, String>
where
    T: Clone + Send + Sync + 'static,
{
    let found = input.matches.try_get_many::<T>(id).map_err(|error| error.to_string())?;
    Ok(found.map(|values| values.cloned().collect()))
}

/// The value of the target.
#[cfg(runtime)]
fn get_target<T>(
    input: &Input<'_>,
    id: &str,
    parse: fn(&str) -> Result<T, String>,
) -> Result<Option<T>, String>
where
    T: Clone + Send + Sync + 'static,
{
    match input.target {
        Some(target) => parse(target).map(Some),
        None => get_one(input, id),
    }
}

/// Adds a property to a body, if there is one.
#[cfg(runtime)]
fn put<T: serde::Serialize>(
    body: &mut serde_json::Map<String, serde_json::Value>,
    name: &str,
    value: Option<T>,
) -> Result<(), String> {
    if let Some(value) = value {
        let value = serde_json::to_value(value).map_err(|error| format!("{name}: {error}"))?;
        body.insert(name.to_owned(), value);
    }
    Ok(())
}

/// Makes a body of its properties.
#[cfg(runtime)]
fn make_body<T: serde::de::DeserializeOwned>(
    properties: serde_json::Map<String, serde_json::Value>,
) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::Object(properties))
        .map_err(|error| format!("the options do not make a body: {error}"))
}

/// Reads a body from JSON.
#[cfg(runtime)]
fn read_body<T: serde::de::DeserializeOwned>(json: &[u8]) -> Result<T, String> {
    serde_json::from_slice(json)
        .map_err(|error| format!("the body is not the JSON that belongs here: {error}"))
}
