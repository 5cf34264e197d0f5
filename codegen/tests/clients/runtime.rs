/// The generated modules.
#[rustfmt::skip]
pub mod generated;

use generated::{BaseUrl, Operation, Request};

/// An error.
#[derive(Debug)]
pub struct Error(pub String);

/// A success.
#[derive(Debug)]
pub struct Success<T>(pub Option<T>);

/// A client.
#[derive(Clone, Debug)]
pub struct Client {
    base: BaseUrl,
}

impl Client {
    /// Makes a client.
    pub fn start(text: &str) -> Self {
        let base = BaseUrl::new(text);
        assert!(!base.as_str().is_empty());
        Self { base }
    }

    pub(crate) async fn call<T, E>(
        &self,
        operation: &Operation<T, E>,
        request: Request,
    ) -> Result<Success<T>, Error> {
        let _ = (operation.facts, &operation.decode, request.facts());
        self.prepare(request).await?;
        Ok(Success(None))
    }

    pub(crate) async fn prepare(&self, mut request: Request) -> Result<reqwest::Request, Error> {
        if let Some(reason) = request.invalid() {
            return Err(Error(reason));
        }
        if request.lacks_project() {
            request.set_project("p", reqwest::header::HeaderValue::from_static("p"));
        }
        let _ = request.take_project();
        request.build(&self.base).map_err(Error)
    }
}
