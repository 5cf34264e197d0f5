/// The first character that is not allowed, where nothing is beyond ASCII.
fn other_character(text: &str, is_allowed: impl Fn(u8) -> bool) -> Option<char> {
    // To the end in any case, so that the compiler looks at many bytes at once.
    if text.bytes().fold(true, |all, byte| all & is_allowed(byte)) {
        return None;
    }
    text.chars().find(|c| !u8::try_from(*c).is_ok_and(&is_allowed))
}
