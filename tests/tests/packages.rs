//! That Cargo can pack what the binary is made of: every file that a package embeds lies inside it, and it needs nothing
//! that is not published. `cargo xtask crates` packs them, and installs the binary from what was packed.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;
use serde::Deserialize;

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    workspace_members: BTreeSet<String>,
    workspace_default_members: BTreeSet<String>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    version: String,
    manifest_path: PathBuf,
    publish: Option<Vec<String>>,
    description: Option<String>,
    license: Option<String>,
    repository: Option<String>,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    req: String,
    path: Option<PathBuf>,
    /// `dev` for those of tests.
    kind: Option<String>,
}

impl Package {
    fn is_published(&self) -> bool {
        self.publish.as_ref().is_none_or(|registries| !registries.is_empty())
    }

    fn folder(&self) -> &Path {
        self.manifest_path.parent().expect("a manifest lies in a folder")
    }

    /// What is packed, by paths relative to the folder.
    fn files(&self) -> BTreeSet<PathBuf> {
        let output = cargo(&["package", "--list", "--allow-dirty", "--offline", "--package", &self.name]);
        output.lines().map(PathBuf::from).collect()
    }
}

fn cargo(arguments: &[&str]) -> String {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // In the root: in the folder of a crate, Cargo takes that one.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let output = Command::new(cargo).args(arguments).current_dir(root).output();
    let output = output.expect("cargo runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("paths are text")
}

fn metadata() -> Metadata {
    serde_json::from_str(&cargo(&["metadata", "--format-version=1", "--no-deps", "--offline"])).expect("metadata")
}

fn published() -> Vec<Package> {
    metadata().packages.into_iter().filter(Package::is_published).collect()
}

#[test]
fn the_binary_is_published_with_all_it_needs() {
    let packages = published();
    let names: BTreeSet<_> = packages.iter().map(|package| package.name.as_str()).collect();
    assert!(names.contains("openmercato-ecs"), "{names:?}");
    for package in &packages {
        let Package { name, version, description, license, repository, .. } = package;
        assert!(description.is_some() && license.is_some() && repository.is_some(), "{name}");
        for dependency in package.dependencies.iter().filter(|dependency| dependency.path.is_some()) {
            let is_there = names.contains(dependency.name.as_str());
            assert!(is_there || dependency.kind.is_some(), "{name} needs {}, which is not published", dependency.name);
            assert_eq!(dependency.req, format!("={version}"), "{name} asks for {}", dependency.name);
        }
    }
}

/// What stands between the parentheses of a macro that embeds files, its names joined: `include_str!(concat!("a/", "b"))`.
/// Names that a variable of the environment gives, or a macro's argument, are a build's own.
fn embedded(text: &str) -> Vec<String> {
    let call = Regex::new(r#"include_(?:str|bytes|dir)!\((?:concat!\()?"([^"]+)""#).expect("a pattern");
    call.captures_iter(text).map(|found| found[1].to_owned()).collect()
}

#[test]
fn what_is_embedded_is_named_in_a_form_that_is_found() {
    let text = r#"include_str!("../a.txt") include_dir!("$CARGO_MANIFEST_DIR/b") include_str!(concat!("c/", $name))"#;
    assert_eq!(embedded(text), ["../a.txt", "$CARGO_MANIFEST_DIR/b", "c/"]);
    assert_eq!(embedded(r#"include_bytes!(env!("OF_A_BUILD"))"#), [""; 0]);
}

#[test]
fn every_file_that_is_embedded_lies_in_its_package() {
    let mut count = 0;
    for package in published() {
        let files = package.files();
        for source in files.iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs")) {
            let text = std::fs::read_to_string(package.folder().join(source)).expect("a packed file");
            for name in embedded(&text) {
                let path = match name.strip_prefix("$CARGO_MANIFEST_DIR/") {
                    Some(path) => PathBuf::from(path),
                    None => within(source.parent().unwrap_or(Path::new("")), &name),
                };
                let is_packed = files.iter().any(|file| file.starts_with(&path));
                assert!(is_packed, "{}: {} embeds {name}, which is not packed", package.name, source.display());
                count += 1;
            }
        }
    }
    assert!(count > 4, "{count}");
}

/// A path relative to a folder, without `..` as far as there are folders to leave.
fn within(folder: &Path, name: &str) -> PathBuf {
    let mut path = folder.to_owned();
    for part in Path::new(name).components() {
        match part {
            std::path::Component::ParentDir if path.pop() => {}
            part => path.push(part),
        }
    }
    path
}

#[test]
fn the_delivered_repository_is_packed_whole_and_without_what_terraform_leaves_behind() {
    let packages = published();
    let templates = packages.iter().find(|package| package.name == "openmercato-ecs-templates").expect("a package");
    let packed: BTreeSet<_> =
        templates.files().into_iter().filter(|path| path.starts_with("module-templates")).collect();
    let files = openmercato_ecs_core::templates::all();
    let delivered: BTreeSet<_> = files.iter().map(|(path, _)| Path::new("module-templates").join(path)).collect();
    assert_eq!(packed, delivered);
}

/// Without names, Cargo builds the root package alone, which is not what anybody means.
#[test]
fn cargo_takes_every_crate_where_none_is_named() {
    let Metadata { workspace_members, workspace_default_members, .. } = metadata();
    assert_eq!(workspace_default_members, workspace_members);
}
