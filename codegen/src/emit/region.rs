//! The `Region` type, from the server URL that has a variable of that name.

use std::collections::HashSet;
use std::fmt::Write as _;

use heck::ToPascalCase as _;

use crate::yaml::Node;

/// The module without its lists; the marks in double braces are where they go.
const TEMPLATE: &str = include_str!("../../templates/region.rs");

/// The text of the module, or nothing where the document has no server with a variable `region`.
pub(super) fn region(root: &Node) -> Option<String> {
    let server = root
        .get("servers")?
        .as_seq()?
        .iter()
        .find(|server| server.pointer("/variables/region/enum").is_some())?;
    let names = server.pointer("/variables/region/enum")?.as_seq()?.iter().filter_map(Node::as_str);
    let regions = distinct(names);
    let url = url_template(server)?;
    let [mut variants, mut all, mut names, mut parse] = [(); 4].map(|()| String::new());
    for (name, variant) in &regions {
        let _ = writeln!(variants, "    /// `{name}`\n    {variant},");
        let _ = writeln!(all, "        Self::{variant},");
        let _ = writeln!(names, "            Self::{variant} => {name:?},");
        let _ = writeln!(parse, "            {name:?} => Ok(Self::{variant}),");
    }
    Some(
        TEMPLATE
            .replace("{{count}}", &regions.len().to_string())
            .replace("{{variants}}", &variants)
            .replace("{{all}}", &all)
            .replace("{{names}}", &names)
            .replace("{{parse}}", &parse)
            .replace("{{url}}", &url),
    )
}

/// The names that can be variants, each variant once; the rule `server-variable` reports the rest.
fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(&'a str, String)> {
    let mut seen = HashSet::new();
    let fit =
        |name: &str| name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    names
        .filter(|name| fit(name) && !name.to_pascal_case().is_empty())
        .map(|name| (name, variant(name)))
        .filter(|(_, variant)| seen.insert(variant.clone()))
        .collect()
}

pub(super) fn variant(name: &str) -> String {
    let pascal = name.to_pascal_case();
    let taken = !pascal.starts_with(char::is_alphabetic) || pascal == "Self" || pascal == "Other";
    if taken { format!("_{pascal}") } else { pascal }
}

/// The server's URL as a format string with `{region}` left open and other variables filled in.
fn url_template(server: &Node) -> Option<String> {
    let mut url = server.get("url")?.as_str()?.trim_end_matches('/').to_owned();
    for (name, variable) in server.get("variables")?.as_map()? {
        if name != "region" {
            let default = variable.node.get("default")?.as_str()?;
            url = url.replace(&format!("{{{name}}}"), default);
        }
    }
    let braces = url.matches(['{', '}']).count();
    let plain = !url.contains(['"', '\\', '`']) && !url.contains(char::is_control);
    (url.contains("{region}") && braces == 2 && plain).then_some(url)
}
