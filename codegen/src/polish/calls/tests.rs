use super::read::{self, Call, Statuses};

/// As progenitor writes it, but for what has no parts to read.
const SEND: &str = r#"
    pub async fn send(self) -> Result<ResponseValue<types::T>, Error<types::E>> {
        let Self { client, id, q } = self;
        let id = id.map_err(Error::InvalidRequest)?;
        let q = q.map_err(Error::InvalidRequest)?;
        let url = format!("{}/a/{}", client.baseurl, encode_path(&id.to_string()),);
        let mut header_map = ::reqwest::header::HeaderMap::with_capacity(1usize);
        header_map.append(
            ::reqwest::header::HeaderName::from_static("api-version"),
            ::reqwest::header::HeaderValue::from_static(super::Client::api_version()),
        );
        #[allow(unused_mut)]
        let mut request = client
            .client
            .get(url)
            .header(
                ::reqwest::header::ACCEPT,
                ::reqwest::header::HeaderValue::from_static("application/json"),
            )
            .query(&progenitor_client::QueryParam::new("q", &q))
            .headers(header_map)
            .build()?;
        let info = OperationInfo { operation_id: "list" };
        client.pre(&mut request, &info).await?;
        let result = client.exec(request, &info).await;
        client.post(&result, &info).await?;
        let response = result?;
        match response.status().as_u16() {
            200u16 => ResponseValue::from_response(response).await,
            404u16 => Err(Error::ErrorResponse(ResponseValue::from_response(response).await?)),
            _ => Err(Error::UnexpectedResponse(response)),
        }
    }
"#;

fn read(text: &str) -> Option<Call> {
    read::read(&syn::parse_str(text).expect("Rust"))
}

#[test]
fn a_call_is_read_as_progenitor_writes_it() {
    let call = read(SEND).expect("progenitor's code");
    assert_eq!((call.id.as_str(), call.arguments.len()), ("list", 2));
    assert_eq!((call.path.len(), call.queries.len(), call.headers.len()), (1, 1, 0));
    assert!(matches!(call.success[..], [Statuses::Code(200)]));
    assert!(matches!(call.errors[..], [Statuses::Code(404)]));
    assert_eq!(call.accept.map(|text| text.value()).as_deref(), Some("application/json"));
}

/// A builder that is read in part would send a request in part.
#[test]
fn a_call_with_an_unknown_part_is_not_read() {
    for (known, unknown) in [
        (".headers(header_map)", ".headers(header_map).timeout(limit)"),
        ("let response = result?;", "let response = result?; dance();"),
        ("encode_path(&id.to_string())", "id"),
        ("QueryParam::new", "Parameter::new"),
        ("::reqwest::header::ACCEPT", "::reqwest::header::TE"),
        ("id.map_err(Error::InvalidRequest)?", "id.unwrap_or_default()"),
        ("404u16 =>", "404u16 | 410u16 =>"),
        (r#"let info = OperationInfo { operation_id: "list" };"#, ""),
        ("Result<ResponseValue<types::T>, Error<types::E>>", "Stream"),
    ] {
        assert!(SEND.contains(known), "{known}");
        assert!(read(&SEND.replacen(known, unknown, 1)).is_none(), "{unknown}");
    }
}
