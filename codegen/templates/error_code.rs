use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;
use std::str::FromStr;

/// The code that an error of the service carries.
///
/// Any text parses: codes that are not listed are kept as they are, and an older numeric
/// code is the code that has taken its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorCode {
{{variants}}    /// A code that is not listed.
    Other(String),
}

/// What is known of a listed code.
struct Known {
    code: &'static str,
    legacy: Option<&'static str>,
    status: u16,
    meaning: &'static str,
    retry: bool,
}

/// In the order of the variants.
const KNOWN: [Known; {{count}}] = [
{{known}}];

impl ErrorCode {
    /// All listed codes, in the order of the document.
    pub const ALL: [Self; {{count}}] = [
{{all}}    ];

    /// The code as the service writes it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Other(code) => code,
            listed => listed.known().map_or("", |known| known.code),
        }
    }

    /// What the code means, if it is listed.
    pub fn meaning(&self) -> Option<&'static str> {
        self.known().map(|known| known.meaning)
    }

    /// The HTTP status that the code is documented with, if it is listed.
    pub fn status(&self) -> Option<u16> {
        self.known().map(|known| known.status)
    }

    /// The older numeric form of the code, if it has one.
    pub fn legacy(&self) -> Option<&'static str> {
        self.known().and_then(|known| known.legacy)
    }

    /// Whether the same request may succeed later, if the code is listed.
    pub fn retry_may_help(&self) -> Option<bool> {
        self.known().map(|known| known.retry)
    }

    fn known(&self) -> Option<&'static Known> {
        let index = match self {
{{indices}}            Self::Other(_) => return None,
        };
        KNOWN.get(index)
    }
}

impl From<Cow<'_, str>> for ErrorCode {
    fn from(code: Cow<'_, str>) -> Self {
        let same = |known: &Known| known.code == code || known.legacy == Some(&*code);
        let listed = KNOWN.iter().position(same).and_then(|index| Self::ALL.get(index));
        listed.cloned().unwrap_or_else(|| Self::Other(code.into_owned()))
    }
}

impl From<&str> for ErrorCode {
    fn from(code: &str) -> Self {
        Cow::Borrowed(code).into()
    }
}

impl From<String> for ErrorCode {
    fn from(code: String) -> Self {
        Cow::<str>::Owned(code).into()
    }
}

impl FromStr for ErrorCode {
    type Err = Infallible;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        Ok(code.into())
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
