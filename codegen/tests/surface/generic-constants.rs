//~ base
pub struct Block<const N: usize>(pub [u8; N]);
//~ head
pub struct Block<const N: usize, const M: usize>(pub [[u8; N]; M]);
