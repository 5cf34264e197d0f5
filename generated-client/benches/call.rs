//! A signed call through the client, beside the same call by hand with reqwest.
//!
//! First it shows that both send the same bytes; then it takes turns between them, so that a
//! machine whose speed drifts is slow for all, and prints medians of the time of a call and the
//! processor time of the calling thread; then divan measures each by itself.

#![expect(clippy::expect_used, reason = "a bench fails by panicking")]

mod support;

use std::time::{Duration, Instant};

use divan::Bencher;
use huaweicloud_dcs::Client;
use support::{ByHand, INSTANCE, Server, TASK, by_client, client, serve};
use tokio::runtime::{Builder, Runtime};

/// How often each side has its turn, and how many calls a turn has.
const TURNS: usize = 600;
const CALLS: usize = 20;

/// A time limit for a call, as the client always has one.
const LIMIT: Option<Duration> = Some(Duration::from_secs(30));

fn main() {
    if let Ok(side) = std::env::var(ONLY) {
        return only(&side);
    }
    same_bytes();
    compare();
    divan::main();
}

/// The variable that names the one side to call, and how often: `client 1000`. `.ci/count-instructions`
/// sets it.
const ONLY: &str = "CALL_ONLY";

/// Calls one side, so that another program can count what that takes.
fn only(side: &str) {
    let (name, calls) = side.split_once(' ').expect("a side and a number");
    let calls: usize = calls.parse().expect("a number");
    let (runtime, Server { address, .. }) = (runtime(), serve());
    let (client, by_hand) = (client(address), ByHand::new(address));
    runtime.block_on(async {
        for _ in 0..calls {
            match name {
                "client" => by_client(&client).await,
                "signed-beforehand" => by_hand.send().await,
                "signing" => by_hand.sign_and_send(INSTANCE, TASK, None).await,
                _ => by_hand.sign_and_send(INSTANCE, TASK, LIMIT).await,
            }
        }
    });
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().expect("a runtime")
}

/// A request without the two values that depend on the time.
fn without_time(head: &[u8]) -> String {
    let text = String::from_utf8(head.to_vec()).expect("text");
    let line = |line: &str| match line.split_once(": ") {
        Some(("x-sdk-date", _)) => "x-sdk-date: \r\n".to_owned(),
        Some(("authorization", value)) => {
            let (fixed, signature) = value.split_once("Signature=").expect("a signature");
            format!("authorization: {fixed} and {} characters\r\n", signature.len())
        }
        _ => format!("{line}\r\n"),
    };
    text.split("\r\n").map(line).collect()
}

fn same_bytes() {
    let Server { address, heads } = serve();
    runtime().block_on(async {
        by_client(&client(address)).await;
        let client = without_time(&heads.recv().expect("a request"));
        for signs in [false, true] {
            let by_hand = ByHand::new(address);
            if signs {
                by_hand.sign_and_send(INSTANCE, TASK, LIMIT).await
            } else {
                by_hand.send().await
            }
            assert_eq!(client, without_time(&heads.recv().expect("a request")));
        }
    });
}

/// What each call of a side took, and the processor time of all.
#[derive(Default)]
struct Side {
    times: Vec<Duration>,
    cpu: Duration,
}

impl Side {
    fn turn(&mut self, runtime: &Runtime, call: impl AsyncFn()) {
        let cpu = cpu_time();
        runtime.block_on(async {
            for _ in 0..CALLS {
                let start = Instant::now();
                call().await;
                self.times.push(start.elapsed());
            }
        });
        self.cpu += cpu_time().saturating_sub(cpu);
    }

    fn median(&mut self) -> f64 {
        self.times.sort_unstable();
        self.times[self.times.len() / 2].as_secs_f64() * 1e6
    }

    fn cpu(&self) -> f64 {
        self.cpu.as_secs_f64() * 1e6 / self.times.len() as f64
    }
}

/// The time that this thread has run for; none where the system does not say.
fn cpu_time() -> Duration {
    #[expect(clippy::disallowed_methods, reason = "the system says it in a file")]
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanos = text.split(' ').next().and_then(|nanos| nanos.parse().ok());
    Duration::from_nanos(nanos.unwrap_or_default())
}

#[expect(clippy::print_stdout, reason = "a bench prints what it measures")]
fn compare() {
    let (runtime, Server { address, .. }) = (runtime(), serve());
    let (client, by_hand) = (client(address), ByHand::new(address));
    let [mut warm, mut ours, mut sent, mut signed, mut limited] = [(); 5].map(|()| Side::default());
    for side in [&mut warm, &mut Side::default()] {
        side.turn(&runtime, async || by_client(&client).await);
        side.turn(&runtime, async || by_hand.send().await);
    }
    for _ in 0..TURNS {
        ours.turn(&runtime, async || by_client(&client).await);
        sent.turn(&runtime, async || by_hand.send().await);
        signed.turn(&runtime, async || by_hand.sign_and_send(INSTANCE, TASK, None).await);
        limited.turn(&runtime, async || by_hand.sign_and_send(INSTANCE, TASK, LIMIT).await);
    }
    let (median, cpu) = (ours.median(), ours.cpu());
    println!("in turns, {} calls each           median us   cpu us", TURNS * CALLS);
    println!("client                              {median:>9.1} {cpu:>8.1}");
    for (name, side) in [
        ("by hand, signed beforehand", &mut sent),
        ("by hand, signing each time", &mut signed),
        ("by hand, signing, with a time limit", &mut limited),
    ] {
        let (other, other_cpu) = (side.median(), side.cpu());
        println!("{name:<35} {other:>9.1} {other_cpu:>8.1}");
        println!("{:<35} {:>9.2} {:>8.2}", "  client / this", median / other, cpu / other_cpu);
    }
}

fn bench(bencher: Bencher<'_, '_>, call: impl AsyncFn()) {
    let runtime = runtime();
    bencher.bench_local(|| runtime.block_on(call()));
}

#[divan::bench(sample_count = 2_000, sample_size = 1)]
fn a_by_hand(bencher: Bencher<'_, '_>) {
    let by_hand = ByHand::new(serve().address);
    bench(bencher, async || by_hand.send().await);
}

#[divan::bench(sample_count = 2_000, sample_size = 1)]
fn b_by_hand_signing(bencher: Bencher<'_, '_>) {
    let by_hand = ByHand::new(serve().address);
    bench(bencher, async || by_hand.sign_and_send(INSTANCE, TASK, None).await);
}

#[divan::bench(sample_count = 2_000, sample_size = 1)]
fn c_client(bencher: Bencher<'_, '_>) {
    let client: Client = client(serve().address);
    bench(bencher, async || by_client(&client).await);
}
