//! Requests and answers as they were on the wire, without secrets.

use std::collections::VecDeque;

use serde::Serialize;

use crate::server::{Reply, Request};

/// How many exchanges are kept.
const LIMIT: usize = 50;

/// Headers whose value is shown to nobody.
const SECRET: [&str; 4] = ["x-auth-token", "x-security-token", "authorization", "cookie"];

/// A request and its answer.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Exchange {
    /// Counts up from 1.
    number: u64,
    request: String,
    response: String,
}

/// The exchanges, newest first.
#[derive(Debug, Default)]
pub(super) struct Log {
    exchanges: VecDeque<Exchange>,
    count: u64,
}

impl Log {
    pub(super) fn push(&mut self, request: &Request, reply: &Reply) {
        self.count += 1;
        let (number, request, response) = (self.count, text(request), reply.transcript());
        self.exchanges.push_front(Exchange { number, request, response });
        self.exchanges.truncate(LIMIT);
    }

    pub(super) fn clear(&mut self) {
        self.exchanges.clear();
    }

    pub(super) fn list(&self) -> Vec<&Exchange> {
        self.exchanges.iter().collect()
    }
}

fn text(request: &Request) -> String {
    let head = String::from_utf8_lossy(&request.head);
    let masked = |line: &str| match line.split_once(':') {
        Some((name, _)) if SECRET.iter().any(|secret| name.eq_ignore_ascii_case(secret)) => {
            format!("{name}: ***")
        }
        _ => line.to_owned(),
    };
    let head: Vec<String> = head.split("\r\n").map(masked).collect();
    head.join("\r\n") + &String::from_utf8_lossy(&request.body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(headers: &str) -> Request {
        Request {
            head: format!("DELETE /t HTTP/1.1\r\n{headers}\r\n").into_bytes(),
            method: "DELETE".to_owned(),
            target: "/t".to_owned(),
            headers: Vec::new(),
            body: b"body".to_vec(),
        }
    }

    #[test]
    fn no_exchange_shows_a_secret() {
        let text = text(&request(
            "Host: h\r\nx-AUTH-token: s1\r\nAuthorization: s2\r\nX-Security-Token:s3\r\n",
        ));
        assert_eq!(
            text,
            "DELETE /t HTTP/1.1\r\nHost: h\r\nx-AUTH-token: ***\r\nAuthorization: ***\r\n\
             X-Security-Token: ***\r\n\r\nbody"
        );
    }

    #[test]
    fn the_newest_exchange_comes_first_and_the_oldest_are_dropped() {
        let mut log = Log::default();
        for _ in 0..60 {
            log.push(&request(""), &Reply::status(204));
        }
        let numbers: Vec<u64> = log.list().iter().map(|exchange| exchange.number).collect();
        assert_eq!(numbers, (11..=60).rev().collect::<Vec<_>>());
    }

    #[test]
    fn an_answer_shows_what_is_sent_and_how_it_ends() {
        let transcript = |reply: Reply| reply.transcript();
        assert_eq!(transcript(Reply::status(204)), "HTTP/1.1 204 Scripted\r\n\r\n");
        assert_eq!(transcript(Reply::reset()), "[the connection is reset]");
        assert_eq!(
            transcript(Reply::body(500, "a long body").cut(2)),
            "HTTP/1.1 500 Scripted\r\ncontent-length: 11\r\n\r\na \n[the connection is closed]"
        );
    }
}
