//! Signatures of the scheme `SDK-HMAC-SHA256`, as pure functions: the time is passed in.
//!
//! ```
//! use std::time::{Duration, UNIX_EPOCH};
//! use huaweicloud_dcs::auth::{AccessKey, sign::{Signable, sign}};
//!
//! let key = AccessKey::new("QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc")?;
//! let request = Signable {
//!     method: "DELETE",
//!     host: "dcs.cn-north-4.myhuaweicloud.com",
//!     path: "/v2/p/instances/i/tasks/A-b_c.d~e",
//!     query: "",
//!     headers: &[],
//!     body: b"",
//! };
//! let signed = sign(&request, &key, UNIX_EPOCH + Duration::from_secs(1_573_789_015));
//! assert_eq!(signed.date.as_str(), "20191115T033655Z");
//! assert!(signed.authorization.ends_with(
//!     "Signature=15bbad8a1d2e3fb31e348096aa301b94de81348bc0c4f192af3e665e8d62d55d"
//! ));
//! # Ok::<(), huaweicloud_dcs::auth::InvalidCredential>(())
//! ```

use std::fmt;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::canonical::{self, Written, hex};
use super::credentials::AccessKey;
pub use super::time::SdkDate;

const ALGORITHM: &str = "SDK-HMAC-SHA256";

/// The parts of a request that a signature covers, exactly as they will be sent.
#[derive(Clone, Copy)]
pub struct Signable<'a> {
    /// The method, such as `DELETE`.
    pub method: &'a str,
    /// The value of the header `Host`: the host, and the port unless it is the scheme's own. A
    /// header `Host` among the headers takes its place.
    pub host: &'a str,
    /// The path, percent-encoded as in the URL.
    pub path: &'a str,
    /// The query, percent-encoded as in the URL, without the question mark.
    pub query: &'a str,
    /// Names and values of the headers. `X-Sdk-Date` and `Authorization` are passed over, since
    /// the signature replaces them.
    pub headers: &'a [(&'a str, &'a [u8])],
    /// The body, empty where there is none.
    pub body: &'a [u8],
}

/// What to put into the headers of a request, in place of any value they have.
#[derive(Clone, PartialEq, Eq)]
pub struct Signed {
    /// The value of `X-Sdk-Date`.
    pub date: SdkDate,
    /// The value of `Authorization`.
    pub authorization: String,
    /// The value of `X-Sdk-Content-Sha256`, where the body is not part of the signature: as in the
    /// official SDKs, that is so where a header spelt `Content-Type` names something else than
    /// JSON or BSON.
    pub content_sha256: Option<&'static str>,
}

/// Without headers and body, which may hold a security token.
impl fmt::Debug for Signable<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, host, path, query, .. } = self;
        f.debug_struct("Signable")
            .field("method", method)
            .field("host", host)
            .field("path", path)
            .field("query", query)
            .finish_non_exhaustive()
    }
}

/// Without the signature: whoever has it can send the request for as long as it is fresh.
impl fmt::Debug for Signed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Signed").field("date", &self.date).finish_non_exhaustive()
    }
}

/// Signs a request. The signature is good for some minutes around `at`, so a request that is sent
/// again is signed again.
#[must_use]
pub fn sign(request: &Signable<'_>, key: &AccessKey, at: SystemTime) -> Signed {
    let date = SdkDate::new(at);
    // The canonical request is written into the buffer of the authorization, where the signature
    // takes its place.
    let mut text = Vec::with_capacity(capacity(request) + key.id().len());
    text.extend_from_slice(ALGORITHM.as_bytes());
    text.extend_from_slice(b" Access=");
    text.extend_from_slice(key.id().as_bytes());
    text.extend_from_slice(b", SignedHeaders=");
    let Written { start, unsigned_payload } = canonical::write(request, &date, &mut text);
    let signature = key.mac().sign(&to_sign(&date, &text[start..]));
    text.truncate(start);
    text.extend_from_slice(b", Signature=");
    text.extend_from_slice(&hex(&signature));
    // Parts that were text before, so the default is never taken.
    let authorization = String::from_utf8(text).unwrap_or_default();
    let content_sha256 = unsigned_payload.then_some(canonical::UNSIGNED_PAYLOAD);
    Signed { date, authorization, content_sha256 }
}

/// The canonical request. Services show theirs when a signature does not fit; comparing the two
/// tells why. It holds the values of headers, a security token among them.
#[must_use]
pub fn canonical_request(request: &Signable<'_>, at: SystemTime) -> Vec<u8> {
    let mut text = Vec::with_capacity(capacity(request));
    let Written { start, .. } = canonical::write(request, &SdkDate::new(at), &mut text);
    text.split_off(start)
}

/// The text that HMAC is computed of: algorithm, date, and hash of the canonical request.
#[must_use]
pub fn string_to_sign(request: &Signable<'_>, at: SystemTime) -> String {
    let text = to_sign(&SdkDate::new(at), &canonical_request(request, at));
    String::from_utf8_lossy(&text).into_owned()
}

const TO_SIGN_LEN: usize = ALGORITHM.len() + 1 + 16 + 1 + 64;

fn to_sign(date: &SdkDate, canonical: &[u8]) -> [u8; TO_SIGN_LEN] {
    let mut text = [b'\n'; TO_SIGN_LEN];
    let (algorithm, rest) = text.split_at_mut(ALGORITHM.len());
    algorithm.copy_from_slice(ALGORITHM.as_bytes());
    rest[1..17].copy_from_slice(date.as_bytes());
    rest[18..].copy_from_slice(&hex(&Sha256::digest(canonical).into()));
    text
}

/// Room for a canonical request and an authorization, unless much must be percent-encoded.
fn capacity(request: &Signable<'_>) -> usize {
    let headers: usize =
        request.headers.iter().map(|(name, value)| 3 * name.len() + value.len() + 4).sum();
    512 + request.host.len() + request.path.len() + request.query.len() + headers
}
