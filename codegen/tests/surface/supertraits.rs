//~ base
pub trait Source: Send { fn get(&self); }
pub trait Sink { fn put(&self); }
//~ head
pub trait Source { fn get(&self); }
pub trait Sink: Send { fn put(&self); }
