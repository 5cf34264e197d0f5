//~ base
pub enum Region { A, B }
impl Region { pub const ALL: [Self; 1] = [Self::A]; }
//~ head
pub enum Region { A, B }
impl Region { pub const ALL: [Self; 2] = [Self::A, Self::B]; }
