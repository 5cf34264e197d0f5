//! The canonical request: what a signature covers, in one fixed form.
//!
//! It follows the signer of the official Python SDK, also where that is odd; the comments say so.

use std::borrow::Cow;
use std::cmp::Ordering;

use sha2::{Digest, Sha256};

use super::sign::Signable;
use super::time::SdkDate;

/// SHA-256 of nothing, in hexadecimal.
const EMPTY_HASH: &[u8; 64] = b"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const CONTENT_HASH_HEADER: &str = "X-Sdk-Content-Sha256";
const DATE_HEADER: &str = "X-Sdk-Date";

/// What stands for the hash of a body that is not signed.
pub(super) const UNSIGNED_PAYLOAD: &str = "UNSIGNED-PAYLOAD";

type Header<'a> = (&'a str, &'a [u8]);

/// The headers that count, in the order of the request.
pub(super) struct Headers<'a> {
    entries: Vec<Header<'a>>,
    /// The body is not signed, and a header that says so has been added.
    pub(super) unsigned_payload: bool,
}

impl<'a> Headers<'a> {
    /// Takes the headers of the request and adds the date, the host where it is missing, and what
    /// the type of the content asks for. A date or signature that the request still holds, say
    /// from an earlier attempt, is passed over.
    pub(super) fn new(request: &Signable<'a>, date: &'a SdkDate) -> Self {
        let mut entries = Vec::with_capacity(request.headers.len() + 3);
        let mut has_host = false;
        // Odd: only this spelling of the name counts, so names in lower case, as HTTP/2 and
        // reqwest have them, always sign the body.
        let mut content_type: &[u8] = b"";
        for &(name, value) in request.headers {
            match name.len() {
                4 => has_host |= name.eq_ignore_ascii_case("host"),
                10 if name.eq_ignore_ascii_case(DATE_HEADER) => continue,
                12 if name == "Content-Type" => content_type = value,
                13 if name.eq_ignore_ascii_case("authorization") => continue,
                _ => {}
            }
            entries.push((name, value));
        }
        let unsigned_payload = !content_type.is_empty()
            && !content_type.starts_with(b"application/json")
            && !content_type.starts_with(b"application/bson");
        if unsigned_payload {
            mark_unsigned(&mut entries);
        }
        entries.push((DATE_HEADER, date.as_bytes()));
        if !has_host {
            entries.push(("Host", request.host.as_bytes()));
        }
        Self { entries, unsigned_payload }
    }

    /// The hash of the body in hexadecimal, or what a header gives in its place; that of nothing
    /// for an empty body, whatever the header says.
    fn write_payload_hash(&self, body: &[u8], out: &mut Vec<u8>) {
        if body.is_empty() {
            return out.extend_from_slice(EMPTY_HASH);
        }
        let named = |(name, _): &&Header<'_>| name.eq_ignore_ascii_case(CONTENT_HASH_HEADER);
        match self.entries.iter().find(named).map(|(_, value)| trim(value)) {
            None | Some(b"") => {
                out.extend_from_slice(&hex(&Sha256::digest(body)));
            }
            // Odd: by now each byte of the value has become a character of its own.
            Some(value) => {
                let mut buffer = [0; 2];
                for &byte in value {
                    out.extend_from_slice(char::from(byte).encode_utf8(&mut buffer).as_bytes());
                }
            }
        }
    }

    /// Sorts by name, equal names in the order of the request, and drops the names that gateways
    /// do not pass on as they are.
    fn sort(&mut self) {
        self.entries.retain(|(name, _)| !name.contains('_'));
        self.entries.sort_by(|(left, _), (right, _)| compare(left, right));
    }
}

fn mark_unsigned(entries: &mut Vec<Header<'_>>) {
    let mut marked = false;
    for (_, value) in entries.iter_mut().filter(|(name, _)| *name == CONTENT_HASH_HEADER) {
        *value = UNSIGNED_PAYLOAD.as_bytes();
        marked = true;
    }
    if !marked {
        entries.push((CONTENT_HASH_HEADER, UNSIGNED_PAYLOAD.as_bytes()));
    }
}

/// Appends the canonical request to `out`, and the names of the signed headers to `names`.
pub(super) fn write(
    request: &Signable<'_>,
    mut headers: Headers<'_>,
    names: &mut String,
    out: &mut Vec<u8>,
) {
    headers.sort();
    out.extend_from_slice(request.method.as_bytes());
    out.make_ascii_uppercase();
    out.push(b'\n');
    write_path(request.path, out);
    out.push(b'\n');
    write_query(request.query, out);
    out.push(b'\n');
    write_headers(&headers.entries, out);
    out.push(b'\n');
    let start = names.len();
    for (at, (name, _)) in headers.entries.iter().enumerate() {
        if at > 0 {
            names.push(';');
        }
        names.push_str(name);
    }
    names[start..].make_ascii_lowercase();
    out.extend_from_slice(&names.as_bytes()[start..]);
    out.push(b'\n');
    headers.write_payload_hash(request.body, out);
}

