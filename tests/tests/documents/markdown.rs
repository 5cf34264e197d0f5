//! A Markdown document, as far as its promises go.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// Languages of fenced blocks. A block without one, or with another, could hide a command.
const LANGUAGES: &[&str] = &["console", "rust", "sh", "text", "toml", "yaml"];

/// A fenced block.
#[derive(Debug)]
pub(crate) struct Block {
    pub(crate) language: String,
    /// Line of its fence.
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// What a document shows and where it leads.
#[derive(Debug)]
pub(crate) struct Document {
    /// Path from the root of the workspace.
    pub(crate) path: String,
    pub(crate) blocks: Vec<Block>,
    /// Line and target of each link and picture.
    pub(crate) links: Vec<(usize, String)>,
    /// Fragments that lead to its headings.
    pub(crate) headings: Vec<String>,
}

impl Document {
    pub(crate) fn new(path: &str, text: &str) -> Self {
        let mut document = Self {
            path: path.to_owned(),
            blocks: Vec::new(),
            links: Vec::new(),
            headings: Vec::new(),
        };
        let (mut in_block, mut in_heading) = (false, false);
        for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
            let line = text[..range.start].lines().count().max(1);
            match event {
                Event::Start(Tag::CodeBlock(kind)) => {
                    document.blocks.push(block(path, line, &kind));
                    in_block = true;
                }
                Event::End(TagEnd::CodeBlock) => in_block = false,
                Event::Start(Tag::Heading { .. }) => {
                    document.headings.push(String::new());
                    in_heading = true;
                }
                Event::End(TagEnd::Heading(_)) => in_heading = false,
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    document.links.push((line, dest_url.into_string()));
                }
                Event::Text(piece) if in_block => {
                    if let Some(block) = document.blocks.last_mut() {
                        block.text.push_str(&piece);
                    }
                }
                Event::Text(piece) | Event::Code(piece) if in_heading => {
                    if let Some(heading) = document.headings.last_mut() {
                        heading.push_str(&slug(&piece));
                    }
                }
                _ => {}
            }
        }
        document
    }
}

fn block(path: &str, line: usize, kind: &CodeBlockKind) -> Block {
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split(',').next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    };
    assert!(
        LANGUAGES.contains(&language),
        "{path}:{line}: a code block needs a language among {LANGUAGES:?}, not {language:?}"
    );
    Block { language: language.to_owned(), line, text: String::new() }
}

/// The fragment that GitHub makes of a heading.
fn slug(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || " -_".contains(*c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// The commands of a document and their lines: each line of a `sh` block, with those that it goes on
/// in, and in a `console` block, where output stands too, the lines that start with `$ `.
pub(crate) fn commands(document: &Document) -> Vec<(usize, String)> {
    let mut commands = Vec::new();
    for block in &document.blocks {
        let at = |index: usize| block.line + 1 + index;
        let lines = block.text.lines().enumerate();
        match block.language.as_str() {
            "sh" => {
                let mut goes_on = false;
                for (index, line) in lines.filter(|(_, line)| !line.trim().is_empty()) {
                    match commands.last_mut() {
                        Some((_, command)) if goes_on => {
                            *command = format!("{command} {}", line.trim());
                        }
                        _ => commands.push((at(index), line.to_owned())),
                    }
                    goes_on = line.ends_with('\\');
                }
            }
            "console" => {
                let before = commands.len();
                commands.extend(lines.filter_map(|(index, line)| {
                    Some((at(index), line.strip_prefix("$ ")?.to_owned()))
                }));
                assert!(
                    commands.len() > before,
                    "{}:{}: a console block shows commands after `$ `; use `sh` for commands alone",
                    document.path,
                    block.line
                );
            }
            _ => {}
        }
    }
    commands
}
