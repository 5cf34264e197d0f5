//! What the server answers, well formed or not.

use std::future::pending;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use super::Gate;

/// How much of [`Reply::filled`] is in memory, once for all connections.
static BLOCK: [u8; 1 << 16] = [b'x'; 1 << 16];

/// One answer. It is sent as it is: nothing but [`Reply::body`] and [`Reply::filled`] adds a header.
#[derive(Clone, Debug)]
pub struct Reply {
    head: String,
    body: Vec<u8>,
    /// How many bytes of the body are sent, if not all.
    cut: Option<usize>,
    /// How many more bytes follow the body.
    filler: u64,
    drip: Option<(Part, Gate)>,
    then: Then,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Head,
    Body,
}

#[derive(Clone, Debug)]
enum Then {
    KeepOpen,
    Close,
    CloseBehind(Gate),
    Reset,
    Wait,
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

    /// An answer whose body is this many times the letter `x`. It is made while it is sent, so that
    /// its length costs no memory.
    pub fn filled(status: u16, length: u64) -> Self {
        let reply = Self::unframed(status).header("content-length", &length.to_string());
        Self { filler: length, ..reply }
    }

    /// These bytes and nothing else, then the end of the connection.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        let (head, body) = (String::new(), bytes.into());
        Self { head, body, cut: None, filler: 0, drip: None, then: Then::Close }
    }

    /// No answer: the connection is closed.
    pub fn close() -> Self {
        Self::raw([])
    }

    /// No answer: the connection is reset.
    pub fn reset() -> Self {
        Self::close().then_reset()
    }

    /// No answer, ever: the connection stays open for as long as the client has patience.
    pub fn silence() -> Self {
        Self { then: Then::Wait, ..Self::close() }
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

    /// Sends the head byte by byte, each once the gate lets it pass, and the rest at once.
    #[must_use]
    pub fn drip_head(self, gate: Gate) -> Self {
        Self { drip: Some((Part::Head, gate)), ..self }
    }

    /// Sends the head at once, and the body byte by byte, each once the gate lets it pass.
    #[must_use]
    pub fn drip_body(self, gate: Gate) -> Self {
        Self { drip: Some((Part::Body, gate)), ..self }
    }

    /// Resets the connection once the answer is sent.
    #[must_use]
    pub fn then_reset(self) -> Self {
        Self { then: Then::Reset, ..self }
    }

    /// Closes the connection once the answer is sent and the gate lets one byte pass. The head does
    /// not announce it.
    #[must_use]
    pub fn then_close(self, gate: Gate) -> Self {
        Self { then: Then::CloseBehind(gate), ..self }
    }

    /// Whether this is [`Reply::silence`].
    pub(super) fn is_silence(&self) -> bool {
        matches!(self.then, Then::Wait)
    }

    /// What is sent, as text; in brackets what no byte of it shows.
    pub fn transcript(&self) -> String {
        let mut text = String::from_utf8_lossy(&self.start()).into_owned();
        text.push_str(&String::from_utf8_lossy(self.sent_body()));
        let end = match (&self.then, self.filler) {
            (_, 1..) => "[and a body too long to show]",
            (Then::KeepOpen, 0) => "",
            (Then::Close | Then::CloseBehind(_), 0) => "[the connection is closed]",
            (Then::Reset, 0) => "[the connection is reset]",
            (Then::Wait, 0) => "[no answer]",
        };
        if !end.is_empty() && !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text + end
    }

    /// The head, with the empty line at its end.
    fn start(&self) -> Vec<u8> {
        let mut head = self.head.clone().into_bytes();
        if !head.is_empty() {
            head.extend_from_slice(b"\r\n");
        }
        head
    }

    /// As much of the body as is sent.
    fn sent_body(&self) -> &[u8] {
        &self.body[..self.cut.unwrap_or(usize::MAX).min(self.body.len())]
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
        let sent = self.write(stream).await.is_some();
        match &self.then {
            Then::KeepOpen => return sent,
            Then::Reset => {
                let _ = stream.set_zero_linger();
                return false;
            }
            Then::Close => {}
            Then::CloseBehind(gate) => drop(pass(stream, gate).await),
            Then::Wait => hung_up(stream).await,
        }
        let _ = stream.shutdown().await;
        false
    }

    /// Sends all bytes; `None` where the client has hung up.
    async fn write(&self, stream: &mut TcpStream) -> Option<()> {
        let (head, body) = (self.start(), self.sent_body());
        match &self.drip {
            None => stream.write_all(&[&head, body].concat()).await.ok()?,
            Some((Part::Head, gate)) => {
                drip(stream, &head, gate).await?;
                stream.write_all(body).await.ok()?;
            }
            Some((Part::Body, gate)) => {
                stream.write_all(&head).await.ok()?;
                drip(stream, body, gate).await?;
            }
        }
        let mut left = self.filler;
        while left > 0 {
            let part = usize::try_from(left).unwrap_or(usize::MAX).min(BLOCK.len());
            stream.write_all(&BLOCK[..part]).await.ok()?;
            left -= part as u64;
        }
        Some(())
    }
}

/// Sends these bytes one at a time; `None` where the client has hung up.
async fn drip(stream: &mut TcpStream, bytes: &[u8], gate: &Gate) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    for byte in bytes {
        pass(stream, gate).await?;
        stream.write_all(&[*byte]).await.ok()?;
        // Lets a client in the same runtime read the byte by itself.
        tokio::task::yield_now().await;
    }
    Some(())
}

/// Waits for the gate; `None` where the client has hung up before it opened.
async fn pass(stream: &TcpStream, gate: &Gate) -> Option<()> {
    tokio::select! {
        biased;
        () = gate.pass() => Some(()),
        () = hung_up(stream) => None,
    }
}

/// Waits until the client has hung up.
async fn hung_up(stream: &TcpStream) {
    if let Ok(1..) = stream.peek(&mut [0]).await {
        // A request that the client has sent ahead: it waits for its answer.
        pending().await
    }
}
