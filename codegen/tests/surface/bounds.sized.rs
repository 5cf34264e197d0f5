//~ base
pub fn show<T: AsRef<str>>(value: &T) -> usize { value.as_ref().len() }
//~ head
pub fn show<T: AsRef<str> + ?Sized>(value: &T) -> usize { value.as_ref().len() }
