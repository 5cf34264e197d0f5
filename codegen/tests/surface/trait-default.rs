//~ base
pub trait Source {
    const LIMIT: u8 = 1;
    fn get(&self) {}
}
//~ head
pub trait Source {
    const LIMIT: u8;
    fn get(&self);
}
