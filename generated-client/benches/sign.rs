//! The cost of a signature, beside the bare cost of the hashing that it cannot do without.

use std::hint::black_box;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use divan::Bencher;
use hmac::{Hmac, KeyInit, Mac};
use huaweicloud_dcs::auth::AccessKey;
use huaweicloud_dcs::auth::sign::{Signable, canonical_request, sign, string_to_sign};
use sha2::{Digest, Sha256};

const SECRET: &str = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc";
const PATH: &str = "/v2/a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71/instances/\
    5560df16-cebf-4473-95c4-d1b573c16e79/tasks/8abf6e1e72c12e7c0172c15b508500aa";
const HEADERS: &[(&str, &[u8])] = &[
    ("accept", b"application/json"),
    ("x-project-id", b"a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71"),
    ("user-agent", b"huaweicloud-dcs/0.1.0"),
];
/// Nothing, as the operation sends it, and a small JSON body.
const BODIES: [usize; 2] = [0, 64];

fn main() {
    divan::main();
}

fn request(body: &[u8]) -> Signable<'_> {
    Signable {
        method: "DELETE",
        host: "dcs.cn-north-4.myhuaweicloud.com",
        path: PATH,
        query: "",
        headers: HEADERS,
        body,
    }
}

fn at() -> SystemTime {
    UNIX_EPOCH + Duration::from_secs(1_573_789_015)
}

/// SHA-256 of the body and of the canonical request, and HMAC of the string to sign, of texts that
/// are ready. The hash of an empty body is a constant, and computed on neither side.
#[divan::bench(args = BODIES)]
fn bare_hashing(bencher: Bencher<'_, '_>, body: usize) {
    let body = vec![b'x'; body];
    let canonical = canonical_request(&request(&body), at());
    let text = string_to_sign(&request(&body), at());
    bencher.bench_local(|| {
        let body = (!body.is_empty()).then(|| Sha256::digest(black_box(&body)));
        let canonical = Sha256::digest(black_box(&canonical));
        let mac = Hmac::<Sha256>::new_from_slice(black_box(SECRET.as_bytes()));
        let signature = mac.map(|mac| mac.chain_update(black_box(&text)).finalize().into_bytes());
        (body, canonical, signature)
    });
}

#[divan::bench(args = BODIES)]
fn signing(bencher: Bencher<'_, '_>, body: usize) {
    let body = vec![b'x'; body];
    let Ok(key) = AccessKey::new("QTWAOYTTINDUT2QVKYUC", SECRET) else { return };
    bencher.bench_local(|| sign(black_box(&request(&body)), black_box(&key), at()));
}
