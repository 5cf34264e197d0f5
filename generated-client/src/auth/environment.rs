//! Credentials of the environment.

use std::ffi::OsString;
use std::fmt;
use std::sync::Arc;

use zeroize::Zeroizing;

use super::credentials::Credentials;
use super::provider::{
    CredentialsError, ProvideCredentials, ProvideFuture, check_project, from_parts,
};

const ACCESS_KEY: &str = "HUAWEICLOUD_SDK_AK";
const SECRET_KEY: &str = "HUAWEICLOUD_SDK_SK";
const SECURITY_TOKEN: &str = "HUAWEICLOUD_SDK_SECURITY_TOKEN";
const PROJECT_ID: &str = "HUAWEICLOUD_SDK_PROJECT_ID";

type Lookup = dyn Fn(&str) -> Option<OsString> + Send + Sync;

/// The variables of the environment, or what stands in for them in a test.
#[derive(Clone)]
pub(crate) struct Variables(Arc<Lookup>);

impl Variables {
    pub(crate) fn of_process() -> Self {
        Self(Arc::new(|name| std::env::var_os(name)))
    }

    pub(crate) fn new(lookup: impl Fn(&str) -> Option<OsString> + Send + Sync + 'static) -> Self {
        Self(Arc::new(lookup))
    }

    /// The value of a variable as it is; `None` where it is unset.
    pub(super) fn os(&self, name: &str) -> Option<OsString> {
        (self.0)(name)
    }

    /// The value of a variable; `None` where it is unset or blank.
    pub(crate) fn text(&self, name: &str) -> Result<Option<Zeroizing<String>>, CredentialsError> {
        let Some(value) = (self.0)(name) else { return Ok(None) };
        let Ok(value) = value.into_string().map(Zeroizing::new) else {
            return Err(CredentialsError::broken(variable(name), "it is not valid Unicode"));
        };
        Ok(Some(value).filter(|value| !value.trim().is_empty()))
    }
}

fn variable(name: &str) -> String {
    format!("environment variable {name}")
}

/// Reads `HUAWEICLOUD_SDK_AK`, `HUAWEICLOUD_SDK_SK`, and where they are set
/// `HUAWEICLOUD_SDK_SECURITY_TOKEN` and `HUAWEICLOUD_SDK_PROJECT_ID`. A blank variable counts as
/// unset. It is absent where neither of the first two is set, and broken where one is.
#[derive(Clone)]
pub struct Environment {
    variables: Variables,
}

impl Environment {
    /// The environment of this process.
    pub fn new() -> Self {
        Self { variables: Variables::of_process() }
    }

    /// Another set of variables: `lookup` gives the value of a name.
    pub fn with_lookup(lookup: impl Fn(&str) -> Option<OsString> + Send + Sync + 'static) -> Self {
        Self::with_variables(Variables::new(lookup))
    }

    pub(super) fn with_variables(variables: Variables) -> Self {
        Self { variables }
    }

    fn read(&self) -> Result<Credentials, CredentialsError> {
        let get = |name| self.variables.text(name);
        let (access_key, secret_key) = match (get(ACCESS_KEY)?, get(SECRET_KEY)?) {
            (Some(access_key), Some(secret_key)) => (access_key, secret_key),
            (None, None) => {
                let reason = format!("{ACCESS_KEY} and {SECRET_KEY} are not set");
                return Err(CredentialsError::absent("the environment", reason));
            }
            (Some(_), None) => return Err(one_of_two(SECRET_KEY, ACCESS_KEY)),
            (None, Some(_)) => return Err(one_of_two(ACCESS_KEY, SECRET_KEY)),
        };
        let (token, project_id) = (get(SECURITY_TOKEN)?, get(PROJECT_ID)?);
        let credentials = from_parts(
            (&access_key, &secret_key),
            token.as_ref().map(|token| token.as_str()),
            project_id.as_ref().map(|id| id.as_str()),
        );
        let credentials = credentials.map_err(|error| {
            let name = match error.part() {
                "access key" => ACCESS_KEY,
                "secret key" => SECRET_KEY,
                "security token" => SECURITY_TOKEN,
                _ => PROJECT_ID,
            };
            CredentialsError::invalid(variable(name), error)
        })?;
        check_project(|| variable(PROJECT_ID), credentials.project_id())?;
        Ok(credentials)
    }
}

fn one_of_two(missing: &str, present: &str) -> CredentialsError {
    CredentialsError::broken(variable(missing), format!("it is not set, but {present} is"))
}

impl Default for Environment {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment").finish_non_exhaustive()
    }
}

impl ProvideCredentials for Environment {
    fn provide(&self) -> ProvideFuture<'_> {
        Box::pin(std::future::ready(self.read()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(set: &'static [(&str, &str)]) -> Result<Credentials, CredentialsError> {
        Environment::with_lookup(|asked| {
            set.iter().find(|(name, _)| *name == asked).map(|(_, value)| value.into())
        })
        .read()
    }

    #[test]
    fn all_four_variables_are_read_and_trimmed() {
        let credentials = read(&[
            (ACCESS_KEY, "ak\n"),
            (SECRET_KEY, " sk"),
            (SECURITY_TOKEN, "st\r\n"),
            (PROJECT_ID, "p "),
        ])
        .expect("credentials");
        let expected = Credentials::temporary("ak", "sk", "st").expect("valid");
        assert_eq!(credentials, expected.with_project_id("p").expect("valid"));

        let credentials = read(&[(ACCESS_KEY, "ak"), (SECRET_KEY, "sk"), (SECURITY_TOKEN, " ")]);
        assert!(credentials.expect("credentials").security_token().is_none());
    }

    #[test]
    fn what_is_missing_or_wrong_is_named_and_never_shown() {
        assert!(read(&[]).expect_err("absent").is_absent());
        assert!(read(&[(ACCESS_KEY, ""), (SECRET_KEY, " ")]).expect_err("absent").is_absent());
        for (set, named) in [
            (&[(ACCESS_KEY, "pa55")][..], SECRET_KEY),
            (&[(SECRET_KEY, "pa55")], ACCESS_KEY),
            (&[(ACCESS_KEY, "pa\n55"), (SECRET_KEY, "pa55")], ACCESS_KEY),
            (&[(ACCESS_KEY, "pa55"), (SECRET_KEY, "pa\n55")], SECRET_KEY),
            (&[(ACCESS_KEY, "a"), (SECRET_KEY, "b"), (SECURITY_TOKEN, "ä55")], SECURITY_TOKEN),
            (&[(ACCESS_KEY, "a"), (SECRET_KEY, "b"), (PROJECT_ID, "ä55")], PROJECT_ID),
        ] {
            let error = read(set).expect_err(named);
            let shown = format!("{error} {error:?}");
            assert!(
                !error.is_absent() && shown.contains(named) && !shown.contains("55"),
                "{shown}"
            );
        }
    }
}
