//~ base
pub struct Pair(pub u8, pub u8);
pub struct Line(pub u8);
//~ head
#[repr(C)]
pub struct Pair(pub u8, pub u8);
#[repr(align(8))]
pub struct Line(pub u8);
