//~ base
pub struct Id(pub u8);
pub struct Gone;
//~ head
pub struct Id { pub id: u8 }
pub struct Gone {}
