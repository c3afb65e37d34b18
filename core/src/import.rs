//! Inputs from a file.

use crate::module::literal;
use crate::{Inputs, Module, Value};
use hcl_edit::Span;
use hcl_edit::expr::{Expression, Object, ObjectKey};
use hcl_edit::structure::{Attribute, Block, Body};

/// What was read of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The inputs that were understood.
    pub inputs: Inputs,
    /// What was not understood, or left out, and why.
    pub notes: Vec<ImportNote>,
}

/// One thing that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportNote {
    /// The line, from 1; 0 for the whole file.
    pub line: usize,
    /// What and why.
    pub text: String,
}

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 1 << 20;

/// The deepest nesting of brackets that is read. Inputs nest four deep; parsers are recursive, and the stack is finite.
pub const DEEPEST: usize = 32;

/// Reads a `.tfvars`, a `.tfvars.json`, or a `.tf` that holds a module call or a root's `locals { inputs = {…} }`.
///
/// Nothing is dropped in silence: what is no literal value is left out with a note, and so are the sensitive inputs.
pub fn read(name: &str, text: &str) -> Import {
    let mut import = if text.len() > LARGEST {
        refused(format!("the file has {} bytes, more than the {LARGEST} that are read.", text.len()))
    } else if depth(text) > DEEPEST {
        refused(format!("the file nests brackets more than {DEEPEST} deep."))
    } else if name.ends_with(".json") {
        json(text)
    } else {
        hcl(text)
    };
    for variable in Module::embedded().variables().iter().filter(|variable| variable.sensitive) {
        if import.inputs.remove(&variable.name).is_some() {
            let text = format!("{} is left out: secrets are given by their ARNs alone.", variable.name);
            import.notes.push(ImportNote { line: 0, text });
        }
    }
    import
}

fn refused(text: String) -> Import {
    Import { inputs: Inputs::new(), notes: vec![ImportNote { line: 0, text }] }
}

/// How deep brackets nest, those in texts and comments too: an upper bound.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

fn json(text: &str) -> Import {
    match serde_json::from_str(text).map(|json: serde_json::Value| Inputs::from_json(&json)) {
        Ok(Some(inputs)) => Import { inputs, notes: Vec::new() },
        Ok(None) => refused("the file holds no JSON object.".into()),
        Err(error) => Import {
            inputs: Inputs::new(),
            notes: vec![ImportNote { line: error.line(), text: format!("this is not JSON: {error}.") }],
        },
    }
}

fn hcl(text: &str) -> Import {
    let body: Body = match text.parse() {
        Ok(body) => body,
        Err(error) => {
            let error: hcl_edit::parser::Error = error;
            let note = format!("this is not HCL: {}.", error.message());
            return Import {
                inputs: Inputs::new(),
                notes: vec![ImportNote { line: error.location().line(), text: note }],
            };
        }
    };
    let mut reader = Reader { text, import: Import::default() };
    body.attributes().for_each(|attribute| reader.attribute(attribute));
    body.blocks().for_each(|block| reader.block(block));
    reader.import
}

struct Reader<'a> {
    text: &'a str,
    import: Import,
}

impl Reader<'_> {
    fn block(&mut self, block: &Block) {
        let label = block.labels.first().map(hcl_edit::structure::BlockLabel::as_str);
        let calls_the_module = || {
            let source = block.body.get_attribute("source").and_then(|attribute| attribute.value.as_str());
            source.is_some_and(|source| source.trim_end_matches('/').ends_with("openmercato-ecs"))
        };
        match (block.ident.as_str(), label) {
            ("locals", _) => match block.body.get_attribute("inputs").map(|attribute| &attribute.value) {
                Some(Expression::Object(object)) => self.object(object),
                _ => self.note(block, "these locals hold no inputs.".into()),
            },
            ("module", Some(_)) if calls_the_module() => {
                for attribute in block.body.attributes() {
                    let meta = ["source", "version", "providers", "count", "for_each", "depends_on"];
                    if !meta.contains(&attribute.key.as_str()) {
                        self.attribute(attribute);
                    }
                }
            }
            (kind, label) => {
                self.note(block, format!("the block {kind} {} is not an input.", label.unwrap_or_default()));
            }
        }
    }

    fn object(&mut self, object: &Object) {
        for (key, value) in object {
            match key {
                ObjectKey::Ident(name) => self.input(name.as_str(), value.expr()),
                ObjectKey::Expression(Expression::Variable(name)) => self.input(name.as_str(), value.expr()),
                ObjectKey::Expression(Expression::String(name)) => self.input(name.value(), value.expr()),
                ObjectKey::Expression(key) => self.note(key, "the name of an input is a word.".into()),
            }
        }
    }

    fn attribute(&mut self, attribute: &Attribute) {
        self.input(attribute.key.as_str(), &attribute.value);
    }

    fn input(&mut self, name: &str, value: &Expression) {
        match literal(value) {
            Ok(value) => self.import.inputs.set(name, value),
            Err(why) => self.note(value, format!("{name} is left out: it is no literal value ({why}).")),
        }
    }

    fn note(&mut self, at: &impl Span, text: String) {
        let start = at.span().map_or(0, |span| span.start);
        let line = 1 + self.text.bytes().take(start).filter(|byte| *byte == b'\n').count();
        self.import.notes.push(ImportNote { line, text });
    }
}

/// The inputs without what a root adds to them: zones that the module's table gives anyway.
#[must_use]
pub fn without_prefilled(module: &Module, inputs: &Inputs) -> Inputs {
    let without = inputs.with("availability_zones", Value::Null);
    let prefilled = crate::emit::zones(module, &without);
    if prefilled.is_some() && prefilled.as_ref() == inputs.get("availability_zones") { without } else { inputs.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_is_noted_with_its_line() {
        let import = read(
            "main.tf",
            "module \"shop\" {\n  source = \"./openmercato-ecs\"\n  vpc_id = aws_vpc.main.id\n  name   = \"shop\"\n}\n",
        );
        assert_eq!(import.inputs.get("name"), Some(&"shop".into()));
        assert_eq!(import.notes.len(), 1);
        assert_eq!(import.notes[0].line, 3);
    }

    #[test]
    fn a_secret_is_left_out_and_said_so() {
        let import = read("a.tfvars", "database_url = \"postgres://u:p@h/d\"\n");
        assert_eq!(import.inputs, Inputs::new());
        assert!(import.notes[0].text.contains("database_url"));
    }

    #[test]
    fn hostile_files_are_refused() {
        for text in
            ["[".repeat(100_000), format!("a = {}1", "(".repeat(5_000)), "x".repeat(LARGEST + 1), "\u{0}{".into()]
        {
            assert_eq!(read("a.tfvars", &text).inputs, Inputs::new());
            assert_eq!(read("a.tfvars.json", &text).inputs, Inputs::new());
        }
    }
}
