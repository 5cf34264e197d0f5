//! The client that the options ask for.

use std::io::Read as _;
use std::path::Path;

use huaweicloud_dcs::auth::{DefaultChain, Environment, ProfileFile, Secret};
use huaweicloud_dcs::{Client, ClientBuilder, RetryPolicy};

use crate::args::Options;
use crate::{Stop, text};

/// Far beyond any token, in bytes.
const LIMIT: u64 = 1 << 20;

/// A client that sends requests.
pub(crate) fn client(options: &Options) -> Result<Client, Stop> {
    let builder = base(options).retry(RetryPolicy::default().max_attempts(options.max_attempts));
    build(credentials(place(builder, options)?, options)?)
}

/// A client that makes requests and sends none, not even to find credentials or a project.
pub(crate) fn offline(options: &Options) -> Result<Client, Stop> {
    let placed = build(place(base(options), options)?.token("unused"))?;
    // Of an endpoint, unlike of a region, nobody is asked for the project.
    let builder = base(options).endpoint(placed.endpoint());
    let chain: [Box<dyn huaweicloud_dcs::auth::ProvideCredentials>; 2] =
        [Box::new(Environment::new()), Box::new(ProfileFile::new())];
    build(credentials(builder.credentials(DefaultChain::of(chain.into())), options)?)
}

fn base(options: &Options) -> ClientBuilder {
    let mut builder = Client::builder().user_agent_suffix("dcs").call_timeout(options.timeout);
    builder = builder.attempt_timeout(options.timeout.min(std::time::Duration::from_secs(60)));
    match &options.project_id {
        Some(project) => builder.project_id(project.clone()),
        None => builder,
    }
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
        (Some(path), _) => builder.token(token(path)?.expose()),
        (None, Some(path)) => builder.credentials(ProfileFile::at(path)),
        (None, None) => builder,
    })
}

fn token(path: &Path) -> Result<Secret, Stop> {
    let mut text = String::new();
    let read = if path == Path::new("-") {
        std::io::stdin().lock().take(LIMIT).read_to_string(&mut text)
    } else {
        std::fs::File::open(path).and_then(|file| file.take(LIMIT).read_to_string(&mut text))
    };
    let token = Secret::new(text);
    match read {
        Ok(_) => Ok(token),
        Err(error) => Err(Stop::usage(
            format!("the token cannot be read from {}: {error}", path.display()),
            "pass a file that holds a token of IAM and nothing else",
        )),
    }
}

fn build(builder: ClientBuilder) -> Result<Client, Stop> {
    builder.build().map_err(|error| {
        let causes = text::causes(&error);
        let message = match causes.as_str() {
            "" => error.to_string(),
            causes => format!("{error}: {causes}"),
        };
        Stop::usage(message, "see dcs delete-background-task --help")
    })
}
