//! A fake of the service on the loopback interface.

mod clock;
mod keys;
pub mod signature;

pub use clock::{Clock, http_date, parse_sdk_date, sdk_date};
pub use keys::{AccessKey, Token};
