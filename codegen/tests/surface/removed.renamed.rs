//~ base
pub struct Task { pub id: u8 }
pub fn get() -> Task { Task { id: 1 } }
//~ head
pub struct Job { pub id: u8 }
pub fn get() -> Job { Job { id: 1 } }
