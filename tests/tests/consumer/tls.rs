//! TLS in front of a server, with the certificate in `tests/fixtures/tls`.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

/// What the certificate of the front is signed with.
pub(crate) const ROOT: &[u8] = include_bytes!("../../fixtures/tls/root.der");
const CERTIFICATE: &[u8] = include_bytes!("../../fixtures/tls/server.der");
const KEY: &[u8] = include_bytes!("../../fixtures/tls/server-key.der");

/// Takes TLS off and passes all on to the server at this URL; the URL of the front.
pub(crate) async fn front(server: &str) -> String {
    let behind: SocketAddr =
        server.trim_start_matches("http://").parse().expect("a URL of a test server");
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(KEY));
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![CertificateDer::from(CERTIFICATE)], key)
        .expect("the key belongs to the certificate");
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("https://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                // A client that does not trust the certificate hangs up.
                let Ok(mut stream) = acceptor.accept(stream).await else { return };
                let mut server = TcpStream::connect(behind).await.expect("the server listens");
                let _ = tokio::io::copy_bidirectional(&mut stream, &mut server).await;
            });
        }
    });
    url
}
