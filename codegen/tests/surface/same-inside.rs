//~ base
/// One.
pub struct Id(String);
impl Id { pub fn get(&self) -> usize { self.0.len() } }
fn hidden() {}
pub(crate) struct Inner;
#[doc(hidden)]
pub fn secret() { hidden(); let _ = Inner; }
//~ head
/// Another.
pub struct Id { text: Box<str> }
impl Id { pub fn get(&self) -> usize { self.text.len() + 1 } }
#[doc(hidden)]
pub fn secret() {}
