//! A planned resource as Terraform writes it in the text of a plan.

use crate::PlannedBlock;
use crate::provider::{BodyType, Provider};
use std::sync::Arc;
use terraform_language::{Segment, Value, hcl};

/// One line of a resource's block, without its indentation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How deep it stands in the block, from 1; 0 for the block's first and last line.
    pub depth: usize,
    /// The text, as `+ name = "shop"`.
    pub text: String,
    /// The addresses that what is known after apply comes from.
    pub after_apply: Vec<String>,
    /// The argument or inner block of the resource that it is part of; empty for the block's first and last line.
    pub argument: Arc<str>,
}

/// What stands for a value that nobody knows before apply.
const AFTER_APPLY: &str = "(known after apply)";

impl PlannedBlock {
    /// The block, line by line. What is null or an empty text is left out, as in Terraform's plans.
    pub fn lines(&self) -> Vec<Line> {
        let ty = &Provider::embedded().resource_type(&self.address.resource_type).body;
        let (resource_type, name) = (&self.address.resource_type, &self.address.name);
        let mut writer = Writer { itself: format!("{}.", self.address), ..Writer::default() };
        writer.line(0, format!("+ resource \"{resource_type}\" \"{name}\" {{"));
        writer.body(&self.named, ty, 1);
        writer.argument = "".into();
        writer.line(0, "}".into());
        writer.lines
    }

    /// The block as text, under its address.
    pub fn to_text(&self) -> String {
        let line = |line: Line| {
            let comment = match line.after_apply.is_empty() {
                true => String::new(),
                false => format!(" # {}", line.after_apply.join(", ")),
            };
            // What starts with no mark stands where the marked text begins.
            let indent = 4 * line.depth + if line.text.starts_with("+ ") { 2 } else { 4 };
            format!("{:indent$}{}{comment}\n", "", line.text)
        };
        let block: String = self.lines().into_iter().map(line).collect();
        format!("  # {} will be created\n{block}\n", self.address)
    }
}

#[derive(Default)]
struct Writer {
    lines: Vec<Line>,
    /// The argument of the resource that is being written.
    argument: Arc<str>,
    /// How the address of what the resource itself provides begins.
    itself: String,
}

impl Writer {
    fn line(&mut self, depth: usize, text: String) {
        self.lines.push(Line { depth, text, after_apply: Vec::new(), argument: self.argument.clone() });
    }

    /// The arguments by name, then the inner blocks. An empty text is as good as null here, as it is in Terraform's plans.
    fn body(&mut self, object: &Value, ty: &BodyType, depth: usize) {
        let is_set = |value: &Value| !value.is_null() && value.as_str() != Some("");
        let entries: Vec<_> = object.entries().into_iter().flatten().filter(|(_, value)| is_set(value)).collect();
        let (blocks, arguments): (Vec<_>, Vec<_>) =
            entries.into_iter().partition(|(name, value)| ty.blocks.contains_key(*name) && !value.is_unknown());
        let width = arguments.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
        for (name, value) in arguments {
            self.enter(name, depth);
            self.value(&format!("+ {name:width$} = "), value, "", depth);
        }
        for (name, block) in blocks {
            self.enter(name, depth);
            for element in block.elements().unwrap_or(std::slice::from_ref(block)) {
                self.line(depth, format!("+ {name} {{"));
                match ty.blocks.get(name) {
                    Some(block) => self.body(element, &block.body, depth + 1),
                    None => self.body(element, &BodyType::default(), depth + 1),
                }
                self.line(depth, "}".into());
            }
        }
    }

    fn enter(&mut self, name: &Arc<str>, depth: usize) {
        if depth == 1 {
            self.argument = name.clone();
        }
    }

    /// A value between what stands before it on its first line and after it on its last.
    fn value(&mut self, before: &str, value: &Value, after: &str, depth: usize) {
        match value {
            Value::Unknown(..) => self.line(depth, format!("{before}{AFTER_APPLY}{after}")),
            Value::String(text) => self.text(before, text, after, depth),
            Value::List(elements) | Value::Set(elements) | Value::Tuple(elements) if !elements.is_empty() => {
                self.line(depth, format!("{before}["));
                elements.iter().for_each(|element| self.value("+ ", element, ",", depth + 1));
                self.line(depth, format!("]{after}"));
            }
            Value::Map(entries) | Value::Object(entries) if !entries.is_empty() => {
                self.line(depth, format!("{before}{{"));
                let is_map = matches!(value, Value::Map(_));
                let keys: Vec<_> =
                    entries.keys().map(|key| if is_map { hcl::quoted(key) } else { key.to_string() }).collect();
                let width = keys.iter().map(|key| key.chars().count()).max().unwrap_or_default();
                for (key, entry) in keys.iter().zip(entries.values()) {
                    self.value(&format!("+ {key:width$} = "), entry, "", depth + 1);
                }
                self.line(depth, format!("}}{after}"));
            }
            known => {
                let text = known.to_json_text().unwrap_or_default();
                self.line(depth, format!("{before}{text}{after}"));
            }
        }
    }

    /// A text: what it holds where that is JSON; a template where part of it is known after apply.
    fn text(&mut self, before: &str, text: &Arc<str>, after: &str, depth: usize) {
        if text.starts_with(['{', '['])
            && let Ok(json) = serde_json::from_str(text)
        {
            self.line(depth, format!("{before}jsonencode("));
            self.value("", &Value::from_json(&json), "", depth + 1);
            self.line(depth, format!("){after}"));
            return;
        }
        let segments = Segment::of(&Value::String(text.clone()));
        let names = segments.iter().filter_map(|segment| match segment {
            Segment::AfterApply(name) if !name.is_empty() => Some(name.clone()),
            _ => None,
        });
        let names: Vec<_> = names.collect();
        let written = match segments.as_slice() {
            [Segment::AfterApply(_)] => AFTER_APPLY.to_owned(),
            _ if names.is_empty() => hcl::quoted(text),
            segments => template(segments),
        };
        self.line(depth, format!("{before}{written}{after}"));
        if let Some(line) = self.lines.last_mut() {
            line.after_apply = names;
            line.after_apply.retain(|name| !name.starts_with(&self.itself));
        }
    }
}

/// A template with the addresses in their places.
fn template(segments: &[Segment]) -> String {
    let part = |segment: &Segment| match segment {
        Segment::Text(text) => {
            let quoted = hcl::quoted(text);
            quoted.strip_prefix('"').and_then(|quoted| quoted.strip_suffix('"')).unwrap_or_default().to_owned()
        }
        Segment::AfterApply(name) => format!("${{{name}}}"),
    };
    format!("\"{}\"", segments.iter().map(part).collect::<String>())
}
