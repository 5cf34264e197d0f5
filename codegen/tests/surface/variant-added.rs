//~ base
pub enum State { Open(u8) }
#[non_exhaustive]
pub enum Code { A(u8) }
//~ head
pub enum State { Open(u8), Closed }
#[non_exhaustive]
pub enum Code { A(u8), B }
