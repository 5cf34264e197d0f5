//! Ten thousand calls under faults of all kinds. The only test of its program, since it counts the
//! memory of all of it.
#![expect(clippy::expect_used, reason = "helpers of tests fail the test")]

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use huaweicloud_dcs::{Client, Credentials, Deleted, Error, ErrorKind, RetryPolicy};
use peak_alloc::PeakAlloc;
use tests::clock::FakeClock;
use tests::dcs::{AccessKey, Fault, Plan, RetryAfter, Service, Struck};
use tests::server::Gate;
use tokio::sync::Notify;
use tokio::task::JoinSet;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How many tasks are deleted, how many calls are under way at once, and how many requests in a
/// hundred meet a fault.
const TASKS: usize = 10_000;
const AT_ONCE: usize = 64;
const PERCENTAGE: u8 = 5;

/// After so many calls, pools and buffers have the size that they keep.
const WARM: usize = 2_000;
/// What may be added from there on, in bytes: 64 for each call. Most of it is room for chance, since
/// the pool keeps more connections at one time than at another.
const GROWTH: usize = 512 << 10;

/// What the calls share.
struct Soak {
    service: Service,
    client: Client,
    clock: FakeClock,
    next: AtomicUsize,
    /// Held to read when a call begins, and to write when time passes.
    running: RwLock<AtomicUsize>,
    ended: Notify,
}

async fn soak() -> Arc<Soak> {
    let clock = FakeClock::default();
    // Nothing is held back: bytes of slow answers go one at a time, as fast as they can.
    let mut faults = Fault::all(&Gate::open(), "http://127.0.0.1:1/");
    faults.push(Fault::Throttled(RetryAfter::Seconds(3_600)));
    let mut builder = Service::builder()
        .clock(clock.clone())
        .key(AccessKey::new("SOAK", "soak-secret").project("project-1"))
        .instance("instance-1", "project-1")
        .plan(Plan::random(7, PERCENTAGE, faults));
    for task in 0..TASKS {
        builder = builder.task("instance-1", &format!("task-{task}"));
    }
    let service = builder.start().await;
    service.forget();
    let client = Client::builder()
        .endpoint(&service.url())
        .credentials(Credentials::access_key("SOAK", "soak-secret").expect("fit"))
        .clock(clock.clone())
        // One fault after the other does not end a call for want of attempts or time.
        .retry(RetryPolicy::default().max_attempts(12).base_delay(Duration::ZERO))
        .call_timeout(Duration::from_secs(86_400));
    let client = client.build().expect("loopback");
    let (next, running, ended) = Default::default();
    Arc::new(Soak { service, client, clock, next, running, ended })
}

impl Soak {
    /// Deletes the tasks below this number, so many at once.
    async fn delete_up_to(self: &Arc<Self>, end: usize) -> Vec<Ended> {
        let mut workers = JoinSet::new();
        for _ in 0..AT_ONCE {
            let soak = Arc::clone(self);
            workers.spawn(async move { soak.work(end).await });
        }
        let ended = workers.join_all().await.into_iter().flatten().collect();
        self.next.store(end, Ordering::Relaxed);
        ended
    }

    async fn work(&self, end: usize) -> Vec<Ended> {
        let mut ended = Vec::new();
        loop {
            let task = self.next.fetch_add(1, Ordering::Relaxed);
            if task >= end {
                return ended;
            }
            {
                let running = self.running.read().unwrap_or_else(PoisonError::into_inner);
                running.fetch_add(1, Ordering::SeqCst);
            }
            let id = format!("task-{task}");
            let request = self.client.delete_background_task().project_id("project-1");
            let outcome = request.instance_id("instance-1").task_id(id).send().await;
            {
                let running = self.running.read().unwrap_or_else(PoisonError::into_inner);
                running.fetch_sub(1, Ordering::SeqCst);
            }
            self.ended.notify_one();
            ended.extend(Ended::new(task, &outcome));
        }
    }

