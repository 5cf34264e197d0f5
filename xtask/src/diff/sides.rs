//! Which two documents to compare.

use std::path::{Path, PathBuf};

use codegen::error::{Error, Result};
use codegen::review::Side;
use codegen::review::release::Version;
use codegen::spec::Spec;

use super::git::{Git, trouble};
use crate::output;
use crate::workspace::SPEC;

/// How many digits of a commit are shown.
const DIGITS: usize = 10;

/// A checkout of this project.
pub(super) struct Checkout {
    root: PathBuf,
    git: Git,
}

/// A document and where it comes from.
pub(super) struct Document {
    pub(super) side: Side,
    pub(super) spec: Spec,
}

impl Checkout {
    pub(super) fn at(root: PathBuf) -> Self {
        Self { git: Git::new(&root), root }
    }

    /// The document that `--head` names, or that of the working tree.
    pub(super) fn head(&self, head: Option<&str>) -> Result<Document> {
        match head {
            Some(name) => self.named(name),
            None => self.on_disk(&self.root.join(SPEC)),
        }
    }

    /// The document that `--base` names, or that of the merge base.
    pub(super) fn base(&self, base: Option<&str>, head: Option<&str>) -> Result<Document> {
        if let Some(name) = base {
            return self.named(name);
        }
        let variable = std::env::var("GITHUB_BASE_REF").ok().filter(|name| !name.is_empty());
        let commit = self.git.merge_base(variable.as_deref(), revision(head))?;
        let short = short(&commit);
        document(Some(short.clone()), SPEC, self.git.file(&commit, &short, &format!("./{SPEC}"))?)
    }

    /// The latest release among the commits that lead to `head`, and its document.
    pub(super) fn release(&self, head: Option<&str>) -> Result<Option<(Version, Document)>> {
        let tags = self.git.tags(revision(head))?;
        let versions = tags.iter().filter_map(|tag| Some((Version::of_tag(tag)?, tag)));
        let Some((version, tag)) = versions.max() else {
            if self.git.is_shallow()? {
                return Err(trouble(
                    "find",
                    "the latest release",
                    "this clone is shallow and may lack its tag; run `git fetch --unshallow \
                     --tags`, or give `actions/checkout` `fetch-depth: 0`"
                        .to_owned(),
                ));
            }
            return Ok(None);
        };
        let commit = self.git.known_commit(&format!("refs/tags/{tag}"))?;
        let bytes = self.git.file(&commit, tag, &format!("./{SPEC}"))?;
        Ok(Some((version, document(Some(tag.clone()), SPEC, bytes)?)))
    }

    /// A file that exists, `REV:PATH`, or a revision.
    fn named(&self, name: &str) -> Result<Document> {
        if Path::new(name).is_file() {
            return self.on_disk(Path::new(name));
        }
        let (revision, path) = match name.split_once(':') {
            Some((revision, path)) => (revision, path.to_owned()),
            None => (name, format!("./{SPEC}")),
        };
        let commit = self.git.known_commit(revision)?;
        let bytes = self.git.file(&commit, revision, &path)?;
        document(Some(short(&commit)), path.trim_start_matches("./"), bytes)
    }

    fn on_disk(&self, path: &Path) -> Result<Document> {
        // As annotations want it: relative to the repository, with `/`.
        let full = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let shown = full.strip_prefix(&self.root).unwrap_or(path);
        let shown = shown.display().to_string().replace('\\', "/");
        document(None, &shown, read(path)?)
    }

    /// A file of the checkout with its name, if it is there.
    pub(super) fn file(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let path = self.root.join(name);
        if path.exists() { read(&path).map(Some) } else { Ok(None) }
    }
}

fn revision(head: Option<&str>) -> &str {
    match head {
        // The working tree, and files anywhere, belong to the commit that is checked out.
        Some(name) if !Path::new(name).is_file() => {
            name.split_once(':').map_or(name, |(revision, _)| revision)
        }
        _ => "HEAD",
    }
}

fn short(commit: &str) -> String {
    commit.chars().take(DIGITS).collect()
}

fn document(revision: Option<String>, path: &str, bytes: Vec<u8>) -> Result<Document> {
    let side = Side { path: path.to_owned(), revision };
    match Spec::parse(&side.to_string(), bytes) {
        Ok(spec) => Ok(Document { side, spec }),
        Err(report) => {
            output::findings(&report);
            Err(Error::Findings(report))
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "IO belongs to xtask")]
fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).map_err(|source| Error::Io {
        action: "read",
        path: path.to_owned(),
        source,
    })
}
