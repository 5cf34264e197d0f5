//~ base
pub mod types { pub struct Id; }
pub use types::Id;
//~ head
pub mod types { pub struct Id; }
pub use types::*;
