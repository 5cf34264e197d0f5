//~ base
pub struct Task { pub id: u8, pub name: u8 }
pub enum State { Open, Closed }
impl Task {
    pub const LIMIT: u8 = 1;
    pub fn id(&self) -> u8 { self.id }
}
pub mod more {
    pub struct Page;
    pub fn first() -> Page { Page }
}
pub const LIMIT: u8 = 1;
pub static NAME: &str = "";
pub trait Named { fn name(&self); }
pub type Id = u8;
//~ head
pub struct Task { pub id: u8 }
pub enum State { Open }
