//~ base
pub static LIMIT: u8 = 1;
//~ head
pub static LIMIT: u16 = 1;
