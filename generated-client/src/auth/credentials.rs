//! Credentials, checked when they are made.

use std::fmt;
use std::sync::Arc;
use std::time::SystemTime;

use zeroize::{ZeroizeOnDrop, Zeroizing};

use super::mac::MacKey;

/// A text that is never shown, and is overwritten when it is dropped. Clones share it, so that a
/// call leaves no copies behind.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Arc<Zeroizing<String>>);

impl Secret {
    /// Wraps a text as it is.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Arc::new(Zeroizing::new(text.into())))
    }

    /// The text itself. Take care where it goes.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

/// The last clone to be dropped overwrites the text.
impl ZeroizeOnDrop for Secret {}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// An access key: its ID, which is public, and its secret.
#[derive(Clone)]
pub struct AccessKey {
    id: Arc<str>,
    secret: Secret,
    /// The secret, ready to sign. Clones share it as they share the secret.
    mac: Arc<MacKey>,
}

impl AccessKey {
    /// Checks an access key. White space around either part is dropped.
    ///
    /// # Errors
    /// [`InvalidCredential`] where a part is empty or the ID cannot be sent in a header.
    pub fn new(id: &str, secret: &str) -> Result<Self, InvalidCredential> {
        let id = sendable("access key", id)?.into();
        let secret = Secret::new(sendable("secret key", secret)?);
        let mac = Arc::new(MacKey::new(secret.expose().as_bytes()));
        Ok(Self { id, secret, mac })
    }

    /// The ID of the key, often called AK.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The secret of the key, often called SK.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    pub(super) fn mac(&self) -> &MacKey {
        &self.mac
    }
}

impl PartialEq for AccessKey {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id && self.secret == other.secret
    }
}

impl Eq for AccessKey {}

impl fmt::Debug for AccessKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccessKey").finish_non_exhaustive()
    }
}

/// What a client proves its identity with. `Debug` shows the kind, the project and the expiry, and
/// no part of a key or token.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    kind: Kind,
    project_id: Option<String>,
    expires_at: Option<SystemTime>,
}

#[derive(Clone, PartialEq, Eq)]
enum Kind {
    Token(Secret),
    AccessKey { key: AccessKey, security_token: Option<Secret> },
}

impl Credentials {
    /// A token of IAM, sent as `X-Auth-Token`. IAM issues it for one project and for 24 hours.
    ///
    /// # Errors
    /// [`InvalidCredential`] where the token is empty or cannot be sent in a header.
    pub fn token(token: &str) -> Result<Self, InvalidCredential> {
        Ok(Self::new(Kind::Token(Secret::new(sendable("token", token)?))))
    }

    /// A permanent access key (AK) and its secret (SK): requests are signed.
    ///
    /// # Errors
    /// [`InvalidCredential`] where a part is empty or cannot be sent in a header.
    pub fn access_key(id: &str, secret: &str) -> Result<Self, InvalidCredential> {
        let key = AccessKey::new(id, secret)?;
        Ok(Self::new(Kind::AccessKey { key, security_token: None }))
    }

    /// A temporary access key with its security token: requests are signed, and the token is sent
    /// as `X-Security-Token`.
    ///
    /// # Errors
    /// [`InvalidCredential`] where a part is empty or cannot be sent in a header.
    pub fn temporary(
        id: &str,
        secret: &str,
        security_token: &str,
    ) -> Result<Self, InvalidCredential> {
        let key = AccessKey::new(id, secret)?;
        let security_token = Some(Secret::new(sendable("security token", security_token)?));
        Ok(Self::new(Kind::AccessKey { key, security_token }))
    }

    fn new(kind: Kind) -> Self {
        Self { kind, project_id: None, expires_at: None }
    }

    /// Says when the credentials stop working.
    #[must_use]
    pub fn with_expiry(mut self, expires_at: SystemTime) -> Self {
        self.expires_at = Some(expires_at);
        self
    }

    /// Says which project the credentials are for. White space around the ID is dropped.
    ///
    /// # Errors
    /// [`InvalidCredential`] where the ID is empty or cannot be sent in a header.
    pub fn with_project_id(mut self, project_id: &str) -> Result<Self, InvalidCredential> {
        self.project_id = Some(sendable("project ID", project_id)?.to_owned());
        Ok(self)
    }

    /// When the credentials stop working, where that is known.
    pub fn expires_at(&self) -> Option<SystemTime> {
        self.expires_at
    }

    /// The project that the credentials name, if they do.
    pub fn project_id(&self) -> Option<&str> {
        self.project_id.as_deref()
    }

    /// The access key that requests are signed with; `None` for a token.
    pub fn signing_key(&self) -> Option<&AccessKey> {
        match &self.kind {
            Kind::AccessKey { key, .. } => Some(key),
            Kind::Token(_) => None,
        }
    }

    /// The value of `X-Security-Token`, where the key is a temporary one.
    pub fn security_token(&self) -> Option<&Secret> {
        match &self.kind {
            Kind::AccessKey { security_token, .. } => security_token.as_ref(),
            Kind::Token(_) => None,
        }
    }

