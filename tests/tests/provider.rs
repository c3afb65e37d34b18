//! That the module uses only what each of the recorded versions of the AWS provider knows, and nothing deprecated.
//!
//! One version runs here, in the tests whose names begin with `terraform`. Of the others, `provider/` has the names;
//! `provider/record.py` writes them, again after the module comes to use another type.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use hcl_edit::Decorated;
use hcl_edit::expr::{Expression, Traversal, TraversalOperator};
use hcl_edit::structure::{Block, Body};
use hcl_edit::visit::{self, Visit};
use openmercato_ecs_core::templates;
use serde::Deserialize;

/// What Terraform itself knows in any `resource` or `data` block.
const META_ARGUMENTS: &[&str] = &["count", "for_each", "provider", "depends_on"];

/// What a version of the provider knows.
#[derive(Deserialize)]
struct Provider {
    version: String,
    /// By `resource.<type>` or `data.<type>`.
    types: BTreeMap<String, Kind>,
}

/// A type of resources or data sources.
#[derive(Deserialize)]
struct Kind {
    /// What a configuration sets.
    arguments: Tree,
    /// What the provider alone sets.
    attributes: Tree,
    #[serde(default)]
    deprecated: BTreeSet<String>,
}

/// Names, and those within each.
#[derive(Deserialize)]
struct Tree(BTreeMap<String, Tree>);

/// The recorded versions, lowest first.
fn providers() -> Vec<Provider> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("provider");
    let paths = fs::read_dir(folder).expect("tests/provider").map(|entry| entry.expect("an entry").path());
    let files = paths.filter(|path| path.extension().is_some_and(|extension| extension == "json"));
    let read = |path: PathBuf| -> Provider {
        let text = fs::read_to_string(&path).expect("a file");
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let mut providers: Vec<_> = files.map(read).collect();
    providers.sort_by_key(|provider| numbers(&provider.version));
    providers
}

fn numbers(version: &str) -> Vec<u32> {
    version.split('.').map(|part| part.parse().expect("a number")).collect()
}

#[test]
fn module_uses_what_each_version_has() {
    for provider in providers() {
        let mut found = BTreeSet::new();
        for (path, text) in templates::module().iter().filter(|(path, _)| path.ends_with(".tf")) {
            found.extend(complaints(&provider, path, text));
        }
        let list: Vec<_> = found.into_iter().collect();
        assert!(
            list.is_empty(),
            "provider {} lacks what the module uses. After a new type, run tests/provider/record.py.\n{}",
            provider.version,
            list.join("\n")
        );
    }
}

#[test]
fn required_versions_are_held() {
    let versions = templates::module().get("versions.tf").expect("versions.tf").to_owned();
    let providers = providers();
    let (lowest, highest) = (providers.first().expect("a version"), providers.last().expect("a version"));
    let floor = lowest.version.trim_end_matches(".0");
    let limit = numbers(&highest.version)[0] + 1;
    assert!(versions.contains(&format!("version = \">= {floor}, < {limit}.0\"")), "{floor}, {limit}: {versions}");
}

#[test]
fn what_a_version_lacks_is_found() {
    let provider = Provider {
        version: "1.0.0".to_owned(),
        types: serde_json::from_str(
            r#"{
              "resource.aws_a": {"arguments": {"b": {"c": {}}, "d": {}, "tags": {}}, "attributes": {"arn": {}}, "deprecated": ["d"]},
              "data.aws_e": {"arguments": {}, "attributes": {"f": {"g": {}}}}
            }"#,
        )
        .expect("types"),
    };
    let cases = [
        ("resource \"aws_a\" \"x\" {\n  z = 1\n}", "resource.aws_a: z"),
        ("resource \"aws_a\" \"x\" {\n  arn = 1\n}", "resource.aws_a: arn"),
        ("resource \"aws_a\" \"x\" {\n  b {\n    z = 1\n  }\n}", "resource.aws_a: b.z"),
        (
            "resource \"aws_a\" \"x\" {\n  dynamic \"b\" {\n    for_each = []\n    content {\n      z = 1\n    }\n  }\n}",
            "resource.aws_a: b.z",
        ),
        ("resource \"aws_a\" \"x\" {\n  d = 1\n}", "resource.aws_a: d is deprecated"),
        ("resource \"aws_a\" \"x\" {\n  lifecycle {\n    ignore_changes = [tags, z]\n  }\n}", "resource.aws_a: z"),
        ("resource \"aws_z\" \"x\" {}", "resource.aws_z"),
        ("locals {\n  a = aws_a.x[0].z\n}", "resource.aws_a: z"),
        ("locals {\n  a = \"${join(\"\", aws_a.x[*].d)}\"\n}", "resource.aws_a: d is deprecated"),
        ("locals {\n  a = data.aws_e.x[\"k\"].f[0].z\n}", "data.aws_e: f.z"),
        (
            "data \"aws_e\" \"x\" {\n  lifecycle {\n    postcondition {\n      condition = self.z\n    }\n  }\n}",
            "data.aws_e: z",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(complaints(&provider, "main.tf", text), [format!("main.tf: {expected}")], "{text}");
    }
    let fine = "resource \"aws_a\" \"x\" {\n  count = 1\n  b {\n    c = data.aws_e.x.f[0].g\n  }\n  tags = { z = aws_a.y.arn.z }\n}";
    assert_eq!(complaints(&provider, "main.tf", fine), Vec::<String>::new());
}

