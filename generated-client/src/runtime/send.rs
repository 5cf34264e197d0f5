//! One request on its way, and nowhere else.

use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use reqwest::{Request, Response, Url};

/// Why there is no response of the service.
#[derive(Debug)]
pub(crate) enum Failure {
    Transport(reqwest::Error),
    /// The caller's HTTP client has followed a redirect.
    Redirected(Redirected),
}

/// Where a redirect led, as far as that is known: scheme, host and port, since what follows them
/// may be anything.
#[derive(Debug)]
pub(crate) struct Redirected {
    pub(crate) to: Option<String>,
}

/// Sends a request. No redirect is followed by a client of this crate, and of those that a client
/// of the caller follows, only a 303 is: reqwest has to send the request again for all others, and
/// the body does not let it.
pub(crate) async fn send(
    http: &reqwest::Client,
    mut request: Request,
) -> Result<Response, Failure> {
    let asked = request.url().clone();
    let bytes = request.body().and_then(reqwest::Body::as_bytes).map(Bytes::copy_from_slice);
    let bytes = bytes.filter(|bytes| !bytes.is_empty());
    *request.body_mut() = Some(reqwest::Body::wrap(Once(bytes)));
    match http.execute(request).await {
        Ok(response) if *response.url() == asked => Ok(response),
        Ok(response) => Err(Failure::Redirected(Redirected { to: Some(origin(response.url())) })),
        // Such as one redirect too many: the ones before it were followed.
        Err(error) if error.is_redirect() => Err(Failure::Redirected(Redirected { to: None })),
        Err(error) => Err(Failure::Transport(error)),
    }
}

fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}

/// A body that can be sent once.
struct Once(Option<Bytes>);

impl Body for Once {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Poll::Ready(self.0.take().map(|bytes| Ok(Frame::data(bytes))))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_none()
    }

    /// Unknown where there is none, which [`Self::is_end_stream`] says too: a body whose length is
    /// known to be zero counts as one that can be sent again.
    fn size_hint(&self) -> SizeHint {
        self.0.as_ref().map_or_else(SizeHint::default, |bytes| {
            SizeHint::with_exact(u64::try_from(bytes.len()).unwrap_or(u64::MAX))
        })
    }
}
