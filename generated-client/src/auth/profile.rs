//! Credentials of a profile file.

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use super::credentials::Credentials;
use super::environment::Variables;
use super::provider::{
    CredentialsError, ProvideCredentials, ProvideFuture, check_project, from_parts,
};

const FILE: &str = "HUAWEICLOUD_SDK_CREDENTIALS_FILE";
/// The SDK's documentation names the first, its default chain looks for the second.
const SECTIONS: [&str; 2] = ["basic", "basiccredentials"];
/// Far beyond any credentials, in bytes.
const SIZE_LIMIT: u64 = 1 << 20;
/// Enough for every usual file: a text that grows leaves copies of secrets behind.
const ROOM: usize = 64 << 10;

/// Reads the INI file that `HUAWEICLOUD_SDK_CREDENTIALS_FILE` names, or
/// `~/.huaweicloud/credentials`: keys `ak`, `sk`, `security_token` and `project_id` of section
/// `[basic]` or, where that is missing, `[basiccredentials]`.
///
/// It is absent where no variable names a file and the default one does not exist. The file is
/// read anew each time.
#[derive(Clone)]
pub struct ProfileFile {
    path: Option<PathBuf>,
    variables: Variables,
}

impl ProfileFile {
    /// The file that the environment of this process names, or the default one.
    pub fn new() -> Self {
        Self { path: None, variables: Variables::of_process() }
    }

    /// The file at `path`; where it does not exist, the provider is broken.
    pub fn at(path: impl Into<PathBuf>) -> Self {
        Self { path: Some(path.into()), variables: Variables::of_process() }
    }

    pub(super) fn with_variables(variables: Variables) -> Self {
        Self { path: None, variables }
    }

    /// The path, and whether it was asked for by name.
    fn path(&self) -> Result<(PathBuf, bool), CredentialsError> {
        let given = |name| {
            let value = self.variables.os(name);
            value.filter(|value| !value.to_string_lossy().trim().is_empty())
        };
        if let Some(path) = self.path.clone().or_else(|| given(FILE).map(PathBuf::from)) {
            return Ok((path, true));
        }
        match given("HOME").or_else(|| given("USERPROFILE")) {
            Some(home) => Ok((Path::new(&home).join(".huaweicloud").join("credentials"), false)),
            None => Err(CredentialsError::absent("the profile file", "no home directory is set")),
        }
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
        let (path, by_name) = self.path()?;
        let origin = format!("profile file {}", path.display());
        let text = match read_text(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !by_name => {
                return Err(CredentialsError::absent(origin, "it does not exist"));
            }
            Err(error) => {
                let reason = format!("it cannot be read: {error}");
                return Err(CredentialsError::broken(origin, reason).with_source(error));
            }
        };
        parse(&text, &origin)
    }
}

impl Default for ProfileFile {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for ProfileFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProfileFile").field("path", &self.path).finish_non_exhaustive()
    }
}

impl ProvideCredentials for ProfileFile {
    fn provide(&self) -> ProvideFuture<'_> {
        Box::pin(std::future::ready(self.read()))
    }
}

fn read_text(path: &Path) -> io::Result<Zeroizing<String>> {
    limited(std::fs::File::open(path)?)
}

fn limited(source: impl Read) -> io::Result<Zeroizing<String>> {
    let mut text = Zeroizing::new(String::with_capacity(ROOM));
    source.take(SIZE_LIMIT + 1).read_to_string(&mut text)?;
    // A part of it could end in the middle of a secret.
    if text.len() as u64 > SIZE_LIMIT {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(text)
}

#[derive(Default)]
struct Section<'a> {
    access_key: Option<&'a str>,
    secret_key: Option<&'a str>,
    security_token: Option<&'a str>,
    project_id: Option<&'a str>,
}

/// Reads the section out of the file. These few lines stand in for a crate: the files hold
/// sections, `key = value` and comment lines, and no crate tells the line of a mistake without
/// quoting it.
fn parse(text: &str, origin: &str) -> Result<Credentials, CredentialsError> {
    let mut found: [Option<Section<'_>>; 2] = [None, None];
    let mut current = None;
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with(['#', ';']) {
            continue;
        }
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            current = SECTIONS.iter().position(|section| *section == name.trim());
            if let Some(index) = current {
                found[index].get_or_insert_default();
            }
            continue;
        }
        let Some((index, section)) = current.and_then(|at| Some((at, found[at].as_mut()?))) else {
            continue;
        };
        if !section.set(line) {
            let origin = format!("{origin}, section [{}]", SECTIONS[index]);
            let reason = format!("line {number} is not of the form key = value");
            return Err(CredentialsError::broken(origin, reason));
        }
    }
    let [basic, other] = found;
    match (basic, other) {
        (Some(section), _) => section.check(&format!("{origin}, section [{}]", SECTIONS[0])),
        (None, Some(section)) => section.check(&format!("{origin}, section [{}]", SECTIONS[1])),
        (None, None) => Err(CredentialsError::broken(
            origin,
            format!("it has neither section [{}] nor [{}]", SECTIONS[0], SECTIONS[1]),
        )),
    }
}

