//! What the server answers, well formed or not.

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// One answer. It is sent as it is: nothing but [`Reply::body`] adds a header.
#[derive(Clone, Debug)]
pub struct Reply {
    head: String,
    body: Vec<u8>,
    /// How many bytes of the body are sent, if not all.
    cut: Option<usize>,
    then: Then,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    KeepOpen,
    Close,
    Reset,
}

impl Reply {
    /// An answer without a body. 204 and 304 carry no length, as HTTP has it.
    pub fn status(status: u16) -> Self {
        let reply = Self::unframed(status);
        match status {
            204 | 304 => reply,
            _ => reply.header("content-length", "0"),
        }
    }

    /// An answer with a body of the length that its head gives.
    pub fn body(status: u16, body: impl Into<Vec<u8>>) -> Self {
        let body = body.into();
        let length = body.len().to_string();
        let reply = Self::unframed(status).header("content-length", &length);
        Self { body, ..reply }
    }

    /// An answer with a JSON body.
    pub fn json(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::body(status, body).header("content-type", "application/json")
    }

    /// An answer in chunks.
    pub fn chunked<'a>(status: u16, chunks: impl IntoIterator<Item = &'a [u8]>) -> Self {
        let mut body = Vec::new();
        for chunk in chunks {
            body.extend_from_slice(format!("{:x}\r\n", chunk.len()).as_bytes());
            body.extend_from_slice(chunk);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"0\r\n\r\n");
        let reply = Self::unframed(status).header("transfer-encoding", "chunked");
        Self { body, ..reply }
    }

    /// These bytes and nothing else, then the end of the connection.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { head: String::new(), body: bytes.into(), cut: None, then: Then::Close }
    }

    /// No answer: the connection is closed.
    pub fn close() -> Self {
        Self::raw([])
    }

    /// No answer: the connection is reset.
    pub fn reset() -> Self {
        Self { then: Then::Reset, ..Self::close() }
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.head.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    /// Sends this many bytes of the body, as it stands on the wire, and then closes the connection.
    #[must_use]
    pub fn cut(self, bytes: usize) -> Self {
        Self { cut: Some(bytes), then: Then::Close, ..self }
    }

    fn unframed(status: u16) -> Self {
        Self {
            head: format!("HTTP/1.1 {status} Scripted\r\n"),
            then: Then::KeepOpen,
            ..Self::close()
        }
    }

    /// Sends the answer, and says whether the connection stays open. A client that has hung up is
    /// no failure: it may have read as much as it wants.
    pub(super) async fn send(&self, stream: &mut TcpStream) -> bool {
        let mut bytes = self.head.clone().into_bytes();
        if !bytes.is_empty() {
            bytes.extend_from_slice(b"\r\n");
        }
        bytes.extend(self.body.iter().take(self.cut.unwrap_or(usize::MAX)));
        let sent = stream.write_all(&bytes).await.is_ok();
        match self.then {
            Then::KeepOpen => sent,
            Then::Close => {
                let _ = stream.shutdown().await;
                false
            }
            Then::Reset => {
                let _ = stream.set_zero_linger();
                false
            }
        }
    }
}
