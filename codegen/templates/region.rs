use std::fmt;
use std::str::FromStr;

/// A region of the service. Its endpoint is `{{url}}`.
///
/// A region that is newer than this list is named with [`Region::other`](Self::other).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Region {
{{variants}}    /// A region that the list does not hold; made by [`Region::other`](Self::other).
    Other(OtherRegion),
}

/// The name of a region that the list does not hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OtherRegion(String);

impl Region {
    /// All listed regions, in the order of the document.
    pub const ALL: [Self; {{count}}] = [
{{all}}    ];

    /// Names a region, listed or not.
    ///
    /// # Errors
    /// The name becomes part of a host name: letters, digits and inner dashes only, at
    /// most 63 of them.
    pub fn other(name: &str) -> Result<Self, RegionError> {
        if let Ok(region) = name.parse() {
            return Ok(region);
        }
        let inner = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        let outer = name.bytes().next().zip(name.bytes().last());
        let valid = name.len() <= 63
            && outer.is_some_and(|(first, last)| inner(first) && inner(last))
            && name.bytes().all(|byte| inner(byte) || byte == b'-');
        if valid {
            Ok(Self::Other(OtherRegion(name.to_owned())))
        } else {
            Err(RegionError {
                name: name.to_owned(),
                valid,
            })
        }
    }

    /// The region's name, as the service writes it.
    pub fn as_str(&self) -> &str {
        match self {
{{names}}            Self::Other(OtherRegion(name)) => name,
        }
    }

    /// The base URL of the service in this region, without a slash at its end.
    pub fn endpoint(&self) -> String {
        let region = self.as_str();
        format!("{{url}}")
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl AsRef<str> for Region {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

/// Parses the name of a listed region.
impl FromStr for Region {
    type Err = RegionError;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        match name {
{{parse}}            _ => {
                Err(RegionError {
                    name: name.to_owned(),
                    valid: true,
                })
            }
        }
    }
}

/// Why a text does not name a region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionError {
    name: String,
    valid: bool,
}

impl fmt::Display for RegionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.valid {
            write!(
                f, "{:?} is not a listed region; name a newer one with `Region::other`",
                self.name
            )
        } else {
            write!(
                f,
                "{:?} cannot be a region: use lower-case letters, digits and inner dashes, at most 63",
                self.name,
            )
        }
    }
}

impl std::error::Error for RegionError {}
