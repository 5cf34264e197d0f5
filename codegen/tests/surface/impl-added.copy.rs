//~ base
#[derive(Clone)]
pub struct Id(u8);
impl Id { pub fn get(&self) -> u8 { self.0 } }
//~ head
#[derive(Clone, Copy)]
pub struct Id(u8);
impl Id { pub fn get(&self) -> u8 { self.0 } }
