//~ base
pub fn check() -> bool { true }
pub struct Request { id: u8 }
impl Request { pub fn id(&self) -> u8 { self.id } }
//~ head
#[must_use]
pub fn check() -> bool { true }
#[must_use = "it does nothing until it is sent"]
pub struct Request { id: u8 }
impl Request { pub fn id(&self) -> u8 { self.id } }
