//~ base
pub fn send<T: Into<String> + Clone>(value: T) { drop(value.into()) }
//~ head
pub fn send<T>(value: T) where T: Into<String> { drop(value.into()) }
