//! The verification of signatures, against signatures made by the vendor's own software.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime};

use serde::Deserialize;
use tests::dcs::signature::{Authorization, Refusal, canonical_request, string_to_sign, verify};
use tests::dcs::{AccessKey, http_date, parse_sdk_date, sdk_date};
use tests::server::Request;

#[derive(Deserialize)]
struct Vector {
    name: String,
    access_key: String,
    secret_key: String,
    method: String,
    host: String,
    path: String,
    query: Vec<(String, String)>,
    headers: BTreeMap<String, String>,
    body: String,
    canonical_request: String,
    string_to_sign: String,
    authorization: String,
}

impl Vector {
    fn all() -> Vec<Self> {
        let text = include_str!("../../fixtures/signing-vectors.json");
        serde_json::from_str(text).expect("a list of vectors")
    }

    fn request(&self) -> Request {
        let query: Vec<_> =
            self.query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let target = match &query[..] {
            [] => self.path.clone(),
            query => format!("{}?{}", self.path, query.join("&")),
        };
        let mut headers: Vec<_> = self.headers.clone().into_iter().collect();
        headers.push(("Host".to_owned(), self.host.clone()));
        headers.push(("Authorization".to_owned(), self.authorization.clone()));
        let (method, body) = (self.method.clone(), self.body.clone().into_bytes());
        Request { head: Vec::new(), method, target, headers, body }
    }

    fn key(&self) -> AccessKey {
        let key = AccessKey::new(&self.access_key, &self.secret_key);
        match self.headers.get("X-Security-Token") {
            Some(token) => key.security_token(token),
            None => key,
        }
    }

    fn date(&self) -> SystemTime {
        parse_sdk_date(&self.headers["X-Sdk-Date"]).expect("a date")
    }

    fn verify(&self, request: &Request) -> Result<(), Refusal> {
        verify(request, [&self.key()], self.date()).map(|_| ())
    }
}

#[test]
fn the_vectors_of_the_vendor_hold_step_by_step() {
    let vectors = Vector::all();
    assert!(vectors.len() >= 10);
    for vector in vectors {
        let (name, request) = (&vector.name, vector.request());
        let parts = Authorization::parse(&vector.authorization).expect("an authorization");
        let names: Vec<_> = parts.signed_headers.split(';').collect();
        let canonical = canonical_request(&request, &names).expect("a request to sign");
        assert_eq!(canonical, vector.canonical_request, "{name}");
        let date = &vector.headers["X-Sdk-Date"];
        assert_eq!(string_to_sign(date, &canonical), vector.string_to_sign, "{name}");
        assert_eq!(vector.verify(&request), Ok(()), "{name}");
    }
}

#[test]
fn any_change_of_what_is_signed_is_noticed() {
    for vector in Vector::all() {
        let name = &vector.name;
        let changed = |change: &dyn Fn(&mut Request)| {
            let mut request = vector.request();
            change(&mut request);
            vector.verify(&request)
        };
        let mismatch = Err(Refusal::Mismatch);
        assert_eq!(changed(&|request| request.method.push('X')), mismatch, "{name}");
        assert_eq!(changed(&|request| request.body.push(0)), mismatch, "{name}");
        assert_eq!(changed(&|request| request.target.insert(1, 'v')), mismatch, "{name}");
        assert_eq!(changed(&|request| request.target.push_str("?a=b")), mismatch, "{name}");
        let host = |(name, _): &&mut (String, String)| name == "Host";
        let other_host = changed(&|request| {
            let header = request.headers.iter_mut().find(host).expect("a host");
            header.1.push('x');
        });
        assert_eq!(other_host, mismatch, "{name}");
    }
}

