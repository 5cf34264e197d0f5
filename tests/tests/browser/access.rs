//! Keyboards, screen readers, phones, and eyes that prefer the dark.

use serde_json::{Value, json};
use thirtyfour::prelude::*;

use crate::page::{Page, TASK, target};

/// What has the focus: its name, and the outline around it.
const FOCUSED: &str = "(() => {
    const element = document.activeElement;
    const name = element.getAttribute('aria-label') || element.innerText?.trim().split('\\n')[0] || element.title;
    const labelled = element.labels?.[0]?.innerText;
    return [element.tagName.toLowerCase(), labelled ?? name, getComputedStyle(element).outlineStyle];
})()";

/// Presses Tab until the focus is on what has this name; fails where it never gets there.
async fn tab_to(page: &Page, name: &str) {
    for _ in 0..100 {
        page.press(Key::Tab + "").await;
        if page.value(FOCUSED).await[1] == name {
            return;
        }
    }
    panic!("the focus never gets to {name}");
}

pub(crate) async fn a_task_is_deleted_with_the_keyboard_alone(page: Page) {
    page.press(Key::Tab + "").await;
    assert_eq!(page.value(FOCUSED).await[1], "Skip to the operation");
    page.press(Key::Return + "").await;
    page.until("document.activeElement.id === 'operation'").await;
    tab_to(&page, "task_id").await;
    page.replace("other").await;
    page.until("document.querySelector('#samples').innerText.includes('other')").await;
    page.replace(TASK).await;
    tab_to(&page, "Execute").await;
    page.press(Key::Return + "").await;
    page.answer("204").await;
    page.exchange(1).await;
    page.until("document.getElementById('status').innerText.includes('204')").await;
    assert_eq!(page.service_requests()[0].target, target(TASK));

    tab_to(&page, "What happens to each request").await;
    // The service's first error: typing its title chooses it, as in any list.
    page.press("429").await;
    page.until("document.getElementById('banner').innerText.includes('429')").await;
    tab_to(&page, "Use task 8abf6e1e72c12e7c0172c15b508500ab").await;
    page.press(Key::Space + "").await;
    page.until("document.querySelector('#samples').innerText.includes('8500ab')").await;
    assert_eq!(page.value(FOCUSED).await[1], "Use task 8abf6e1e72c12e7c0172c15b508500ab");
    tab_to(&page, "Request").await;
}

pub(crate) async fn every_control_has_a_name_and_a_visible_focus(page: Page) {
    // Not with the mouse, which would move the focus.
    page.value("document.querySelector('button.execute').click()").await;
    page.exchange(1).await;
    let mut seen: Vec<Value> = Vec::new();
    loop {
        page.press(Key::Tab + "").await;
        let focused = page.value(FOCUSED).await;
        if focused[0] == "body" || (seen.len() > 20 && focused == seen[0]) {
            break;
        }
        assert_ne!(focused[1], "", "a control without a name: {focused}, after {:?}", seen.last());
        assert_ne!(focused[2], "none", "no outline: {focused}");
        seen.push(focused);
        assert!(seen.len() < 150, "the focus does not leave the page: {seen:?}");
    }
    let mut rest = seen.iter().map(|focused| focused[1].as_str().unwrap_or_default());
    // In the order of reading.
    for name in [
        "Skip to the operation",
        "Skip to the code",
        "Dark",
        "project_id",
        "instance_id",
        "task_id",
        "Execute",
        "What happens to each request",
        "Copy the request with curl",
        "The request with curl",
        "Copy the request with dcs",
        "Copy the request with Rust",
        "Reset everything",
        "Refresh",
        "Request",
        "Response",
    ] {
        assert!(rest.any(|other| other == name), "{name} is not reached in its turn: {seen:?}");
    }
}

async fn prefer(page: &Page, scheme: &str) {
    let feature = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
    page.driver.cdp().send_raw("Emulation.setEmulatedMedia", feature).await.expect("a scheme");
    let is_dark = "document.documentElement.classList.contains('dark-mode')";
    page.until(&format!("{is_dark} === {}", scheme == "dark")).await;
}

pub(crate) async fn the_scheme_is_the_systems_until_one_is_chosen(page: Page) {
    let is_dark = "document.documentElement.classList.contains('dark-mode')";
    let brightness =
        "getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)[0]";
    prefer(&page, "dark").await;
    assert!(page.value(brightness).await.as_u64() < Some(60));
    assert_eq!(page.value("document.getElementById('scheme').ariaPressed").await, "true");
    prefer(&page, "light").await;
    assert!(page.value(brightness).await.as_u64() > Some(200));
    page.click("#scheme").await;
    page.until(is_dark).await;
    page.load().await;
    assert_eq!(page.value(is_dark).await, true);
    page.click("#scheme").await;
    page.until(&format!("!{is_dark}")).await;
}

pub(crate) async fn text_has_contrast_in_both_schemes(page: Page) {
    page.execute().await;
    page.exchange(1).await;
    page.fill("task_id", "..").await;
    // Every piece of text against the nearest background behind it, as WCAG counts it.
    let faint = "(() => {
        const numbers = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
        const light = (color) => {
            const [r, g, b] = numbers(color).slice(0, 3).map((part) => {
                const share = part / 255;
                return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
            });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
        };
        const behind = (element) => {
            for (let at = element; at; at = at.parentElement) {
                const color = getComputedStyle(at).backgroundColor;
                const alpha = numbers(color)[3] ?? 1;
                if (alpha === 1) { return color; }
            }
            return 'rgb(255, 255, 255)';
        };
        const faint = [];
        const own = document.querySelectorAll('.bar *, aside *, footer, footer *');
        for (const element of own) {
            const text = [...element.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
            if (!text || !element.checkVisibility()) { continue; }
            const [a, b] = [light(getComputedStyle(element).color), light(behind(element))];
            const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
            if (ratio < 4.5) { faint.push(`${element.innerText}: ${ratio.toFixed(2)}`); }
        }
        return faint;
    })()";
    for scheme in ["light", "dark"] {
        prefer(&page, scheme).await;
        assert_eq!(page.value(faint).await, json!([]), "{scheme}");
    }
}

pub(crate) async fn a_phone_needs_no_scrolling_to_the_side(page: Page) {
    let phone = json!({ "width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": true });
    page.driver.cdp().send_raw("Emulation.setDeviceMetricsOverride", phone).await.expect("a size");
    page.until("screen.width === 390").await;
    let wide = "[...document.querySelectorAll('body *')]
        .filter((element) => element.getBoundingClientRect().right > 391 && !element.closest('pre'))
        .map((element) => `${element.tagName} ${element.className}`)";
    assert_eq!(
        page.value("document.documentElement.scrollWidth").await,
        390,
        "{}",
        page.value(wide).await
    );
    let fields =
        "[...document.querySelectorAll('tr[data-param-name] input')].map((f) => f.clientWidth)";
    for width in page.value(fields).await.as_array().expect("widths") {
        assert!(width.as_u64() > Some(240), "{width}");
    }
}
