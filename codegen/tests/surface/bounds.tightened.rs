//~ base
pub fn send<T: Into<String>>(value: T) { drop(value.into()) }
//~ head
pub fn send<T: Into<String> + Clone>(value: T) { drop(value.into()) }
