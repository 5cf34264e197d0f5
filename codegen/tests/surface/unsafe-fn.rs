//~ base
pub fn read() {}
pub struct Client;
impl Client { pub unsafe fn raw(&self) {} }
//~ head
/// # Safety
pub unsafe fn read() {}
pub struct Client;
impl Client { pub fn raw(&self) {} }
