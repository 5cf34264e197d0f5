//! A server on the loopback interface that answers every request with 204, and the two sides that
//! are compared: the client, and what one would write by hand with reqwest.

use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, SystemTime};

use huaweicloud_dcs::auth::AccessKey;
use huaweicloud_dcs::auth::sign::{Signable, Signed, sign};
use huaweicloud_dcs::{Client, Credentials};
use reqwest::header::{ACCEPT, AUTHORIZATION, HeaderName, HeaderValue, USER_AGENT};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::runtime::Builder;
use tokio::task::LocalSet;

pub const PROJECT: &str = "a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71";
pub const INSTANCE: &str = "5560df16-cebf-4473-95c4-d1b573c16e79";
pub const TASK: &str = "8abf6e1e72c12e7c0172c15b508500aa";
pub const ACCESS_KEY: &str = "QTWAOYTTINDUT2QVKYUC";
pub const SECRET_KEY: &str = "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc";

const ANSWER: &[u8] = b"HTTP/1.1 204 No Content\r\n\r\n";
const X_PROJECT_ID: HeaderName = HeaderName::from_static("x-project-id");
const X_SDK_DATE: HeaderName = HeaderName::from_static("x-sdk-date");

/// A server for any number of connections, all in one thread: the scheduler then treats the sides
/// of a comparison alike, whichever cores it chooses.
pub struct Server {
    pub address: SocketAddr,
    /// The first request of each connection, as it was sent.
    pub heads: Receiver<Vec<u8>>,
}

pub fn serve() -> Server {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.set_nonblocking(true).expect("a socket");
    let address = listener.local_addr().expect("an address");
    let (sender, heads) = sync_channel(16);
    std::thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_io().build().expect("a runtime");
        runtime.block_on(LocalSet::new().run_until(async {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a socket");
            loop {
                let (stream, _) = listener.accept().await.expect("a connection");
                tokio::task::spawn_local(answer(stream, sender.clone()));
            }
        }));
    });
    Server { address, heads }
}

async fn answer(mut stream: TcpStream, heads: SyncSender<Vec<u8>>) {
    stream.set_nodelay(true).expect("a socket");
    let (mut buffer, mut length, mut first) = ([0; 4096], 0, true);
    loop {
        match stream.read(&mut buffer[length..]).await {
            Ok(read @ 1..) => length += read,
            _ => return,
        }
        if buffer[..length].ends_with(b"\r\n\r\n") {
            if std::mem::take(&mut first) {
                // Whoever does not look at them leaves them in the channel.
                let _ = heads.try_send(buffer[..length].to_vec());
            }
            length = 0;
            if stream.write_all(ANSWER).await.is_err() {
                return;
            }
        }
    }
}

pub fn client(address: SocketAddr) -> Client {
    let credentials = Credentials::access_key(ACCESS_KEY, SECRET_KEY).expect("fit");
    let builder = Client::builder().endpoint(&format!("http://{address}"));
    builder.credentials(credentials).project_id(PROJECT).build().expect("loopback")
}

pub async fn by_client(client: &Client) {
    let request = client.delete_background_task().instance_id(INSTANCE).task_id(TASK);
    request.send().await.expect("204 is success");
}

/// The same request by hand. The signature is computed once: signing has a bench of its own.
pub struct ByHand {
    http: reqwest::Client,
    url: String,
    host: String,
    key: AccessKey,
    date: String,
    authorization: String,
}

impl ByHand {
    pub fn new(address: SocketAddr) -> Self {
        let http = reqwest::Client::builder().no_proxy();
        let http = http.redirect(reqwest::redirect::Policy::none()).build().expect("a client");
        let path = format!("/v2/{PROJECT}/instances/{INSTANCE}/tasks/{TASK}");
        let host = address.to_string();
        let url = format!("http://{host}{path}");
        let key = AccessKey::new(ACCESS_KEY, SECRET_KEY).expect("fit");
        let mut by_hand =
            Self { http, url, host, key, date: String::new(), authorization: String::new() };
        let Signed { date, authorization, .. } = by_hand.sign(&path);
        (by_hand.date, by_hand.authorization) = (date.as_str().to_owned(), authorization);
        by_hand
    }

    fn sign(&self, path: &str) -> Signed {
        let signable = Signable {
            method: "DELETE",
            host: &self.host,
            path,
            query: "",
            headers: &[("x-project-id", PROJECT.as_bytes())],
            body: b"",
        };
        sign(&signable, &self.key, SystemTime::now())
    }

    /// Sends the request with the signature at hand.
    pub async fn send(&self) {
        self.send_with(&self.url, &self.date, &self.authorization, None).await;
    }

    /// Makes the request for some IDs, signs it as it is now, and sends it.
    pub async fn sign_and_send(&self, instance: &str, task: &str, limit: Option<Duration>) {
        let path = format!("/v2/{PROJECT}/instances/{instance}/tasks/{task}");
        let signed = self.sign(&path);
        let url = format!("http://{}{path}", self.host);
        self.send_with(&url, signed.date.as_str(), &signed.authorization, limit).await;
    }

    async fn send_with(&self, url: &str, date: &str, authorization: &str, limit: Option<Duration>) {
        let mut request = self
            .http
            .delete(url)
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .header(USER_AGENT, HeaderValue::from_static("huaweicloud-dcs/0.1.0"))
            .header(X_PROJECT_ID, PROJECT)
            .header(X_SDK_DATE, date)
            .header(AUTHORIZATION, authorization);
        if let Some(limit) = limit {
            request = request.timeout(limit);
        }
        let response = request.send().await.expect("an answer");
        assert_eq!(response.status().as_u16(), 204);
        response.bytes().await.expect("no body");
    }
}