#[test]
fn each_refusal_has_a_reason() {
    let vectors = Vector::all();
    let [plain, temporary] = ["documented-request", "with-security-token"]
        .map(|name| vectors.iter().find(|vector| vector.name == name).expect("the vector"));
    let with = |vector: &Vector, from: &str, to: &str| {
        let mut request = vector.request();
        for (_, value) in &mut request.headers {
            *value = value.replace(from, to);
        }
        vector.verify(&request)
    };
    let header = |name: &str| Err(Refusal::Header(name.to_owned()));
    for (from, to, refusal) in [
        ("SDK-HMAC-SHA256", "Basic", Err(Refusal::Malformed)),
        ("7b5ffb", "7B5FFB", Err(Refusal::Malformed)),
        ("7b5ffb", "7b5ff", Err(Refusal::Malformed)),
        ("7b5ffb", "7b5ffc", Err(Refusal::Mismatch)),
        ("Access=Q", "Access=R", Err(Refusal::UnknownKey)),
        ("host;x-sdk-date", "host", header("x-sdk-date")),
        ("host;x-sdk-date", "x-sdk-date;host", Err(Refusal::SignedHeaders)),
        ("host;x-sdk-date", "Host;x-sdk-date", Err(Refusal::SignedHeaders)),
        ("host;x-sdk-date", "host;host;x-sdk-date", Err(Refusal::SignedHeaders)),
        ("host;x-sdk-date", "accept;x-sdk-date", header("accept")),
        ("20191115T033655Z", "2019-11-15T03:36:55Z", Err(Refusal::Date)),
        ("20191115T033655Z", "20191315T033655Z", Err(Refusal::Date)),
        ("20191115T033655Z", "20191115T035155Z", Err(Refusal::Mismatch)),
        ("20191115T033655Z", "20191115T035156Z", Err(Refusal::Skew)),
        ("20191115T033655Z", "20191115T032154Z", Err(Refusal::Skew)),
    ] {
        assert_eq!(with(plain, from, to), refusal, "{to}");
    }
    assert_eq!(with(temporary, "gQpj", "gQpk"), Err(Refusal::SecurityToken));

    let mut request = plain.request();
    request.headers.push(("X-Security-Token".to_owned(), String::new()));
    assert_eq!(plain.verify(&request), Err(Refusal::SecurityToken));
    // Twice is not absent.
    request.headers.push(("X-Security-Token".to_owned(), String::new()));
    assert_eq!(plain.verify(&request), Err(Refusal::SecurityToken));
    let mut request = plain.request();
    request.target.push_str("%2");
    assert_eq!(plain.verify(&request), Err(Refusal::Target));
    let mut request = plain.request();
    request.headers.retain(|(name, _)| name != "Authorization");
    assert_eq!(plain.verify(&request), Err(Refusal::Missing));
}

#[test]
fn dates_are_read_as_they_are_written() {
    for (seconds, sdk, http) in [
        (0, "19700101T000000Z", "Thu, 01 Jan 1970 00:00:00 GMT"),
        (951_782_399, "20000228T235959Z", "Mon, 28 Feb 2000 23:59:59 GMT"),
        (951_782_400, "20000229T000000Z", "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_573_789_015, "20191115T033655Z", "Fri, 15 Nov 2019 03:36:55 GMT"),
        (4_107_542_399, "21000228T235959Z", "Sun, 28 Feb 2100 23:59:59 GMT"),
        (4_107_542_400, "21000301T000000Z", "Mon, 01 Mar 2100 00:00:00 GMT"),
    ] {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
        assert_eq!(sdk_date(time), sdk);
        assert_eq!(parse_sdk_date(sdk), Some(time));
        assert_eq!(http_date(time), http);
    }
    for day in 0..73_000 {
        let time = SystemTime::UNIX_EPOCH + Duration::from_secs(day * 86_400 + day);
        assert_eq!(parse_sdk_date(&sdk_date(time)), Some(time));
    }
    for text in ["20190229T000000Z", "20191115T246655Z", "20191115T033655", "19690101T000000Z"] {
        assert_eq!(parse_sdk_date(text), None, "{text}");
    }
}
