//! Runs the explorer until it is stopped. `cargo xtask explore` starts it; its argument is the port.

use std::io::Write as _;
use std::process::ExitCode;

use tests::explorer::Explorer;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let port = std::env::args().nth(1).unwrap_or_default();
    let Ok(port) = port.parse() else {
        let _ = writeln!(
            std::io::stderr(),
            "error: `{port}` is no port; start the explorer with `cargo xtask explore`"
        );
        return ExitCode::from(2);
    };
    let explorer = match Explorer::start(port).await {
        Ok(explorer) => explorer,
        Err(error) => {
            let _ = writeln!(
                std::io::stderr(),
                "error: cannot listen on port {port} of 127.0.0.1: {error}; choose another with `--port`"
            );
            return ExitCode::from(2);
        }
    };
    explorer.forget();
    let _ = writeln!(std::io::stdout(), "the explorer is at {}/\nCtrl-C ends it", explorer.url());
    std::future::pending().await
}
