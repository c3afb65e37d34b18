//! What the module's HCL sets and reads of its resources.

use std::collections::{BTreeMap, BTreeSet};

use hcl_edit::structure::{Block, BlockLabel, Body};
use openmercato_ecs_core::templates;
use regex::Regex;

/// What Terraform itself takes in the block of a resource.
const META: [&str; 5] = ["count", "depends_on", "for_each", "lifecycle", "provider"];

/// What is set in a block, by all blocks of its kind together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// The arguments.
    pub arguments: BTreeSet<String>,
    /// The nested blocks, `dynamic` ones too.
    pub blocks: BTreeMap<String, Settings>,
}

/// What a module sets and reads of the resources of one type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// What it sets.
    pub sets: Settings,
    /// The attributes that it reads.
    pub reads: BTreeSet<String>,
}

/// What the present module uses of each type of its managed resources.
///
/// # Errors
/// When a file of it cannot be parsed.
pub fn uses() -> Result<BTreeMap<String, Uses>, String> {
    let mut uses: BTreeMap<String, Uses> = BTreeMap::new();
    for block in resources()? {
        let kind = block.labels.first().map(|label| label.as_str().to_owned()).unwrap_or_default();
        let uses = uses.entry(kind).or_default();
        uses.sets.take(&block.body);
        uses.reads.extend(read_of_itself(&block));
    }
    for (_, text) in files() {
        for (kind, attribute) in references(&text) {
            if let Some(uses) = uses.get_mut(&kind) {
                uses.reads.insert(attribute);
            }
        }
    }
    Ok(uses)
}

/// What each resource of the present module sets, by its address without an index, such as `aws_lb.this`.
///
/// # Errors
/// When a file of the module cannot be parsed.
pub fn settings() -> Result<BTreeMap<String, Settings>, String> {
    let of_block = |block: Block| {
        let labels: Vec<_> = block.labels.iter().map(BlockLabel::as_str).collect();
        let mut settings = Settings::default();
        settings.take(&block.body);
        (labels.join("."), settings)
    };
    Ok(resources()?.into_iter().map(of_block).collect())
}

/// The module's own files.
fn files() -> Vec<(String, String)> {
    let module = templates::module();
    let own = module.iter().filter(|(path, _)| path.ends_with(".tf") && !path.contains('/'));
    own.map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// The blocks of its managed resources.
fn resources() -> Result<Vec<Block>, String> {
    let mut resources = Vec::new();
    for (path, text) in files() {
        let body: Body = text.parse().map_err(|error| format!("{path}: {error}"))?;
        resources.extend(body.into_blocks().filter(|block| block.has_ident("resource")));
    }
    Ok(resources)
}

impl Settings {
    fn take(&mut self, body: &Body) {
        let is_meta = |name: &str| META.contains(&name);
        let arguments = body.attributes().map(|attribute| attribute.key.as_str()).filter(|name| !is_meta(name));
        self.arguments.extend(arguments.map(str::to_owned));
        for block in body.blocks().filter(|block| !is_meta(block.ident.as_str())) {
            let (name, bodies) = nested(block);
            let settings = self.blocks.entry(name.to_owned()).or_default();
            bodies.into_iter().for_each(|body| settings.take(body));
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

/// What the conditions of a block read of its own resource.
fn read_of_itself(block: &Block) -> Vec<String> {
    found(r"\bself\.([a-z_0-9]+)", &Body::from_iter([block.clone()]).to_string(), |found| found[1].to_owned())
}

/// What is read of other resources, by type: `aws_lb.this[0].arn`, `[for it in aws_lb.these : it.arn]`.
fn references(text: &str) -> Vec<(String, String)> {
    let index = r"\[[^\]\[]*(?:\[[^\]]*\])?[^\]\[]*\]";
    let direct = format!(r"(?:^|[^.\w])((?:aws|terraform)_[a-z0-9_]+)\.[a-z_0-9]+(?:{index})?\.([a-z_0-9]+)");
    let mut references = found(&direct, text, |found| (found[1].to_owned(), found[2].to_owned()));
    let each = r"for (?:\w+, )?(\w+) in ((?:aws|terraform)_[a-z0-9_]+)\.[a-z_0-9]+ :(.*)";
    let elements = found(each, text, |found| {
        let of_element = format!(r"\b{}\.([a-z_0-9]+)", &found[1]);
        let kind = found[2].to_owned();
        self::found(&of_element, &found[3], |found| (kind.clone(), found[1].to_owned()))
    });
    references.extend(elements.into_iter().flatten());
    references
}

fn found<T>(pattern: &str, text: &str, of: impl FnMut(regex::Captures) -> T) -> Vec<T> {
    let lines = Regex::new(pattern).map(|pattern| pattern.captures_iter(text).map(of).collect());
    lines.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_found_in_every_form_of_reference() {
        let text = r#"
            a = aws_lb.this.arn
            b = one(aws_eip.nat[*].public_ip)
            c = aws_subnet.public[local.cidrs[index(local.all, each.key)]].id
            d = [for name, record in aws_route53_record.validation : record.fqdn]
            e = data.aws_region.current.name
        "#;
        let expected =
            [("aws_lb", "arn"), ("aws_eip", "public_ip"), ("aws_subnet", "id"), ("aws_route53_record", "fqdn")];
        assert_eq!(references(text), expected.map(|(kind, name)| (kind.to_owned(), name.to_owned())));
    }

    #[test]
    fn blocks_that_are_dynamic_are_set_as_others_are() {
        let body: Body = r#"
            count = 1
            name  = "shop"
            dynamic "setting" {
              for_each = [1]
              content {
                value = 1
              }
            }
            setting {
              name = "a"
            }
        "#
        .parse()
        .expect("HCL");
        let mut settings = Settings::default();
        settings.take(&body);
        let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(settings.arguments, names(&["name"]));
        assert_eq!(settings.blocks["setting"].arguments, names(&["name", "value"]));
    }
}
