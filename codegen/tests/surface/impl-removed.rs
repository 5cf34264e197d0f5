//~ base
#[derive(Clone, Copy, PartialEq)]
pub struct Id(pub u8);
impl From<u8> for Id { fn from(id: u8) -> Self { Self(id) } }
impl From<Id> for u8 { fn from(id: Id) -> Self { id.0 } }
//~ head
#[derive(Clone)]
pub struct Id(pub u8);
impl From<Id> for u8 { fn from(id: Id) -> Self { id.0 } }
