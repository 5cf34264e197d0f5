//! Finds Chromium and its driver on this machine, and starts them.

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use thirtyfour::common::log::LoggingPrefsLogLevel;
use thirtyfour::prelude::*;

const BROWSERS: [&str; 5] =
    ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/// A browser and the program that drives it.
pub(crate) struct Browser {
    chrome: PathBuf,
    driver: PathBuf,
}

impl Browser {
    /// Looks for both on the search path; GitHub's machines name the driver's directory in a
    /// variable.
    pub(crate) fn find() -> Result<Self, &'static str> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let mut directories: Vec<PathBuf> = std::env::split_paths(&path).collect();
        let chrome = BROWSERS.iter().find_map(|name| find(&directories, name));
        let chrome = chrome.ok_or("there is no Chromium on this machine")?;
        directories.extend(std::env::var_os("CHROMEWEBDRIVER").map(PathBuf::from));
        let driver = find(&directories, "chromedriver");
        Ok(Self { chrome, driver: driver.ok_or("there is no chromedriver on this machine")? })
    }

    /// A new session, with a profile of its own.
    pub(crate) async fn open(&self, driver: &Driver) -> WebDriver {
        let mut wanted = DesiredCapabilities::chrome();
        let chrome = self.chrome.to_str().expect("a path in UTF-8");
        wanted.set_binary(chrome).expect("a capability");
        for argument in [
            "--headless",
            // Chromium has no sandbox for root, as whom CI may run.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--no-first-run",
            // Whatever asks for another machine fails.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            "--window-size=1280,900",
        ] {
            wanted.add_arg(argument).expect("a capability");
        }
        for log in ["browser", "performance"] {
            wanted.set_logging_prefs(log, LoggingPrefsLogLevel::All).expect("a capability");
        }
        WebDriver::new(driver.url.as_str(), wanted).await.expect("a session of the browser")
    }
}

fn find(directories: &[PathBuf], name: &str) -> Option<PathBuf> {
    let name = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    directories.iter().map(|directory| directory.join(&name)).find(|path| path.is_file())
}

/// A running chromedriver; it ends when it is dropped.
pub(crate) struct Driver {
    child: Child,
    url: String,
}

impl Driver {
    pub(crate) fn start(browser: &Browser) -> Self {
        let mut child = Command::new(&browser.driver)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .expect("chromedriver starts");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let port = |line: String| {
            let port = line.split_once("started successfully on port ")?.1;
            port.trim_end_matches('.').parse::<u16>().ok()
        };
        let port = lines.map_while(Result::ok).find_map(port).expect("its port");
        Self { child, url: format!("http://127.0.0.1:{port}") }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
