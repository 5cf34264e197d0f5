//! What goes wrong between the service and its client.

use std::time::SystemTime;

use super::codes::gateway_error;
use super::date::http_date;
use super::plan::Strike;
use crate::server::{Gate, Reply};

/// The length of the body of [`Fault::HugeBody`].
pub const HUGE: u64 = 100 << 20;

/// What the body of [`Fault::CompressedBomb`] inflates to: zeros.
pub const BOMB: usize = 4 << 20;

/// One way in which an answer goes wrong. [`Fault::before`] and [`Fault::after`] say whether the
/// service has carried the request out by then.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Fault {
    /// The connection is reset before the answer begins.
    ResetBeforeHead,
    /// The connection is reset in the middle of the head.
    ResetInHead,
    /// The connection is reset after the head of a 500, whose body has a length but never begins.
    ResetAfterHead,
    /// The connection ends within the body of a 500 that is longer.
    TruncatedBody,
    /// The connection ends within the second chunk of a 500.
    TruncatedChunks,
    /// The body of a 500 comes one byte at a time.
    SlowBody(Gate),
    /// The head of the service's own answer comes one byte at a time.
    HeaderDrip(Gate),
    /// No answer comes, and the connection stays open.
    NeverAnswers,
    /// Bytes that are not HTTP.
    Garbage,
    /// A 500 with a body of [`HUGE`] bytes.
    HugeBody,
    /// An HTML page with this status.
    Html(u16),
    /// 429, with the time to wait.
    Throttled(RetryAfter),
    /// This status, with this location.
    Redirect(u16, String),
    /// An error of the gateway with this status: JSON in the gateway's shape.
    Gateway(u16),
    /// 408, and the end of the connection, as HTTP has it.
    RequestTimeout,
    /// A 500 that says it is compressed. Its body is tiny and inflates to [`BOMB`] bytes.
    CompressedBomb,
    /// The service's own answer, and then the end of a connection that seemed to stay open: when
    /// the gate lets one byte pass.
    CloseIdle(Gate),
}

/// The value of a `Retry-After`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RetryAfter {
    /// There is none.
    Absent,
    /// Seconds.
    Seconds(u64),
    /// A date as HTTP has it.
    Date(SystemTime),
}

impl Fault {
    /// One of each kind; those with a gate get this one. Redirects go to this location.
    pub fn all(gate: &Gate, location: &str) -> Vec<Self> {
        let gate = || gate.clone();
        let mut faults = vec![
            Self::ResetBeforeHead,
            Self::ResetInHead,
            Self::ResetAfterHead,
            Self::TruncatedBody,
            Self::TruncatedChunks,
            Self::SlowBody(gate()),
            Self::HeaderDrip(gate()),
            Self::NeverAnswers,
            Self::Garbage,
            Self::HugeBody,
            Self::Throttled(RetryAfter::Absent),
            Self::Throttled(RetryAfter::Seconds(1)),
            Self::Throttled(RetryAfter::Date(SystemTime::UNIX_EPOCH)),
            Self::RequestTimeout,
            Self::CompressedBomb,
            Self::CloseIdle(gate()),
        ];
        faults.extend([302, 307].map(|status| Self::Redirect(status, location.to_owned())));
        faults.extend([502, 503, 504].into_iter().flat_map(|s| [Self::Html(s), Self::Gateway(s)]));
        faults
    }

    /// The fault, before the service has done anything.
    pub fn before(self) -> Strike {
        Strike { fault: self, after: false }
    }

    /// The fault, after the service has carried the request out: only the answer suffers.
    pub fn after(self) -> Strike {
        Strike { fault: self, after: true }
    }

