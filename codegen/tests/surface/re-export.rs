//~ base
pub use std::collections::BTreeMap as Map;
//~ head
pub use std::collections::HashMap as Map;
