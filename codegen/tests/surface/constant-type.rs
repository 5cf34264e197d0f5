//~ base
pub const LIMIT: u8 = 1;
//~ head
pub const LIMIT: u16 = 1;
