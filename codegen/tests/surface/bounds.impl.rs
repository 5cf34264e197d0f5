//~ base
pub struct Page<T>(pub T);
impl<T> From<T> for Page<T> { fn from(value: T) -> Self { Self(value) } }
//~ head
pub struct Page<T>(pub T);
impl<T: Clone> From<T> for Page<T> { fn from(value: T) -> Self { Self(value) } }
