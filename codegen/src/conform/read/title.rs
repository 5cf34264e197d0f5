//! What an operation is called.

use crate::conform::page::Heading;

use super::assemble::Material;
use super::blocks::Content;
use super::types;

/// The heading above the operation.
pub(super) fn title(material: &Material<'_>) -> Option<String> {
    material.range.clone().find_map(|index| match &material.blocks[index].content {
        Content::Heading { text, .. } if material.contexts[index].section == Heading::Other => {
            Some(text.clone())
        }
        _ => None,
    })
}

/// What the vendor calls the operation: in a link to its tools, or as the anchor of the title.
pub(super) fn name(material: &Material<'_>) -> Option<String> {
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
