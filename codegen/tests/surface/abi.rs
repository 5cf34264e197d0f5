//~ base
pub fn call() {}
//~ head
pub extern "C" fn call() {}
