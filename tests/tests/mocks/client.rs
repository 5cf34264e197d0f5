//! A generated client without a runtime, on the wire.

use serde_json::Value;
use tests::server::{Reply, Request, Server};

use crate::generated::{Client, Error, ResponseValue, types};

type Outcome<T> = Result<ResponseValue<T>, Error<types::Problem>>;

fn client(server: &Server) -> Client {
    Client::new(&server.url()).expect("a client")
}

/// The outcome of a request for anything that is answered like this.
async fn anything(reply: Reply) -> Outcome<Value> {
    let server = Server::start([reply]).await;
    let outcome = client(&server).get_anything().x_shop("s").send().await;
    assert_eq!(server.finish().await.requests.len(), 1);
    outcome
}

/// The request for an item of this shop, as it arrives.
async fn item_of(shop: &str) -> Request {
    let server = Server::start([Reply::json(200, r#"{"name":"n"}"#)]).await;
    let request = client(&server).get_item().shop(shop).item(7).limit(1);
    request.send().await.unwrap_or_else(|error| panic!("{shop:?}: {error}"));
    server.finish().await.requests.remove(0)
}

#[tokio::test]
async fn a_value_that_a_url_resolves_to_another_path_is_no_segment() {
    let server = Server::start([]).await;
    for (value, why) in [
        ("", "shop is empty, so the path would lose a segment"),
        (".", "shop is `.`, which a URL resolves to another path"),
        ("..", "shop is `..`, which a URL resolves to another path"),
    ] {
        let outcome = client(&server).get_item().shop(value).item(7).limit(1).send().await;
        let Err(Error::InvalidRequest(reason)) = outcome else {
            panic!("{value:?} was sent");
        };
        assert_eq!(reason, why);
    }
    assert_eq!(server.finish().await.connections, 0);
}

#[tokio::test]
async fn a_segment_survives_the_parser_of_urls() {
    for (value, encoded) in [
        ("AZaz09-_.~", "AZaz09-_.~"),
        ("...", "..."),
        ("%2e%2e", "%252e%252e"),
        ("a/b", "a%2Fb"),
        (r"..\", "..%5C"),
        ("a b+c", "a%20b%2Bc"),
        ("?#;:@&=", "%3F%23%3B%3A%40%26%3D"),
        ("\r\n\t\0\u{7f}", "%0D%0A%09%00%7F"),
        ("é任\u{10ffff}", "%C3%A9%E4%BB%BB%F4%8F%BF%BF"),
    ] {
        let request = item_of(value).await;
        assert_eq!(request.target, format!("/v2.0/shops/{encoded}/items/7.json?limit=1"));
    }
}

/// Every argument that cannot be sent is named at once.
#[tokio::test]
async fn all_that_is_wrong_with_a_request_is_said() {
    let server = Server::start([]).await;
    let outcome = client(&server).get_item().shop("..").send().await;
    let Err(Error::InvalidRequest(reason)) = outcome else {
        panic!("it was sent");
    };
    let expected =
        "shop is `..`, which a URL resolves to another path; item is missing; limit is missing";
    assert_eq!(reason, expected);
    assert_eq!(server.finish().await.connections, 0);
}

/// A signature knows a space as `%20` alone, and services read `+` as a plus.
#[tokio::test]
async fn queries_are_encoded_as_the_rest_of_a_url() {
    for (value, encoded) in [
        ("a b", "a%20b"),
        ("a+b", "a%2Bb"),
        ("*~-._", "%2A~-._"),
        ("a&b=c#d", "a%26b%3Dc%23d"),
        ("é", "%C3%A9"),
        ("", ""),
    ] {
        let server = Server::start([Reply::json(200, "1")]).await;
        let request = client(&server).get_anything().x_shop("s");
        request.q(value).client("c d").send().await.expect(value);
        let target = format!("/v2.0/anything?client=c%20d&q={encoded}");
        assert_eq!(server.finish().await.requests[0].target, target);
    }
}

#[tokio::test]
async fn only_documented_headers_are_sent() {
    let server = Server::start([Reply::json(200, "1"), Reply::status(204)]).await;
    let client = client(&server);
    client.get_anything().x_shop("a shop").send().await.expect("anything");
    client.peek().send().await.expect("it is there");
    let requests = server.finish().await.requests;
    let names = |request: &Request| {
        let mut names: Vec<_> =
            request.headers.iter().map(|(name, _)| name.to_ascii_lowercase()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&requests[0]), ["accept", "host", "x-shop"]);
    let header = requests[0].headers.iter().find(|(name, _)| name == "x-shop");
    assert_eq!(header.map(|(_, value)| value.as_str()), Some("a shop"));
    assert_eq!(requests[0].header("accept"), Some("application/json"));
    // reqwest accepts everything where nothing else is said.
    assert_eq!(names(&requests[1]), ["accept", "host"]);
    assert_eq!(requests[1].header("accept"), Some("*/*"));
}

#[tokio::test]
async fn a_header_that_cannot_be_sent_is_refused() {
    let server = Server::start([]).await;
    let outcome = client(&server).get_anything().x_shop("a\nb").send().await;
    let Err(Error::InvalidRequest(reason)) = outcome else {
        panic!("it was sent");
    };
    assert_eq!(reason, "invalid X-Shop: it holds a character that a header cannot carry");
    assert_eq!(server.finish().await.connections, 0);
}

#[tokio::test]
async fn each_method_is_sent_as_it_is() {
    let server = Server::start([(); 3].map(|()| Reply::status(204))).await;
    let client = client(&server);
    client.peek().send().await.expect("HEAD");
    client.request_operation().send().await.expect("OPTIONS");
    client.follow().send().await.expect("TRACE");
    let requests = server.finish().await.requests;
    let methods: Vec<_> = requests.iter().map(|request| request.method.as_str()).collect();
    assert_eq!(methods, ["HEAD", "OPTIONS", "TRACE"]);
}

/// A request owns what it needs, so that it can be sent from another task.
#[tokio::test]
async fn a_request_outlives_its_client() {
    let server = Server::start([Reply::json(200, r#"{"name":"n"}"#)]).await;
    let request = {
        let client = client(&server);
        client.get_item().shop("s").item(7).limit(1)
    };
    let found = tokio::spawn(request.send()).await.expect("no panic").expect("an item");
    assert_eq!(found.name, "n");
    server.finish().await;
}

#[tokio::test]
async fn a_success_is_decoded_and_an_empty_body_is_null() {
    let reply = Reply::json(200, r#"{"a":1}"#).header("X-Request-Id", "r");
    let value = anything(reply).await.expect("success");
    assert_eq!(value["a"], 1);
    assert_eq!(value.status(), 200);
    assert_eq!(value.headers()["x-request-id"], "r");
    let value = anything(Reply::json(299, "")).await.expect("success");
    assert_eq!((value.status().as_u16(), &*value), (299, &Value::Null));
}

#[tokio::test]
async fn a_success_that_does_not_decode_keeps_status_headers_and_body() {
    let outcome = anything(Reply::body(200, "<h1>").header("X-Request-Id", "r")).await;
    let Err(Error::UnexpectedResponse(response)) = outcome else {
        panic!("HTML is no JSON");
    };
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["x-request-id"], "r");
    assert_eq!(response.bytes().await.expect("a body"), "<h1>");
}

#[tokio::test]
async fn a_success_may_be_larger_than_an_error() {
    let body = format!("\"{}\"", "s".repeat(3 << 20));
    let value = anything(Reply::json(200, body.as_str())).await.expect("success");
    assert_eq!(value.as_str().map(str::len), Some(body.len() - 2));
}

#[tokio::test]
async fn only_statuses_from_400_to_599_are_decoded_as_errors() {
    for status in [302, 399, 600, 999] {
        let outcome = anything(Reply::json(status, "{}")).await;
        assert!(matches!(outcome, Err(Error::UnexpectedResponse(_))), "{status}");
    }
    for status in [400, 404, 499, 500, 599] {
        let outcome = anything(Reply::json(status, r#"{"code":"c"}"#)).await;
        let Err(Error::ErrorResponse(problem)) = outcome else {
            panic!("{status}: {outcome:?}");
        };
        assert_eq!((problem.status().as_u16(), problem.code.as_deref()), (status, Some("c")));
    }
}

#[tokio::test]
async fn an_error_of_another_form_keeps_status_headers_and_body() {
    for status in [404, 500] {
        let outcome = anything(Reply::body(status, "<h1>no</h1>").header("X-Id", "i")).await;
        let Err(Error::UnexpectedResponse(response)) = outcome else {
            panic!("HTML is no problem");
        };
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["x-id"], "i");
        assert_eq!(response.bytes().await.expect("a body"), "<h1>no</h1>");
    }
}
