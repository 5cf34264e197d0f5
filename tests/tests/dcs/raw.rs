//! A client that sends just what a test says, and shows all that comes back.

use std::io;

use serde_json::Value;
use tests::dcs::{AccessKey, sdk_date, signature};
use tests::server::Request;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

pub const TASK: &str = "/v2/project-1/instances/instance-1/tasks/task-1";

/// A request with these headers and without a body.
pub fn request(method: &str, target: &str, headers: &[(&str, &str)]) -> Request {
    let (method, target) = (method.to_owned(), target.to_owned());
    let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let headers = headers.iter().map(owned).collect();
    Request { head: Vec::new(), method, target, headers, body: Vec::new() }
}

/// A request to delete this, with the token of the first project.
pub fn delete(target: &str) -> Request {
    request("DELETE", target, &[("X-Auth-Token", "token-1")])
}

/// Adds date, security token and signature.
pub fn sign(mut request: Request, key: &AccessKey) -> Request {
    let mut add = |name: &str, value: String| request.headers.push((name.to_owned(), value));
    add("Host", "127.0.0.1".to_owned());
    add("X-Sdk-Date", sdk_date(super::now()));
    if let Some(token) = &key.security_token {
        add("X-Security-Token", token.clone());
    }
    let authorization = signature::authorization(&request, key).expect("fit to be signed");
    request.headers.push(("Authorization".to_owned(), authorization));
    request
}

/// An answer, taken apart.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|window| window == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no head: {}", String::from_utf8_lossy(bytes)));
        let head = std::str::from_utf8(&bytes[..end]).expect("a head of text");
        let mut lines = head.split("\r\n");
        let line = lines.next().expect("a status line");
        let status = line.split(' ').nth(1).and_then(|status| status.parse().ok());
        let header = |line: &str| {
            let (name, value) = line.split_once(": ").expect("a header");
            (name.to_ascii_lowercase(), value.to_owned())
        };
        let (headers, body) = (lines.map(header).collect(), bytes[end + 4..].to_vec());
        Self { status: status.expect("a status"), headers, body }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a body of JSON")
    }

    pub fn code(&self) -> String {
        let code = &self.json()["error_code"];
        code.as_str().unwrap_or_else(|| panic!("a code: {code}")).to_owned()
    }
}

/// A connection that has sent one request.
pub async fn connect(url: &str, request: &Request) -> TcpStream {
    let rest = url.strip_prefix("http://").expect("plain HTTP");
    let address = rest.split('/').next().expect("an address");
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let Request { method, target, headers, body, .. } = request;
    let mut bytes = format!("{method} {target} HTTP/1.1\r\n");
    for (name, value) in headers {
        bytes.push_str(&format!("{name}: {value}\r\n"));
    }
    if !body.is_empty() {
        bytes.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    let bytes = [(bytes + "\r\n").as_bytes(), body].concat();
    stream.write_all(&bytes).await.expect("the request is sent");
    stream
}

/// Sends one request on a connection of its own, and returns all that comes back, and how it ends.
pub async fn exchange(url: &str, request: &Request) -> (Vec<u8>, io::Result<usize>) {
    let mut stream = connect(url, request).await;
    stream.shutdown().await.expect("no more is sent");
    let mut bytes = Vec::new();
    let end = stream.read_to_end(&mut bytes).await;
    (bytes, end)
}

/// Sends one request, and returns its whole answer.
pub async fn answer(url: &str, request: &Request) -> Answer {
    let (bytes, end) = exchange(url, request).await;
    end.expect("an answer that ends in good order");
    Answer::parse(&bytes)
}
