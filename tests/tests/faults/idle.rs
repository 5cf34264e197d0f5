//! Connections between calls and after them.

use tests::dcs::Fault;
use tests::server::Gate;

use super::world::{World, open_at_most, settle};
use super::{credentials, delete};

#[tokio::test]
async fn a_connection_that_was_closed_while_idle_costs_no_attempt() {
    for credentials in credentials() {
        let gate = Gate::shut();
        let strike = Fault::CloseIdle(gate.clone()).after();
        let world = World::new(vec![strike], &credentials).await;
        world.service.add_task("instance-1", "task-2");
        delete(&world.client, "task-1").await.expect("the answer is whole");
        gate.release(1);
        open_at_most(&world.service, 0, "closed").await;
        let deleted = delete(&world.client, "task-2").await.expect("another connection");
        assert_eq!((deleted.attempts(), deleted.is_presumed()), (1, false));
        assert_eq!(world.service.deletions("instance-1", "task-2"), 1);
        world.end("closed while idle").await;
    }
}

#[tokio::test]
async fn a_reset_of_a_connection_that_was_used_before_is_an_attempt_like_any_other() {
    let [token, _] = credentials();
    let world = World::new(vec![], &token).await;
    world.service.add_task("instance-1", "task-2");
    delete(&world.client, "task-1").await.expect("no fault yet");
    world.service.set_plan(tests::dcs::Plan::strikes([Fault::ResetBeforeHead.after()]));
    let deleted = delete(&world.client, "task-2").await.expect("presumed");
    assert_eq!((deleted.attempts(), deleted.is_presumed()), (2, true));
    assert_eq!(world.service.deletions("instance-1", "task-2"), 1);
    world.end("reset").await;
}

#[tokio::test]
async fn a_call_that_is_cancelled_leaves_nothing_behind() {
    for held in [true, false] {
        let [token, _] = credentials();
        let gate = Gate::shut();
        let fault = if held { Fault::HeaderDrip(gate.clone()) } else { Fault::NeverAnswers };
        let world = World::new(vec![fault.after()], &token).await;
        let mut progress = world.service.progress();
        tokio::select! {
            outcome = delete(&world.client, "task-1") => panic!("{outcome:?}"),
            _ = progress.wait_for(|progress| progress.requests == 1) => {}
        }
        settle().await;
        open_at_most(&world.service, 0, "cancelled").await;
        assert_eq!(world.service.deletions("instance-1", "task-1"), 1);
        world.end("cancelled").await;
    }
}

#[tokio::test]
async fn calls_share_a_connection_after_answers_that_are_whole_and_after_no_others() {
    for (fault, connections) in [
        (Fault::Gateway(503), 1),
        (Fault::Html(502), 1),
        (Fault::CompressedBomb, 1),
        (Fault::HugeBody, 2),
        (Fault::TruncatedBody, 2),
        (Fault::ResetBeforeHead, 2),
        (Fault::NeverAnswers, 2),
    ] {
        let name = fault.name();
        let [token, _] = credentials();
        let world = World::new(vec![fault.before()], &token).await;
        // Whether this is the call's end or not is up to the matrix.
        drop(world.delete(&Gate::shut()).await);
        drop(world.delete(&Gate::shut()).await);
        assert_eq!(world.service.deletions("instance-1", "task-1"), 1, "{name}");
        assert_eq!(world.service.finish().await.connections, connections, "{name}");
    }
}
