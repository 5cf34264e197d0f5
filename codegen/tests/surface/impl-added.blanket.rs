//~ base
pub trait Named { fn name(&self) -> String; }
//~ head
pub trait Named { fn name(&self) -> String; }
impl<T: ToString> Named for T { fn name(&self) -> String { self.to_string() } }
