//! The same request as code.

use serde_json::{Value, json};

use crate::page::{Page, TASK, target};

/// The samples as the page shows them: curl, dcs, Rust.
async fn samples(page: &Page) -> Vec<String> {
    let samples = "[...document.querySelectorAll('#samples code')].map((code) => code.textContent)";
    serde_json::from_value(page.value(samples).await).expect("texts")
}

pub(crate) async fn the_code_follows_what_is_typed(page: Page) {
    let (labels, url) = (
        "[...document.querySelectorAll('.sample')].map((s) => s.dataset.label)",
        page.explorer.url(),
    );
    assert_eq!(page.value(labels).await, json!(["curl", "dcs", "Rust"]));
    let before = samples(&page).await;
    for sample in &before {
        assert!(sample.contains(TASK) && sample.contains(&url), "{sample}");
        assert!(!sample.contains("myhuaweicloud"), "{sample}");
    }
    page.fill("task_id", "other_task-1").await;
    page.fill("instance_id", "i-2").await;
    page.until("document.querySelectorAll('#samples code')[2].textContent.includes('\"i-2\"')")
        .await;
    let after = samples(&page).await;
    let expected = before.into_iter().map(|sample| {
        let sample = sample.replace(TASK, "other_task-1");
        sample.replace("5560df16-cebf-4473-95c4-d1b573c16e79", "i-2")
    });
    assert_eq!(after, expected.collect::<Vec<_>>());
    // What the page shows is what is sent.
    page.execute().await;
    page.answer("404").await;
    let sent = &page.service_requests()[0].target;
    assert!(after[0].contains(&format!("'{url}{sent}'")), "{sent}: {}", after[0]);
}

pub(crate) async fn the_code_follows_the_task_that_is_chosen(page: Page) {
    let other = "8abf6e1e72c12e7c0172c15b508500ab";
    page.click(&format!("button[data-task='{other}']")).await;
    let curl = "document.querySelector('#samples code').textContent";
    page.until(&format!("{curl}.includes('{other}')")).await;
    // The button sets what the request sends, too; Swagger UI takes a moment to learn of it.
    let known = "document.querySelector('tr[data-param-name=\"task_id\"] input').value";
    page.until(&format!("{known} === '{other}'")).await;
    page.execute().await;
    page.answer("204").await;
    assert_eq!(page.service_requests()[0].target, target(other));
}

pub(crate) async fn values_are_quoted_as_each_language_asks(page: Page) {
    let fill = |lang: &str, source: &str, value: &str| {
        let sample = json!({ "lang": lang, "label": lang, "source": source });
        let parameters = json!([{ "name": "id", "example": "ID", "value": value }]);
        let values =
            json!({ "endpoint": "https://e", "origin": "http://o", "parameters": parameters });
        let script = "const done = arguments[2];
            import('/explorer/samples.js').then(({ fill }) => done(fill(arguments[0], arguments[1])));";
        let driver = page.driver.clone();
        async move {
            let filled = driver.execute_async(script, vec![sample, values]).await.expect("text");
            filled.json().as_str().expect("text").to_owned()
        }
    };
    for (lang, source, value, expected) in [
        ("shell", "x 'ID'", "a'b\\\"$(c)`d`", r#"x 'a'\''b\"$(c)`d`'"#),
        ("shell", "x 'https://e/ID'", "a'b/ü %?#", r"x 'http://o/a'\''b%2F%C3%BC%20%25%3F%23'"),
        ("rust", r#"x("ID")"#, "a\"b\\c\n\u{7f}'", r#"x("a\"b\\c\u{a}\u{7f}'")"#),
        ("other", "ID https://e ID", "https://e", "https://e http://o https://e"),
        ("shell", "x 'ID'", "ID", "x 'ID'"),
        ("shell", "x 'https://e/a?b=ID&c=%ID&d=IDs'", "a b", "x 'http://o/a?b=a%20b&c=%ID&d=IDs'"),
    ] {
        assert_eq!(fill(lang, source, value).await, expected, "{lang} {value}");
    }
    let refusal = page.driver.execute_async(
        "const done = arguments[0];
        import('/explorer/samples.js').then(({ refusal }) => done(
            ['', 'a', 'aé', 'a\\n'].map((value) => refusal({ name: 'id', value, schema: { pattern: '^[a-z]+$' } }) === null)));",
        Vec::<Value>::new(),
    );
    assert_eq!(refusal.await.expect("answers").json(), &json!([false, true, false, false]));
    let empty = page.driver.execute_async(
        "const done = arguments[0];
        import('/explorer/samples.js').then(({ refusal }) => done([true, false].map((required) =>
            refusal({ name: 'q', value: '', schema: {}, place: 'query', required }))));",
        Vec::<Value>::new(),
    );
    let expected = json!(["q is empty; the request needs it.", null]);
    assert_eq!(empty.await.expect("answers").json(), &expected);
}
