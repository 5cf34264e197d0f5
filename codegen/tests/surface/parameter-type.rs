//~ base
pub fn delete(id: &str) { let _ = id; }
//~ head
pub fn delete(id: String) { drop(id); }
