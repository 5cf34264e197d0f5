//~ base
pub enum Event { Done, Failed(u8), Lost { at: u8 } }
//~ head
pub enum Event { Done(u8), Failed { at: u8 }, Lost }
