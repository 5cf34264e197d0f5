//! The pictures of the documents.

use std::path::Path;

use serde_json::json;

use crate::page::Page;

pub(crate) async fn the_pictures_can_be_taken_again(page: Page) {
    let size = json!({ "width": 1280, "height": 1180, "deviceScaleFactor": 1, "mobile": false });
    page.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", size).await.expect("a size");
    page.execute().await;
    page.answer("204").await;
    page.exchange(1).await;
    for (scheme, name) in [("light", "explorer.png"), ("dark", "explorer-dark.png")] {
        let feature = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        page.driver.cdp().send_raw("Emulation.setEmulatedMedia", feature).await.expect("a scheme");
        let is_dark = "document.documentElement.classList.contains('dark-mode')";
        page.until(&format!("{is_dark} === {}", scheme == "dark")).await;
        page.driver
            .execute("document.activeElement.blur(); scrollTo(0, 0);", vec![])
            .await
            .expect("it");
        let picture = page.driver.screenshot_as_png().await.expect("a picture");
        assert!(picture.len() <= 300 << 10, "{name} has {} bytes", picture.len());
        if let Some(directory) = std::env::var_os("EXPLORER_IMAGES") {
            let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(directory);
            write(&directory.join(name), &picture);
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "a picture for the documents is a file")]
fn write(path: &Path, picture: &[u8]) {
    std::fs::write(path, picture).expect("a picture is written");
}
