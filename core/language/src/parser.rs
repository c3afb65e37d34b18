//! Reads one folder's files into a [`Configuration`].

mod body;
mod constraint;

use crate::configuration::{
    CheckBlock, Configuration, ConfigurationError, OutputBlock, ResourceBlock, Rule, VariableBlock,
};
use crate::expression::Expr;
use crate::{Files, Location, Type, source};
use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Attribute, Block, Body};
use std::sync::Arc;

type Result<T> = std::result::Result<T, ConfigurationError>;

/// Parses the `.tf` files of one folder, by their paths; `folder` ends with `/` unless it is empty. Files of other
/// folders are left alone, and so are blocks that say nothing about values: `terraform`, `provider`, `module`.
///
/// # Errors
/// The first thing that cannot be read: HCL that does not parse, a function or a form that is not known here.
pub fn parse(folder: &str, files: &Files) -> Result<Configuration> {
    let mut configuration = Configuration::default();
    for (path, text) in files.iter() {
        let name = path.strip_prefix(folder).filter(|name| name.ends_with(".tf") && !name.contains('/'));
        if name.is_some() {
            let (text, body) = source::body(text).map_err(|error| ConfigurationError {
                location: Location { file: path.to_owned(), line: error.line },
                message: error.message,
            })?;
            File::new(path, &text).read_into(&body, &mut configuration)?;
        }
    }
    Ok(configuration)
}

/// Reads a type constraint, as `map(object({ cpu = optional(number, 512) }))`.
///
/// # Errors
/// What is wrong with it, in words.
pub fn type_constraint(expression: &Expression) -> std::result::Result<Type, String> {
    constraint::read(expression)
}

/// A file while it is read.
struct File<'a> {
    path: &'a str,
    /// Where each line but the first starts, in bytes.
    starts: Vec<usize>,
}

impl<'a> File<'a> {
    fn new(path: &'a str, text: &str) -> Self {
        Self { path, starts: text.match_indices('\n').map(|(newline, _)| newline + 1).collect() }
    }

    fn read_into(&self, body: &Body, configuration: &mut Configuration) -> Result<()> {
        for block in body.blocks() {
            match (block.ident.as_str(), labels(block).as_slice()) {
                ("variable", [name]) => configuration.variables.push(self.variable(name, block)?),
                ("locals", []) => {
                    for attribute in block.body.attributes() {
                        configuration.locals.insert(attribute.key.as_str().into(), self.expr(&attribute.value)?);
                    }
                }
                ("resource", [ty, name]) => configuration.resources.push(self.resource(ty, name, block)?),
                ("data", [ty, name]) => {
                    configuration.resources.push(self.resource(&format!("data.{ty}"), name, block)?);
                }
                ("check", [name]) => configuration.checks.push(self.check(name, block)?),
                ("output", [name]) => configuration.outputs.push(self.output(name, block)?),
                _ => {}
            }
        }
        Ok(())
    }

    fn variable(&self, name: &str, block: &Block) -> Result<VariableBlock> {
        let ty = match block.body.get_attribute("type") {
            Some(attribute) => constraint::read(&attribute.value).map_err(|message| self.error(attribute, message))?,
            None => Type::Any,
        };
        let default = match block.body.get_attribute("default") {
            Some(attribute) => {
                let value = constraint::literal(&attribute.value).map_err(|message| self.error(attribute, message))?;
                let value = ty.convert(&value).map_err(|_| self.error(attribute, "the default does not fit".into()))?;
                Some(value)
            }
            None => None,
        };
        Ok(VariableBlock {
            name: name.into(),
            description: text(block, "description"),
            ty,
            default,
            nullable: flag(block, "nullable").unwrap_or(true),
            sensitive: flag(block, "sensitive").unwrap_or(false),
            location: self.location(block),
            rules: self.rules(block, "validation")?,
        })
    }

    fn rules(&self, block: &Block, kind: &str) -> Result<Vec<Rule>> {
        self.rules_within(block, kind, &[])
    }

    fn rules_within(&self, block: &Block, kind: &str, bound: &[Arc<str>]) -> Result<Vec<Rule>> {
        let rule = |block: &Block| {
            let part = |name: &str| match block.body.get_attribute(name) {
                Some(attribute) => self.expr_within(&attribute.value, bound),
                None => Err(self.error(block, format!("a {kind} needs {name}"))),
            };
            Ok(Rule { condition: part("condition")?, message: part("error_message")?, location: self.location(block) })
        };
        block.body.get_blocks(kind).map(rule).collect()
    }

    fn resource(&self, ty: &str, name: &str, block: &Block) -> Result<ResourceBlock> {
        let mut attributes = self.arguments(&block.body, &[])?;
        Ok(ResourceBlock {
            resource_type: ty.into(),
            name: name.into(),
            count: attributes.remove("count"),
            for_each: attributes.remove("for_each"),
            attributes,
            file: self.path.to_owned(),
            body: self.body(block)?,
        })
    }

    fn check(&self, name: &str, block: &Block) -> Result<CheckBlock> {
        Ok(CheckBlock { name: name.to_owned(), asserts: self.rules(block, "assert")? })
    }

    fn output(&self, name: &str, block: &Block) -> Result<OutputBlock> {
        let Some(value) = block.body.get_attribute("value") else {
            return Err(self.error(block, "an output needs a value".into()));
        };
        Ok(OutputBlock {
            name: name.to_owned(),
            description: text(block, "description"),
            sensitive: flag(block, "sensitive").unwrap_or(false),
            value: self.expr(&value.value)?,
        })
    }

    fn expr(&self, expression: &Expression) -> Result<Expr> {
        self.expr_within(expression, &[])
    }

    fn expr_within(&self, expression: &Expression, bound: &[Arc<str>]) -> Result<Expr> {
        Expr::read_within(expression, bound).map_err(|unsupported| {
            let start = expression.span().map_or(0, |span| span.start);
            let line = self.line(unsupported.offset.max(start));
            ConfigurationError { location: Location { file: self.path.to_owned(), line }, message: unsupported.message }
        })
    }

    fn error(&self, at: &impl Span, message: String) -> ConfigurationError {
        let location = Location { file: self.path.to_owned(), line: self.line_of(at) };
        ConfigurationError { location, message }
    }

    fn location(&self, block: &Block) -> Location {
        Location { file: self.path.to_owned(), line: self.line_of(block) }
    }

    fn line_of(&self, at: &impl Span) -> usize {
        self.line(at.span().map_or(0, |span| span.start))
    }

    fn line(&self, offset: usize) -> usize {
        1 + self.starts.partition_point(|start| *start <= offset)
    }
}

fn labels(block: &Block) -> Vec<&str> {
    block.labels.iter().map(hcl_edit::structure::BlockLabel::as_str).collect()
}

fn text(block: &Block, name: &str) -> String {
    match block.body.get_attribute(name).map(|attribute| &attribute.value) {
        Some(Expression::HeredocTemplate(heredoc)) => {
            let literals = heredoc.template.iter().filter_map(|element| element.as_literal());
            literals.map(|literal| literal.as_str()).collect()
        }
        value => value.and_then(Expression::as_str).unwrap_or_default().to_owned(),
    }
}

fn flag(block: &Block, name: &str) -> Option<bool> {
    block.body.get_attribute(name).and_then(|attribute: &Attribute| attribute.value.as_bool())
}
