//~ base
#[non_exhaustive]
pub enum State { Open, Closed, Lost }
//~ head
#[non_exhaustive]
pub enum State { Open, Paused, Closed, Lost }
