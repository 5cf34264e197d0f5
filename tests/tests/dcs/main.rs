//! The fake service: that it checks what a real one checks, and fails as it is told to.
#![expect(clippy::expect_used, reason = "helpers of tests fail the test")]

mod signature;
