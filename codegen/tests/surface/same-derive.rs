//~ base
#[derive(Clone)]
pub struct Page<T>(pub T);
#[derive(PartialEq)]
pub struct Id(pub u8);
//~ head
pub struct Page<T>(pub T);
impl<T: Clone> Clone for Page<T> { fn clone(&self) -> Self { Self(self.0.clone()) } }
pub struct Id(pub u8);
impl std::cmp::PartialEq for Id { fn eq(&self, other: &Id) -> bool { self.0 == other.0 } }
