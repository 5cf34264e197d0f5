//! The algorithm `SDK-HMAC-SHA256`, as the side that receives requests has it.
//!
//! It shares nothing with the client, and works on a request as it was received, so that a request
//! whose signature holds here was signed as it was sent.

use std::time::{Duration, SystemTime};

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::{Digest as _, Sha256};

use super::date::parse_sdk_date;
use super::keys::AccessKey;
use crate::server::Request;

/// The name of the algorithm.
pub const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// How far the date of a request may lie from the time at which it is received.
pub const SKEW: Duration = Duration::from_secs(15 * 60);

const DATE: &str = "x-sdk-date";
const SECURITY_TOKEN: &str = "x-security-token";

/// Why a signature does not hold.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no `Authorization`, or more than one.
    #[error("there is not exactly one Authorization header")]
    Missing,
    /// The header has another form.
    #[error("the Authorization header does not have the form of {ALGORITHM}")]
    Malformed,
    /// Nobody has this key.
    #[error("the access key is not known")]
    UnknownKey,
    /// The names are not in lower case, not sorted, or hold an underscore.
    #[error("the signed headers are not in lower case, in order and without underscores")]
    SignedHeaders,
    /// A header that must be signed is not, or one that is signed was not sent exactly once.
    #[error("the header {0} is not signed, or was not sent exactly once")]
    Header(String),
    /// The date has another form.
    #[error("the header X-Sdk-Date does not hold a date")]
    Date,
    /// The date is too far away.
    #[error("the signature has expired, or is not valid yet")]
    Skew,
    /// The security token is not the one of the key.
    #[error("the security token does not belong to the access key")]
    SecurityToken,
    /// The path or the query holds an escape that stands for nothing.
    #[error("the target of the request is not percent-encoded well")]
    Target,
    /// Something else was signed, or with another key.
    #[error("the signature does not match the request")]
    Mismatch,
}

/// The parts of an `Authorization` header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Authorization<'a> {
    /// The access key.
    pub access: &'a str,
    /// The names of the signed headers, with semicolons between them.
    pub signed_headers: &'a str,
    /// The signature, in hexadecimal.
    pub signature: &'a str,
}

impl<'a> Authorization<'a> {
    /// Takes the header apart.
    ///
    /// # Errors
    /// [`Refusal::Malformed`] where it has another form.
    pub fn parse(header: &'a str) -> Result<Self, Refusal> {
        let parts = || {
            let rest = header.strip_prefix(ALGORITHM)?.strip_prefix(" Access=")?;
            let (access, rest) = rest.split_once(", SignedHeaders=")?;
            let (signed_headers, signature) = rest.split_once(", Signature=")?;
            let hexadecimal = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
            let fits = signature.len() == 64 && signature.bytes().all(hexadecimal);
            fits.then_some(Self { access, signed_headers, signature })
        };
        parts().ok_or(Refusal::Malformed)
    }
}

/// Checks the signature of a request, and returns the key that made it.
///
/// # Errors
/// The first [`Refusal`] that applies.
pub fn verify<'k>(
    request: &Request,
    keys: impl IntoIterator<Item = &'k AccessKey>,
    now: SystemTime,
) -> Result<&'k AccessKey, Refusal> {
    let header = request.header("authorization").ok_or(Refusal::Missing)?;
    let authorization = Authorization::parse(header)?;
    let mut keys = keys.into_iter();
    let key = keys.find(|key| key.access == authorization.access).ok_or(Refusal::UnknownKey)?;
    let names: Vec<&str> = authorization.signed_headers.split(';').collect();
    if !names.contains(&DATE) {
        return Err(Refusal::Header(DATE.to_owned()));
    }
    let canonical = canonical_request(request, &names)?;
    let date = request.header(DATE).ok_or(Refusal::Date)?.trim();
    let signed = parse_sdk_date(date).ok_or(Refusal::Date)?;
    let skew = match now.duration_since(signed) {
        Ok(late) => late,
        Err(early) => early.duration(),
    };
    if skew > SKEW {
        return Err(Refusal::Skew);
    }
    let sent = request.headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(SECURITY_TOKEN));
    if sent != key.security_token.is_some()
        || request.header(SECURITY_TOKEN) != key.security_token.as_deref()
    {
        return Err(Refusal::SecurityToken);
    }
    let expected = sign(&string_to_sign(date, &canonical), &key.secret);
    if expected == authorization.signature { Ok(key) } else { Err(Refusal::Mismatch) }
}

