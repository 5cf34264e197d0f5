//! Last stage: what differs between generated text and the disk, to be shown or applied.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use similar::TextDiff;

use crate::error::{Error, Result};

/// How one file differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// It does not.
    Unchanged,
    /// It is not there.
    Missing {
        /// What belongs there.
        new: String,
    },
    /// It holds something else.
    Modified {
        /// What it holds.
        old: String,
        /// What belongs there.
        new: String,
    },
    /// It is there, generated, and no longer belongs there.
    Orphaned,
}

/// What differs below a directory.
#[must_use = "a drift is shown or applied"]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drift {
    root: PathBuf,
    changes: Vec<(PathBuf, Change)>,
}

impl Drift {
    pub(crate) fn new(root: PathBuf, changes: Vec<(PathBuf, Change)>) -> Self {
        Self { root, changes }
    }

    /// Whether everything is as it should be.
    pub fn is_empty(&self) -> bool {
        self.changes.iter().all(|(_, change)| *change == Change::Unchanged)
    }

    /// All files and how each differs, in the order of their paths.
    pub fn changes(&self) -> impl Iterator<Item = (&Path, &Change)> {
        self.changes.iter().map(|(path, change)| (path.as_path(), change))
    }

    /// A unified diff from what stands there to what belongs there; paths start with `prefix`.
    pub fn unified(&self, prefix: &str) -> String {
        let mut out = String::new();
        for (path, change) in &self.changes {
            let name = format!("{prefix}/{}", path.display()).replace('\\', "/");
            let (old, new) = match change {
                Change::Unchanged => continue,
                Change::Missing { new } => ("", new.as_str()),
                Change::Modified { old, new } => (old.as_str(), new.as_str()),
                Change::Orphaned => {
                    out.push_str(&format!("--- {name}\n+++ /dev/null (no longer generated)\n"));
                    continue;
                }
            };
            let from = if old.is_empty() { "/dev/null" } else { name.as_str() };
            let diff = TextDiff::from_lines(old, new);
            out.push_str(&diff.unified_diff().header(from, &name).to_string());
        }
        out
    }

    /// Writes, replaces and removes what differs. Each file is replaced in one step: a reader
    /// sees the old text or the new one, and an interruption leaves one of them.
    ///
    /// # Errors
    /// [`Error::Io`] at the first file that cannot be written or removed.
    pub fn apply(&self) -> Result<()> {
        for (path, change) in &self.changes {
            let path = self.root.join(path);
            match change {
                Change::Unchanged => {}
                Change::Missing { new } | Change::Modified { new, .. } => {
                    replace(&path, new).map_err(|source| Error::Io {
                        action: "write",
                        path,
                        source,
                    })?;
                }
                Change::Orphaned => {
                    remove(&path).map_err(|source| Error::Io { action: "remove", path, source })?;
                }
            }
        }
        Ok(())
    }
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let directory = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(directory)?;
    let mut file = tempfile::Builder::new()
        .prefix(".generated-")
        .permissions_or_default(path)
        .tempfile_in(directory)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// The permissions of a new file: those of the file that it replaces, or what the system gives
/// to any new file, not the private ones of a temporary file.
trait PermissionsOrDefault {
    fn permissions_or_default(&mut self, path: &Path) -> &mut Self;
}

impl PermissionsOrDefault for tempfile::Builder<'_, '_> {
    #[cfg(unix)]
    fn permissions_or_default(&mut self, path: &Path) -> &mut Self {
        use std::os::unix::fs::PermissionsExt as _;
        let permissions = match std::fs::metadata(path) {
            Ok(metadata) => metadata.permissions(),
            Err(_) => std::fs::Permissions::from_mode(0o666),
        };
        self.permissions(permissions)
    }

    #[cfg(not(unix))]
    fn permissions_or_default(&mut self, _path: &Path) -> &mut Self {
        self
    }
}

#[expect(clippy::disallowed_methods, reason = "one of the three places that do file IO")]
fn remove(path: &Path) -> io::Result<()> {
    std::fs::remove_file(path)
}
