//~ base
pub struct Page { pub total: u8 }
//~ head
pub struct Page { pub total: u8, next: u8 }
impl Page { pub fn next(&self) -> u8 { self.next } }
