//! Inputs from a file.

mod archive;
mod depth;
mod json;
mod literal;

use crate::admission;
use hcl_edit::Span;
use hcl_edit::expr::{Expression, Object};
use hcl_edit::structure::{Attribute, Block};
use openmercato_ecs_module::{Inputs, Module, zones};
use terraform_language::{InputPath, source};

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
    /// The line, from 1; `None` for the whole file.
    pub line: Option<usize>,
    /// What and why.
    pub text: String,
}

/// The largest file that is read, in bytes.
pub const LARGEST: usize = 1 << 20;

/// The deepest nesting that is read. Inputs nest seven deep; parsers are recursive, and the stack is finite.
pub const DEEPEST: usize = 32;

/// Reads a `.tfvars`, a `.tfvars.json`, or a `.tf` that holds a module call or a root's `locals { inputs = {…} }`.
///
/// Nothing is dropped in silence: what is no literal value is left out with a note, and so are the sensitive inputs.
pub fn read(name: &str, text: &str) -> Import {
    without_secrets(read_whole(name, text))
}

/// Reads what [`read`] reads, or one of our archives: then the inputs of the deployment in it.
pub fn read_bytes(name: &str, bytes: &[u8]) -> Import {
    if bytes.starts_with(archive::SIGNATURE) {
        return without_secrets(archive::read(bytes));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => read(name, text),
        Err(_) => refused("the file is neither text nor a zip.".into()),
    }
}

/// Reads what [`read`] reads with the sensitive inputs among it, for a verdict that is Terraform's. They must not be
/// shown, stored or sent; nothing of what is emitted holds them.
pub fn read_whole(name: &str, text: &str) -> Import {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > LARGEST {
        return refused(format!("the file has {} bytes, more than the {LARGEST} that are read.", text.len()));
    }
    // Pasted text comes without a name. No HCL starts with a brace.
    if name.ends_with(".json") || text.trim_start().starts_with('{') {
        return json_inputs(text);
    }
    let depth = depth::of(text);
    if depth.deepest > DEEPEST {
        let note = ImportNote { line: Some(depth.line), text: format!("the file nests more than {DEEPEST} deep.") };
        return Import { inputs: Inputs::new(), notes: vec![note] };
    }
    hcl(text)
}

fn without_secrets(mut import: Import) -> Import {
    for variable in Module::embedded().variables().iter().filter(|variable| variable.sensitive) {
        if import.inputs.remove(&variable.name).is_some() {
            let text = format!("{} is left out: secrets are given by their ARNs alone.", variable.name);
            import.notes.push(ImportNote { line: None, text });
        }
    }
    import
}

fn refused(text: String) -> Import {
    Import { inputs: Inputs::new(), notes: vec![ImportNote { line: None, text }] }
}

fn json_inputs(text: &str) -> Import {
    match json::read(text).map(|json| Inputs::from_json(&json)) {
        Ok(Some(inputs)) => Import { inputs, notes: Vec::new() },
        Ok(None) => refused("the file holds no JSON object.".into()),
        Err(error) => Import {
            inputs: Inputs::new(),
            notes: vec![ImportNote {
                line: Some(error.line()),
                text: format!("this cannot be read as JSON: {error}."),
            }],
        },
    }
}

fn hcl(text: &str) -> Import {
    let (text, body) = match source::body(text) {
        Ok(read) => read,
        Err(error) => {
            let note = format!("this is not HCL: {}.", error.message);
            return Import { inputs: Inputs::new(), notes: vec![ImportNote { line: Some(error.line), text: note }] };
        }
    };
    let mut reader = Reader { inputs: Inputs::new(), call: None, notes: Notes { text: &text, notes: Vec::new() } };
    body.attributes().for_each(|attribute| reader.attribute(attribute));
    body.blocks().for_each(|block| reader.block(block));
    Import { inputs: reader.inputs, notes: reader.notes.notes }
}

/// What is left out of a text, with the lines.
struct Notes<'a> {
    text: &'a str,
    notes: Vec<ImportNote>,
}

impl Notes<'_> {
    fn note(&mut self, at: &impl Span, text: String) {
        let start = at.span().map_or(0, |span| span.start);
        self.notes.push(ImportNote { line: Some(line_at(self.text, start)), text });
    }
}

struct Reader<'a> {
    inputs: Inputs,
    /// The block that the inputs come from: there is one deployment in an import.
    call: Option<String>,
    notes: Notes<'a>,
}

