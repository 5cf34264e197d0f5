//! The client's own work, without the network, in time and allocations: building a request,
//! signing it, decoding an error. Whole calls stand beside it for their allocations alone; the time
//! of a call is the business of `call.rs`, since the allocator that counts costs some.

#![expect(clippy::expect_used, reason = "a bench fails by panicking")]

#[expect(dead_code, reason = "its tests run with the crate's own")]
#[path = "../src/error/details.rs"]
mod details;
#[expect(dead_code, reason = "shared with `call.rs`")]
mod support;

use std::future::pending;
use std::hint::black_box;
use std::pin::pin;
use std::task::{Context, Poll, Waker};
use std::time::{Duration, UNIX_EPOCH};

use divan::{AllocProfiler, Bencher};
use huaweicloud_dcs::Client;
use huaweicloud_dcs::auth::sign::{Signable, sign};
use huaweicloud_dcs::auth::{AccessKey, ProvideCredentials, ProvideFuture};
use support::{ACCESS_KEY, ByHand, INSTANCE, PROJECT, SECRET_KEY, TASK};

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// Stops a call where it asks for credentials: then its request is built.
struct Never;

impl ProvideCredentials for Never {
    fn provide(&self) -> ProvideFuture<'_> {
        Box::pin(pending())
    }
}

#[divan::bench]
fn build(bencher: Bencher<'_, '_>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime");
    let _guard = runtime.enter();
    let builder = Client::builder().endpoint("https://dcs.cn-north-4.myhuaweicloud.com");
    let client = builder.credentials(Never).project_id(PROJECT).build().expect("fit");
    bencher.bench_local(|| {
        let request = client.delete_background_task().instance_id(black_box(INSTANCE));
        let call = pin!(request.task_id(black_box(TASK)).send());
        let poll = call.poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(poll, Poll::Pending));
    });
}

#[divan::bench]
fn signing(bencher: Bencher<'_, '_>) {
    let key = AccessKey::new(ACCESS_KEY, SECRET_KEY).expect("fit");
    let path = format!("/v2/{PROJECT}/instances/{INSTANCE}/tasks/{TASK}");
    let request = Signable {
        method: "DELETE",
        host: "dcs.cn-north-4.myhuaweicloud.com",
        path: &path,
        query: "",
        headers: &[("x-project-id", PROJECT.as_bytes())],
        body: b"",
    };
    let at = UNIX_EPOCH + Duration::from_secs(1_573_789_015);
    bencher.bench_local(|| sign(black_box(&request), black_box(&key), at));
}

const ERRORS: [&str; 3] = [
    r#"{"error_code":"DCS.4001","error_msg":"there is nothing at this URL","error_ext_msg":null}"#,
    r#"{"error":{"code":"APIGW.0301","message":"Incorrect IAM authentication information"}}"#,
    "<html><head><title>502</title></head><body><h1>502</h1></body></html>",
];

#[divan::bench(args = [0, 1, 2])]
fn decode(bencher: Bencher<'_, '_>, body: usize) {
    bencher.bench_local(|| details::Details::of(black_box(ERRORS[body].as_bytes())));
}

mod whole_call {
    use super::*;
    use crate::support::{by_client, client, serve};

    fn bench(bencher: Bencher<'_, '_>, call: impl AsyncFn()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.expect("a runtime");
        // The connection, and room in its buffers.
        runtime.block_on(async {
            for _ in 0..16 {
                call().await;
            }
        });
        bencher.bench_local(|| runtime.block_on(call()));
    }

    #[divan::bench(sample_count = 500, sample_size = 1)]
    fn a_by_hand(bencher: Bencher<'_, '_>) {
        let by_hand = ByHand::new(serve().address);
        bench(bencher, async || by_hand.send().await);
    }

    #[divan::bench(sample_count = 500, sample_size = 1)]
    fn b_client(bencher: Bencher<'_, '_>) {
        let client = client(serve().address);
        bench(bencher, async || by_client(&client).await);
    }
}
