//! Answers that mean success.

use std::fmt;
use std::ops::Deref;

use bytes::Bytes;
use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::error::{Error, Response, request_id};
use crate::generated::Decode;
use crate::generated::error_code::ErrorCode;

/// The result of an operation that succeeded: the decoded body, and what came with it.
///
/// A `Success` dereferences to the body.
#[derive(Clone)]
pub struct Success<T> {
    body: T,
    head: Head,
}

/// The success of an operation that deletes something.
pub type Deleted = Success<()>;

/// The last response without its body.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) attempts: u32,
    /// The 404 that came after an attempt whose outcome is unknown.
    pub(crate) not_found: Option<Box<Response>>,
}

/// The body of a success, as far as it was read.
pub(crate) enum Body {
    /// The operation has none.
    Ignored,
    /// All of it.
    Whole(Bytes),
    /// The rest of the response, which is still to come.
    Stream(reqwest::Response),
}

impl<T> Success<T> {
    /// Decodes the body.
    pub(crate) fn new(head: Head, body: Body, decode: &Decode<T>) -> Result<Self, Error> {
        let body = match (decode, body) {
            (Decode::Empty(value), _) => value(),
            (Decode::Stream(value), Body::Stream(response)) => {
                value(progenitor_client::ResponseValue::stream(response).into_inner())
            }
            (Decode::Json(decode), Body::Whole(body)) => match decode(&body) {
                Ok(value) => value,
                Err(error) => {
                    let Head { status, headers, attempts, .. } = head;
                    let response = Response::of_success(status, headers, body);
                    return Err(Error::decode(&error, response, attempts));
                }
            },
            // The call reads a body the way that the operation decodes it.
            (Decode::Stream(_) | Decode::Json(_), _) => {
                return Err(Error::request("its answer was not read"));
            }
        };
        Ok(Self { body, head })
    }

    /// Returns the body alone.
    pub fn into_inner(self) -> T {
        self.body
    }

    /// Returns the same success with another body.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Success<U> {
        Success { body: change(self.body), head: self.head }
    }

    /// Returns the status of the last response. A presumed deletion has 404.
    pub fn status(&self) -> StatusCode {
        self.head.status
    }

    /// Returns the headers of the last response.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Returns the ID by which the vendor's support finds the request.
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.head.headers)
    }

    /// Returns the number of requests that were sent.
    pub fn attempts(&self) -> u32 {
        self.head.attempts
    }
}

impl Success<()> {
    /// Returns true if the deletion was inferred from a 404.
    ///
    /// An attempt may take effect although its answer is lost: the connection breaks off, or a
    /// gateway gives up. The next attempt is then answered with 404, since the resource is gone.
    /// The client takes that for the success that it most likely is, and says so here. The 404 may
    /// also mean that there never was such a resource; [`not_found_code`](Self::not_found_code) and
    /// [`not_found_message`](Self::not_found_message) hold what the service said.
    pub fn is_presumed(&self) -> bool {
        self.head.not_found.is_some()
    }

    /// Returns the code of the 404, if the deletion is presumed.
    pub fn not_found_code(&self) -> Option<ErrorCode> {
        self.head.not_found.as_deref().and_then(Response::code)
    }

    /// Returns the message of the 404, if the deletion is presumed.
    pub fn not_found_message(&self) -> Option<&str> {
        self.head.not_found.as_ref()?.details.message.as_deref()
    }
}

impl<T> Deref for Success<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.body
    }
}

/// The body is the service's, and may hold anything, so it is not shown.
impl<T> fmt::Debug for Success<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Success")
            .field("status", &self.status().as_u16())
            .field("presumed", &self.head.not_found.is_some())
            .field("request_id", &self.request_id())
            .field("attempts", &self.attempts())
            .finish_non_exhaustive()
    }
}
