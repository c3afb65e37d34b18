use std::collections::BTreeMap;
use std::ops::Range;

use hcl_edit::Span as _;
use hcl_edit::expr::{Expression, ObjectKey};
use hcl_edit::structure::{Attribute, Block};
use openmercato_ecs_core::{Evaluation, Inputs, Module, Value, Values, preset, tfvars};

use super::mistake::{Mistake, Source};
use super::{Action, Actions, Meaning};

/// A change of one input, with what it does to a deployment that runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The file.
    pub file: String,
    /// The line of its block, from 1.
    pub line: usize,
    /// The input.
    pub input: String,
    /// What is changed about it, such as `a wider range`.
    pub what: String,
    /// The inputs of the deployment that runs.
    pub before: Inputs,
    /// Its inputs afterwards.
    pub after: Inputs,
    /// What it means.
    pub meaning: Meaning,
    /// That in a sentence.
    pub sentence: String,
    /// Why AWS refuses what Terraform plans, so that the apply stops halfway; or that it does not.
    pub refused_by_aws: Option<String>,
    /// What Terraform plans.
    pub actions: Actions,
    /// Where in the file the value of `actions` stands; where the attribute belongs, when it is not there yet.
    pub(super) span: Range<usize>,
}

impl Row {
    /// The row as people name it: `vpc_cidr, "another range"`.
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} \"{}\"", self.input, self.what)
    }

    /// The deployment that runs, by the inputs in effect: rows that say a default and rows that leave it start from the
    /// same one.
    #[must_use]
    pub fn deployment(&self) -> Values {
        Evaluation::of(Module::embedded(), &self.before).in_effect().clone()
    }

    /// File and line, as an editor takes them.
    #[must_use]
    pub fn place(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }

    pub(super) fn read(block: &Block, source: Source, bases: &BTreeMap<String, Inputs>) -> Result<Self, Mistake> {
        let reader = Reader { block, source };
        let [input, what] = reader.labels("change \"INPUT\" \"WHAT IS CHANGED\"")?;
        reader.knows(&["base", "from", "to", "meaning", "sentence", "refused_by_aws", "actions"])?;
        let base = reader.text("base")?;
        let base = bases.get(&base).ok_or_else(|| {
            let names: Vec<_> = bases.keys().map(String::as_str).collect();
            reader.mistake("base", format!("there is no base {base:?}. Name one of {}", names.join(", ")))
        })?;
        let before = reader.inputs("from", base)?;
        let after = reader.inputs("to", &before)?;
        let meaning = reader.text("meaning")?.parse().map_err(|error: String| reader.mistake("meaning", error))?;
        Ok(Self {
            file: source.file.to_owned(),
            line: source.line(reader.start()),
            sentence: reader.text("sentence")?,
            refused_by_aws: reader.optional_text("refused_by_aws")?,
            actions: reader.actions()?,
            span: reader.span_of_actions(),
            input,
            what,
            before,
            after,
            meaning,
        })
    }
}

/// A base: `base "NAME" { preset = "…", inputs = { … } }`.
pub(super) fn read_base(block: &Block, source: Source) -> Result<(String, Inputs), Mistake> {
    let reader = Reader { block, source };
    let [name] = reader.labels("base \"NAME\"")?;
    reader.knows(&["preset", "inputs"])?;
    let preset = reader.text("preset")?;
    let Some(preset) = preset::find(&preset) else {
        let names: Vec<_> = preset::all().iter().map(|preset| preset.name.as_str()).collect();
        let message = format!("there is no preset {preset:?}. Name one of {}", names.join(", "));
        return Err(reader.mistake("preset", message));
    };
    Ok((name, reader.inputs("inputs", &preset.inputs)?))
}

/// An input that has no row: `no_row "INPUT" { why = "…" }`.
pub(super) fn read_no_row(block: &Block, source: Source) -> Result<(String, String), Mistake> {
    let reader = Reader { block, source };
    let [input] = reader.labels("no_row \"INPUT\"")?;
    reader.knows(&["why"])?;
    Ok((input, reader.text("why")?))
}

/// Reads one block, and says where in it something is wrong.
struct Reader<'a> {
    block: &'a Block,
    source: Source<'a>,
}

impl<'a> Reader<'a> {
    fn start(&self) -> usize {
        self.block.ident.span().unwrap_or_default().start
    }