/// The `Authorization` header of a request that holds all headers to sign, for tests of the fake
/// itself.
///
/// # Errors
/// A [`Refusal`] of a request that cannot be signed.
pub fn authorization(request: &Request, key: &AccessKey) -> Result<String, Refusal> {
    let mut names: Vec<_> =
        request.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
    names.sort_unstable();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let canonical = canonical_request(request, &names)?;
    let date = request.header(DATE).ok_or(Refusal::Date)?;
    let signature = sign(&string_to_sign(date, &canonical), &key.secret);
    let (access, names) = (&key.access, names.join(";"));
    Ok(format!("{ALGORITHM} Access={access}, SignedHeaders={names}, Signature={signature}"))
}

/// What is hashed for the string to sign.
///
/// # Errors
/// A [`Refusal`] where the names or the target do not allow it.
pub fn canonical_request(request: &Request, names: &[&str]) -> Result<String, Refusal> {
    let fits = |name: &&str| !name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'_');
    if !names.is_sorted_by(|a, b| a < b) || !names.iter().all(fits) {
        return Err(Refusal::SignedHeaders);
    }
    let mut headers = String::new();
    for name in names {
        let value = request.header(name).ok_or_else(|| Refusal::Header((*name).to_owned()))?;
        headers.push_str(&format!("{name}:{}\n", value.trim()));
    }
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    let (path, query) = (canonical_path(path)?, canonical_query(query)?);
    let (method, names, body) = (&request.method, names.join(";"), sha256(&request.body));
    Ok(format!("{method}\n{path}\n{query}\n{headers}\n{names}\n{body}"))
}

/// What is signed.
pub fn string_to_sign(date: &str, canonical_request: &str) -> String {
    format!("{ALGORITHM}\n{date}\n{}", sha256(canonical_request.as_bytes()))
}

/// The signature of a string.
fn sign(text: &str, secret: &str) -> String {
    // A key of any length will do; a signature that is empty matches none.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(text.as_bytes());
    hex(&mac.finalize().into_bytes())
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn canonical_path(path: &str) -> Result<String, Refusal> {
    let segments: Vec<_> =
        path.split('/').map(|segment| Ok(encode(&decode(segment)?))).collect::<Result<_, _>>()?;
    let path = segments.join("/");
    Ok(if path.ends_with('/') { path } else { path + "/" })
}

fn canonical_query(query: &str) -> Result<String, Refusal> {
    let mut pairs = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        pairs.push((decode(name)?, decode(value)?));
    }
    pairs.sort_unstable();
    let pair = |(name, value): &(Vec<u8>, Vec<u8>)| format!("{}={}", encode(name), encode(value));
    Ok(pairs.iter().map(pair).collect::<Vec<_>>().join("&"))
}

/// The bytes that a percent-encoded text stands for.
pub(super) fn decode(text: &str) -> Result<Vec<u8>, Refusal> {
    let mut bytes = text.bytes();
    let mut decoded = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        let byte = match byte {
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let (high, low) = (digit(bytes.next()), digit(bytes.next()));
                let value = high.zip(low).map(|(high, low)| high * 16 + low);
                value.and_then(|value| u8::try_from(value).ok()).ok_or(Refusal::Target)?
            }
            byte => byte,
        };
        decoded.push(byte);
    }
    Ok(decoded)
}

fn encode(bytes: &[u8]) -> String {
    let encode = |byte: &u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
            char::from(*byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    };
    bytes.iter().map(encode).collect()
}
