//! Signatures against vectors that the signer of the official Python SDK 3.1.219 computed, and
//! properties that hold for any request.

#![expect(clippy::expect_used, reason = "a failed expectation fails the test")]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use huaweicloud_dcs::auth::AccessKey;
use huaweicloud_dcs::auth::sign::{SdkDate, Signable, canonical_request, sign, string_to_sign};
use proptest::prelude::*;
use serde::Deserialize;

#[derive(Deserialize)]
struct Vector {
    name: String,
    access_key: String,
    secret_key: String,
    method: String,
    host: String,
    path: String,
    query: Vec<(String, String)>,
    headers: Headers,
    body: String,
    canonical_request: String,
    string_to_sign: String,
    authorization: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Headers {
    Ordered(Vec<(String, String)>),
    Map(std::collections::BTreeMap<String, String>),
}

/// 2019-11-15T03:36:55Z, the date of all vectors.
fn at() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_573_789_015)
}

fn encode(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

fn check(vector: &Vector) {
    let headers: Vec<(&str, &[u8])> = match &vector.headers {
        Headers::Ordered(pairs) => {
            pairs.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect()
        }
        Headers::Map(map) => {
            map.iter().map(|(name, value)| (name.as_str(), value.as_bytes())).collect()
        }
    };
    let pairs = vector.query.iter();
    let query: Vec<_> =
        pairs.map(|(name, value)| format!("{}={}", encode(name), encode(value))).collect();
    let request = Signable {
        method: &vector.method,
        host: &vector.host,
        path: &vector.path,
        query: &query.join("&"),
        headers: &headers,
        body: vector.body.as_bytes(),
    };
    let key = AccessKey::new(&vector.access_key, &vector.secret_key).expect("a key");
    let canonical = String::from_utf8(canonical_request(&request, at())).expect("UTF-8");
    let name = &vector.name;
    assert_eq!(canonical, vector.canonical_request, "{name}");
    assert_eq!(string_to_sign(&request, at()), vector.string_to_sign, "{name}");
    let signed = sign(&request, &key, at());
    assert_eq!(signed.authorization, vector.authorization, "{name}");
    assert_eq!(signed.date.as_str(), "20191115T033655Z");
    let given = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("X-Sdk-Content-Sha256"));
    if !given {
        let added = canonical.contains("\nx-sdk-content-sha256:UNSIGNED-PAYLOAD\n");
        assert_eq!(signed.content_sha256.is_some(), added, "{name}");
    }
}

fn check_all(json: &str) -> usize {
    let vectors: Vec<Vector> = serde_json::from_str(json).expect("vectors");
    vectors.iter().for_each(check);
    vectors.len()
}

#[test]
fn documented_vectors() {
    assert_eq!(check_all(include_str!("fixtures/signing-vectors.json")), 10);
}

/// Odd requests, each with what the SDK makes of it; the fixture was computed, not published.
#[test]
fn computed_vectors() {
    assert_eq!(check_all(include_str!("fixtures/signing-vectors-computed.json")), 28);
}

/// The query is taken as it will be sent: only `%XX` is decoded, and each pair gets its `=`.
#[test]
fn raw_queries() {
    for (raw, canonical) in [
        ("", ""),
        ("b=2&a=1", "a=1&b=2"),
        ("a=2&a=1&a", "a=&a=1&a=2"),
        ("flag", "flag="),
        ("=v", "=v"),
        ("a=b=c", "a=b%3Dc"),
        ("&&a=1&", "a=1"),
        ("q=a+b%2Bc%20d", "q=a%2Bb%2Bc%20d"),
        ("q=100%&r=%zz", "q=100%25&r=%25zz"),
        ("a%5Fb=%7E&A=%e4%bb%bb", "A=%E4%BB%BB&a_b=~"),
        // Sorted as text, before it is encoded: `-` comes before `=`.
        ("a=1&a-b=0", "a=1&a-b=0"),
        ("%E4=1", "%EF%BF%BD=1"),
    ] {
        let request = Signable { query: raw, ..bare("/") };
        let text = String::from_utf8(canonical_request(&request, at())).expect("UTF-8");
        assert_eq!(text.lines().nth(2), Some(canonical), "{raw}");
    }
}

/// The SDK fails on an empty path; HTTP sends a slash.
#[test]
fn an_empty_path_is_the_root() {
    assert_eq!(canonical_request(&bare(""), at()), canonical_request(&bare("/"), at()));
}

#[test]
fn what_an_earlier_attempt_left_does_not_count() {
    let key = AccessKey::new("ak", "sk").expect("a key");
    let fresh = Signable { headers: &[("Accept", b"*/*")], ..bare("/a") };
    let stale = Signable {
        headers: &[
            ("authorization", b"SDK-HMAC-SHA256 Access=old"),
            ("x-sdk-date", b"20000101T000000Z"),
            ("Accept", b"*/*"),
        ],
        ..fresh
    };
    assert_eq!(sign(&fresh, &key, at()), sign(&stale, &key, at()));
    assert_ne!(sign(&fresh, &key, at()), sign(&fresh, &key, at() + Duration::from_secs(1)));
}

