//! Each fault, once, before and after the deletion.

use huaweicloud_dcs::{Credentials, Deleted, Error, ErrorKind};
use tests::dcs::Fault;
use tests::server::{Gate, Reply, Server};

use super::credentials;
use super::expected::{Outcome, expected, faults};
use super::world::World;

/// Compares what a call came to.
fn check(outcome: &Result<Deleted, Error>, expected: Outcome, name: &str) {
    match (outcome, expected) {
        (Ok(deleted), Outcome::Deleted) => {
            assert!(!deleted.is_presumed(), "{name}");
            assert_eq!(deleted.status().as_u16(), 204, "{name}");
        }
        (Ok(deleted), Outcome::Presumed) => {
            assert!(deleted.is_presumed(), "{name}");
            let code = deleted.not_found_code().expect("the code of the 404");
            assert_eq!((deleted.status().as_u16(), code.as_str()), (404, "DCS.4001"), "{name}");
        }
        (Err(error), Outcome::Failed { status, broken, body }) => {
            assert_eq!(error.kind(), ErrorKind::Response, "{name}: {error}");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(status), "{name}");
            assert!(error.request_id().is_some(), "{name}");
            assert_eq!(error.is_throttled(), status == 429, "{name}");
            assert_eq!(error.is_not_found(), status == 404, "{name}");
            assert_eq!(error.to_string().contains("its body"), broken, "{name}: {error}");
            if let Some(length) = body {
                assert_eq!(error.body().len(), length, "{name}");
            }
        }
        (outcome, expected) => panic!("{name}: {outcome:?} instead of {expected:?}"),
    }
}

async fn run(fault: Fault, after: bool, gate: &Gate, credentials: &Credentials) {
    let expected = expected(&fault, gate);
    let name = format!("{fault:?}, after: {after}, {credentials:?}");
    let strike = if after { fault.after() } else { fault.before() };
    let world = World::new(vec![strike], credentials).await;
    let outcome = world.delete(gate).await;
    check(&outcome, expected.outcomes[usize::from(after)], &name);
    let attempts = outcome.map_or_else(|error| error.attempts(), |done| done.attempts());
    assert_eq!((attempts, world.elapsed()), (expected.attempts, expected.elapsed), "{name}");
    assert_eq!(world.service.requests().len(), attempts as usize, "{name}");

    // The task is deleted where the fault came after that, or another attempt got through.
    let deleted = after || expected.attempts == 2;
    assert_eq!(world.service.deletions("instance-1", "task-1"), usize::from(deleted), "{name}");
    let struck = world.service.struck();
    assert_eq!((struck.len(), struck[0].performed), (1, after), "{name}");
    world.end(&name).await;
}

#[tokio::test]
async fn every_fault_has_its_outcome_and_leaves_nothing_behind() {
    let elsewhere = Server::start(std::iter::repeat(Reply::status(204))).await;
    let location = format!("{}/elsewhere", elsewhere.url());
    let kinds = faults(&Gate::shut(), &location).len();
    for kind in 0..kinds {
        for after in [false, true] {
            // A gate of its own for each call: it counts bytes.
            for credentials in credentials() {
                let gate = Gate::shut();
                let fault = faults(&gate, &location).swap_remove(kind);
                run(fault, after, &gate, &credentials).await;
            }
        }
    }
    assert_eq!(elsewhere.finish().await.connections, 0, "redirects lead here");
}
