//~ base
pub struct Page<T>(pub Vec<T>);
pub fn first<T: Clone>(of: &[T]) -> Option<T> { of.first().cloned() }
//~ head
pub struct Page<T, N>(pub Vec<T>, pub N);
pub fn first<T: Clone, U: From<T>>(of: &[T]) -> Option<U> { of.first().cloned().map(U::from) }
