/// The expression for this value as one segment of a path, encoded as the client sends it.
#[expect(clippy::panic, reason = "a mock that no request can meet is a mistake in the test")]
fn segment(name: &str, value: &str) -> String {
    let mut segment = value.to_owned();
    match super::support::encode_segment(name, &mut segment, 0) {
        Ok(()) => segment.replace('.', r"\."),
        Err(reason) => panic!("no request meets this mock: {reason}"),
    }
}

/// Expects a query parameter as the client sends it: once for each value of a list.
#[expect(clippy::panic, reason = "a mock that no request can meet is a mistake in the test")]
fn query<T: serde::Serialize>(when: httpmock::When, name: &str, value: &T) -> httpmock::When {
    let text = serde_urlencoded::to_string(progenitor_client::QueryParam::new(name, value));
    let pairs = text.as_deref().map(serde_urlencoded::from_str::<Vec<(String, String)>>);
    match pairs {
        Ok(Ok(pairs)) if pairs.is_empty() => when.query_param_missing(name),
        Ok(Ok(pairs)) => {
            pairs.into_iter().fold(when, |when, (name, value)| when.query_param(name, value))
        }
        _ => panic!("no request meets this mock: `{name}` has no form in a query"),
    }
}

/// Expects a form as the client sends it.
#[expect(clippy::panic, reason = "a mock that no request can meet is a mistake in the test")]
fn form<T: serde::Serialize>(when: httpmock::When, value: &T) -> httpmock::When {
    match serde_urlencoded::to_string(value) {
        Ok(form) => bytes(when, Some(form.as_bytes())),
        Err(error) => panic!("no request meets this mock: {error}"),
    }
}

/// Expects these bytes as the body.
fn bytes(when: httpmock::When, bytes: Option<&[u8]>) -> httpmock::When {
    let bytes = bytes.unwrap_or_default().to_vec();
    when.is_true(move |request| request.body_ref() == bytes)
}
