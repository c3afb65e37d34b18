//! What a version of the AWS provider has, recorded from its bindings by `tests/provider/facts.py`.
//!
//! Terraform judges the module with one version of the provider. The others that the module allows are held against
//! these facts: their names alone, and what they deprecate.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use hcl_edit::structure::{Block, Body};
use serde::Deserialize;

/// The facts of one version.
#[derive(Clone, Debug, Deserialize)]
pub struct ProviderFacts {
    /// The version, such as `6.62.0`.
    pub version: String,
    resources: BTreeMap<String, TypeFacts>,
    data: BTreeMap<String, TypeFacts>,
    deprecated: Deprecated,
}

#[derive(Clone, Debug, Default, Deserialize)]
struct TypeFacts {
    arguments: Arguments,
    attributes: Vec<String>,
}

/// By name: nothing for an argument, what it takes for a block.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
struct Arguments(BTreeMap<String, Arguments>);

/// By type: the attributes that are deprecated.
#[derive(Clone, Debug, Default, Deserialize)]
struct Deprecated {
    #[serde(default)]
    resources: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    data: BTreeMap<String, Vec<String>>,
}

/// What Terraform itself takes in every block.
const META: [&str; 7] = ["count", "depends_on", "for_each", "lifecycle", "provider", "provisioner", "connection"];

impl ProviderFacts {
    /// Those of every recorded version, sorted by file name.
    ///
    /// # Errors
    /// A file that cannot be read, with the reason.
    pub fn recorded() -> Result<Vec<Self>, String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("provider");
        let said = |path: &Path, error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
        let entries = std::fs::read_dir(&folder).map_err(|error| said(&folder, &error))?;
        let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
        paths.sort();
        let read = |path: &PathBuf| {
            let text = std::fs::read_to_string(path).map_err(|error| said(path, &error))?;
            serde_json::from_str(&text).map_err(|error| said(path, &error))
        };
        paths.iter().map(read).collect()
    }

    /// What a file of Terraform uses that this version does not have or deprecates, a line each.
    #[must_use]
    pub fn against(&self, body: &Body, text: &str) -> Vec<String> {
        let mut wrong = Vec::new();
        for block in body.blocks() {
            let (Some(kinds), [kind, name]) = (self.kinds(block.ident.as_str()), block.labels.as_slice()) else {
                continue;
            };
            if kind.as_str().starts_with("aws_") {
                let address = format!("{} {}.{}", block.ident.as_str(), kind.as_str(), name.as_str());
                match kinds.get(kind.as_str()) {
                    Some(facts) => {
                        unknown(&block.body, &facts.arguments, &address, &mut wrong);
                        wrong.extend(self.deprecated_settings(block, &address));
                        wrong.extend(self.read_of_itself(block, facts, &address));
                    }
                    None => wrong.push(format!("{address}: there is no such type")),
                }
            }
        }
        wrong.extend(self.references(text));
        wrong.into_iter().map(|line| format!("provider {}: {line}", self.version)).collect()
    }

    /// What a block sets that is deprecated.
    fn deprecated_settings(&self, block: &Block, address: &str) -> Vec<String> {
        let arguments = block.body.attributes().map(|attribute| attribute.key.as_str());
        let set = arguments.chain(block.body.blocks().map(|block| nested(block).0));
        set.filter(|name| self.deprecates(block, name)).map(|name| format!("{address}: {name} is deprecated")).collect()
    }

    /// What a block's own conditions read of it.
    fn read_of_itself(&self, block: &Block, facts: &TypeFacts, address: &str) -> Vec<String> {
        let text = Body::from_iter([block.clone()]).to_string();
        let Ok(reference) = regex::Regex::new(r"\bself\.([a-z_0-9]+)") else { return Vec::new() };
        let names: BTreeSet<_> =
            reference.captures_iter(&text).filter_map(|found| found.get(1)).map(|it| it.as_str()).collect();
        let wrong = names.into_iter().filter_map(|name| {
            if self.deprecates(block, name) {
                return Some(format!("{address}: self.{name} is deprecated"));
            }
            (!facts.attributes.iter().any(|it| it == name)).then(|| format!("{address}: there is no self.{name}"))
        });
        wrong.collect()
    }

    fn deprecates(&self, block: &Block, name: &str) -> bool {
        let types = if block.has_ident("data") { &self.deprecated.data } else { &self.deprecated.resources };
        let names = block.labels.first().and_then(|kind| types.get(kind.as_str()));
        names.is_some_and(|names| names.iter().any(|it| it == name))
    }

    fn kinds(&self, block: &str) -> Option<&BTreeMap<String, TypeFacts>> {
        match block {
            "resource" => Some(&self.resources),
            "data" => Some(&self.data),
            _ => None,
        }
    }

    /// What is read of resources and data sources: `aws_lb.this[0].arn`, `data.aws_region.current.id`.
    fn references(&self, text: &str) -> Vec<String> {
        let pattern = r"(data\.)?\b(aws_[a-z0-9_]+)\.[a-z_]+(?:\[[^\]\[]*(?:\[[^\]]*\])?[^\]\[]*\])?\.([a-z_]+)";
        let Ok(reference) = regex::Regex::new(pattern) else { return Vec::new() };
        let wrong = reference.captures_iter(text).filter_map(|found| {
            let (is_data, kind, attribute) = (found.get(1).is_some(), &found[2], &found[3]);
            let (kinds, deprecated) = if is_data {
                (&self.data, &self.deprecated.data)
            } else {
                (&self.resources, &self.deprecated.resources)
            };
            let facts = kinds.get(kind)?;
            let names = |names: &[String]| names.iter().any(|name| name == attribute);
            if deprecated.get(kind).is_some_and(|attributes| names(attributes)) {
                return Some(format!("{}: is deprecated", &found[0]));
            }
            (!names(&facts.attributes)).then(|| format!("{}: there is no such attribute", &found[0]))
        });
        wrong.collect()
    }
}

/// The arguments and blocks that a block has beyond those that it takes.
fn unknown(body: &Body, takes: &Arguments, address: &str, wrong: &mut Vec<String>) {
    let is_meta = |name: &str| META.contains(&name);
    for attribute in body.attributes() {
        let name = attribute.key.as_str();
        if !is_meta(name) && !takes.0.contains_key(name) {
            wrong.push(format!("{address}: there is no argument {name}"));
        }
    }
    for block in body.blocks().filter(|block| !is_meta(block.ident.as_str())) {
        let (name, content) = nested(block);
        match takes.0.get(name) {
            Some(takes) => content.iter().for_each(|body| unknown(body, takes, &format!("{address}, {name}"), wrong)),
            None => wrong.push(format!("{address}: there is no block {name}")),
        }
    }
}

/// The name and the bodies of a nested block, be it a dynamic one.
fn nested(block: &Block) -> (&str, Vec<&Body>) {
    match (block.ident.as_str(), block.labels.first()) {
        ("dynamic", Some(label)) => {
            (label.as_str(), block.body.get_blocks("content").map(|content| &content.body).collect())
        }
        (name, _) => (name, vec![&block.body]),
    }
}
