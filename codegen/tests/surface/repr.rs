//~ base
#[repr(u8)]
pub enum State { Open = 1 }
#[repr(transparent)]
pub struct Id(pub u8);
#[repr(C)]
pub struct Pair(pub u8, pub u8);
//~ head
#[repr(u16)]
pub enum State { Open = 1 }
pub struct Id(pub u8);
#[repr(C)]
pub struct Pair(pub u8, pub u8);