    /// The value of `X-Auth-Token`; `None` where requests are signed.
    pub fn auth_token(&self) -> Option<&Secret> {
        match &self.kind {
            Kind::Token(token) => Some(token),
            Kind::AccessKey { .. } => None,
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &self.kind {
            Kind::Token(_) => "token",
            Kind::AccessKey { security_token: None, .. } => "access key",
            Kind::AccessKey { security_token: Some(_), .. } => "temporary access key",
        };
        f.debug_struct("Credentials")
            .field("kind", &format_args!("{kind}"))
            .field("project_id", &self.project_id)
            .field("expires_at", &self.expires_at)
            .finish()
    }
}

/// A part of credentials cannot be used. The message names the part and never shows its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidCredential {
    part: &'static str,
    empty: bool,
}

impl InvalidCredential {
    /// Which part: `token`, `access key`, `secret key`, `security token` or `project ID`.
    pub fn part(&self) -> &'static str {
        self.part
    }

    /// Whether the part is missing, or nothing but white space.
    pub fn is_empty(&self) -> bool {
        self.empty
    }
}

impl fmt::Display for InvalidCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.empty {
            write!(f, "the {} is empty", self.part)
        } else {
            write!(
                f,
                "the {} holds a character other than printable ASCII; pass it as it was issued",
                self.part
            )
        }
    }
}

impl std::error::Error for InvalidCredential {}

/// Drops white space around a value, a byte order mark among it, and refuses what is left unless
/// it is printable ASCII: what every header carries unchanged.
fn sendable<'a>(part: &'static str, value: &'a str) -> Result<&'a str, InvalidCredential> {
    let value = value.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if value.is_empty() {
        return Err(InvalidCredential { part, empty: true });
    }
    if !value.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Err(InvalidCredential { part, empty: false });
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_trimmed_and_what_no_header_carries_is_refused_by_name() {
        let credentials =
            Credentials::temporary(" ak\n", "\tsk\r\n", "\u{feff}st ").expect("accepted");
        let key = credentials.signing_key().expect("a key");
        assert_eq!((key.id(), key.secret().expose()), ("ak", "sk"));
        assert_eq!(credentials.security_token().map(Secret::expose), Some("st"));

        for bad in ["", " \n", "pa\nssphrase", "pa\u{0}ssphrase", "pässphrase", "pa\u{7f}ssphrase"]
        {
            for (part, error) in [
                ("token", Credentials::token(bad).expect_err(bad)),
                ("access key", Credentials::access_key(bad, "sk").expect_err(bad)),
                ("secret key", Credentials::access_key("ak", bad).expect_err(bad)),
                ("security token", Credentials::temporary("ak", "sk", bad).expect_err(bad)),
                (
                    "project ID",
                    Credentials::token("t").and_then(|c| c.with_project_id(bad)).expect_err(bad),
                ),
            ] {
                assert_eq!(error.part(), part);
                assert_eq!(error.is_empty(), bad.trim().is_empty());
                let shown = format!("{error} {error:?}");
                assert!(shown.contains(part) && !shown.contains("ssphrase"), "{shown}");
            }
        }
    }

    /// Safe code cannot look at memory that was given back, so the types have to say it: taken
    /// apart here by name, a field more does not compile.
    #[test]
    fn every_secret_is_overwritten_when_it_is_dropped() {
        fn overwritten<T: ZeroizeOnDrop>(_: &T) {}
        let credentials = Credentials::temporary("ak", "sk", "st").expect("accepted");
        let Credentials { kind, project_id: _, expires_at: _ } = &credentials;
        match kind {
            Kind::Token(token) => overwritten(token),
            Kind::AccessKey { key: AccessKey { id: _, secret, mac }, security_token } => {
                overwritten(secret);
                overwritten(&**mac);
                overwritten(security_token.as_ref().expect("a token"));
            }
        }
        let secret = Secret::new("s3cret");
        overwritten(&*secret.0);
    }

    #[test]
    fn keys_are_equal_where_both_parts_are() {
        let key = |id, secret| AccessKey::new(id, secret).expect("accepted");
        assert_eq!(key("ak", "sk"), key(" ak", "sk\n"));
        assert_ne!(key("ak", "sk"), key("ak", "other"));
        assert_ne!(key("ak", "sk"), key("other", "sk"));
    }

    #[test]
    fn debug_shows_no_secret() {
        let all = [
            Credentials::token("s3cret"),
            Credentials::access_key("s3cret", "s3cret"),
            Credentials::temporary("s3cret", "s3cret", "s3cret"),
        ];
        for credentials in all {
            let credentials = credentials.expect("accepted");
            let parts = (
                &credentials,
                credentials.signing_key(),
                credentials.security_token(),
                credentials.auth_token(),
            );
            let shown = format!("{parts:?} {parts:#?}");
            assert!(!shown.contains("s3cret"), "{shown}");
        }
    }
}
