//~ base
pub struct Page { pub total: u8 }
#[non_exhaustive]
pub struct Open { pub total: u8 }
pub struct Kept { pub total: u8, next: u8 }
impl Kept { pub fn next(&self) -> u8 { self.next } }
pub enum Event { Done { at: u8 } }
//~ head
pub struct Page { pub total: u8, pub next: Option<String> }
#[non_exhaustive]
pub struct Open { pub total: u8, pub next: u8 }
pub struct Kept { pub total: u8, next: u8, pub last: u8 }
impl Kept { pub fn next(&self) -> u8 { self.next } }
pub enum Event { Done { at: u8, by: u8 } }