/// One line per header. Odd: a name that comes again, in whatever case, is listed each time, each
/// time with the value that comes last.
fn write_headers(sorted: &[Header<'_>], out: &mut Vec<u8>) {
    for run in sorted.chunk_by(|(left, _), (right, _)| left.eq_ignore_ascii_case(right)) {
        for (name, _) in run {
            let start = out.len();
            out.extend_from_slice(name.as_bytes());
            out[start..].make_ascii_lowercase();
            out.push(b':');
            out.extend_from_slice(run.last().map_or(b"", |(_, value)| trim(value)));
            out.push(b'\n');
        }
    }
}

/// The path, percent-decoded and encoded anew, always with a slash at its end. Odd: it is decoded
/// as a whole, so `%2F` becomes a slash like any other.
fn write_path(path: &str, out: &mut Vec<u8>) {
    encode(&decode(path), |byte| is_unreserved(byte) || byte == b'/', out);
    if out.last() != Some(&b'/') {
        out.push(b'/');
    }
}

/// The pairs of the query, decoded, sorted, and encoded anew; each has a `=`. A plus sign is a
/// plus sign: the SDK never sends one for a space.
fn write_query(query: &str, out: &mut Vec<u8>) {
    if query.is_empty() {
        return;
    }
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<_> = pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect();
    pairs.sort();
    for (at, (name, value)) in pairs.iter().enumerate() {
        if at > 0 {
            out.push(b'&');
        }
        encode(name, is_unreserved, out);
        out.push(b'=');
        encode(value, is_unreserved, out);
    }
}

/// Percent-decodes; what is no escape stays. Bytes that are not UTF-8 become U+FFFD.
fn decode(text: &str) -> Cow<'_, [u8]> {
    if !text.contains('%') {
        return Cow::Borrowed(text.as_bytes());
    }
    let digit = |byte: Option<&u8>| byte.and_then(|&byte| char::from(byte).to_digit(16));
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, digit(bytes.get(at + 1)), digit(bytes.get(at + 2))) {
            (b'%', Some(high), Some(low)) => {
                decoded.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    Cow::Owned(match String::from_utf8_lossy(&decoded) {
        Cow::Borrowed(_) => decoded,
        Cow::Owned(replaced) => replaced.into_bytes(),
    })
}

fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// Percent-encodes what is not bare. Most bytes are, so they are copied in runs.
fn encode(mut bytes: &[u8], is_bare: impl Fn(u8) -> bool, out: &mut Vec<u8>) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    while let Some(at) = bytes.iter().position(|&byte| !is_bare(byte)) {
        let byte = bytes[at];
        out.extend_from_slice(&bytes[..at]);
        out.extend_from_slice(&[
            b'%',
            DIGITS[usize::from(byte >> 4)],
            DIGITS[usize::from(byte & 15)],
        ]);
        bytes = &bytes[at + 1..];
    }
    out.extend_from_slice(bytes);
}

/// A hash in lower-case hexadecimal.
pub(super) fn hex(hash: &[u8]) -> [u8; 64] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = [b'0'; 64];
    for (pair, &byte) in text.chunks_exact_mut(2).zip(hash) {
        pair[0] = DIGITS[usize::from(byte >> 4)];
        pair[1] = DIGITS[usize::from(byte & 15)];
    }
    text
}

fn compare(left: &str, right: &str) -> Ordering {
    let pairs = left.bytes().zip(right.bytes());
    for (left, right) in pairs.map(|(l, r)| (l.to_ascii_lowercase(), r.to_ascii_lowercase())) {
        if left != right {
            return left.cmp(&right);
        }
    }
    left.len().cmp(&right.len())
}

/// Drops white space at both ends: all that Unicode calls so and, as Python does, the four
/// separators U+001C to U+001F.
fn trim(value: &[u8]) -> &[u8] {
    if let (Some(b'!'..=b'~'), Some(b'!'..=b'~')) = (value.first(), value.last()) {
        return value;
    }
    let is_space = |c: char| c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c);
    match str::from_utf8(value) {
        Ok(text) => text.trim_matches(is_space).as_bytes(),
        Err(_) => value.trim_ascii(),
    }
}