    /// The name of its kind.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ResetBeforeHead => "reset before the head",
            Self::ResetInHead => "reset in the head",
            Self::ResetAfterHead => "reset after the head",
            Self::TruncatedBody => "truncated body",
            Self::TruncatedChunks => "truncated chunks",
            Self::SlowBody(_) => "slow body",
            Self::HeaderDrip(_) => "header drip",
            Self::NeverAnswers => "no answer",
            Self::Garbage => "garbage",
            Self::HugeBody => "huge body",
            Self::Html(_) => "HTML",
            Self::Throttled(_) => "throttled",
            Self::Redirect(..) => "redirect",
            Self::Gateway(_) => "gateway",
            Self::RequestTimeout => "request timeout",
            Self::CompressedBomb => "compressed bomb",
            Self::CloseIdle(_) => "closed while idle",
        }
    }

    /// Whether the service's own answer arrives in the end.
    pub(super) fn passes_answer_on(&self) -> bool {
        matches!(self, Self::HeaderDrip(_) | Self::CloseIdle(_))
    }

    /// What is sent where the service would have answered this.
    pub(super) fn reply(&self, answer: Reply, request_id: &str) -> Reply {
        let named = |reply: Reply| reply.header("X-Request-Id", request_id);
        let gateway = |status: u16, code: &str, message: &str| {
            named(gateway_error(status, code, message, request_id))
        };
        let failure = || gateway(500, "APIGW.9999", "the gateway has failed");
        let html =
            |status: u16| Reply::body(status, page(status)).header("Content-Type", "text/html");
        match self {
            Self::ResetBeforeHead => Reply::reset(),
            Self::ResetInHead => Reply::raw("HTTP/1.1 204 No Co").then_reset(),
            Self::ResetAfterHead => failure().cut(0).then_reset(),
            Self::TruncatedBody => failure().cut(20),
            Self::TruncatedChunks => {
                let chunks: [&[u8]; 2] = [br#"{"error_code":"#, br#""DCS.5000"}"#];
                named(Reply::chunked(500, chunks)).cut(26)
            }
            Self::SlowBody(gate) => failure().drip_body(gate.clone()),
            Self::HeaderDrip(gate) => answer.drip_head(gate.clone()),
            Self::NeverAnswers => Reply::silence(),
            Self::Garbage => Reply::raw("\0\u{7f}SSH-2.0-none of this is HTTP\r\n\r\n"),
            Self::HugeBody => named(Reply::filled(500, HUGE)),
            Self::Html(status) => named(html(*status)),
            Self::Throttled(after) => {
                let reply = gateway(429, "APIGW.0308", "the throttling threshold has been reached");
                match after {
                    RetryAfter::Absent => reply,
                    RetryAfter::Seconds(seconds) => {
                        reply.header("Retry-After", &seconds.to_string())
                    }
                    RetryAfter::Date(date) => reply.header("Retry-After", &http_date(*date)),
                }
            }
            Self::Redirect(status, to) => named(Reply::status(*status)).header("Location", to),
            Self::Gateway(status) => gateway(*status, "APIGW.0201", "the backend has failed"),
            Self::RequestTimeout => {
                named(Reply::status(408)).header("Connection", "close").then_close(Gate::open())
            }
            Self::CompressedBomb => {
                named(Reply::json(500, bomb())).header("Content-Encoding", "gzip")
            }
            Self::CloseIdle(gate) => answer.then_close(gate.clone()),
        }
    }
}

fn page(status: u16) -> String {
    format!("<html><head><title>{status}</title></head><body><h1>{status}</h1></body></html>")
}

/// A gzip stream of [`BOMB`] zeros: a head with codes of one bit, the zeros as 4063 bytes of pairs
/// of one length (258) and one distance (1), and the checksum.
fn bomb() -> Vec<u8> {
    const HEAD: &[u8] =
        b"\x1f\x8b\x08\0\0\0\0\0\x02\x03\xed\xc1\x01\x01\0\0\0\x82\x20\xff\xaf\x6e\x48\x40\x01";
    const TAIL: &[u8] = b"\x7c\x1b\x6a\x40\x47\x11\0\0\x40\0";
    [HEAD, &[0; 4063], TAIL].concat()
}
