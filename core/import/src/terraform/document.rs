//! A file of Terraform's, read into blocks.

use super::block::Body;
use super::hcl::Hcl;
use super::node::Place;
use super::{DEEPEST, MOST_PARTS, json};
use crate::line_index::LineIndex;
use jsonc_parser::ast::Value as Json;
use terraform_language::{scan, source};

/// What kind of file it is: what Terraform does with it follows from its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A configuration, or a text without a name, which may be of any kind.
    Configuration,
    /// Values of variables; in which order Terraform reads them.
    Values(Rank),
    /// Terragrunt's.
    Terragrunt,
}

/// In which order Terraform reads files of values: what is read later counts.
/// <https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence>
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// `terraform.tfvars`
    First,
    /// `terraform.tfvars.json`
    FirstJson,
    /// `*.auto.tfvars`, `*.auto.tfvars.json`, by name.
    Automatic,
    /// Named on the command line.
    Named,
}

/// A file of Terraform's.
#[derive(Clone, Debug)]
pub(super) struct Document {
    /// Its index in the import.
    pub(super) file: usize,
    pub(super) name: String,
    pub(super) kind: Kind,
    /// The text that places are spans of. It has the lines of the file.
    pub(super) text: String,
    pub(super) index: LineIndex,
    pub(super) body: Body,
    pub(super) comments: Vec<Place>,
}

/// Why a file cannot be read: where, as a span, and what is wrong.
pub(super) struct Unreadable {
    pub(super) place: Place,
    pub(super) message: String,
}

impl Document {
    pub(super) fn read(file: usize, name: &str, text: &str) -> Result<Self, Unreadable> {
        let mut document = Self::unread(file, name, text);
        match is_json(name, text) {
            true => document.read_json(text)?,
            false => document.read_hcl(text)?,
        }
        Ok(document)
    }

    /// The document without what is in it.
    pub(super) fn unread(file: usize, name: &str, text: &str) -> Self {
        Self {
            file,
            name: name.to_owned(),
            kind: Kind::of(name),
            text: text.to_owned(),
            index: LineIndex::of(text),
            body: Body::default(),
            comments: Vec::new(),
        }
    }

    fn read_hcl(&mut self, given: &str) -> Result<(), Unreadable> {
        let scan = scan::of(given, DEEPEST);
        if scan.deepest > DEEPEST {
            let place = Place { file: self.file, start: scan.deepest_at, end: scan.deepest_at };
            return Err(Unreadable { place, message: format!("the file nests more than {DEEPEST} deep.") });
        }
        self.count(scan.parts)?;
        let (text, body) = source::body(given).map_err(|error| self.unreadable(error.line, &error.message))?;
        // Keys that come again have got parentheses, so comments may have moved.
        let scan = scan::of(&text, DEEPEST);
        self.comments = scan.comments.into_iter().map(|span| Place::new(self.file, Some(span))).collect();
        self.body = Hcl { file: self.file }.body(&body);
        self.index = LineIndex::of(&text);
        self.text = text.into_owned();
        Ok(())
    }

    fn count(&self, parts: usize) -> Result<(), Unreadable> {
        if parts <= MOST_PARTS {
            return Ok(());
        }
        let place = Place { file: self.file, start: 0, end: self.text.len() };
        Err(Unreadable {
            place,
            message: format!("the file has {parts} parts, more than the {MOST_PARTS} that are read."),
        })
    }

    fn unreadable(&self, line: usize, message: &str) -> Unreadable {
        let place = Place::new(self.file, Some(self.index.start(line)));
        Unreadable { place, message: format!("this is not HCL: {message}.") }
    }

    fn read_json(&mut self, text: &str) -> Result<(), Unreadable> {
        let at = |line| Place::new(self.file, Some(self.index.start(line)));
        let value = json::parse(text).map_err(|error| Unreadable { place: at(error.line), message: error.message })?;
        self.count(json::parts(&value))?;
        if let Some((name, start)) = json::twice(&value) {
            let place = Place { file: self.file, start, end: start };
            let name = crate::reader::short(&name);
            return Err(Unreadable { place, message: format!("this cannot be read as JSON: {name} is set twice.") });
        }
        let Json::Object(object) = &value else {
            return Err(Unreadable { place: at(1), message: "the file holds no JSON object.".into() });
        };
        let has_templates = self.kind == Kind::Configuration && is_configuration(&self.name, &value);
        let reading = json::Reading { file: self.file, has_templates };
        self.body = match has_templates {
            true => reading.configuration(object, &mut self.comments),
            false => reading.values(object, &mut self.comments),
        };
        Ok(())
    }

    /// The folder that it lies in, as it was given.
    pub(super) fn folder(&self) -> &str {
        self.name.rsplit_once(['/', '\\']).map_or("", |(folder, _)| folder)
    }

    /// Its name without the folder.
    pub(super) fn own_name(&self) -> &str {
        self.name.rsplit(['/', '\\']).next().unwrap_or_default()
    }
}

impl Kind {
    fn of(name: &str) -> Self {
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let plain = name.strip_suffix(".json").unwrap_or(name);
        match plain {
            "terraform.tfvars" if plain.len() == name.len() => Self::Values(Rank::First),
            "terraform.tfvars" => Self::Values(Rank::FirstJson),
            _ if plain.ends_with(".auto.tfvars") => Self::Values(Rank::Automatic),
            _ if plain.ends_with(".tfvars") => Self::Values(Rank::Named),
            _ if name.ends_with(".hcl") => Self::Terragrunt,
            _ => Self::Configuration,
        }
    }
}

/// Whether a text is JSON: no HCL starts with a brace.
pub(crate) fn is_json(name: &str, text: &str) -> bool {
    name.ends_with(".json") || text.trim_start().starts_with('{')
}

/// Whether JSON is a configuration: its name says so, or every property is a kind of block.
fn is_configuration(name: &str, value: &Json) -> bool {
    const KINDS: [&str; 13] = [
        "//",
        "check",
        "data",
        "import",
        "locals",
        "module",
        "moved",
        "output",
        "provider",
        "removed",
        "resource",
        "terraform",
        "variable",
    ];
    let Json::Object(object) = value else { return false };
    let are_blocks = || object.properties.iter().all(|property| KINDS.contains(&property.name.as_str()));
    name.ends_with(".tf.json") || !object.properties.is_empty() && are_blocks()
}
