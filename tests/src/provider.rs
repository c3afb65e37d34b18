//! What a version of the AWS provider has, recorded from its bindings by `tests/provider/facts.py`.
//!
//! Terraform judges the module with one version of the provider. The others that the module allows are held against
//! these facts: their names alone, and what they deprecate.

use std::collections::BTreeMap;
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
                wrong.extend(self.deprecated_of_itself(block, &address));
                match kinds.get(kind.as_str()) {
                    Some(facts) => unknown(&block.body, &facts.arguments, &address, &mut wrong),
                    None => wrong.push(format!("{address}: there is no such type")),
                }
            }
        }
        wrong.extend(self.references(text));
        wrong.into_iter().map(|line| format!("provider {}: {line}", self.version)).collect()
    }

    /// What a block's own conditions read of it.
    fn deprecated_of_itself(&self, block: &Block, address: &str) -> Vec<String> {
        let deprecated = if block.has_ident("data") { &self.deprecated.data } else { &self.deprecated.resources };
        let attributes = block.labels.first().and_then(|kind| deprecated.get(kind.as_str())).into_iter().flatten();
        let text = Body::from_iter([block.clone()]).to_string();
        let read = attributes.map(|name| format!("self.{name}")).filter(|name| text.contains(name));
        read.map(|name| format!("{address}: {name} is deprecated")).collect()
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
