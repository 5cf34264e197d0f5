//! What "Execute" does.

use tests::explorer::TOKEN;
use thirtyfour::prelude::*;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::page::{Page, TASK, target};

pub(crate) async fn a_deleted_task_gives_204_and_then_the_404_with_its_code(page: Page) {
    page.execute().await;
    page.answer("204").await;
    let first = page.exchange(1).await;
    assert!(first.contains(&format!("DELETE {} HTTP/1.1", target(TASK))), "{first}");
    assert!(first.contains("HTTP/1.1 204"), "{first}");
    page.until("document.querySelector('#tasks li').innerText.includes('deleted')").await;

    page.execute().await;
    let answer = page.answer("404").await;
    assert!(answer.contains("DCS.4001"), "{answer}");
    let second = page.exchange(2).await;
    assert!(second.contains("HTTP/1.1 404") && second.contains("DCS.4001"), "{second}");
    assert!(page.text("#exchanges").await.find("404") < page.text("#exchanges").await.find("204"));

    let requests = page.service_requests();
    assert_eq!(requests.len(), 2);
    for request in requests {
        assert_eq!((request.method.as_str(), request.target), ("DELETE", target(TASK)));
        let token =
            request.headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("x-auth-token"));
        assert_eq!(token.map(|(_, value)| value.as_str()), Some(TOKEN));
    }
    assert!(!page.text("#exchanges").await.contains(TOKEN));
}

pub(crate) async fn an_id_that_leads_elsewhere_is_refused_and_nothing_is_sent(page: Page) {
    for (parameter, example) in [
        ("task_id", TASK),
        ("instance_id", "5560df16-cebf-4473-95c4-d1b573c16e79"),
        ("project_id", "a4d31cb6-3d72-4fdc-8ec9-6e3a41e47f71"),
    ] {
        for id in ["..", ".", "../..", "%2e%2e", r"..\", "a/b", "a b", ""] {
            page.fill(parameter, id).await;
            page.execute().await;
            let field =
                format!("document.querySelector(\"tr[data-param-name='{parameter}'] input\")");
            page.until(&format!("{field}.classList.contains('invalid')")).await;
            let why = page.text("#refusal").await;
            let says = if id.is_empty() { "is empty".to_owned() } else { format!("“{id}”") };
            assert!(why.starts_with(parameter) && why.contains(&says), "{id}: {why}");
            assert!(
                !page
                    .driver
                    .find(By::Id("samples"))
                    .await
                    .expect("it")
                    .is_displayed()
                    .await
                    .expect("it")
            );
        }
        page.fill(parameter, example).await;
    }
    // What was sent before this would have come before it.
    page.execute().await;
    page.answer("204").await;
    let targets: Vec<_> =
        page.service_requests().into_iter().map(|request| request.target).collect();
    assert_eq!(targets, [target(TASK)]);
}

pub(crate) async fn a_scenario_gives_its_error_until_everything_is_reset(page: Page) {
    let cases = [
        ("DCS.1002", "401", "DCS.1002"),
        ("DCS.4017", "400", "DCS.4017"),
        ("DCS.5000", "500", "DCS.5000"),
        ("unauthorized", "401", "APIGW.0301"),
        ("throttled", "429", "Retry-After: 1"),
        ("bad-gateway", "502", "<h1>502</h1>"),
        ("truncated", "Undocumented", "[the connection is closed]"),
        ("reset", "Undocumented", "[the connection is reset]"),
        ("lost", "Undocumented", "[the connection is reset]"),
    ];
    let newest = "document.querySelector('#exchanges details')";
    for (scenario, status, text) in cases {
        let before = page.value(&format!("Number({newest}?.dataset.number ?? 0)")).await;
        let option = format!("#scenario option[value='{scenario}']");
        page.click(&option).await;
        let title = page.text(&option).await;
        page.until(&format!("document.getElementById('banner').innerText.includes({title:?})"))
            .await;
        page.execute().await;
        // Not by counting: Chromium tries again by itself where a connection it has used is reset.
        page.until(&format!("Number({newest}?.dataset.number) > {before}")).await;
        let exchange = page.text("#exchanges details").await;
        assert!(exchange.contains(text), "{scenario}: {exchange}");
        if status != "Undocumented" {
            page.answer(status).await;
        }
    }
    page.until("document.querySelector('#tasks li').innerText.includes('deleted')").await;
    page.click("#reset").await;
    page.until("document.querySelector('#tasks li').innerText.includes('exists')").await;
    page.until("document.getElementById('banner').hidden").await;
    assert_eq!(page.value("document.getElementById('scenario').value").await, "normal");
    page.execute().await;
    page.answer("204").await;
}

pub(crate) async fn a_request_from_elsewhere_shows_without_its_secret(page: Page) {
    let address = page.explorer.url().replace("http://", "");
    let mut stream = TcpStream::connect(&address).await.expect("a connection");
    let head = format!(
        "DELETE /v2/p/instances/i/tasks/.. HTTP/1.1\r\nHost: {address}\r\nX-Auth-Token: secret-1\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).await.expect("a request");
    stream.read_u8().await.expect("an answer");
    page.click("#refresh").await;
    let exchange = page.exchange(1).await;
    for part in ["tasks/.. HTTP/1.1", "X-Auth-Token: ***", "HTTP/1.1 400", "EXPLORER"] {
        assert!(exchange.contains(part), "{part}: {exchange}");
    }
    assert!(!exchange.contains("secret-1"), "{exchange}");
}
