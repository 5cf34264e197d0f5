//~ base
#[cfg(feature = "trace")]
pub mod trace { pub fn on() {} }
//~ head
pub mod trace { pub fn on() {} }
