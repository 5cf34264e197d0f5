//~ base
pub struct Client;
impl Client { pub fn delete(&self, id: &str) -> usize { id.len() } }
pub fn ping() {}
//~ head
pub struct Client;
impl Client { pub fn delete(&self, id: &str, force: bool) -> usize { id.len() + usize::from(force) } }
pub fn ping(times: u8) { let _ = times; }
