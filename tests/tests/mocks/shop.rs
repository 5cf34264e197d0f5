//! The mocks of a document with several operations.

use httpmock::MockServer;

use crate::generated::mock::MockServerExt as _;
use crate::generated::{Client, ClientHooks, Error, types};

impl ClientHooks<()> for Client {}

async fn start() -> (MockServer, Client) {
    let server = MockServer::start_async().await;
    let client = Client::new(&server.base_url()).expect("a client");
    (server, client)
}

fn item(name: &str) -> types::Item {
    types::Item::builder().name(name).try_into().expect("an item")
}

#[tokio::test]
async fn text_is_matched_literally_and_encoded_as_it_is_sent() {
    let (server, client) = start().await;
    for shop in ["a.b", "a b", "a/b", "ä", "(", "*", "[a]", "a|b", "^$", "%2F", "..a", "{}"] {
        let mock = server.get_item(|when, then| {
            when.shop(shop).item(7);
            then.ok(&item("x"));
        });
        let request = client.get_item().item(7).limit(1);
        let found = request.clone().shop(shop).send().await.expect(shop);
        assert_eq!(found.name, "x");
        for other in ["axb", "a", "", "anything"] {
            assert!(request.clone().shop(other).send().await.is_err(), "{shop} {other}");
        }
        mock.assert_calls(1);
        mock.delete_async().await;
    }
}

#[tokio::test]
async fn constants_of_a_path_are_matched_literally() {
    let (server, _) = start().await;
    server.get_item(|_, then| {
        then.ok(&item("x"));
    });
    let status = async |path: &str| {
        let response = reqwest::get(server.url(path)).await;
        response.expect("a response").status().as_u16()
    };
    assert_eq!(status("/v2.0/shops/s/items/1.json").await, 200);
    assert_eq!(status("/v2x0/shops/s/items/1.json").await, 404);
    assert_eq!(status("/v2.0/shops/s/items/1xjson").await, 404);
}

/// What no client sends fails the test that asks for it, and does not wait for ever.
#[test]
fn a_value_that_no_client_sends_fails_loudly() {
    for shop in ["", ".", ".."] {
        let server = MockServer::start();
        let outcome = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            server.get_picture(|when, _| drop(when.shop(shop)));
        }));
        let panic = outcome.expect_err(shop);
        let message = panic.downcast_ref::<String>().expect("a message");
        assert!(message.starts_with("no request meets this mock: shop is "), "{message}");
    }
}

#[tokio::test]
async fn lists_and_absent_parameters_are_matched_as_they_are_sent() {
    let (server, client) = start().await;
    let tags = vec!["a b".to_owned(), "c".to_owned()];
    let with = server.get_item(|when, then| {
        when.tags(&tags).limit(5).x_trace("t");
        then.ok(&item("with"));
    });
    let without = server.get_item(|when, then| {
        when.tags(None).x_trace(None);
        then.ok(&item("without"));
    });
    let request = client.get_item().shop("s").item(1).limit(5);
    let found = request.clone().tags(tags).x_trace("t").send().await.expect("the first");
    assert_eq!(found.name, "with");
    assert_eq!(request.clone().send().await.expect("the second").name, "without");
    for tag in ["a b", "c"] {
        assert!(request.clone().tags(vec![tag.to_owned()]).send().await.is_err(), "{tag}");
    }
    with.assert_calls(1);
    without.assert_calls(1);
}

#[tokio::test]
async fn bodies_are_matched_in_the_form_in_which_they_are_sent() {
    let (server, client) = start().await;
    let json = server.put_item(|when, then| {
        when.body(&item("x"));
        then.no_content();
    });
    let form: types::LogInBody =
        types::LogInBody::builder().name("a&b=c".to_owned()).try_into().expect("a form");
    let login = server.log_in(|when, then| {
        when.body(&form);
        then.no_content();
    });
    let bytes = server.put_picture(|when, then| {
        when.body([0, 159, 146, 150]);
        then.no_content();
    });
    let put = client.put_item().shop("s").item(1);
    put.clone().body(item("x")).send().await.expect("the item");
    assert!(put.body(item("y")).send().await.is_err());
    client.log_in().body(form).send().await.expect("the form");
    let put = client.put_picture().shop("s");
    put.body(vec![0, 159, 146, 150]).send().await.expect("the bytes");
    let put = client.put_picture().shop("s");
    assert!(put.body(vec![0]).send().await.is_err());
    for mock in [json, login, bytes] {
        mock.assert_calls(1);
    }
}

#[tokio::test]
async fn a_response_that_is_no_json_has_the_media_type_that_it_is_given() {
    let (server, client) = start().await;
    server.get_picture(|_, then| {
        then.ok("image/png", [137, 80]);
    });
    let picture = client.get_picture().shop("s").send().await.expect("a picture");
    assert_eq!(picture.headers()["content-type"], "image/png");
    assert_eq!(picture.content_length(), Some(2));
}

#[tokio::test]
async fn a_base_url_that_is_none_is_refused_by_the_request() {
    for (base, reason) in [
        ("", "relative URL without a base"),
        ("shop.example.com/v1", "relative URL without a base"),
        ("http://", "empty host"),
        ("http://localhost:port", "invalid port number"),
    ] {
        let client = Client::new(base).expect("a client");
        let error = client.get_item().shop("s").item(1).limit(1).send().await.expect_err(base);
        let expected = format!("the base URL cannot be used: {reason}");
        assert!(matches!(error, Error::InvalidRequest(text) if text == expected), "{base}");
    }
}

#[tokio::test]
async fn a_path_prefix_of_the_base_url_is_kept() {
    let server = MockServer::start_async().await;
    let mock = server.mock(|when, then| {
        when.path("/gateway/shops/v2.0/shops/s/items/1.json");
        then.status(200).json_body(serde_json::json!({ "name": "x" }));
    });
    for slashes in ["", "/", "//"] {
        let base = format!("{}/gateway/shops{slashes}", server.base_url());
        let client = Client::new(&base).expect("a client");
        assert_eq!(format!("{client:?}").matches(&base[..base.len() - slashes.len()]).count(), 1);
        client.get_item().shop("s").item(1).limit(1).send().await.expect("the prefix");
    }
    mock.assert_calls(3);
}
