//! The client that the options ask for.

use huaweicloud_dcs::auth::{DefaultChain, Environment, ProfileFile, ProvideCredentials};
use huaweicloud_dcs::{Client, ClientBuilder, RetryPolicy};

use crate::args::Call;
use crate::own::Options;
use crate::{Stop, input, text};

/// A client that sends requests.
pub(crate) fn client(call: &Call) -> Result<Client, Stop> {
    let options = &call.options;
    let builder = base(options).retry(RetryPolicy::default().max_attempts(options.max_attempts));
    build(credentials(place(builder, options)?, options)?, call)
}

/// A client that makes requests and sends none, not even to find credentials or a project.
pub(crate) fn offline(call: &Call) -> Result<Client, Stop> {
    let options = &call.options;
    let placed = build(place(base(options), options)?.token("unused"), call)?;
    // Of an endpoint, unlike of a region, nobody is asked for the project.
    let builder = base(options).endpoint(placed.endpoint());
    let chain: [Box<dyn ProvideCredentials>; 2] =
        [Box::new(Environment::new()), Box::new(ProfileFile::new())];
    build(credentials(builder.credentials(DefaultChain::of(chain.into())), options)?, call)
}

fn base(options: &Options) -> ClientBuilder {
    let builder = Client::builder().user_agent_suffix("dcs").call_timeout(options.timeout);
    builder.attempt_timeout(options.timeout.min(std::time::Duration::from_secs(60)))
}

/// Says where requests go.
fn place(mut builder: ClientBuilder, options: &Options) -> Result<ClientBuilder, Stop> {
    if options.region.is_none() && options.endpoint.is_none() {
        return Err(Stop::usage(
            "there is no endpoint",
            "pass --region, or --endpoint, or set HUAWEICLOUD_SDK_REGION",
        ));
    }
    if let Some(region) = &options.region {
        builder = builder.region(region.clone());
    }
    Ok(match &options.endpoint {
        Some(endpoint) => builder.endpoint(endpoint),
        None => builder,
    })
}

/// Says who is calling, where the options do.
fn credentials(builder: ClientBuilder, options: &Options) -> Result<ClientBuilder, Stop> {
    Ok(match (&options.token_file, &options.credentials_file) {
        (Some(path), _) => builder.token(input::token(path)?.expose()),
        (None, Some(path)) => builder.credentials(ProfileFile::at(path)),
        (None, None) => builder,
    })
}

fn build(builder: ClientBuilder, call: &Call) -> Result<Client, Stop> {
    builder.build().map_err(|error| {
        let causes = text::causes(&error);
        let message = match causes.as_str() {
            "" => error.to_string(),
            causes => format!("{error}: {causes}"),
        };
        Stop::usage(message, call.subject.help())
    })
}
