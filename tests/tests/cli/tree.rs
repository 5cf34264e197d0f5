//! What the command brings along stays out of the library.

use std::collections::BTreeSet;
use std::process::Command;

/// The crates of a user of the library, with these features.
fn crates(features: &str) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package", "huaweicloud-dcs", "--edges", "normal", "--prefix", "none"])
        .args(["--features", features, "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect()
}

/// The optional dependencies that only a feature of the client brings.
fn brought_by(feature: &str) -> Vec<String> {
    let manifest = include_str!("../../../generated-client/Cargo.toml");
    let (_, rest) = manifest.split_once(&format!("\n{feature} = [")).expect("a feature");
    let (list, _) = rest.split_once(']').expect("its end");
    let names = list.split('"').filter_map(|word| word.strip_prefix("dep:"));
    names.map(str::to_owned).collect()
}

#[test]
fn the_library_by_default_has_no_crate_of_the_command() {
    let (default, with) = (crates(""), crates("cli"));
    let brought = brought_by("cli");
    assert!(brought.len() >= 5, "{brought:?}");
    for name in brought {
        assert!(with.contains(&name), "{name}");
        assert!(!default.contains(&name), "{name} is in the library's tree");
    }
}
