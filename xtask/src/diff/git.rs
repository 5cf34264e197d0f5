//! What git knows: revisions, and documents in them. Nothing here uses the network.

use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use codegen::error::{Error, Result};

/// A checkout.
pub(super) struct Git {
    root: PathBuf,
}

/// An error about `what`; `problem` says what is wrong and what to do.
pub(super) fn trouble(action: &'static str, what: &str, problem: String) -> Error {
    Error::Io { action, path: what.into(), source: io::Error::other(problem) }
}

impl Git {
    pub(super) fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// What git prints; nothing where it says no.
    fn ask(&self, arguments: &[&str]) -> Result<Option<Vec<u8>>> {
        let output = Command::new("git")
            .args(arguments)
            .current_dir(&self.root)
            // A partial clone would fetch what it lacks.
            .env("GIT_NO_LAZY_FETCH", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .stdin(Stdio::null())
            .output();
        match output {
            Ok(output) => Ok(output.status.success().then_some(output.stdout)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Err(trouble(
                "run",
                "git",
                "there is no such program; install it, or compare two files with `--base FILE \
                 --head FILE`"
                    .to_owned(),
            )),
            Err(source) => Err(Error::Io { action: "run", path: "git".into(), source }),
        }
    }

    /// The first line that git prints.
    fn word(&self, arguments: &[&str]) -> Result<Option<String>> {
        let line = |out: Vec<u8>| {
            let text = String::from_utf8_lossy(&out).into_owned();
            text.lines().next().map(str::to_owned).filter(|line| !line.is_empty())
        };
        Ok(self.ask(arguments)?.and_then(line))
    }

    /// The commit that a revision names.
    pub(super) fn commit(&self, revision: &str) -> Result<Option<String>> {
        let revision = format!("{revision}^{{commit}}");
        self.word(&["rev-parse", "--verify", "--quiet", "--end-of-options", &revision])
    }

    /// The same, or what to do where there is none.
    pub(super) fn known_commit(&self, revision: &str) -> Result<String> {
        if let Some(commit) = self.commit(revision)? {
            return Ok(commit);
        }
        self.is_repository(revision)?;
        Err(trouble(
            "read",
            revision,
            format!(
                "it is neither a file nor a revision; `git branch --all` and `git tag` list \
                 revisions{}",
                self.shallow_hint()?
            ),
        ))
    }

    /// The bytes of a file in a commit. `path` is relative to the root of the repository or, after
    /// `./`, to the checkout's directory.
    pub(super) fn file(&self, commit: &str, name: &str, path: &str) -> Result<Vec<u8>> {
        let object = format!("{commit}:{path}");
        self.ask(&["cat-file", "blob", &object])?.ok_or_else(|| {
            let shown = path.trim_start_matches("./");
            trouble(
                "read",
                &format!("{name}:{shown}"),
                format!("{name} has no such file; `{name}:PATH` names another one"),
            )
        })
    }

    /// The last commit that the main branch and `head` have in common.
    pub(super) fn merge_base(&self, pull_request_base: Option<&str>, head: &str) -> Result<String> {
        let main = self.main_branch(pull_request_base)?;
        let head = self.known_commit(head)?;
        match self.word(&["merge-base", &main, &head])? {
            Some(commit) => Ok(commit),
            None => Err(trouble(
                "find",
                "a base",
                format!(
                    "{main} and {head} have no commit in common; name a base with `--base`{}",
                    self.shallow_hint()?
                ),
            )),
        }
    }

    /// The main branch: that of the pull request, or the one of this repository.
    fn main_branch(&self, pull_request_base: Option<&str>) -> Result<String> {
        const CANDIDATES: [&str; 5] = [
            "refs/remotes/origin/HEAD",
            "refs/remotes/origin/main",
            "refs/heads/main",
            "refs/remotes/origin/master",
            "refs/heads/master",
        ];
        let named = pull_request_base.map(|name| format!("refs/remotes/origin/{name}"));
        let candidates: Vec<&str> = match &named {
            Some(named) => vec![named],
            None => CANDIDATES.to_vec(),
        };
        for candidate in &candidates {
            if let Some(commit) = self.commit(candidate)? {
                return Ok(commit);
            }
        }
        self.is_repository("the base")?;
        let tried = candidates.join(", ");
        Err(trouble(
            "find",
            "the main branch",
            format!("there is none of {tried}; name a base with `--base`{}", self.shallow_hint()?),
        ))
    }

    /// The tags of commits that lead to `head`.
    pub(super) fn tags(&self, head: &str) -> Result<Vec<String>> {
        self.is_repository("the tags")?;
        let head = self.known_commit(head)?;
        let out = self.ask(&["tag", "--list", "--merged", &head])?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&out).lines().map(str::to_owned).collect())
    }

    fn is_repository(&self, what: &str) -> Result<()> {
        match self.word(&["rev-parse", "--git-dir"])? {
            Some(_) => Ok(()),
            None => Err(trouble(
                "read",
                what,
                format!(
                    "git sees no repository in {}; compare two files with `--base FILE --head \
                     FILE`",
                    self.root.display()
                ),
            )),
        }
    }

    pub(super) fn is_shallow(&self) -> Result<bool> {
        let answer = self.word(&["rev-parse", "--is-shallow-repository"])?;
        Ok(answer.as_deref() == Some("true"))
    }

    /// What to do where history was left out.
    fn shallow_hint(&self) -> Result<&'static str> {
        Ok(if self.is_shallow()? {
            "; this clone is shallow: run `git fetch --unshallow --tags`, or give \
             `actions/checkout` `fetch-depth: 0`"
        } else {
            ""
        })
    }
}
