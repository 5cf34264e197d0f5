//~ base
pub struct Page<T> { rows: Vec<T> }
impl<T> Page<T> { pub fn len(&self) -> usize { self.rows.len() } }
//~ head
pub struct Page<T, N = u8> { rows: Vec<T>, next: Option<N> }
impl<T, N> Page<T, N> { pub fn len(&self) -> usize { self.rows.len() + usize::from(self.next.is_some()) } }
