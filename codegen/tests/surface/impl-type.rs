//~ base
pub struct Id(pub String);
impl std::ops::Deref for Id { type Target = String; fn deref(&self) -> &String { &self.0 } }
//~ head
pub struct Id(pub String);
impl std::ops::Deref for Id { type Target = str; fn deref(&self) -> &str { &self.0 } }
