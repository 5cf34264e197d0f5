//~ base
pub const fn limit() -> u8 { 1 }
//~ head
pub fn limit() -> u8 { 1 }
