//! What the public types can do, asked of the compiler.

use std::error::Error as StdError;
use std::fmt::Debug;
use std::hash::Hash;

use huaweicloud_dcs::auth::sign::{Signable, Signed};
use huaweicloud_dcs::auth::{
    AccessKey, Cached, CredentialsError, DefaultChain, Environment, InvalidCredential, Metadata,
    ProfileFile, ProvideCredentials, Secret,
};
use huaweicloud_dcs::{
    Client, ClientBuilder, Clock, ConfigError, Credentials, DeleteBackgroundTask, Deleted, Error,
    ErrorCode, ErrorKind, InstanceId, ProjectId, Region, RegionError, RetryPolicy, TaskId,
};
use tests::dcs::{Fault, Plan, Token};

use super::{ACCESS_KEY, SECRET_KEY, SECURITY_TOKEN, TOKEN, delete};

fn shared<T: Debug + Send + Sync + ?Sized>() {}
fn cloned<T: Clone + Debug + Send + Sync>() {}
fn failure<T: StdError + Send + Sync + 'static>() {}
fn value<T: Clone + Eq + Hash + Debug + Send + Sync>() {}

#[test]
fn types_can_be_shown_shared_and_where_it_makes_sense_cloned() {
    cloned::<Client>();
    cloned::<ClientBuilder>();
    cloned::<DeleteBackgroundTask>();
    cloned::<Deleted>();
    cloned::<Credentials>();
    cloned::<AccessKey>();
    cloned::<Secret>();
    cloned::<RetryPolicy>();
    cloned::<Environment>();
    cloned::<ProfileFile>();
    cloned::<Metadata>();
    cloned::<Signable<'_>>();
    cloned::<Signed>();
    shared::<DefaultChain>();
    shared::<Cached<DefaultChain>>();
    shared::<dyn Clock>();
    failure::<Error>();
    failure::<ConfigError>();
    failure::<CredentialsError>();
    failure::<InvalidCredential>();
    failure::<RegionError>();
    value::<ErrorKind>();
    value::<ErrorCode>();
    value::<Region>();
    value::<ProjectId>();
    value::<InstanceId>();
    value::<TaskId>();
    let _: Option<Box<dyn ProvideCredentials>> = None;
}

#[tokio::test]
async fn a_call_can_move_to_another_thread_and_outlive_its_clients_first_handle() {
    let plan = Plan::strikes([Fault::Gateway(503).before()]);
    let token = Token::new(TOKEN, "project-1");
    let service = super::service(super::key()).token(token).plan(plan).start().await;
    let client = super::builder(&service.url()).build().expect("fit");
    let clone = client.clone();
    drop(client);
    tokio::spawn(async move { delete(&clone).await }).await.expect("no panic").expect("deleted");
}

#[test]
fn what_is_signed_and_the_signature_do_not_show() {
    let key = AccessKey::new(ACCESS_KEY, SECRET_KEY).expect("fit");
    let headers = [("x-security-token", SECURITY_TOKEN.as_bytes())];
    let (method, host, path, query, body) = ("GET", "h", "/", "", &b"body"[..]);
    let signable = Signable { method, host, path, query, headers: &headers, body };
    let signed = huaweicloud_dcs::auth::sign::sign(&signable, &key, std::time::UNIX_EPOCH);
    let shown = format!("{signable:?} {signed:?} {key:?}");
    let signature = signed.authorization.split("Signature=").nth(1).expect("a signature");
    for hidden in [SECRET_KEY, SECURITY_TOKEN, ACCESS_KEY, signature] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}
