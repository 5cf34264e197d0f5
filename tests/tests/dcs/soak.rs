//! Random plans: reproducible, in the proportion asked for, and each task deleted once under them.

use tests::dcs::{Fault, Plan};
use tests::server::Gate;

use super::builder;
use super::raw::{TASK, answer, delete, exchange};

fn plan(seed: u64) -> Plan {
    // A body of 100 MB is left to a test of its own.
    let faults = Fault::all(&Gate::open(), "http://127.0.0.1:1/").into_iter();
    Plan::random(seed, 20, faults.filter(|fault| !matches!(fault, Fault::HugeBody)))
}

/// Deletes many tasks, each until the service says that it is gone. Returns the faults by name.
async fn run(seed: u64) -> Vec<(&'static str, bool)> {
    const TASKS: usize = 1_000;
    let service = builder().plan(plan(seed)).start().await;
    service.forget();
    for task in 0..TASKS {
        let task = format!("soak-{task}");
        service.add_task("instance-1", &task);
        let target = format!("/v2/project-1/instances/instance-1/tasks/{task}");
        while service.exists("instance-1", &task) {
            drop(exchange(&service.url(), &delete(&target)).await);
        }
        assert_eq!(service.deletions("instance-1", &task), 1, "{task}");
    }
    assert!(!service.catastrophe());
    service.struck().iter().map(|struck| (struck.name, struck.performed)).collect()
}

#[tokio::test]
async fn equal_seeds_give_equal_faults() {
    let (first, again, other) = (run(1).await, run(1).await, run(2).await);
    assert_eq!(first, again);
    assert_ne!(first, other);
    // 20 % of some 1,100 requests.
    assert!((150..300).contains(&first.len()), "{}", first.len());
    let performed = first.iter().filter(|(_, performed)| *performed).count();
    assert!((first.len() / 3..first.len() * 2 / 3).contains(&performed), "{performed}");
    let names: std::collections::BTreeSet<_> = first.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), 16);
}

#[tokio::test]
async fn without_faults_to_choose_from_none_strikes() {
    let service = builder().plan(Plan::random(0, 100, [])).start().await;
    drop(exchange(&service.url(), &delete(TASK)).await);
    assert!(service.struck().is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_many_requests_at_once_one_deletes_the_task() {
    let service = builder().start().await;
    let url = service.url();
    let mut requests = tokio::task::JoinSet::new();
    for _ in 0..64 {
        let url = url.clone();
        requests.spawn(async move { answer(&url, &delete(TASK)).await.status });
    }
    let mut statuses = requests.join_all().await;
    statuses.sort_unstable();
    assert_eq!(statuses[0], 204);
    assert_eq!(statuses[1..], [404; 63]);
    assert_eq!(service.deletions("instance-1", "task-1"), 1);
}
