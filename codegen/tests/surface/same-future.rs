//~ base
pub async fn get(id: u8) -> u8 { id }
//~ head
pub fn get(id: u8) -> impl std::future::Future<Output = u8> { std::future::ready(id) }
