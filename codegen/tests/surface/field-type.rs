//~ base
pub struct Page { pub total: Option<u8> }
pub enum Event { Done(u8) }
//~ head
pub struct Page { pub total: u8 }
pub enum Event { Done(u16) }
