//~ base
pub fn first() -> Option<u8> { None }
pub fn count() -> u8 { 1 }
//~ head
pub fn first() -> Result<u8, String> { Ok(1) }
pub fn count() {}
