//! Method and path, wherever a page spells them.

use crate::conform::words::METHODS;

use super::cell::narrowed;

/// A method and a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Endpoint {
    pub(super) method: String,
    pub(super) path: String,
    /// Names of the query that the path shows.
    pub(super) query: Vec<String>,
}

/// The endpoint that a line spells: a method, and a path or URL after it.
pub(super) fn line(text: &str) -> Option<Endpoint> {
    let text = narrowed(text);
    let method = method(&text)?;
    let at = text.find(&method.to_uppercase())? + method.len();
    let (path, query) = path(text.get(at..)?)?;
    Some(Endpoint { method, path, query })
}

/// The endpoint that a text spells in any order, as in "the path is …, the method is …".
pub(super) fn anywhere(text: &str) -> Option<Endpoint> {
    if let Some(found) = text.lines().find_map(line) {
        return Some(found);
    }
    let text = narrowed(text);
    let (path, query) = path(&text)?;
    Some(Endpoint { method: method(&text)?, path, query })
}

/// The method that a text names in capital letters.
pub(super) fn method(text: &str) -> Option<String> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
        .find(|word| METHODS.iter().any(|known| known.to_uppercase() == **word))
        .map(str::to_lowercase)
}

/// The first path or URL of a text, without host, and the names in its query.
pub(super) fn path(text: &str) -> Option<(String, Vec<String>)> {
    let text = narrowed(text);
    let start = match text.find("://") {
        // A host may be a `{placeholder}` too.
        Some(at) => at + 3 + text.get(at + 3..)?.find('/')?,
        None => text.char_indices().find(|(at, c)| *c == '/' && begins(&text, *at))?.0,
    };
    let mut depth = 0_usize;
    let mut whole = String::new();
    for c in text.get(start..)?.chars() {
        match c {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            ' ' if depth > 0 => continue,
            c if !c.is_ascii_graphic() || "\"'`<>|,;".contains(c) => break,
            _ => {}
        }
        whole.push(c);
    }
    let (path, query) = whole.split_once('?').unwrap_or((&whole, ""));
    let path = path.trim_end_matches(['.', ':', ')']);
    let named = path.trim_matches('/');
    if named.is_empty() || !named.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '{') {
        return None;
    }
    let name = |pair: &str| pair.split('=').next().unwrap_or_default().to_owned();
    let fits = |name: &String| {
        !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || "_-.".contains(c))
    };
    let names = query.split('&').map(name).filter(fits);
    Some((path.to_owned(), names.collect()))
}

/// Whether a slash begins a path: at the start, or after a space or mark.
fn begins(text: &str, at: usize) -> bool {
    text[..at]
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || !c.is_ascii() || ":\"`(".contains(c))
}

/// The names in braces of a path.
pub(in crate::conform) fn names(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endpoints_are_found_in_lines_urls_and_sentences() {
        let delete = |path: &str| {
            Some(Endpoint { method: "delete".to_owned(), path: path.to_owned(), query: Vec::new() })
        };
        assert_eq!(line("DELETE /v2/{project_id}/things"), delete("/v2/{project_id}/things"));
        assert_eq!(line("DELETE https://{Endpoint}/v2/{ id }。"), delete("/v2/{id}"));
        let sentence = "路径为 /v2/{id}，方法为 DELETE。";
        assert_eq!(anywhere(sentence), delete("/v2/{id}"));
        let query = line("GET /v1/a?offset={offset}&limit={limit}").map(|one| one.query);
        assert_eq!(query, Some(vec!["offset".to_owned(), "limit".to_owned()]));
        for other in ["delete /v2/a", "Delete it", "DELETE and/or more", "GET /"] {
            assert_eq!(line(other), None, "{other}");
        }
    }
}
