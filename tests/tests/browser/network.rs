//! What the page asks for.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::page::Page;

pub(crate) async fn nothing_is_asked_of_another_machine(page: Page) {
    page.execute().await;
    page.answer("204").await;
    page.exchange(1).await;
    page.click("#scheme").await;
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut weight = 0.0;
    for entry in page.driver.get_log("performance").await.expect("a log") {
        let entry: Value = serde_json::from_str(&entry.message).expect("JSON");
        let (method, params) = (&entry["message"]["method"], &entry["message"]["params"]);
        let id = params["requestId"].as_str().unwrap_or_default().to_owned();
        match method.as_str().unwrap_or_default() {
            "Network.requestWillBeSent" => {
                let url = params["request"]["url"].as_str().expect("a URL");
                names.insert(id, url.to_owned());
            }
            "Network.loadingFinished"
                if names.get(&id).is_some_and(|url| url.starts_with("http")) =>
            {
                weight += params["encodedDataLength"].as_f64().unwrap_or_default();
            }
            _ => {}
        }
    }
    let own = page.explorer.url() + "/";
    assert!(names.len() >= 9, "{names:?}");
    for url in names.values() {
        assert!(url.starts_with(&own) || url.starts_with("data:"), "{url}");
    }
    // A policy that is broken, and whatever else is wrong with the page, is logged.
    let log = page.driver.browser_log().await.expect("a log");
    assert!(log.is_empty(), "{log:?}");
    let sizes =
        "performance.getEntriesByType('resource').reduce((sum, e) => sum + e.decodedBodySize, 0)";
    let unpacked = page.value(sizes).await.as_f64().expect("a size");
    println!(
        "the page weighs {:.0} kB on the wire, {:.0} kB unpacked",
        weight / 1e3,
        unpacked / 1e3
    );
    // docs/explorer.md says half a megabyte.
    assert!((200e3..520e3).contains(&weight), "{weight}");
}
