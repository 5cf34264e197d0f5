//~ base
pub trait Source { fn get(&self); }
//~ head
/// # Safety
pub unsafe trait Source { fn get(&self); }
