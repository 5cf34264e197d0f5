//! Advice on errors: exit codes, and the next step.

use huaweicloud_dcs::{Error, ErrorKind};

use crate::exit::Exit;
use crate::subject::{Kind, Subject};

/// Returns the exit code for a call that failed with this error.
pub(crate) fn exit(error: &Error) -> Exit {
    match error.kind() {
        ErrorKind::Response => Exit::Refused,
        ErrorKind::Request | ErrorKind::Credentials | ErrorKind::Project => Exit::Usage,
        _ => Exit::Unreachable,
    }
}

/// Returns true if every other request would meet the same error: nothing was sent, or nobody knows
/// the caller.
pub(crate) fn is_common(error: &Error) -> bool {
    exit(error) == Exit::Usage || error.status().is_some_and(|status| status.as_u16() == 401)
}

/// Returns true if it is not known what the call has changed. A call that only reads has changed
/// nothing.
pub(crate) fn is_unknown(subject: &Subject, error: &Error) -> bool {
    subject.changes() && error.is_outcome_unknown()
}

/// Returns true if the call has changed what it was to change, and only its answer is of no use.
pub(crate) fn is_taken(subject: &Subject, error: &Error) -> bool {
    subject.changes()
        && !error.is_outcome_unknown()
        && error.kind() != ErrorKind::Response
        && error.status().is_some_and(|status| status.is_success())
}

/// Returns the next step for the user.
pub(crate) fn next(subject: &Subject, error: &Error) -> String {
    if is_taken(subject, error) {
        return "do not send it again before you know what it has changed".to_owned();
    }
    match (error.kind(), error.status().map(|status| status.as_u16())) {
        (ErrorKind::Response, Some(status)) => of_status(subject, status),
        (ErrorKind::Credentials, _) => {
            "set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, write ~/.huaweicloud/credentials, or \
             pass --token-file"
                .to_owned()
        }
        (ErrorKind::Request | ErrorKind::Project, _) => match &subject.project {
            Some(option) => format!("pass {option}, or set HUAWEICLOUD_SDK_PROJECT_ID"),
            None => subject.help(),
        },
        (ErrorKind::Connect, _) => {
            "check the network, the proxy, and --region or --endpoint".to_owned()
        }
        _ => format!("{}; --timeout gives it longer", again(subject, Now::AtOnce)),
    }
}

fn of_status(subject: &Subject, status: u16) -> String {
    let deletes = subject.kind != Kind::Other;
    let many = subject.kind == Kind::DeletionOfMany;
    match status {
        400 if deletes => {
            "check the IDs, and that nothing else is being done to the instance".to_owned()
        }
        400 => format!("check the options; {}", subject.help()),
        401 => "renew the credentials; a token of IAM is valid for 24 hours".to_owned(),
        403 => "check that the credentials are for the project, and allow the operation".to_owned(),
        404 if many => format!(
            "check the IDs and the region; with --ignore-not-found a {} that is not there is no \
             error",
            subject.noun
        ),
        404 => "check the IDs and the region".to_owned(),
        408 if subject.changes() && !subject.is_repeatable() => again(subject, Now::Later),
        408 | 429 if many => "try again later, with a lower --concurrency".to_owned(),
        408 | 429 => "try again later".to_owned(),
        300..=399 => "check --endpoint: the service does not redirect".to_owned(),
        500..=599 => format!(
            "{}; the vendor's support finds the request by its ID",
            again(subject, Now::Later)
        ),
        _ => "check --endpoint".to_owned(),
    }
}

/// Says whether the request may be sent again while its outcome is unknown.
fn again(subject: &Subject, now: Now) -> String {
    if subject.changes() && !subject.is_repeatable() {
        return "find out whether it took effect before you send it again".to_owned();
    }
    let twice = match subject.kind {
        Kind::Other => "sending it twice",
        Kind::Deletion | Kind::DeletionOfMany => "deleting twice",
    };
    match (now, subject.changes()) {
        (Now::AtOnce, true) => format!("try again: {twice} does no harm"),
        (Now::AtOnce, false) => "try again".to_owned(),
        (Now::Later, true) => "try again later, which does no harm".to_owned(),
        (Now::Later, false) => "try again later".to_owned(),
    }
}

/// The time at which the next attempt has a chance.
#[derive(Clone, Copy)]
enum Now {
    AtOnce,
    Later,
}

#[cfg(test)]
mod tests {
    use huaweicloud_dcs::generated::Facts;
    use huaweicloud_dcs::reqwest::Method;

    use super::*;

    fn subject(kind: Kind, method: Method, repeatable: bool) -> Subject {
        let facts = Facts {
            id: "x",
            method,
            template: "/",
            accept: None,
            success: &[],
            errors: &[],
            repeatable,
            default_project: None,
        };
        Subject { kind, facts: Some(Box::leak(Box::new(facts))), ..Subject::none() }
    }

    #[test]
    fn only_what_does_no_harm_twice_is_to_be_sent_again() {
        let delete = subject(Kind::DeletionOfMany, Method::DELETE, true);
        assert_eq!(again(&delete, Now::AtOnce), "try again: deleting twice does no harm");
        let put = subject(Kind::Other, Method::PUT, true);
        assert_eq!(again(&put, Now::AtOnce), "try again: sending it twice does no harm");
        assert_eq!(again(&put, Now::Later), "try again later, which does no harm");
        let get = subject(Kind::Other, Method::GET, true);
        assert_eq!(again(&get, Now::AtOnce), "try again");
        let post = subject(Kind::Other, Method::POST, false);
        for status in [408, 500, 504] {
            let text = of_status(&post, status);
            assert!(text.starts_with("find out whether it took effect"), "{status}: {text}");
        }
    }

    #[test]
    fn advice_names_only_options_that_the_command_has() {
        let post = subject(Kind::Other, Method::POST, false);
        let many = subject(Kind::DeletionOfMany, Method::DELETE, true);
        for status in [400, 401, 403, 404, 408, 429, 302, 500, 418] {
            let has = |text: &str| {
                ["--ignore-not-found", "--concurrency"].iter().any(|name| text.contains(name))
            };
            assert!(!has(&of_status(&post, status)), "{status}");
            assert_eq!(has(&of_status(&many, status)), matches!(status, 404 | 408 | 429));
        }
    }
}
