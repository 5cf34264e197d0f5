//! Files of a ZIP archive, as a browser takes them.
//!
//! A file in a ZIP archive is compressed as a file of gzip is, and its directory has the checksum
//! that gzip ends with. So a file goes to the browser compressed, and nothing has to inflate it.

/// One file of an archive.
#[derive(Debug)]
pub(super) struct File {
    /// What is sent.
    pub(super) bytes: Vec<u8>,
    /// Whether that is gzip.
    pub(super) gzip: bool,
}

/// The end of the directory, its entries and the files begin with these.
const END: &[u8] = b"PK\x05\x06";
const ENTRY: &[u8] = b"PK\x01\x02";
const FILE: &[u8] = b"PK\x03\x04";

/// Header of gzip: deflate, no flags, no time, no system.
const GZIP: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];

/// The first file whose path ends like this.
pub(super) fn find(archive: &[u8], end: &str) -> Option<File> {
    let directory = archive.windows(4).rposition(|window| window == END)?;
    let entries = short(archive, directory + 10)?;
    let mut at = long(archive, directory + 16)?;
    for _ in 0..entries {
        if archive.get(at..at + 4)? != ENTRY {
            return None;
        }
        let [name, extra, comment] = [28, 30, 32].map(|offset| short(archive, at + offset));
        let (name, extra, comment) = (name?, extra?, comment?);
        if archive.get(at + 46..at + 46 + name)?.ends_with(end.as_bytes()) {
            return file(archive, at);
        }
        at += 46 + name + extra + comment;
    }
    None
}

/// The file of the entry that begins here.
fn file(archive: &[u8], entry: usize) -> Option<File> {
    let head = long(archive, entry + 42)?;
    if archive.get(head..head + 4)? != FILE {
        return None;
    }
    // The lengths of the entry, since those of the file itself may stand behind it.
    let start = head + 30 + short(archive, head + 26)? + short(archive, head + 28)?;
    let data = archive.get(start..start + long(archive, entry + 20)?)?;
    match short(archive, entry + 10)? {
        0 => Some(File { bytes: data.to_vec(), gzip: false }),
        8 => {
            let (checksum, length) = (entry + 16..entry + 20, entry + 24..entry + 28);
            let tail = [archive.get(checksum)?, archive.get(length)?];
            Some(File { bytes: [&GZIP, data, tail[0], tail[1]].concat(), gzip: true })
        }
        _ => None,
    }
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(bytes)))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at + 4)?.try_into().ok()?;
    usize::try_from(u32::from_le_bytes(bytes)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_archive_has_no_files() {
        for archive in [&b""[..], END, b"PK\x05\x06 and too short", &[0; 100]] {
            assert!(find(archive, "swagger-ui.css").is_none(), "{archive:?}");
        }
        let mut entry = b"PK\x05\x06".to_vec();
        entry.extend([0, 0, 0, 0, 1, 0, 1, 0, 9, 9, 9, 9, 0xff, 0xff, 0xff, 0x7f, 0, 0]);
        assert!(find(&entry, "").is_none(), "an entry that lies outside");
    }
}
