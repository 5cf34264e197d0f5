//! What the fake services take as proof of who is calling.

use std::collections::BTreeSet;
use std::fmt;
use std::time::SystemTime;

/// An access key with its secret key.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessKey {
    /// The public half.
    pub access: String,
    /// The secret half.
    pub secret: String,
    /// What a temporary key comes with.
    pub security_token: Option<String>,
    /// The projects that the key gives access to.
    pub projects: BTreeSet<String>,
}

impl AccessKey {
    /// A permanent key, without a project.
    pub fn new(access: &str, secret: &str) -> Self {
        let (access, secret) = (access.to_owned(), secret.to_owned());
        Self { access, secret, security_token: None, projects: BTreeSet::new() }
    }

    /// Makes it a temporary key with this security token.
    #[must_use]
    pub fn security_token(self, token: &str) -> Self {
        Self { security_token: Some(token.to_owned()), ..self }
    }

    /// Gives access to one more project.
    #[must_use]
    pub fn project(mut self, project: &str) -> Self {
        self.projects.insert(project.to_owned());
        self
    }
}

/// Without secrets.
impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { access, projects, .. } = self;
        f.debug_struct("AccessKey")
            .field("access", access)
            .field("projects", projects)
            .finish_non_exhaustive()
    }
}

/// A token for one project.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// The token itself.
    pub token: String,
    /// The project that it was issued for.
    pub project: String,
    /// When it ceases to be valid, if ever.
    pub expires: Option<SystemTime>,
}

impl Token {
    /// A token that does not expire.
    pub fn new(token: &str, project: &str) -> Self {
        Self { token: token.to_owned(), project: project.to_owned(), expires: None }
    }

    /// Sets when it ceases to be valid.
    #[must_use]
    pub fn expires(self, at: SystemTime) -> Self {
        Self { expires: Some(at), ..self }
    }
}

/// Without the token.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { project, expires, .. } = self;
        f.debug_struct("Token")
            .field("project", project)
            .field("expires", expires)
            .finish_non_exhaustive()
    }
}
