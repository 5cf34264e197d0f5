//! What the client sent.

use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;

/// Beyond this a request is a mistake of the test.
const HEAD_LIMIT: usize = 1 << 20;

/// One request, as it was on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Request line and headers, with the empty line at their end.
    pub head: Vec<u8>,
    /// The method, such as `DELETE`.
    pub method: String,
    /// The target of the request line: path and query, with nothing decoded.
    pub target: String,
    /// Names and values in the order and the case in which they were sent.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// The value of the header of this name, in whichever case; `None` unless it is there once.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(other, _)| other.eq_ignore_ascii_case(name));
        match (values.next(), values.next()) {
            (Some((_, value)), None) => Some(value),
            _ => None,
        }
    }

    /// Reads one request; `None` where the connection ends instead of beginning one. What follows
    /// the request stays in `buffer`.
    pub(super) async fn read(
        stream: &mut TcpStream,
        buffer: &mut Vec<u8>,
    ) -> Result<Option<Self>, String> {
        let end = loop {
            if let Some(at) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
                break at + 4;
            }
            if buffer.len() > HEAD_LIMIT {
                return Err("a request's head is longer than 1 MiB".to_owned());
            }
            if !fill(stream, buffer).await {
                return match buffer.len() {
                    0 => Ok(None),
                    _ => Err("a connection ended inside of a request's head".to_owned()),
                };
            }
        };
        let mut request = Self::parse(buffer.drain(..end).collect())?;
        let length = request.body_length()?;
        while buffer.len() < length {
            if !fill(stream, buffer).await {
                return Err("a connection ended inside of a request's body".to_owned());
            }
        }
        request.body = buffer.drain(..length).collect();
        Ok(Some(request))
    }

    fn parse(head: Vec<u8>) -> Result<Self, String> {
        let text = std::str::from_utf8(&head).map_err(|_| "a request's head is not UTF-8")?;
        let mut lines = text.trim_end_matches("\r\n").split("\r\n");
        let line = lines.next().unwrap_or_default();
        let [method, target, "HTTP/1.1"] = line.split(' ').collect::<Vec<_>>()[..] else {
            return Err(format!("not a request line of HTTP/1.1: {line:?}"));
        };
        let (method, target) = (method.to_owned(), target.to_owned());
        let headers = lines
            .map(|line| match line.split_once(": ") {
                Some((name, value)) => Ok((name.to_owned(), value.to_owned())),
                None => Err(format!("not a header: {line:?}")),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { head, method, target, headers, body: Vec::new() })
    }

    fn body_length(&self) -> Result<usize, String> {
        if self.header("transfer-encoding").is_some() {
            return Err("the server does not read request bodies in chunks".to_owned());
        }
        match self.header("content-length") {
            Some(length) => length.parse().map_err(|_| format!("not a length: {length:?}")),
            None => Ok(0),
        }
    }
}

/// Reads on; `false` where the connection has ended, in good order or not.
async fn fill(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> bool {
    matches!(stream.read_buf(buffer).await, Ok(1..))
}