#[test]
fn a_header_that_is_not_utf8_is_signed_as_its_bytes() {
    let request = Signable { headers: &[("X-A", b" \xff\xfe ")], ..bare("/") };
    let canonical = canonical_request(&request, at());
    assert!(canonical.windows(7).any(|window| window == b"x-a:\xff\xfe\n"));
}

/// Few headers are sorted in place, more elsewhere; the form is the same on both sides of that. The
/// type of the content makes the signer add all that it ever adds.
#[test]
fn any_number_of_headers_is_signed() {
    let names: Vec<_> = (0..40).rev().map(|number| format!("X-{number:02}")).collect();
    for count in 0..=names.len() {
        let mut headers: Vec<_> =
            names[..count].iter().map(|name| (name.as_str(), name.as_bytes())).collect();
        headers.push(("Content-Type", b"text/plain"));
        let request = Signable { headers: &headers, ..bare("/") };
        let mut expected = "GET\n/\n\ncontent-type:text/plain\nhost:h\n".to_owned();
        let mut list = "content-type;host".to_owned();
        for name in names[..count].iter().rev() {
            expected += &format!("{}:{name}\n", name.to_lowercase());
            list += &format!(";{}", name.to_lowercase());
        }
        expected += "x-sdk-content-sha256:UNSIGNED-PAYLOAD\nx-sdk-date:20191115T033655Z\n\n";
        list += ";x-sdk-content-sha256;x-sdk-date";
        let canonical = String::from_utf8(canonical_request(&request, at())).expect("UTF-8");
        assert!(canonical.starts_with(&(expected + &list + "\n")), "{canonical}");
        let key = AccessKey::new("ak", "sk").expect("a key");
        let authorization = sign(&request, &key, at()).authorization;
        assert!(authorization.contains(&format!(" SignedHeaders={list}, ")), "{authorization}");
    }
}

fn bare(path: &str) -> Signable<'_> {
    Signable { method: "GET", host: "h", path, query: "", headers: &[], body: b"" }
}

fn is_encoded(text: &str, bare: impl Fn(char) -> bool) -> bool {
    let mut parts = text.split('%');
    let clean = |part: &str| part.chars().all(|c| c.is_ascii_alphanumeric() || bare(c));
    parts.next().is_none_or(clean)
        && parts.all(|part| {
            let escape = part.get(..2).unwrap_or_default();
            let is_upper_hex = |c: char| c.is_ascii_digit() || ('A'..='F').contains(&c);
            escape.len() == 2 && escape.chars().all(is_upper_hex) && clean(&part[2..])
        })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Any request can be signed, and its canonical request has a fixed form.
    #[test]
    fn the_form_is_fixed(
        path in "\\PC*|(/|%2F|%[0-9a-f]{2}|[a-z%~])*",
        query in "\\PC*|([&=+]|%[0-9a-f]{2}|[a-z%])*",
        headers in prop::collection::vec(("[!-9<-~]{0,9}", prop::collection::vec(any::<u8>(), 0..9)), 0..6),
        body in prop::collection::vec(any::<u8>(), 0..99),
        seconds in any::<u64>(),
        key in ("[!-~]{1,99}", "[!-~]{1,99}"),
    ) {
        let headers: Vec<_> =
            headers.iter().map(|(name, value)| (name.as_str(), value.as_slice())).collect();
        let request =
            Signable { query: &query, headers: &headers, body: &body, ..bare(&path) };
        let at = UNIX_EPOCH.checked_add(Duration::from_secs(seconds)).unwrap_or(UNIX_EPOCH);
        let key = AccessKey::new(&key.0, &key.1).expect("a key");

        let signed = sign(&request, &key, at);
        prop_assert_eq!(&signed.date, &SdkDate::new(at));
        let canonical = canonical_request(&request, at);
        let canonical = String::from_utf8_lossy(&canonical);
        let mut lines = canonical.split('\n');
        prop_assert_eq!(lines.next(), Some("GET"));
        let uri = lines.next().expect("a path");
        prop_assert!(uri.ends_with('/'), "{}", uri);
        prop_assert!(is_encoded(uri, |c| "-_.~/".contains(c)), "{}", uri);
        let pairs = lines.next().expect("a query");
        prop_assert!(is_encoded(pairs, |c| "-_.~=&".contains(c)), "{}", pairs);

        let (_, rest) = signed.authorization.split_once("SignedHeaders=").expect("names");
        let (names, signature) = rest.split_once(", Signature=").expect("a signature");
        prop_assert!(names.split(';').is_sorted());
        prop_assert!(names.split(';').any(|name| name == "x-sdk-date"));
        prop_assert!(!names.contains('_'));
        prop_assert!(signature.len() == 64);
    }
}
