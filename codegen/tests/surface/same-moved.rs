//~ base
pub mod types {
    pub struct Id(pub u8);
    impl Id { pub fn next(self) -> Self { self } }
}
pub fn get() -> types::Id { types::Id(1) }
//~ head
mod ids {
    #[derive()]
    pub struct Id(pub u8);
    impl Id { pub fn next(self) -> Id { self } }
}
pub mod types { pub use super::ids::Id; }
pub fn get() -> ids::Id { ids::Id(1) }
