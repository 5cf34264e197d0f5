//! Reads tokens and bodies from files and from standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use huaweicloud_dcs::auth::Secret;

use crate::Stop;
use crate::args::Call;

/// Far beyond any token, in bytes.
const TOKEN: u64 = 1 << 20;

/// Far beyond any body, in bytes.
const BODY: u64 = 1 << 30;

/// Checks that one thing at most is read from standard input.
pub(crate) fn check(call: &Call) -> Result<(), Stop> {
    let is_input = |path: &Option<std::path::PathBuf>| path.as_deref() == Some(Path::new("-"));
    let several = call.subject.value.1;
    let all = [
        (is_input(&call.options.token_file), "the token"),
        (is_input(&call.body), "the body"),
        (call.targets.iter().any(|target| target == "-"), &*format!("the {several}")),
    ];
    let readers: Vec<_> = all.iter().filter(|(reads, _)| *reads).map(|(_, name)| *name).collect();
    match readers.as_slice() {
        [first, second, ..] => Err(Stop::usage(
            format!("standard input cannot hold both {first} and {second}"),
            "put one of them into a file",
        )),
        _ => Ok(()),
    }
}

/// Reads a token of IAM.
pub(crate) fn token(path: &Path) -> Result<Secret, Stop> {
    let mut text = String::new();
    let read = open(path).and_then(|file| file.take(TOKEN).read_to_string(&mut text));
    let token = Secret::new(text);
    match read {
        Ok(_) => Ok(token),
        Err(error) => Err(Stop::usage(
            format!("the token cannot be read from {}: {error}", path.display()),
            "pass a file that holds a token of IAM and nothing else",
        )),
    }
}

/// Reads the body of the request, if a file holds it.
pub(crate) fn body(call: &Call) -> Result<Option<Vec<u8>>, Stop> {
    let Some(path) = &call.body else { return Ok(None) };
    let mut body = Vec::new();
    let read = open(path).and_then(|file| file.take(BODY).read_to_end(&mut body));
    let reason = match read {
        Ok(_) if body.len() as u64 == BODY => format!("it holds {BODY} bytes or more"),
        Ok(_) => return Ok(Some(body)),
        Err(error) => error.to_string(),
    };
    Err(Stop::usage(
        format!("the body cannot be read from {}: {reason}", path.display()),
        "pass a file that holds the body and nothing else",
    ))
}

/// Opens a file; `-` is standard input.
fn open(path: &Path) -> io::Result<Box<dyn Read>> {
    Ok(match path == Path::new("-") {
        true => Box::new(io::stdin().lock()),
        false => Box::new(File::open(path)?),
    })
}
