//! Credentials that are kept, and renewed before they expire.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use futures_util::future::{Either, select};

use super::credentials::Credentials;
use super::provider::{CredentialsError, ProvideCredentials, ProvideFuture};
use crate::clock::{Clock, SystemClock};

/// How long before their expiry credentials are renewed.
const RENEWAL: Duration = Duration::from_secs(40 * 60);
/// How long a refresh is left alone while the credentials at hand still work.
const PAUSE: Duration = Duration::from_secs(30);
/// How long a caller waits for a refresh while the credentials at hand still work.
const PATIENCE: Duration = Duration::from_secs(60);

/// Keeps the credentials of another provider, and renews them 40 minutes before they expire.
///
/// - One refresh runs at a time. While the credentials at hand work, no caller waits for it but the
///   one who began it. Those who must wait share its outcome, a failure too.
/// - A refresh that fails, or takes longer than 60 seconds, is no error while the credentials at
///   hand work; the next one begins no sooner than 30 seconds later.
/// - A caller that is cancelled gives its refresh up, and a later caller begins one.
///
/// Credentials without an expiry are kept for good.
pub struct Cached<P> {
    provider: P,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
    refresh: futures_util::lock::Mutex<()>,
}

#[derive(Default)]
struct State {
    credentials: Option<Credentials>,
    /// No refresh before this time while the credentials work.
    pause_until: Option<SystemTime>,
    /// How many refreshes have come to an end.
    refreshes: u64,
    /// Why the last of them failed, if it did.
    failure: Option<CredentialsError>,
}

impl<P: ProvideCredentials> Cached<P> {
    /// Keeps what `provider` gives, by the clock of the system.
    pub fn new(provider: P) -> Self {
        Self::with_clock(provider, Arc::new(SystemClock::new()))
    }

    /// Keeps what `provider` gives, by another clock.
    pub fn with_clock(provider: P, clock: Arc<dyn Clock>) -> Self {
        let refresh = futures_util::lock::Mutex::new(());
        Self { provider, clock, state: Mutex::default(), refresh }
    }

    async fn get(&self) -> Result<Credentials, CredentialsError> {
        let (at_hand, seen) = {
            let state = self.state();
            let now = self.clock.now();
            if let Some(credentials) = state.to_keep(now) {
                return Ok(credentials);
            }
            (state.working(now), state.refreshes)
        };
        let _guard = match &at_hand {
            Some(credentials) => match self.refresh.try_lock() {
                Some(guard) => guard,
                None => return Ok(credentials.clone()),
            },
            None => self.refresh.lock().await,
        };
        {
            let mut state = self.state();
            let now = self.clock.now();
            if let Some(credentials) = state.to_keep(now) {
                return Ok(credentials);
            }
            if let (true, Some(outcome)) = (state.refreshes != seen, state.shared(now)) {
                return outcome;
            }
            // From the beginning on, since a caller that is cancelled sees no end.
            state.pause(now);
        }
        let refresh = self.provider.provide();
        let outcome = match at_hand {
            None => refresh.await,
            Some(_) => match select(refresh, self.clock.sleep(PATIENCE)).await {
                Either::Left((outcome, _)) => outcome,
                Either::Right(_) => {
                    let reason = format!("no answer within {} s", PATIENCE.as_secs());
                    Err(CredentialsError::broken("the provider", reason))
                }
            },
        };
        self.state().finish(outcome, self.clock.now())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// The credentials, where they work and need no refresh yet.
    fn to_keep(&self, now: SystemTime) -> Option<Credentials> {
        let credentials = self.working(now)?;
        let left = credentials.expires_at().map(|at| at.duration_since(now).unwrap_or_default());
        let is_due = left.is_some_and(|left| left <= RENEWAL);
        let is_paused = self.pause_until.is_some_and(|until| now < until);
        (!is_due || is_paused).then_some(credentials)
    }

    /// The credentials, where they have not expired.
    fn working(&self, now: SystemTime) -> Option<Credentials> {
        self.credentials
            .as_ref()
            .filter(|credentials| credentials.expires_at().is_none_or(|at| now < at))
            .cloned()
    }

    fn pause(&mut self, now: SystemTime) {
        self.pause_until = now.checked_add(PAUSE);
    }

    /// Takes in the outcome of a refresh.
    fn finish(
        &mut self,
        outcome: Result<Credentials, CredentialsError>,
        now: SystemTime,
    ) -> Result<Credentials, CredentialsError> {
        self.refreshes += 1;
        self.pause(now);
        match outcome {
            Ok(credentials) => {
                self.failure = None;
                self.credentials = Some(credentials.clone());
                Ok(credentials)
            }
            Err(error) => {
                self.failure = Some(error.clone());
                self.working(now).ok_or(error)
            }
        }
    }

    /// What a refresh means to a caller who waited for it. Fresh credentials count even where they
    /// look expired, as they do where the clock of this machine is ahead.
    fn shared(&self, now: SystemTime) -> Option<Result<Credentials, CredentialsError>> {
        match &self.failure {
            Some(failure) => Some(self.working(now).ok_or_else(|| failure.clone())),
            None => self.credentials.clone().map(Ok),
        }
    }
}

impl<P> fmt::Debug for Cached<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cached").finish_non_exhaustive()
    }
}

impl<P: ProvideCredentials> ProvideCredentials for Cached<P> {
    fn provide(&self) -> ProvideFuture<'_> {
        Box::pin(self.get())
    }
}

#[cfg(test)]
#[path = "cached_tests.rs"]
mod tests;
