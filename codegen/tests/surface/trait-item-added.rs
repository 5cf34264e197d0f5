//~ base
pub trait Source { fn get(&self); }
//~ head
pub trait Source {
    type Error;
    const LIMIT: u8;
    const MORE: u8 = 1;
    fn get(&self);
    fn put(&self);
    fn all(&self) { self.get() }
}
