//~ base
#[derive(PartialEq, PartialOrd)]
pub enum Level { Low(u8), High(u8) }
//~ head
#[derive(PartialEq, PartialOrd)]
pub enum Level { High(u8), Low(u8) }
