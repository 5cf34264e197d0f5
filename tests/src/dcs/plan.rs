//! Which request meets which fault.

use std::fmt;

use super::fault::Fault;

/// A fault, and when it strikes.
#[derive(Clone, Debug)]
pub struct Strike {
    /// What happens.
    pub fault: Fault,
    /// Whether the service carries the request out first.
    pub after: bool,
}

/// A fault that has struck.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Struck {
    /// The name of its kind.
    pub name: &'static str,
    /// Whether the service carried out this very request: deleted the task, or gave the answer of
    /// an operation that it has no behaviour for.
    pub performed: bool,
    /// The target of the request.
    pub target: String,
}

/// Which request meets which fault, in the order in which requests arrive.
pub struct Plan {
    strikes: Box<dyn Iterator<Item = Option<Strike>> + Send>,
}

impl Plan {
    /// No faults.
    pub fn none() -> Self {
        Self::list([])
    }

    /// One entry a request, and no fault beyond the end. `None` is a request that goes well.
    pub fn list<I>(strikes: I) -> Self
    where
        I: IntoIterator<Item = Option<Strike>>,
        I::IntoIter: Send + 'static,
    {
        Self { strikes: Box::new(strikes.into_iter()) }
    }

    /// These faults, one after the other, on the first requests.
    pub fn strikes<I>(strikes: I) -> Self
    where
        I: IntoIterator<Item = Strike>,
        I::IntoIter: Send + 'static,
    {
        Self::list(strikes.into_iter().map(Some))
    }

    /// Any of these faults, on this percentage of all requests: one half of them before, the other
    /// after the request is carried out. Those that pass the service's own answer on come after, so
    /// that it is true. Equal seeds give equal plans.
    pub fn random(seed: u64, percentage: u8, faults: impl IntoIterator<Item = Fault>) -> Self {
        let faults: Vec<_> = faults.into_iter().collect();
        let mut random = Random(seed);
        Self::list(std::iter::repeat_with(move || {
            let (hit, choice, after) = (random.below(100), random.next(), random.below(2) == 1);
            let choice = choice.checked_rem(faults.len() as u64)?;
            let fault = faults.get(usize::try_from(choice).ok()?)?;
            let after = after || fault.passes_answer_on();
            (hit < u64::from(percentage)).then(|| Strike { fault: fault.clone(), after })
        }))
    }

    /// The fault of the next request.
    pub(super) fn next(&mut self) -> Option<Strike> {
        self.strikes.next().flatten()
    }
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plan").finish_non_exhaustive()
    }
}

/// The generator `SplitMix64`.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}
