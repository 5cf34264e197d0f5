//~ base
pub const LIMIT: u8 = 1;
//~ head
pub const LIMIT: u8 = 2;
