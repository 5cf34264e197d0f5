//! The explorer's page as a person has it before them.

use std::time::Duration;

use serde_json::{Value, json};
use tests::explorer::Explorer;
use tests::server::Request;
use thirtyfour::prelude::*;

use crate::chrome::{Browser, Driver};

/// The document's example.
pub(crate) const TASK: &str = "8abf6e1e72c12e7c0172c15b508500aa";

/// The path of a task of the example instance.
pub(crate) fn target(task: &str) -> String {
    const INSTANCE: &str = "5560df16-cebf-4473-95c4-d1b573c16e79";
    format!("/v2/a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71/instances/{INSTANCE}/tasks/{task}")
}

/// An open page, and the explorer behind it.
pub(crate) struct Page {
    pub(crate) driver: WebDriver,
    pub(crate) explorer: Explorer,
}

impl Page {
    pub(crate) async fn open(browser: &Browser, driver: &Driver) -> Self {
        let explorer = Explorer::start(0).await.expect("an explorer");
        let page = Self { driver: browser.open(driver).await, explorer };
        let patience = Duration::from_secs(15);
        page.driver.set_script_timeout(patience).await.expect("a time limit");
        page.load().await;
        page
    }

    /// Loads the page, anew if need be.
    pub(crate) async fn load(&self) {
        self.driver.goto(self.explorer.url() + "/").await.expect("the page");
        self.until("document.documentElement.dataset.ready").await;
    }

    pub(crate) fn session(&self) -> WebDriver {
        self.driver.clone()
    }

    /// Waits until an expression of JavaScript is true, and returns its value.
    pub(crate) async fn until(&self, expression: &str) -> Value {
        let script = format!(
            "const done = arguments[0];
            const look = () => {{
                const value = ({expression});
                if (value) {{ done(value); }} else {{ requestAnimationFrame(look); }}
            }};
            look();"
        );
        match self.driver.execute_async(script, Vec::new()).await {
            Ok(value) => value.json().clone(),
            Err(error) => panic!("waited for {expression}: {error}"),
        }
    }

    /// The value of an expression of JavaScript.
    pub(crate) async fn value(&self, expression: &str) -> Value {
        let script = format!("return ({expression});");
        let value = self.driver.execute(script, Vec::new()).await;
        value.unwrap_or_else(|error| panic!("{expression}: {error}")).json().clone()
    }

    /// The text of the first element that a selector finds.
    pub(crate) async fn text(&self, selector: &str) -> String {
        let text = format!("document.querySelector({}).innerText", json!(selector));
        self.value(&text).await.as_str().expect("text").to_owned()
    }

    pub(crate) async fn click(&self, selector: &str) {
        let element = self.driver.find(By::Css(selector)).await.expect(selector);
        element.scroll_into_view().await.expect(selector);
        element.click().await.expect(selector);
    }

    /// Presses keys, wherever the focus is.
    pub(crate) async fn press(&self, keys: impl Into<TypingData>) {
        let focused = self.driver.active_element().await.expect("a focus");
        focused.send_keys(keys).await.expect("keys");
    }

    /// Replaces what stands in the field of a parameter.
    pub(crate) async fn fill(&self, parameter: &str, value: &str) {
        self.click(&format!("tr[data-param-name='{parameter}'] input")).await;
        self.replace(value).await;
    }

    /// Replaces what stands in the field that has the focus.
    pub(crate) async fn replace(&self, value: &str) {
        let keys = self.driver.action_chain().key_down(Key::Control).send_keys("a");
        let keys = keys.key_up(Key::Control).send_keys(Key::Delete + value);
        keys.perform().await.expect("keys");
    }

    pub(crate) async fn execute(&self) {
        self.click("button.execute").await;
    }

    /// Waits until the page's newest exchange is this one, counted from 1.
    pub(crate) async fn exchange(&self, number: usize) -> String {
        self.until(&format!("document.querySelector(\"details[data-number='{number}']\")")).await;
        self.text(&format!("details[data-number='{number}']")).await
    }

    /// Waits for the answer that Swagger UI shows, and returns its row.
    pub(crate) async fn answer(&self, status: &str) -> String {
        let row = "document.querySelector('.live-responses-table .response')?.innerText";
        let row = self.until(&format!("{row}?.startsWith('{status}') && {row}")).await;
        row.as_str().expect("text").to_owned()
    }

    /// The requests that have reached the service, or would have but for the guard before it.
    pub(crate) fn service_requests(&self) -> Vec<Request> {
        let own = ["/explorer/", "/swagger-ui/"];
        let of_page = |target: &str| target == "/" || own.iter().any(|own| target.starts_with(own));
        let requests = self.explorer.requests().into_iter();
        requests.filter(|request| !of_page(&request.target)).collect()
    }
}
