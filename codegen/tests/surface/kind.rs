//~ base
pub struct State { pub open: bool }
pub struct Id(u8);
impl Id { pub fn get(&self) -> u8 { self.0 } }
pub enum Event { Done }
//~ head
pub enum State { Open }
pub type Id = u8;
pub struct Event;
