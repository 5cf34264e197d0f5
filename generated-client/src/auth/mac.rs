//! HMAC-SHA256 with a key that signs many texts.

use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// The size of a block of SHA-256, which is the size of a key of HMAC, in bytes.
const BLOCK: usize = 64;

/// The states that HMAC reaches after the key, so that a signature does not hash the key again.
/// Whoever has them can sign. They are as secret as the key: `MacKey` has no `Debug`, and each copy
/// of the states is overwritten when it is dropped.
pub(super) struct MacKey(Hmac<Sha256>);

/// `Hmac` does not say so itself, but consists of states and a buffer of SHA-256, which do.
impl ZeroizeOnDrop for MacKey {}

impl MacKey {
    pub(super) fn new(key: &[u8]) -> Self {
        // A key of exactly one block, as HMAC itself would make it, cannot be refused.
        let mut block = Zeroizing::new([0; BLOCK]);
        if key.len() > BLOCK {
            block[..32].copy_from_slice(&Sha256::digest(key));
        } else {
            block[..key.len()].copy_from_slice(key);
        }
        Self(<Hmac<Sha256> as KeyInit>::new((&*block).into()))
    }

    pub(super) fn sign(&self, text: &[u8]) -> [u8; 32] {
        self.0.clone().chain_update(text).finalize().into_bytes().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// HMAC as RFC 2104 defines it, from the key each time.
    fn by_definition(key: &[u8], text: &[u8]) -> [u8; 32] {
        let mut block = [0; BLOCK];
        if key.len() > BLOCK {
            block[..32].copy_from_slice(&Sha256::digest(key));
        } else {
            block[..key.len()].copy_from_slice(key);
        }
        let inner = Sha256::new().chain_update(block.map(|byte| byte ^ 0x36)).chain_update(text);
        let outer = Sha256::new().chain_update(block.map(|byte| byte ^ 0x5c));
        outer.chain_update(inner.finalize()).finalize().into()
    }

    #[test]
    fn a_key_of_any_length_signs_each_text_as_a_fresh_one_does() {
        let bytes: Vec<u8> = (0..=255).collect();
        for length in [0, 1, 32, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 3 * BLOCK + 1] {
            let key = MacKey::new(&bytes[..length]);
            for text in [&b""[..], b"text", &bytes, b"text"] {
                let expected = by_definition(&bytes[..length], text);
                assert_eq!(key.sign(text), expected, "key of {length} bytes, {text:?}");
            }
        }
    }

    /// The test cases 2 and 6 of RFC 4231: a key below a block, and one beyond.
    #[test]
    fn published_vectors() {
        for (key, text, start) in [
            (&b"Jefe"[..], &b"what do ya want for nothing?"[..], [0x5b, 0xdc, 0xc1, 0x46]),
            (
                &[0xaa; 131],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                [0x60, 0xe4, 0x31, 0x59],
            ),
        ] {
            assert!(MacKey::new(key).sign(text).starts_with(&start));
        }
    }

    /// What [`MacKey`] rests its word on; it takes the feature `zeroize` of `sha2`.
    #[test]
    fn states_of_sha256_are_overwritten_when_they_are_dropped() {
        fn overwritten<T: ZeroizeOnDrop>() {}
        overwritten::<Sha256>();
    }
}
