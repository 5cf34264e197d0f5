//! One attempt of a call.

use std::pin::pin;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::future::{Either, select};
use reqwest::header::HeaderMap;
use reqwest::{Request, StatusCode};

use super::take_headers;
use crate::clock::Sleep;
use crate::error::{Broken, Response};
use crate::generated::{Decode, Facts};
use crate::success::Body;

/// The number of bytes of an error's body that are kept.
const ERROR_LIMIT: usize = 1 << 20;

/// The number of bytes of an ignored body that are read, so that the connection can be used again.
const DRAIN_LIMIT: usize = 1 << 14;

/// The way to read the body of a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// It is read for the sake of the connection alone.
    Nothing,
    /// It is read as a whole.
    Whole,
    /// It is handed over before it is read.
    Stream,
}

impl<T> From<&Decode<T>> for Wanted {
    fn from(decode: &Decode<T>) -> Self {
        match decode {
            Decode::Empty(_) => Self::Nothing,
            Decode::Json(_) => Self::Whole,
            Decode::Stream(_) => Self::Stream,
        }
    }
}

/// The end of an attempt.
pub(super) enum Attempt {
    Success(StatusCode, HeaderMap, Body),
    /// A success whose body is not whole, and the reason.
    Cut(Response, Broken),
    /// A response that is not a success, and the reason why its body is not whole.
    Response(Response, Option<Broken>),
    Transport(reqwest::Error),
    Timeout(Duration),
}

/// The limits of one attempt.
pub(super) struct Limits {
    pub(super) time: Duration,
    pub(super) sleep: Sleep,
    /// The longest body of a success that is read as a whole, in bytes.
    pub(super) body: usize,
}

/// Sends one request, and reads the response as far as it is needed. When the time is up, a status
/// that has come is kept, and the body as far as it came.
pub(super) fn attempt(
    http: &reqwest::Client,
    request: Request,
    facts: &'static Facts,
    wanted: Wanted,
    limits: Limits,
) -> impl Future<Output = Attempt> + Send + use<> {
    let Limits { time, mut sleep, body: limit } = limits;
    // The request is in here, and takes no room in the future that follows.
    let head = http.execute(request);
    async move {
        let mut response = match select(head, &mut sleep).await {
            Either::Left((Ok(response), _)) => response,
            Either::Left((Err(error), _)) => return Attempt::Transport(error),
            Either::Right(_) => return Attempt::Timeout(time),
        };
        let status = response.status();
        if !facts.is_success(status.as_u16()) {
            let headers = take_headers(&mut response);
            let (body, broken) = read(&mut response, ERROR_LIMIT, &mut sleep, time).await;
            let mut response = Response::new(status, headers, body);
            response.documented = facts.is_documented_error(status.as_u16());
            return Attempt::Response(response, broken);
        }
        if wanted == Wanted::Stream {
            let headers = response.headers().clone();
            return Attempt::Success(status, headers, Body::Stream(response));
        }
        let headers = take_headers(&mut response);
        if wanted == Wanted::Nothing {
            let _ = read(&mut response, DRAIN_LIMIT, &mut sleep, time).await;
            return Attempt::Success(status, headers, Body::Ignored);
        }
        // One byte more than allowed tells a body that is too long from one that is just long
        // enough.
        let most = limit.saturating_add(1);
        let (body, broken) = read(&mut response, most, &mut sleep, time).await;
        let broken = broken.or((body.len() > limit).then_some(Broken::Long(limit)));
        match broken {
            None => Attempt::Success(status, headers, Body::Whole(body)),
            Some(broken) => {
                let body = body.slice(..body.len().min(ERROR_LIMIT));
                Attempt::Cut(Response::of_success(status, headers, body), broken)
            }
        }
    }
}

/// Reads up to `most` bytes of a body, until it ends, breaks off, or the time is up.
async fn read(
    response: &mut reqwest::Response,
    most: usize,
    sleep: &mut Sleep,
    limit: Duration,
) -> (Bytes, Option<Broken>) {
    let mut body = BytesMut::new();
    let mut broken = None;
    // There is nothing to wait for, as with most 204.
    if response.content_length() == Some(0) {
        return (body.freeze(), broken);
    }
    while body.len() < most {
        match select(pin!(response.chunk()), &mut *sleep).await {
            Either::Left((Ok(Some(chunk)), _)) => {
                body.extend_from_slice(&chunk[..chunk.len().min(most - body.len())]);
            }
            Either::Left((Err(error), _)) => {
                broken = Some(Broken::Off(error));
                break;
            }
            Either::Left((Ok(None), _)) => break,
            Either::Right(_) => {
                broken = Some(Broken::Late(limit));
                break;
            }
        }
    }
    (body.freeze(), broken)
}
