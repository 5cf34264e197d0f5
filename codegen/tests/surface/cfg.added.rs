//~ base
pub fn trace() {}
//~ head
#[cfg(feature = "trace")]
pub fn trace() {}
