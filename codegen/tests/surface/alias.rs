//~ base
pub type Id = u32;
//~ head
pub type Id = u64;
