//# segment
/// The expression for this value as one segment of a path, encoded as the client sends it.
#[expect(clippy::panic, reason = "a mock that no request can meet is a mistake in the test")]
fn segment(name: &str, value: &str) -> String {
    match super::support::path_segment(name, value.to_owned()) {
        Ok(segment) => segment.replace('.', r"\."),
        Err(reason) => panic!("no request meets this mock: {reason}"),
    }
}

//# query
/// Expects a query parameter as the client sends it: once for each value of a list.
#[expect(clippy::panic, reason = "a mock that no request can meet is a mistake in the test")]
fn query<T: serde::Serialize>(when: httpmock::When, name: &str, value: &T) -> httpmock::When {
    let value = progenitor_client::QueryParam::new(name, value);
    let request = reqwest::Client::new().get("http://localhost").query(&value).build();
    match request {
        Ok(request) if request.url().query().is_none() => when.query_param_missing(name),
        Ok(request) => request
            .url()
            .query_pairs()
            .fold(when, |when, (name, value)| when.query_param(name, value)),
        Err(error) => panic!("no request meets this mock: {error}"),
    }
}

//# form
/// Expects a form as the client sends it.
#[expect(clippy::panic, reason = "a mock that no request can meet is a mistake in the test")]
fn form<T: serde::Serialize>(when: httpmock::When, value: &T) -> httpmock::When {
    use progenitor_client::RequestBuilderExt as _;
    let request: Result<_, progenitor_client::Error<()>> =
        reqwest::Client::new().post("http://localhost").form_urlencoded(value);
    match request.ok().and_then(|request| request.build().ok()) {
        Some(request) => bytes(when, request.body().and_then(reqwest::Body::as_bytes)),
        None => panic!("no request meets this mock: the value is no form"),
    }
}

//# bytes form
/// Expects these bytes as the body.
fn bytes(when: httpmock::When, bytes: Option<&[u8]>) -> httpmock::When {
    let bytes = bytes.unwrap_or_default().to_vec();
    when.is_true(move |request| request.body_ref() == bytes)
}
