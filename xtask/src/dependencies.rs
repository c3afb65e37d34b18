//! Licences and sources of all dependencies, held against `deny.toml`, which cargo-deny reads, too.

use std::fs;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;
use spdx::{Expression, Licensee, ParseMode};

use crate::{checkout, progress};

/// Where a dependency may come from; the workspace's own packages come from nowhere.
const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// What is read of `deny.toml`.
#[derive(Deserialize)]
struct Rules {
    licenses: Licenses,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

/// What is read of `cargo metadata`.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    license: Option<String>,
    source: Option<String>,
}

/// Checks every package of the lock file.
pub(crate) fn check() -> Result<()> {
    let rules = fs::read_to_string(checkout::root().join("deny.toml")).context("cannot read deny.toml")?;
    let allowed = allowed(&toml::from_str(&rules).context("deny.toml")?)?;
    let metadata: Metadata = checkout::metadata(&["--locked", "--all-features"])?;
    let dependencies: Vec<_> = metadata.packages.iter().filter(|package| package.source.is_some()).collect();
    let complaints: Vec<_> = dependencies.iter().filter_map(|package| complaint(package, &allowed)).collect();
    if !complaints.is_empty() {
        bail!("deny.toml does not allow:\n  {}", complaints.join("\n  "));
    }
    progress::say(&format!("{} dependencies are under licences that deny.toml allows", dependencies.len()));
    Ok(())
}

fn allowed(rules: &Rules) -> Result<Vec<Licensee>> {
    let licensee = |name: &String| Licensee::parse(name).with_context(|| format!("deny.toml: {name}"));
    rules.licenses.allow.iter().map(licensee).collect()
}

/// What is wrong with a dependency, if something is.
fn complaint(package: &Package, allowed: &[Licensee]) -> Option<String> {
    let Package { name, version, license, source } = package;
    if source.as_deref() != Some(REGISTRY) {
        return Some(format!("{name} {version}, from {}", source.as_deref().unwrap_or("nowhere")));
    }
    let Some(license) = license else { return Some(format!("{name} {version}, which names no licence")) };
    // Older packages part alternatives with a slash.
    let is_allowed = Expression::parse_mode(license, ParseMode::LAX)
        .is_ok_and(|expression| expression.evaluate(|one| allowed.iter().any(|licensee| licensee.satisfies(one))));
    (!is_allowed).then(|| format!("{name} {version}, under {license}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complaint_of(license: Option<&str>, source: &str) -> Option<String> {
        let rules = Rules { licenses: Licenses { allow: ["MIT", "Apache-2.0"].map(str::to_owned).into() } };
        let package = Package {
            name: "dep".to_owned(),
            version: "1.0.0".to_owned(),
            license: license.map(str::to_owned),
            source: Some(source.to_owned()),
        };
        complaint(&package, &allowed(&rules).expect("licences"))
    }

    #[test]
    fn one_allowed_alternative_is_enough_and_all_conditions_count() {
        for license in ["MIT", "MIT/Apache-2.0", "GPL-3.0-only OR MIT", "MIT AND Apache-2.0"] {
            assert_eq!(complaint_of(Some(license), REGISTRY), None, "{license}");
        }
        for license in ["MPL-2.0", "MIT AND GPL-3.0-only", "whatever"] {
            assert_eq!(complaint_of(Some(license), REGISTRY), Some(format!("dep 1.0.0, under {license}")));
        }
    }

    #[test]
    fn a_dependency_without_licence_or_from_elsewhere_is_named() {
        assert_eq!(complaint_of(None, REGISTRY).as_deref(), Some("dep 1.0.0, which names no licence"));
        let elsewhere = complaint_of(Some("MIT"), "git+https://example.com/dep");
        assert_eq!(elsewhere.as_deref(), Some("dep 1.0.0, from git+https://example.com/dep"));
    }
}
