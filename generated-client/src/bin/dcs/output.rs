//! What is printed, and what to do where nobody reads it.

use std::io::{self, Write as _};

/// Prints to standard output. Where nobody reads it any more, as after `| head`, the text is lost,
/// and what the command does goes on.
pub(crate) fn out(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Prints to standard error.
pub(crate) fn err(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