    /// Lets time pass whenever each call under way waits for an answer that never comes: so no
    /// attempt ends for want of time that has not met this fault.
    async fn let_time_pass(&self) {
        let (mut progress, mut over) = (self.service.progress(), 0);
        loop {
            let silences = progress.borrow_and_update().silences;
            {
                let running = self.running.write().unwrap_or_else(PoisonError::into_inner);
                let running = running.load(Ordering::SeqCst);
                if running > 0 && silences - over == running {
                    over = silences;
                    self.clock.advance(Duration::from_secs(60));
                }
            }
            tokio::select! {
                _ = progress.changed() => {}
                () = self.ended.notified() => {}
            }
        }
    }
}

/// How a call ended that was not told of its success. It keeps no body, which is up to 1 MiB.
struct Ended {
    task: usize,
    /// `None` where the deletion is presumed.
    failure: Option<(ErrorKind, Option<u16>)>,
    error: String,
}

impl Ended {
    fn new(task: usize, outcome: &Result<Deleted, Error>) -> Option<Self> {
        let error = format!("{outcome:?}");
        let failure = match outcome {
            Ok(deleted) if !deleted.is_presumed() => return None,
            Ok(_) => None,
            Err(error) => Some((error.kind(), error.status().map(|status| status.as_u16()))),
        };
        Some(Self { task, failure, error })
    }
}

/// Whether a fault that struck a request of this call explains how the call ended.
fn explains(struck: &Struck, ended: &Ended) -> bool {
    let Some((ErrorKind::Response, status)) = ended.failure else {
        // Presumed: the deletion took place, and its answer was lost.
        return ended.failure.is_none() && struck.performed;
    };
    match (struck.name, status) {
        (
            "reset after the head"
            | "truncated body"
            | "truncated chunks"
            | "slow body"
            | "huge body"
            | "compressed bomb",
            Some(500),
        ) => true,
        ("redirect", Some(302 | 307)) | ("throttled", Some(429)) => true,
        // 429 says that nothing was done, so the 404 after it is none of this call's.
        ("throttled", Some(404)) => struck.performed,
        _ => false,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn under_faults_of_all_kinds_each_task_is_deleted_once_every_error_has_a_cause_and_memory_is_flat()
 {
    let soak = soak().await;
    let time = tokio::spawn({
        let soak = Arc::clone(&soak);
        async move { soak.let_time_pass().await }
    });
    let mut ended = soak.delete_up_to(WARM).await;
    let warm = MEMORY.current_usage();
    ended.extend(soak.delete_up_to(TASKS).await);
    let end = MEMORY.current_usage();
    time.abort();

    let struck = soak.service.struck();
    let of = |task: usize| {
        let target = format!("/v2/project-1/instances/instance-1/tasks/task-{task}");
        struck.iter().filter(move |struck| struck.target == target)
    };
    for ended in &ended {
        assert!(
            of(ended.task).any(|struck| explains(struck, ended)),
            "task-{}: {}",
            ended.task,
            ended.error
        );
    }
    let failed: BTreeSet<usize> =
        ended.iter().filter(|ended| ended.failure.is_some()).map(|ended| ended.task).collect();
    for task in 0..TASKS {
        let deletions = soak.service.deletions("instance-1", &format!("task-{task}"));
        // Where the call failed, the task is gone if the fault came after the deletion.
        let expected = !failed.contains(&task) || of(task).any(|struck| struck.performed);
        assert_eq!(deletions, usize::from(expected), "task-{task}");
    }
    let kinds: BTreeSet<_> = struck.iter().map(|struck| struck.name).collect();
    assert_eq!(kinds.len(), 17, "{kinds:?}");
    assert!((TASKS / 40..TASKS / 10).contains(&struck.len()), "{} faults", struck.len());
    assert!(!soak.service.catastrophe());
    assert!(end < warm + GROWTH, "{warm} bytes after {WARM} calls, {end} after {TASKS}");
}