/// What the file uses that the version does not have or deprecates.
fn complaints(provider: &Provider, path: &str, text: &str) -> Vec<String> {
    let body: Body = text.parse().unwrap_or_else(|error| panic!("{path}: {error}"));
    let mut found = Vec::new();
    for block in body.blocks() {
        let kind = kind_of(block);
        if let Some(kind) = &kind {
            declaration(provider, kind, &block.body, &mut found);
        }
        let mut references = References { provider, within: kind, found: Vec::new() };
        references.visit_body(&block.body);
        found.extend(references.found);
    }
    found.into_iter().map(|what| format!("{path}: {what}")).collect()
}

/// `resource.aws_lb` for such a block.
fn kind_of(block: &Block) -> Option<String> {
    let label = block.labels.first()?.as_str();
    let declares = matches!(block.ident.as_str(), "resource" | "data") && label.starts_with("aws_");
    declares.then(|| format!("{}.{label}", block.ident.as_str()))
}

fn declaration(provider: &Provider, name: &str, body: &Body, found: &mut Vec<String>) {
    let Some(kind) = provider.types.get(name) else { return found.push(name.to_owned()) };
    let mut set = Vec::new();
    for path in settings(body) {
        let known = path.split('.').try_fold(&kind.arguments, |tree, part| tree.0.get(part));
        if known.is_none() {
            found.push(format!("{name}: {path}"));
        }
        set.push(path);
    }
    let deprecated = set.iter().filter(|path| kind.deprecated.contains(*path));
    found.extend(deprecated.map(|path| format!("{name}: {path} is deprecated")));
}

/// The paths of the arguments and blocks that a declaration sets, or whose changes it ignores.
fn settings(body: &Body) -> Vec<String> {
    let mut paths = inner_settings("", body);
    paths.retain(|path| !META_ARGUMENTS.contains(&path.as_str()));
    for attribute in body.get_blocks("lifecycle").filter_map(|block| block.body.get_attribute("ignore_changes")) {
        if let Expression::Array(names) = &attribute.value {
            paths.extend(
                names.iter().filter_map(|name| name.as_str().map(ToOwned::to_owned).or_else(|| variable(name))),
            );
        }
    }
    paths
}

fn variable(expression: &Expression) -> Option<String> {
    if let Expression::Variable(name) = expression { Some(name.as_str().to_owned()) } else { None }
}

fn inner_settings(prefix: &str, body: &Body) -> Vec<String> {
    let mut paths: Vec<_> = body.attributes().map(|attribute| format!("{prefix}{}", attribute.key.as_str())).collect();
    for block in body.blocks().filter(|block| block.ident.as_str() != "lifecycle") {
        let (name, inner) = match (block.ident.as_str(), block.body.get_blocks("content").next()) {
            ("dynamic", Some(content)) => (block.labels.first().expect("a name").as_str(), &content.body),
            (name, _) => (name, &block.body),
        };
        paths.push(format!("{prefix}{name}"));
        paths.extend(inner_settings(&format!("{prefix}{name}."), inner));
    }
    paths
}

/// References to attributes of resources and of data sources.
struct References<'a> {
    provider: &'a Provider,
    /// What `self` is.
    within: Option<String>,
    found: Vec<String>,
}

impl Visit for References<'_> {
    fn visit_traversal(&mut self, traversal: &Traversal) {
        let names = names(traversal);
        let reference = match names.as_slice() {
            ["self", path @ ..] => self.within.clone().map(|kind| (kind, path)),
            ["data", kind, _, path @ ..] => Some((format!("data.{kind}"), path)),
            [kind, _, path @ ..] if kind.starts_with("aws_") => Some((format!("resource.{kind}"), path)),
            _ => None,
        };
        if let Some((kind, path)) = reference.filter(|(kind, _)| kind.contains(".aws_")) {
            self.found.extend(unknown(self.provider, &kind, path));
        }
        visit::visit_traversal(self, traversal);
    }
}

/// The names of a traversal, without its indices.
fn names(traversal: &Traversal) -> Vec<&str> {
    let Expression::Variable(root) = &traversal.expr else { return Vec::new() };
    let members = traversal.operators.iter().map(Decorated::value).filter_map(|operator| match operator {
        TraversalOperator::GetAttr(name) => Some(name.as_str()),
        _ => None,
    });
    [root.as_str()].into_iter().chain(members).collect()
}

/// The complaint about a path of names, if there is one. What has no names within is a map or a value.
fn unknown(provider: &Provider, name: &str, path: &[&str]) -> Option<String> {
    let Some(kind) = provider.types.get(name) else { return Some(name.to_owned()) };
    let first = path.first()?;
    if kind.deprecated.contains(*first) {
        return Some(format!("{name}: {first} is deprecated"));
    }
    let Some(mut tree) = kind.arguments.0.get(*first).or_else(|| kind.attributes.0.get(*first)) else {
        return Some(format!("{name}: {first}"));
    };
    for (at, part) in path.iter().enumerate().skip(1) {
        if tree.0.is_empty() {
            return None;
        }
        let Some(inner) = tree.0.get(*part) else { return Some(format!("{name}: {}", path[..=at].join("."))) };
        tree = inner;
    }
    None
}
