//~ base
pub trait Source { type Error; }
//~ head
pub trait Source { type Error: Clone; }
