//! What to do about an error.

use huaweicloud_dcs::{Error, ErrorKind};

use crate::exit::Exit;

/// What the command ends with where a call failed on this.
pub(crate) fn exit(error: &Error) -> Exit {
    match error.kind() {
        ErrorKind::Response => Exit::Refused,
        ErrorKind::Request | ErrorKind::Credentials | ErrorKind::Project => Exit::Usage,
        _ => Exit::Unreachable,
    }
}

/// Whether the task may be deleted all the same: the answer was lost, or is that of something which
/// may have lost it.
pub(crate) fn is_open(error: &Error) -> bool {
    match error.kind() {
        ErrorKind::Timeout | ErrorKind::Transport => error.attempts() > 0,
        ErrorKind::Connect => error.attempts() > 1,
        ErrorKind::Response => {
            error.status().is_some_and(|status| status.as_u16() == 408 || status.is_server_error())
        }
        _ => false,
    }
}

/// Whether every other task would meet the same error: nothing was sent, or nobody knows the caller.
pub(crate) fn is_common(error: &Error) -> bool {
    exit(error) == Exit::Usage || error.status().is_some_and(|status| status.as_u16() == 401)
}

/// What to do next.
pub(crate) fn next(error: &Error) -> &'static str {
    match (error.kind(), error.status().map(|status| status.as_u16())) {
        (ErrorKind::Response, Some(status)) => of_status(status),
        (ErrorKind::Credentials, _) => {
            "set HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK, write ~/.huaweicloud/credentials, or \
             pass --token-file"
        }
        (ErrorKind::Request | ErrorKind::Project, _) => {
            "pass --project-id, or set HUAWEICLOUD_SDK_PROJECT_ID"
        }
        (ErrorKind::Connect, _) => "check the network, the proxy, and --region or --endpoint",
        _ => "try again: deleting twice does no harm; --timeout gives it longer",
    }
}

fn of_status(status: u16) -> &'static str {
    match status {
        400 => "check the IDs, and that nothing else is being done to the instance",
        401 => "renew the credentials; a token of IAM is valid for 24 hours",
        403 => "check that the credentials are for the project, and allow the operation",
        404 => {
            "check the IDs and the region; with --ignore-not-found a task that is not there is no \
             error"
        }
        408 | 429 => "try again later, with a lower --concurrency",
        300..=399 => "check --endpoint: the service does not redirect",
        500..=599 => {
            "try again later, which does no harm; the vendor's support finds the request by its ID"
        }
        _ => "check --endpoint",
    }
}