impl<'a> Section<'a> {
    /// Takes in a line; false where it is none of the form `key = value` or `key: value`.
    fn set(&mut self, line: &'a str) -> bool {
        let Some((key, value)) = line.split_once(['=', ':']) else { return false };
        let value = Some(value.trim()).filter(|value| !value.is_empty());
        match key.trim().to_ascii_lowercase().as_str() {
            "ak" => self.access_key = value,
            "sk" => self.secret_key = value,
            "security_token" => self.security_token = value,
            "project_id" => self.project_id = value,
            _ => {}
        }
        true
    }

    fn check(&self, origin: &str) -> Result<Credentials, CredentialsError> {
        match (self.access_key, self.secret_key) {
            (Some(access_key), Some(secret_key)) => {
                let keys = (access_key, secret_key);
                check_project(|| origin.to_owned(), self.project_id)?;
                from_parts(keys, self.security_token, self.project_id)
                    .map_err(|error| CredentialsError::invalid(origin, error))
            }
            (None, _) => Err(CredentialsError::broken(origin, "key ak is missing or empty")),
            (_, None) => Err(CredentialsError::broken(origin, "key sk is missing or empty")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sections_are_read_in_any_common_form() {
        let expected = Credentials::access_key("a=k", "s;k").expect("valid");
        for text in [
            "[basic]\nak=a=k\nsk=s;k\n",
            "\u{feff}[basic]\r\nak = a=k\r\nsk = s;k\r\n",
            "# c\n; c\n[global]\nak=x\nsk=y\noops\n\n[ basiccredentials ]\n AK : a=k\nSk=s;k\nother=1",
            "[basiccredentials]\nak=x\nsk=y\n[basic]\nak=a=k\nsk=s;k\nsecurity_token=\nproject_id =",
        ] {
            assert_eq!(parse(text, "f").expect(text), expected);
        }
        let full = parse("[basic]\nak=a\nsk=b\nsecurity_token=c\nproject_id=d", "f").expect("full");
        let expected = Credentials::temporary("a", "b", "c").expect("valid");
        assert_eq!(full, expected.with_project_id("d").expect("valid"));
    }

    #[test]
    fn a_mistake_names_file_and_section_and_shows_no_value() {
        for (text, named) in [
            ("", "neither section [basic] nor [basiccredentials]"),
            ("ak=pa55\nsk=pa55", "neither section"),
            ("[basic]\nsk=pa55", "section [basic]: key ak"),
            ("[basic]\nak=pa55\nsk=", "section [basic]: key sk"),
            ("[basiccredentials]\nak=pa55", "section [basiccredentials]: key sk"),
            ("[basic]\nak=pa55\npa55\n", "section [basic]: line 3"),
            ("[basic]\nak=pa55\nsk=pä55", "section [basic]: the secret key"),
            ("[basic]\nak=pa55\nsk=pa55\nproject_id=a/b", "section [basic]: the project ID"),
        ] {
            let error = parse(text, "profile file /f").expect_err(text);
            let shown = format!("{error} {error:?}");
            assert!(shown.contains("profile file /f") && shown.contains(named), "{shown}");
            assert!(!error.is_absent() && !shown.contains("55"), "{shown}");
        }
    }

    #[test]
    fn a_file_asked_for_by_name_must_exist_and_the_default_one_need_not() {
        let directory = env!("CARGO_MANIFEST_DIR");
        let variables = |name: &'static str, value: &'static str| {
            Variables::new(move |asked| (asked == name).then(|| value.into()))
        };
        let error = ProfileFile::at("no/such/file").read().expect_err("missing");
        assert!(!error.is_absent() && error.to_string().contains("no/such/file"), "{error}");
        let named = ProfileFile::with_variables(variables(FILE, "no/such/file"));
        assert!(!named.read().expect_err("missing").is_absent());
        let home = ProfileFile::with_variables(variables("HOME", directory));
        let error = home.read().expect_err("missing");
        assert!(error.is_absent() && error.to_string().contains(".huaweicloud"), "{error}");
        let none = ProfileFile::with_variables(variables("", ""));
        assert!(none.read().expect_err("no home").is_absent());
    }

    #[test]
    fn a_blank_variable_counts_as_unset() {
        let home = |asked: &str| match asked {
            FILE | "HOME" => Some(" ".into()),
            "USERPROFILE" => Some("no/such/home".into()),
            _ => None,
        };
        let error = ProfileFile::with_variables(Variables::new(home)).read().expect_err("missing");
        let shown = error.to_string();
        assert!(error.is_absent() && shown.contains("no/such/home"), "{shown}");
    }

    #[test]
    fn a_file_larger_than_any_profile_is_refused_and_not_cut() {
        let start = "[basic]\nak = a\nsk = s\n".to_owned();
        let full = start.clone() + &"#".repeat(SIZE_LIMIT as usize - start.len());
        assert_eq!(limited(full.as_bytes()).expect("it fits").as_str(), full);
        let error = limited((full + "#").as_bytes()).expect_err("too large");
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    }
}
