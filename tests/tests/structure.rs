//! That the crates know each other in one direction, and so do the modules within each.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

use openmercato_ecs_tests::structure;
use serde::Deserialize;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    manifest_path: PathBuf,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// `dev` for those of tests.
    kind: Option<String>,
}

fn packages() -> Vec<Package> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version=1", "--no-deps"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    serde_json::from_slice::<Metadata>(&output.stdout).expect("metadata").packages
}

/// What each crate may know of this workspace, besides what those that it knows may know.
const ARROWS: &[(&str, &[&str])] = &[
    ("terraform-language", &[]),
    ("openmercato-ecs-templates", &[]),
    ("openmercato-ecs-module", &["openmercato-ecs-templates", "terraform-language"]),
    ("openmercato-ecs-topology", &["openmercato-ecs-module", "terraform-language"]),
    ("openmercato-ecs-cost", &["openmercato-ecs-module", "terraform-language"]),
    ("openmercato-ecs-scope", &["openmercato-ecs-cost", "openmercato-ecs-module", "terraform-language"]),
    ("openmercato-ecs-security", &["openmercato-ecs-module", "terraform-language"]),
    (
        "openmercato-ecs-chart",
        &["openmercato-ecs-cost", "openmercato-ecs-module", "openmercato-ecs-topology", "terraform-language"],
    ),
    (
        "openmercato-ecs-delivery",
        &[
            "openmercato-ecs-chart",
            "openmercato-ecs-cost",
            "openmercato-ecs-module",
            "openmercato-ecs-scope",
            "openmercato-ecs-security",
            "openmercato-ecs-topology",
            "terraform-language",
        ],
    ),
    ("openmercato-ecs-import", &["openmercato-ecs-delivery", "openmercato-ecs-module", "terraform-language"]),
    (
        "openmercato-ecs-core",
        &[
            "openmercato-ecs-chart",
            "openmercato-ecs-cost",
            "openmercato-ecs-delivery",
            "openmercato-ecs-import",
            "openmercato-ecs-module",
            "openmercato-ecs-scope",
            "openmercato-ecs-security",
            "openmercato-ecs-topology",
            "terraform-language",
        ],
    ),
    ("openmercato-ecs", &["openmercato-ecs-core"]),
    ("openmercato-ecs-javascript", &["openmercato-ecs-core"]),
    ("openmercato-ecs-npm", &["openmercato-ecs-core", "openmercato-ecs-javascript"]),
    ("openmercato-ecs-form", &["openmercato-ecs-core"]),
    ("openmercato-ecs-views", &["openmercato-ecs-core", "openmercato-ecs-form"]),
    (
        "openmercato-ecs-app",
        &["openmercato-ecs-core", "openmercato-ecs-form", "openmercato-ecs-javascript", "openmercato-ecs-views"],
    ),
];

#[test]
fn a_crate_knows_only_those_above_it() {
    let packages = packages();
    let ours: BTreeSet<_> = packages.iter().map(|package| package.name.as_str()).collect();
    let allowed: BTreeMap<_, _> = ARROWS.iter().copied().collect();
    for package in &packages {
        let Some(allowed) = allowed.get(package.name.as_str()) else { continue };
        let known = package.dependencies.iter().filter(|dependency| dependency.kind.is_none());
        let known: Vec<_> =
            known.map(|dependency| dependency.name.as_str()).filter(|name| ours.contains(name)).collect();
        let wrong: Vec<_> = known.iter().filter(|name| !allowed.contains(name)).collect();
        assert!(wrong.is_empty(), "{} may not know {wrong:?}", package.name);
    }
    let missing: Vec<_> = allowed.keys().filter(|name| !ours.contains(*name)).collect();
    assert!(missing.is_empty(), "there is no crate {missing:?}");
}

#[test]
fn modules_that_stand_side_by_side_make_no_circle() {
    let mut circles = Vec::new();
    for package in packages() {
        let source = package.manifest_path.parent().unwrap_or(Path::new(".")).join("src");
        // The delivered repository's package is one file.
        if !source.is_dir() {
            continue;
        }
        let found = structure::circles(&source).unwrap_or_else(|error| panic!("{error}"));
        circles.extend(found.into_iter().map(|circle| format!("{} {circle}", package.name)));
    }
    assert!(circles.is_empty(), "{circles:#?}");
}

#[test]
fn the_language_knows_no_openmercato() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/language");
    for entry in walkdir::WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file()) {
        let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
        let line = text.lines().position(|line| line.to_lowercase().contains("openmercato"));
        assert_eq!(line, None, "{} speaks of OpenMercato", entry.path().display());
    }
}
