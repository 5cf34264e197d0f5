//! A server for tests: it gives prepared answers, and keeps the requests as received.

use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

pub(super) struct Server {
    pub(super) url: String,
    received: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Gives one answer per connection, in order, each a status line's rest, headers, and a body.
    pub(super) async fn start(answers: Vec<(&str, &str, String)>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let received = Arc::new(Mutex::new(Vec::new()));
        let kept = received.clone();
        let answers: Vec<String> = answers
            .into_iter()
            .map(|(status, headers, body)| {
                let length = body.len();
                format!(
                    "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n\
                     {headers}\r\n{body}"
                )
            })
            .collect();
        tokio::spawn(async move {
            for answer in answers {
                let (mut stream, _) = listener.accept().await.expect("a connection");
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    request.push(stream.read_u8().await.expect("a request"));
                }
                kept.lock().expect("a lock").push(String::from_utf8(request).expect("ASCII"));
                // A client that has read enough may be gone.
                let _ = stream.write_all(answer.as_bytes()).await;
                let _ = stream.shutdown().await;
            }
        });
        Self { url, received }
    }

    pub(super) fn received(&self) -> Vec<String> {
        self.received.lock().expect("a lock").clone()
    }
}
