//~ base
pub struct Client;
impl Client {
    pub fn send(&self) {}
    pub fn stop(self) {}
    pub fn make() {}
}
//~ head
pub struct Client;
impl Client {
    pub fn send(&mut self) {}
    pub fn stop() {}
    pub fn make(&self) {}
}
