//! The canonical request: what a signature covers, in one fixed form.
//!
//! It follows the signer of the official Python SDK, also where that is odd; the comments say so.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

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

/// The most headers that are added.
const ADDED: usize = 3;
/// So many headers are sorted without an allocation.
const FEW: usize = 8;

/// The text that [`write`] has written.
pub(super) struct Written {
    /// The start of the canonical request, which is the end of the names.
    pub(super) start: usize,
    /// The body is not signed, and a header that says so has been added.
    pub(super) unsigned_payload: bool,
}

/// Appends the names of the signed headers to `out`, and after them the canonical request, which
/// repeats them.
pub(super) fn write(request: &Signable<'_>, date: &SdkDate, out: &mut Vec<u8>) -> Written {
    let (mut few, mut many) = ([("", &b""[..]); FEW], Vec::new());
    let most = request.headers.len() + ADDED;
    let room = if most > FEW {
        many.resize(most, ("", &b""[..]));
        &mut many[..]
    } else {
        &mut few[..]
    };
    let (headers, unsigned_payload) = collect(request, date, room);

    let names = write_names(headers, out);
    let start = out.len();
    out.extend(request.method.bytes().map(|byte| byte.to_ascii_uppercase()));
    out.push(b'\n');
    write_path(request.path, out);
    out.push(b'\n');
    write_query(request.query, out);
    out.push(b'\n');
    write_headers(headers, names.start, out);
    out.push(b'\n');
    out.extend_from_within(names);
    out.push(b'\n');
    write_payload_hash(request.body, headers, out);
    Written { start, unsigned_payload }
}

/// Takes the headers of the request and adds the date, the host where it is missing, and what the
/// type of the content asks for; also returns whether the body is not signed. Drops a date or
/// signature that the request still holds, say from an earlier attempt, and the names that gateways
/// do not pass on as they are. Sorts by name, equal names in the order of the request.
fn collect<'a, 'room>(
    request: &Signable<'a>,
    date: &'a SdkDate,
    room: &'room mut [Header<'a>],
) -> (&'room [Header<'a>], bool) {
    let mut count = 0;
    let mut has_host = false;
    // Odd: only this spelling of the name counts, so names in lower case, as HTTP/2 and
    // reqwest have them, always sign the body.
    let mut content_type: &[u8] = b"";
    for &(name, value) in request.headers {
        if name.contains('_') {
            continue;
        }
        match name.len() {
            4 => has_host |= name.eq_ignore_ascii_case("host"),
            10 if name.eq_ignore_ascii_case(DATE_HEADER) => continue,
            12 if name == "Content-Type" => content_type = value,
            13 if name.eq_ignore_ascii_case("authorization") => continue,
            _ => {}
        }
        room[count] = (name, value);
        count += 1;
    }
    let unsigned_payload = !content_type.is_empty()
        && !content_type.starts_with(b"application/json")
        && !content_type.starts_with(b"application/bson");
    let marked = unsigned_payload && mark_unsigned(&mut room[..count]);
    let added: [_; ADDED] = [
        (!marked && unsigned_payload).then_some((CONTENT_HASH_HEADER, UNSIGNED_PAYLOAD.as_bytes())),
        Some((DATE_HEADER, date.as_bytes())),
        (!has_host).then_some(("Host", request.host.as_bytes())),
    ];
    for header in added.into_iter().flatten() {
        room[count] = header;
        count += 1;
    }
    let headers = &mut room[..count];
    headers.sort_by(|(left, _), (right, _)| compare(left, right));
    (headers, unsigned_payload)
}

/// Replaces the hash that a header gives, if one does.
fn mark_unsigned(headers: &mut [Header<'_>]) -> bool {
    let mut marked = false;
    for (_, value) in headers.iter_mut().filter(|(name, _)| *name == CONTENT_HASH_HEADER) {
        *value = UNSIGNED_PAYLOAD.as_bytes();
        marked = true;
    }
    marked
}

/// The names in lower case, separated by semicolons.
fn write_names(sorted: &[Header<'_>], out: &mut Vec<u8>) -> Range<usize> {
    let start = out.len();
    for (at, (name, _)) in sorted.iter().enumerate() {
        if at > 0 {
            out.push(b';');
        }
        out.extend_from_slice(name.as_bytes());
    }
    out[start..].make_ascii_lowercase();
    start..out.len()
}

/// One line per header; the names have been written already, from `name_at` on. Odd: a name that
/// comes again, in whatever case, is listed each time, each time with the value that comes last.
fn write_headers(sorted: &[Header<'_>], mut name_at: usize, out: &mut Vec<u8>) {
    for run in sorted.chunk_by(|(left, _), (right, _)| left.eq_ignore_ascii_case(right)) {
        for (name, _) in run {
            out.extend_from_within(name_at..name_at + name.len());
            name_at += name.len() + 1;
            out.push(b':');
            out.extend_from_slice(run.last().map_or(b"", |(_, value)| trim(value)));
            out.push(b'\n');
        }
    }
}

/// The hash of the body in hexadecimal, or what a header gives in its place; that of nothing
/// for an empty body, whatever the header says.
fn write_payload_hash(body: &[u8], headers: &[Header<'_>], out: &mut Vec<u8>) {
    if body.is_empty() {
        return out.extend_from_slice(EMPTY_HASH);
    }
    let named = |(name, _): &&Header<'_>| name.eq_ignore_ascii_case(CONTENT_HASH_HEADER);
    match headers.iter().find(named).map(|(_, value)| trim(value)) {
        None | Some(b"") => {
            out.extend_from_slice(&hex(&Sha256::digest(body).into()));
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

/// The path, percent-decoded and encoded anew, always with a slash at its end. Odd: it is decoded
/// as a whole, so `%2F` becomes a slash like any other.
fn write_path(path: &str, out: &mut Vec<u8>) {
    // Most paths need no change. Looking at every byte, without an early exit, tells it soonest.
    if path.bytes().fold(true, |bare, byte| bare & is_unreserved_or_slash(byte)) {
        out.extend_from_slice(path.as_bytes());
    } else {
        encode(&decode(path), is_unreserved_or_slash, out);
    }
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
    is_unreserved_or_slash(byte) & (byte != b'/')
}

/// Has no branches, so that the compiler can test many bytes at once. `-`, `.`, `/` and the digits
/// follow each other.
fn is_unreserved_or_slash(byte: u8) -> bool {
    byte.is_ascii_alphabetic() | matches!(byte, b'-'..=b'9') | (byte == b'_') | (byte == b'~')
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
pub(super) fn hex(hash: &[u8; 32]) -> [u8; 64] {
    let digit = |value: u8| value + if value < 10 { b'0' } else { b'a' - 10 };
    let mut text = [0; 64];
    for (pair, &byte) in text.chunks_exact_mut(2).zip(hash) {
        pair[0] = digit(byte >> 4);
        pair[1] = digit(byte & 15);
    }
    text
}

fn compare(left: &str, right: &str) -> Ordering {
    let lower = |byte: u8| byte.to_ascii_lowercase();
    left.bytes().map(lower).cmp(right.bytes().map(lower))
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
