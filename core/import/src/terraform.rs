//! Terraform's configuration and variables.

mod depth;
mod literal;

use crate::reader::{Reader, short};
use hcl_edit::Span;
use hcl_edit::expr::{Expression, Object};
use hcl_edit::structure::{Attribute, Block, BlockLabel};
use std::ops::Range;
use terraform_language::{InputPath, source};

/// The deepest nesting that is read. Inputs nest seven deep; parsers are recursive, and the stack is finite.
pub const DEEPEST: usize = 32;

/// Reads a `.tfvars`, or a `.tf` that holds a module call or a root's `locals { inputs = {…} }`.
pub(crate) fn read(reader: &mut Reader) {
    let depth = depth::of(reader.text);
    if depth.deepest > DEEPEST {
        return reader.leave_out_from(depth.line, format!("the file nests more than {DEEPEST} deep."));
    }
    let (text, body) = match source::body(reader.text) {
        Ok(read) => read,
        Err(error) => return reader.leave_out_from(error.line, format!("this is not HCL: {}.", error.message)),
    };
    let mut configuration = Configuration { reader: reader.of(&text), call: None };
    body.attributes().for_each(|attribute| configuration.attribute(attribute));
    body.blocks().for_each(|block| configuration.block(block));
}

struct Configuration<'a> {
    reader: Reader<'a>,
    /// The block that the inputs come from: there is one deployment in an import.
    call: Option<String>,
}

impl Configuration<'_> {
    fn block(&mut self, block: &Block) {
        let label = block.labels.first().map_or("", BlockLabel::as_str);
        let inputs = block.body.get_attribute("inputs").map(|attribute| &attribute.value);
        let described = short(format!("{} {label}", block.ident.as_str()).trim());
        match (block.ident.as_str(), inputs) {
            ("locals", Some(Expression::Object(object))) if self.is_first(block, &described) => self.object(object),
            ("locals", Some(Expression::Object(_))) => {}
            ("module", _) if calls_the_module(block) => {
                if self.is_first(block, &described) {
                    self.arguments(block);
                }
            }
            _ => self.leave_out(block, format!("the block {described} holds no inputs of the module.")),
        }
    }

    fn is_first(&mut self, block: &Block, described: &str) -> bool {
        if let Some(first) = &self.call {
            let text = format!("the block {described} is left out: the inputs of {first} were read.");
            self.leave_out(block, text);
            return false;
        }
        self.call = Some(described.to_owned());
        true
    }

    fn arguments(&mut self, block: &Block) {
        const META: [&str; 6] = ["source", "version", "providers", "count", "for_each", "depends_on"];
        for attribute in block.body.attributes() {
            match attribute.key.as_str() {
                "count" | "for_each" => {
                    let text = format!("{} is left out: one deployment is read.", attribute.key.as_str());
                    self.leave_out(attribute, text);
                }
                name if META.contains(&name) => {}
                _ => self.attribute(attribute),
            }
        }
    }

    fn object(&mut self, object: &Object) {
        for (key, value) in object {
            match literal::name(key) {
                Some(name) => self.input(&name, value.expr()),
                None => self.leave_out(key, "the name of an input is computed, so it is left out.".into()),
            }
        }
    }

    fn attribute(&mut self, attribute: &Attribute) {
        self.input(attribute.key.as_str(), &attribute.value);
    }

    fn input(&mut self, name: &str, value: &Expression) {
        if let Some(value) = literal::read(&InputPath::of(name), value, &mut self.reader) {
            self.reader.set(name, value);
        }
    }

    fn leave_out(&mut self, part: &impl Span, text: String) {
        self.reader.leave_out(span_of(part), None, text);
    }
}

/// Whether the block calls the module, from a folder, a repository or a registry. The contract is a module of its own.
fn calls_the_module(block: &Block) -> bool {
    let source = block.body.get_attribute("source").and_then(|attribute| attribute.value.as_str());
    let path = source.and_then(|source| source.split('?').next()).unwrap_or_default();
    path.contains("openmercato-ecs") && !path.trim_end_matches('/').ends_with("/contract")
}

fn span_of(part: &impl Span) -> Range<usize> {
    part.span().unwrap_or(0..0)
}
