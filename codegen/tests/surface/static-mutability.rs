//~ base
pub static mut LIMIT: u8 = 1;
//~ head
pub static LIMIT: u8 = 1;