impl Reader<'_> {
    fn block(&mut self, block: &Block) {
        let label = block.labels.first().map_or("", hcl_edit::structure::BlockLabel::as_str);
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
            _ => self.notes.note(block, format!("the block {described} holds no inputs of the module.")),
        }
    }

    fn is_first(&mut self, block: &Block, described: &str) -> bool {
        if let Some(first) = &self.call {
            self.notes.note(block, format!("the block {described} is left out: the inputs of {first} were read."));
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
                    self.notes.note(attribute, text);
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
                None => self.notes.note(key, "the name of an input is computed, so it is left out.".into()),
            }
        }
    }

    fn attribute(&mut self, attribute: &Attribute) {
        self.input(attribute.key.as_str(), &attribute.value);
    }

    fn input(&mut self, name: &str, value: &Expression) {
        if let Some(value) = literal::read(&InputPath::of(name), value, &mut self.notes) {
            self.inputs.set(name, value);
        }
    }
}

/// Whether the block calls the module, from a folder, a repository or a registry. The contract is a module of its own.
fn calls_the_module(block: &Block) -> bool {
    let source = block.body.get_attribute("source").and_then(|attribute| attribute.value.as_str());
    let path = source.and_then(|source| source.split('?').next()).unwrap_or_default();
    path.contains("openmercato-ecs") && !path.trim_end_matches('/').ends_with("/contract")
}

/// The line, from 1, of a place of the text, in bytes.
fn line_at(text: &str, place: usize) -> usize {
    1 + text.bytes().take(place).filter(|byte| *byte == b'\n').count()
}

/// The text on one line, cut where it is long.
fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(LONGEST).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}

