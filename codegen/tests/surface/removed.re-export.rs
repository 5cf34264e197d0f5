//~ base
mod inner { pub struct Page; }
pub use inner::Page;
pub mod pages { pub use super::inner::Page; }
//~ head
mod inner { pub struct Page; }
pub use inner::Page;
pub mod pages {}
