//! The licences of all that is inside a program: each asks that its text goes along.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use serde::Deserialize;
use spdx::{Expression, ParseMode};

use crate::{checkout, setup};

/// What is read of `cargo metadata`.
#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
    resolve: Resolve,
}

#[derive(Deserialize)]
struct Package {
    id: String,
    name: String,
    version: String,
    license: Option<String>,
    repository: Option<String>,
    source: Option<String>,
    manifest_path: PathBuf,
    targets: Vec<Target>,
}

#[derive(Deserialize)]
struct Target {
    kind: Vec<String>,
}

#[derive(Deserialize)]
struct Resolve {
    nodes: Vec<Node>,
}

#[derive(Deserialize)]
struct Node {
    id: String,
    deps: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    pkg: String,
    dep_kinds: Vec<Kind>,
}

#[derive(Deserialize)]
struct Kind {
    /// `dev` or `build`; none for what is inside.
    kind: Option<String>,
}

/// The standard library, which no lock file names: <https://github.com/rust-lang/rust/blob/main/COPYRIGHT>.
const STANDARD_LIBRARY: (&str, &str) = ("The Rust standard library, https://www.rust-lang.org", "MIT OR Apache-2.0");

/// The notices of what the package of the workspace has inside when it is compiled for WebAssembly: each licence's text,
/// with the crates that are under it.
pub(crate) fn of(package: &str) -> Result<String> {
    let metadata: Metadata =
        checkout::metadata(&["--locked", "--all-features", "--filter-platform", setup::WASM_TARGET])?;
    let mut crates_by_text = BTreeMap::<String, BTreeSet<String>>::new();
    let (name, license) = STANDARD_LIBRARY;
    crates_by_text.entry(standard_texts(license)?).or_default().insert(name.to_owned());
    for package in inside(&metadata, package)? {
        let Package { name, version, repository, .. } = package;
        let address = repository.as_ref().map(|address| format!(", {address}")).unwrap_or_default();
        crates_by_text.entry(texts(package)?).or_default().insert(format!("{name} {version}{address}"));
    }
    let mut groups: Vec<_> = crates_by_text.into_iter().map(|(text, crates)| (crates, text)).collect();
    groups.sort();
    let rule = "=".repeat(80);
    let group = |(crates, text): (BTreeSet<String>, String)| {
        let crates: String = crates.iter().map(|name| format!("{name}\n")).collect();
        format!("{rule}\n{crates}\n{}\n\n", text.trim_end())
    };
    let head = "The program is made of these crates besides its own. Above each text are those that it is about.\n\n";
    Ok(head.to_owned() + &groups.into_iter().map(group).collect::<String>())
}

/// The packages of others that the package is compiled with; what runs at compile time alone is not inside.
fn inside<'m>(metadata: &'m Metadata, package: &str) -> Result<Vec<&'m Package>> {
    let by_id: BTreeMap<_, _> = metadata.packages.iter().map(|package| (package.id.as_str(), package)).collect();
    let nodes: BTreeMap<_, _> = metadata.resolve.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let first = metadata.packages.iter().find(|found| found.name == package);
    let mut waiting = vec![first.with_context(|| format!("no package {package} in the workspace"))?.id.as_str()];
    let mut seen = BTreeSet::new();
    while let Some(id) = waiting.pop() {
        let is_macro = |package: &&Package| package.targets.iter().any(|target| target.kind == ["proc-macro"]);
        if by_id.get(id).is_some_and(is_macro) || !seen.insert(id) {
            continue;
        }
        let dependencies = nodes.get(id).into_iter().flat_map(|node| &node.deps);
        let linked = dependencies.filter(|dependency| dependency.dep_kinds.iter().any(|of| of.kind.is_none()));
        waiting.extend(linked.map(|dependency| dependency.pkg.as_str()));
    }
    let packages = seen.iter().filter_map(|id| by_id.get(id).copied());
    Ok(packages.filter(|package| package.source.is_some()).collect())
}

/// What a package says of its licences: its own files, else the standard texts of those that it names.
fn texts(package: &Package) -> Result<String> {
    let folder = package.manifest_path.parent().unwrap_or(Path::new("."));
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_file() && path.file_stem().and_then(|stem| stem.to_str()).is_some_and(is_licence) {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        let license = package.license.as_deref();
        return standard_texts(license.with_context(|| format!("{} names no licence", package.name))?);
    }
    let mut texts = Vec::new();
    for file in files {
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        texts.push(String::from_utf8_lossy(&bytes).replace('\r', "").trim().to_owned());
    }
    Ok(texts.join("\n\n"))
}

/// Whether a file without its ending is called as licences are.
fn is_licence(stem: &str) -> bool {
    let stem = stem.to_ascii_uppercase();
    ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"].iter().any(|name| stem.starts_with(name))
}

/// The texts of the licences that an expression names, as <https://spdx.org/licenses> has them.
fn standard_texts(license: &str) -> Result<String> {
    let expression = Expression::parse_mode(license, ParseMode::LAX).with_context(|| license.to_owned())?;
    let ids = expression.requirements().filter_map(|named| named.req.license.id());
    let texts = ids.map(|id| format!("{}\n\n{}", id.full_name, id.text().trim()));
    Ok(format!("{license}\n\n{}", texts.collect::<Vec<_>>().join("\n\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_inside_is_named_once_with_its_text() {
        let notices = of("openmercato-ecs-npm").expect("notices");
        for name in ["serde_json 1.", "hcl-edit 0.", "zip ", "The Rust standard library"] {
            let lines = notices.lines().filter(|line| line.starts_with(name));
            assert_eq!(lines.count(), 1, "{name}");
        }
        // What runs at compile time, and what only tests use.
        for name in ["syn ", "serde_derive ", "proptest ", "clap "] {
            assert!(!notices.lines().any(|line| line.starts_with(name)), "{name}");
        }
        let home = std::env::var("HOME").expect("a home");
        assert!(!notices.contains(&home), "a path of this machine");
    }

    #[test]
    fn a_package_without_a_file_gets_the_standard_text() {
        let text = standard_texts("MIT OR Apache-2.0").expect("known licences");
        assert!(text.contains("Permission is hereby granted") && text.contains("TERMS AND CONDITIONS"), "{text}");
        assert!(standard_texts("whatever it is").is_err());
    }
}
