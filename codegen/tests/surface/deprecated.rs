//~ base
pub struct Task { pub id: u8 }
pub fn delete() {}
//~ head
pub struct Task { #[deprecated] pub id: u8 }
#[deprecated = "by something better"]
pub fn delete() {}
