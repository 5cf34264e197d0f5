//~ base
pub enum State { Open(u8) }
pub struct Page { pub total: u8 }
pub struct Id(u8);
impl Id { pub fn get(&self) -> u8 { self.0 } }
//~ head
#[non_exhaustive]
pub enum State { Open(u8) }
#[non_exhaustive]
pub struct Page { pub total: u8 }
#[non_exhaustive]
pub struct Id(u8);
impl Id { pub fn get(&self) -> u8 { self.0 } }
