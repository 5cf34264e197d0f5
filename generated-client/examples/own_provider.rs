//! Credentials from a source of your own: here a file with an access key and its secret on a line
//! each, as an agent beside the program might write it.
//!
//! Arguments: the region, the ID of the instance, the ID of the task, the path of the file.
#![expect(clippy::print_stdout, reason = "an example shows what it does")]

use std::error::Error;
use std::time::{Duration, SystemTime};

use huaweicloud_dcs::auth::{Credentials, CredentialsError, ProvideCredentials, ProvideFuture};
use huaweicloud_dcs::{Client, Region};

struct AgentFile {
    path: String,
}

impl AgentFile {
    async fn read(&self) -> Result<Credentials, CredentialsError> {
        // Name the source, so that whoever reads the error knows where to look. `broken` says that
        // it should have worked; `absent` would let a `DefaultChain` go on to the next source.
        let broken =
            |reason: String| CredentialsError::broken(format!("file {}", self.path), reason);
        let text = std::fs::File::open(&self.path).and_then(std::io::read_to_string);
        let text = text.map_err(|error| broken(error.to_string()))?;
        let mut lines = text.lines();
        let (Some(id), Some(secret)) = (lines.next(), lines.next()) else {
            return Err(broken("it has fewer than two lines".to_owned()));
        };
        // The error names the part that cannot be used, and never shows it.
        let credentials = Credentials::access_key(id, secret);
        let credentials = credentials.map_err(|error| broken(error.to_string()))?;
        // The client keeps them, and asks again 40 minutes before this time.
        Ok(credentials.with_expiry(SystemTime::now() + Duration::from_secs(2 * 60 * 60)))
    }
}

impl ProvideCredentials for AgentFile {
    fn provide(&self) -> ProvideFuture<'_> {
        println!("reading {}", self.path);
        Box::pin(self.read())
    }
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |name: &str| arguments.next().ok_or(format!("the {name} is missing"));
    let (region, instance, task) = (next("region")?, next("instance ID")?, next("task ID")?);
    let path = next("path")?;

    let client = Client::builder()
        .region(region.parse::<Region>()?)
        .credentials(AgentFile { path })
        .build()?;
    // The second call needs no second look at the file.
    for _ in 0..2 {
        let request = client.delete_background_task().instance_id(&*instance).task_id(&*task);
        match request.send().await {
            Ok(_) => println!("deleted"),
            Err(error) if error.is_not_found() => println!("there is no such task"),
            Err(error) => return Err(error.into()),
        }
    }
    Ok(())
}
