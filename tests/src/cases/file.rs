//! Reads one file of the corpus.

use std::collections::BTreeSet;

use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Attribute, Block, Body};
use openmercato_ecs_core::preset::{self, Preset};
use openmercato_ecs_core::{Inputs, Value, console};

use super::{Case, Section, Subject};

/// The sections of a file; `name` is its path without the ending.
///
/// # Errors
/// The line, and what is wrong there.
pub(super) fn read(name: &str, text: &str) -> Result<Vec<Section>, String> {
    let body: Body = text
        .parse()
        .map_err(|error: hcl_edit::parser::Error| format!("{}: {}", error.location().line(), error.message()))?;
    let file = File { name, text };
    if !text.starts_with("# ") {
        return Err("1: the file begins with a comment that says what it is about".into());
    }
    file.knows(&body, &["base"])?;
    let base = body.get_attribute("base").map(|base| file.text(base)).transpose()?.flatten();
    body.blocks().map(|block| file.section(block, base.as_deref())).collect()
}

/// A file while it is read.
struct File<'a> {
    name: &'a str,
    text: &'a str,
}

impl File<'_> {
    fn section(&self, block: &Block, base: Option<&str>) -> Result<Section, String> {
        let subject = match block.ident.as_str() {
            "rule" => Subject::Rule,
            "advice" => Subject::Advice,
            "topic" => Subject::Topic,
            other => return Err(self.at(block, &format!("a section is a rule, advice or a topic, not {other:?}"))),
        };
        self.knows(&block.body, &[])?;
        let title = self.label(block)?;
        let name = format!("{}/{title}", self.name);
        let cases =
            block.body.blocks().map(|case| self.case(case, subject, &name, &title, base)).collect::<Result<_, _>>()?;
        Ok(Section { name, subject, title, cases })
    }

    fn case(
        &self,
        block: &Block,
        subject: Subject,
        section: &str,
        title: &str,
        base: Option<&str>,
    ) -> Result<Case, String> {
        let breaks = match (subject, block.ident.as_str()) {
            (Subject::Rule | Subject::Topic, "refuses") | (Subject::Advice, "warns") => true,
            (Subject::Rule | Subject::Topic, "accepts") | (Subject::Advice, "silent") => false,
            (Subject::Advice, other) => {
                return Err(self.at(block, &format!("a case of advice is warns or silent, not {other:?}")));
            }
            (_, other) => return Err(self.at(block, &format!("a case is refuses or accepts, not {other:?}"))),
        };
        self.knows(&block.body, &["why", "base", "inputs", "fails", "warns"])?;
        let name = format!("{section}/{}", self.label(block)?);
        let attribute = |name: &str| block.body.get_attribute(name);
        let why = attribute("why").map(|why| self.text(why)).transpose()?.flatten().unwrap_or_default();
        if why.trim().is_empty() {
            return Err(self.at(block, "a case says why it exists"));
        }
        let base = match attribute("base") {
            Some(own) => self.text(own)?,
            None => base.map(ToOwned::to_owned),
        };
        let mut warns = self.names(attribute("warns"))?;
        if subject == Subject::Advice && breaks && warns.is_empty() {
            warns.insert(title.to_owned());
        }
        let base = base
            .map(|name| preset::find(&name).ok_or_else(|| self.at(block, &format!("there is no preset {name:?}"))))
            .transpose()?;
        Ok(Case {
            name,
            breaks,
            inputs: self.inputs(block, base)?,
            base,
            fails: self.names(attribute("fails"))?,
            warns,
        })
    }

    fn inputs(&self, block: &Block, base: Option<&Preset>) -> Result<Inputs, String> {
        let mut inputs = base.map(|base| base.inputs.clone()).unwrap_or_default();
        if let Some(changes) = block.body.get_attribute("inputs") {
            let value = self.value(changes)?;
            let entries = value.entries().ok_or_else(|| self.at(changes, "inputs is an object"))?;
            entries.iter().for_each(|(name, value)| inputs.set(name, value.clone()));
        }
        Ok(inputs)
    }

    /// What the attribute is worth: literals, and functions of them.
    fn value(&self, attribute: &Attribute) -> Result<Value, String> {
        let expression: &Expression = &attribute.value;
        let text = expression.span().and_then(|span| self.text.get(span)).unwrap_or_default();
        console::evaluate(text).map_err(|why| self.at(attribute, &why))
    }

    fn text(&self, attribute: &Attribute) -> Result<Option<String>, String> {
        match self.value(attribute)? {
            Value::Null => Ok(None),
            Value::String(text) => Ok(Some(text.to_string())),
            _ => Err(self.at(attribute, &format!("{} is a text", attribute.key.as_str()))),
        }
    }

    fn names(&self, attribute: Option<&Attribute>) -> Result<BTreeSet<String>, String> {
        let Some(attribute) = attribute else {
            return Ok(BTreeSet::new());
        };
        let value = self.value(attribute)?;
        let names = value.elements().map(|elements| elements.iter().map(Value::as_str).collect::<Option<Vec<_>>>());
        let names = names
            .flatten()
            .ok_or_else(|| self.at(attribute, &format!("{} is a list of texts", attribute.key.as_str())))?;
        Ok(names.into_iter().map(ToOwned::to_owned).collect())
    }

    /// Refuses attributes of other names.
    fn knows(&self, body: &Body, names: &[&str]) -> Result<(), String> {
        match body.attributes().find(|attribute| !names.contains(&attribute.key.as_str())) {
            None => Ok(()),
            Some(other) if names.is_empty() => {
                Err(self.at(other, &format!("{} cannot stand here", other.key.as_str())))
            }
            Some(other) => {
                Err(self.at(other, &format!("there is no {}, only {}", other.key.as_str(), names.join(", "))))
            }
        }
    }

    fn label(&self, block: &Block) -> Result<String, String> {
        match block.labels.as_slice() {
            [label] => Ok(label.as_str().to_owned()),
            _ => Err(self.at(block, &format!("{} has one name in quotes", block.ident.as_str()))),
        }
    }

    fn at(&self, what: &impl Span, why: &str) -> String {
        let start = what.span().map_or(0, |span| span.start);
        let line = 1 + self.text.bytes().take(start).filter(|byte| *byte == b'\n').count();
        format!("{line}: {why}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        read("a/b", text).expect_err("no case")
    }

    #[test]
    fn what_is_no_case_is_named_with_its_line() {
        for (text, expected) in [
            ("base = \"minimal-managed\"\n", "1: the file begins with a comment"),
            ("# About.\nrules \"x\" {}\n", "2: a section is a rule, advice or a topic, not \"rules\""),
            ("# About.\nrule \"x\" {\n  warns \"y\" {}\n}\n", "3: a case is refuses or accepts, not \"warns\""),
            ("# About.\nrule \"x\" {\n  refuses \"y\" {\n  }\n}\n", "3: a case says why it exists"),
            (
                "# About.\nrule \"x\" {\n  refuses \"y\" {\n    why = \"z\"\n    fail = []\n  }\n}\n",
                "5: there is no fail, only why",
            ),
            (
                "# About.\nrule \"x\" {\n  refuses \"y\" {\n    why = \"z\"\n    base = \"no\"\n  }\n}\n",
                "3: there is no preset \"no\"",
            ),
            ("# About.\nrule {}\n", "2: rule has one name in quotes"),
        ] {
            assert!(error(text).starts_with(expected), "{}", error(text));
        }
    }

    #[test]
    fn a_case_changes_its_base() {
        let text = "# About.\nbase = \"minimal-managed\"\nadvice \"x\" {\n  warns \"y\" {\n    why = \"z\"\n    inputs = { name = \"shop\", image = null }\n  }\n}\n";
        let sections = read("a/b", text).expect("a section");
        let case = &sections[0].cases[0];
        assert_eq!((case.name.as_str(), case.breaks), ("a/b/x/y", true));
        assert_eq!(case.inputs.get("name"), Some(&"shop".into()));
        assert_eq!(case.inputs.get("image"), None);
        assert_eq!(case.warns, BTreeSet::from(["x".to_owned()]));
    }
}
