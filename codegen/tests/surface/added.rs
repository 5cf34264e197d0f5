//~ base
pub struct Task { id: String }
impl Task { pub fn id(&self) -> &str { &self.id } }
//~ head
pub struct Task { id: String }
impl Task {
    pub const LIMIT: usize = 36;
    pub fn id(&self) -> &str { &self.id }
    pub fn new(id: String) -> Self { Self { id } }
}
pub mod more {
    pub struct Page;
    pub fn first() -> Page { Page }
}
