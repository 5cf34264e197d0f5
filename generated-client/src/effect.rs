//! Effects of requests that failed: the one place that knows whether a request may have been
//! carried out.

use std::error::Error as _;

use reqwest::{Method, StatusCode};

/// The effect that a failed attempt may have had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// The service has not carried the request out.
    None,
    /// The service may have carried the request out.
    Unknown,
    /// The service has carried the request out; only its answer is of no use.
    Taken,
}

impl Effect {
    /// The effect of a request that was not answered with a status that the document calls a
    /// success. Something in front of the service may have lost the service's own answer, and a
    /// service that answers with another 2xx has most likely carried the request out.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        let answered_in_front = status.is_server_error() || status == StatusCode::REQUEST_TIMEOUT;
        if answered_in_front || status.is_success() { Self::Unknown } else { Self::None }
    }

    /// The effect of a request that was not answered.
    pub(crate) fn of_transport(error: &reqwest::Error) -> Self {
        if error.is_connect() || was_refused(error) { Self::None } else { Self::Unknown }
    }

    /// Returns true if an operation may be sent again after an attempt with this effect.
    pub(crate) fn allows_repeating(self, repeatable: bool) -> bool {
        repeatable || self == Self::None
    }
}

/// Returns true if the server says that it has not processed the request's HTTP/2 stream.
fn was_refused(error: &reqwest::Error) -> bool {
    let mut source = error.source();
    while let Some(cause) = source {
        if let Some(error) = cause.downcast_ref::<h2::Error>() {
            return error.is_remote() && error.reason() == Some(h2::Reason::REFUSED_STREAM)
                || error.is_go_away()
                    && error.is_remote()
                    && error.reason() == Some(h2::Reason::NO_ERROR);
        }
        source = cause.source();
    }
    false
}

/// Returns true if a request with this method asks for no change.
pub(crate) fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS | Method::TRACE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_in_front_of_the_service_leave_the_effect_open() {
        for unknown in [408, 500, 502, 503, 504] {
            let status = StatusCode::from_u16(unknown).expect("a status");
            assert_eq!(Effect::of_status(status), Effect::Unknown, "{unknown}");
        }
        for none in [302, 400, 401, 403, 404, 409, 429] {
            let status = StatusCode::from_u16(none).expect("a status");
            assert_eq!(Effect::of_status(status), Effect::None, "{none}");
        }
    }

    #[test]
    fn a_success_that_the_document_does_not_list_leaves_the_effect_open() {
        for unlisted in [201, 202, 206] {
            let status = StatusCode::from_u16(unlisted).expect("a status");
            assert_eq!(Effect::of_status(status), Effect::Unknown, "{unlisted}");
        }
    }

    #[test]
    fn only_a_repeatable_operation_is_sent_again_while_its_effect_is_unknown() {
        assert!(Effect::None.allows_repeating(false));
        assert!(Effect::Unknown.allows_repeating(true));
        assert!(!Effect::Unknown.allows_repeating(false));
        assert!(!Effect::Taken.allows_repeating(false));
    }
}