impl Import {
    /// The import as the page takes it: without what the form could not show, and without what a root only repeats.
    #[must_use]
    pub fn admitted(self, module: &Module) -> Self {
        let (inputs, left_out) = admission::admit(module, &self.inputs);
        let mut notes = self.notes;
        notes.extend(left_out.into_iter().map(|text| ImportNote { line: None, text }));
        Self { inputs: zones::without_prefilled(module, &inputs), notes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::tests::{renamed, zipped};

    #[test]
    fn a_reference_is_noted_with_its_line() {
        let import = read(
            "main.tf",
            "module \"shop\" {\n  source = \"./openmercato-ecs\"\n  vpc_id = aws_vpc.main.id\n  name   = \"shop\"\n}\n",
        );
        assert_eq!(import.inputs.get("name"), Some(&"shop".into()));
        assert_eq!(import.notes.len(), 1);
        assert_eq!(import.notes[0].line, Some(3));
    }

    #[test]
    fn what_is_literal_of_an_input_is_read() {
        let text = "\
# Ours
module \"shop\" {
  source = \"git::https://example.com/terraform-aws-openmercato-ecs.git//modules/openmercato-ecs?ref=v1\"
  web_service = {
    cpu    = 512
    memory = var.memory
    env    = { A = \"a\", B = upper(\"b\"), (local.c) = \"c\" }
  }
  existing_vpc_endpoints = toset([\"logs\", aws_vpc_endpoint.s3.service_name])
  alb_idle_timeout       = -(var.least)
  count                  = 2
}
module \"other\" { source = \"../openmercato-ecs\" }
resource \"aws_vpc\" \"main\" {}
";
        let import = read("main.tf", text);
        let expected = r#"{"existing_vpc_endpoints":["logs"],"web_service":{"cpu":512,"env":{"A":"a"}}}"#;
        assert_eq!(import.inputs.to_json().to_string(), expected);
        let notes: Vec<_> =
            import.notes.iter().map(|note| format!("{}: {}", note.line.unwrap_or_default(), note.text)).collect();
        assert_eq!(
            notes,
            [
                "6: web_service.memory is left empty: var.memory is a reference, whose value stands elsewhere.",
                "7: web_service.env.B is left empty: upper(\"b\") is a function's result, made only when Terraform runs.",
                "7: web_service.env: the key is computed, so its entry is left out.",
                "9: existing_vpc_endpoints[1] is left empty: aws_vpc_endpoint.s3.service_name is a reference, whose \
                 value stands elsewhere.",
                "10: alb_idle_timeout is left empty: -(var.least) is an expression, computed only when Terraform runs.",
                "11: count is left out: one deployment is read.",
                "13: the block module other is left out: the inputs of module shop were read.",
                "14: the block resource aws_vpc holds no inputs of the module.",
            ]
        );
    }

    #[test]
    fn what_is_computed_of_what_is_written_out_is_read() {
        let text = "\
db_port          = 3000 + 1
alb_idle_timeout = true ? -(-60) : 4
tags = {
  a          = \"1\"
  a          = \"2\"
  null       = \"yes\"
  (\"b\")      = \"${\"3\"}\"
  \"${\"c\"}d\" = 1 / 0
}
";
        let import = read("shop.tfvars", text);
        let expected = r#"{"alb_idle_timeout":60,"db_port":3001,"tags":{"a":"2","b":"3","null":"yes"}}"#;
        assert_eq!(import.inputs.to_json().to_string(), expected);
        let notes: Vec<_> = import.notes.iter().map(|note| (note.line, note.text.as_str())).collect();
        assert_eq!(
            notes,
            [(Some(8), "tags.cd is left empty: 1 / 0 is an expression, computed only when Terraform runs.")]
        );
    }

    #[test]
    fn json_of_what_is_written_out_is_read() {
        let text = "web_service = { sidecars = [\n  jsonencode({ name = \"agent\", image = \"agent:1\", cpu = 64 }),\n  \
                    jsonencode({ name = \"router\", image = var.image }),\n] }\n";
        let import = read("shop.tfvars", text);
        let expected = r#"{"web_service":{"sidecars":["{\"cpu\":64,\"image\":\"agent:1\",\"name\":\"agent\"}"]}}"#;
        assert_eq!(import.inputs.to_json().to_string(), expected);
        let notes: Vec<_> = import.notes.iter().map(|note| (note.line, note.text.as_str())).collect();
        let left_out = "web_service.sidecars[1] is left empty: jsonencode({ name = \"router\", image = var.image }) is a \
                        function's result, made only when Terraform runs.";
        assert_eq!(notes, [(Some(3), left_out)]);
    }

    #[test]
    fn an_archive_gives_its_deployment() {
        let inputs = Inputs::new().with("name", "shop".into()).with("db_port", 5432.into());
        let bundle = crate::Deployment::of(Module::embedded(), &inputs).bundle();
        let import = read_bytes("shop.zip", &bundle.bytes);
        assert_eq!(import, Import { inputs, notes: Vec::new() });
        assert_eq!(read_bytes("cut.zip", &bundle.bytes[..1000]).notes.len(), 1);
    }

    #[test]
    fn an_archive_that_is_ambiguous_or_too_large_is_refused_with_the_reason() {
        let [one, two] = ["deployments/one/inputs.tf", "deployments/two/inputs.tf"];
        let large = vec![b'#'; 2 << 20];
        let said = |bytes: Vec<u8>| {
            let import = read_bytes("shop.zip", &bytes);
            assert_eq!(import.inputs, Inputs::new());
            import.notes.into_iter().map(|note| note.text).collect::<Vec<_>>()
        };
        let both = || zipped([(one, &b"locals { inputs = {} }"[..]), (two, b"locals { inputs = {} }")]);
        assert_eq!(said(both()), [format!("{two} is left out: {one} was read.")]);
        assert_eq!(said(renamed(both(), two, one)), ["the archive has two files of one name."]);
        let refused = "the file has 2097152 bytes, more than the 1048576 that are read.";
        assert_eq!(said(zipped([(one, large.as_slice())])), [refused]);
    }

    #[test]
    fn pasted_json_is_known_by_its_brace() {
        assert_eq!(read("", " {\"name\": \"shop\"}").inputs, Inputs::new().with("name", "shop".into()));
    }

    #[test]
    fn a_secret_is_left_out_and_said_so() {
        let import = read("a.tfvars", "database_url = \"postgres://u:p@h/d\"\n");
        assert_eq!(import.inputs, Inputs::new());
        assert!(import.notes[0].text.contains("database_url"));
    }

    #[test]
    fn what_nests_too_deep_is_named_with_its_line() {
        let deep = format!("name = \"shop\"\ntags = {{\n  a = {}\n}}\n", "[".repeat(40));
        let note = ImportNote { line: Some(3), text: "the file nests more than 32 deep.".into() };
        assert_eq!(read("a.tfvars", &deep).notes, [note]);
    }

    #[test]
    fn hostile_files_are_refused() {
        for text in
            ["[", "a = (", "a = !", "a = \"${", "a = <<E\n${", "a = x ? ", "{\"a\":", "\u{0}{"].map(|t| t.repeat(5_000))
        {
            for text in [text.as_str(), &format!("a = {}", text.replace("a = ", ""))] {
                assert_eq!(read("a.tfvars", text).inputs, Inputs::new());
                assert_eq!(read("a.tfvars.json", text).inputs, Inputs::new());
            }
        }
    }
}