    /// A mistake at an attribute, or at the block where that is missing.
    fn mistake(&self, attribute: &str, message: impl Into<String>) -> Mistake {
        let at =
            self.block.body.get_attribute(attribute).and_then(|it| it.key.span()).map_or(self.start(), |it| it.start);
        self.source.mistake(at, message)
    }

    fn labels<const N: usize>(&self, form: &str) -> Result<[String; N], Mistake> {
        let labels: Vec<_> = self.block.labels.iter().map(|label| label.as_str().to_owned()).collect();
        labels.try_into().map_err(|labels: Vec<String>| {
            self.source.mistake(self.start(), format!("the block has {} labels. Write {form}", labels.len()))
        })
    }

    fn knows(&self, names: &[&str]) -> Result<(), Mistake> {
        let unknown = self.block.body.attributes().find(|attribute| !names.contains(&attribute.key.as_str()));
        match unknown {
            Some(attribute) => {
                let name = attribute.key.as_str();
                Err(self.mistake(name, format!("there is no {name} here. Write {}", names.join(", "))))
            }
            None => Ok(()),
        }
    }

    fn optional_text(&self, name: &str) -> Result<Option<String>, Mistake> {
        let Some(attribute) = self.block.body.get_attribute(name) else { return Ok(None) };
        let text = attribute.value.as_str().filter(|text| !text.trim().is_empty());
        text.map(|text| Some(text.to_owned()))
            .ok_or_else(|| self.mistake(name, format!("{name} is no text. Write it in quotes")))
    }

    fn text(&self, name: &str) -> Result<String, Mistake> {
        let missing = || self.mistake(name, format!("{name} is missing. Write {name} = \"…\""));
        self.optional_text(name)?.ok_or_else(missing)
    }

    /// The inputs with those of an attribute set; null takes one away.
    fn inputs(&self, name: &str, base: &Inputs) -> Result<Inputs, Mistake> {
        let mut inputs = base.clone();
        for (input, value) in self.object(name)? {
            inputs.set(&input, self.value(name, &input, value)?);
        }
        Ok(inputs)
    }

    fn value(&self, name: &str, input: &str, value: &Expression) -> Result<Value, Mistake> {
        let span = value.span().unwrap_or_default();
        let text = self.source.text.get(span.clone()).unwrap_or_default();
        let read = tfvars::read(&format!("{input} = {text}\n"));
        let read = read.map_err(|error| self.source.mistake(span.start, format!("{name}.{error}")))?;
        Ok(read.get(input).cloned().unwrap_or(Value::Null))
    }

    fn actions(&self) -> Result<Actions, Mistake> {
        let read = |(address, action): (String, &Expression)| {
            let text = action.as_str().unwrap_or_default();
            let at = action.span().unwrap_or_default().start;
            let action: Action = text.parse().map_err(|error: String| self.source.mistake(at, error))?;
            Ok((address, action))
        };
        self.object("actions")?.into_iter().map(read).collect()
    }

    /// The entries of an attribute that is an object; none where it is not there.
    fn object(&self, name: &str) -> Result<Vec<(String, &'a Expression)>, Mistake> {
        let Some(attribute) = self.block.body.get_attribute(name) else { return Ok(Vec::new()) };
        let wrong = |form| self.mistake(name, format!("{name} is no object. Write {name} = {{ {form} }}"));
        let object = attribute.value.as_object().ok_or_else(|| wrong("key = value, …"))?;
        let entry = |(key, value): (&ObjectKey, &'a hcl_edit::expr::ObjectValue)| {
            let key = match key {
                ObjectKey::Ident(ident) => Some(ident.as_str().to_owned()),
                ObjectKey::Expression(expression) => expression.as_str().map(str::to_owned),
            };
            Ok((key.ok_or_else(|| wrong("\"key\" = value, …"))?, value.expr()))
        };
        object.iter().map(entry).collect()
    }

    /// Where the value of `actions` stands, or the end of the last attribute's line.
    fn span_of_actions(&self) -> Range<usize> {
        let value = |attribute: &Attribute| attribute.value.span().unwrap_or_default();
        let there = self.block.body.get_attribute("actions").map(value);
        there.unwrap_or_else(|| {
            let end = self.block.body.attributes().map(|attribute| value(attribute).end).max().unwrap_or_default();
            let rest = self.source.text.get(end..).unwrap_or_default();
            let end = end + rest.find('\n').unwrap_or(rest.len());
            end..end
        })
    }
}
