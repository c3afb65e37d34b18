//! One folder of Terraform files, parsed.

use super::{ModuleError, constraint};
use crate::evaluate::{Evaluator, Instance, Scope};
use crate::expression::Expr;
use crate::{Files, Location, Type, Value};
use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{Attribute, Block, Body};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The blocks of one folder's files.
#[derive(Debug, Default)]
pub(crate) struct Source {
    pub(crate) variables: Vec<Variable>,
    pub(crate) locals: BTreeMap<Arc<str>, Expr>,
    pub(crate) resources: Vec<Resource>,
    pub(crate) checks: Vec<Check>,
    pub(crate) outputs: Vec<Output>,
    /// What [`Expr::Shared`] stands for.
    pub(crate) shared: Vec<Expr>,
}

/// A `variable` block.
#[derive(Debug)]
pub(crate) struct Variable {
    pub(crate) name: Arc<str>,
    pub(crate) description: String,
    pub(crate) ty: Type,
    pub(crate) default: Option<Value>,
    pub(crate) nullable: bool,
    pub(crate) sensitive: bool,
    pub(crate) location: Location,
    pub(crate) rules: Vec<Rule>,
}

/// A `validation` or an `assert` block: what must hold, and what to say when it does not.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) condition: Expr,
    pub(crate) message: Expr,
    pub(crate) location: Location,
}

/// A `resource` block, or a `data` block with its type as `data.<type>`.
#[derive(Debug)]
pub(crate) struct Resource {
    pub(crate) kind: Arc<str>,
    pub(crate) name: Arc<str>,
    pub(crate) count: Option<Expr>,
    pub(crate) for_each: Option<Expr>,
    /// What the block sets, without its inner blocks.
    pub(crate) attributes: BTreeMap<Arc<str>, Expr>,
    pub(crate) file: String,
}

impl Resource {
    /// Whether Terraform creates it, instead of only reading it.
    pub(crate) fn is_managed(&self) -> bool {
        !self.kind.starts_with("data.")
    }
}

/// A `check` block: advice.
#[derive(Debug)]
pub(crate) struct Check {
    pub(crate) name: String,
    pub(crate) asserts: Vec<Rule>,
}

/// An `output` block.
#[derive(Debug)]
pub(crate) struct Output {
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) sensitive: bool,
    pub(crate) value: Expr,
}

impl Source {
    /// Parses the `.tf` files of one folder; `folder` ends with `/` unless it is empty.
    pub(super) fn parse(folder: &str, files: &Files) -> Result<Self, ModuleError> {
        let mut source = Self::default();
        for (path, text) in files.iter() {
            let name = path.strip_prefix(folder).filter(|name| name.ends_with(".tf") && !name.contains('/'));
            if name.is_some() {
                File::new(path, text).read_into(&mut source)?;
            }
        }
        Ok(source)
    }

    /// Every validation of the folder's variables.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.variables.iter().flat_map(|variable| &variable.rules)
    }
}

/// The value of an expression that refers to nothing.
pub(super) fn literal(expr: &Expr) -> Result<Value, String> {
    let (source, variables) = (Source::default(), BTreeMap::new());
    let scope = Scope::new(&source, &variables);
    Evaluator::new(&scope, &Instance::Single).evaluate(expr).map_err(|error| error.0)
}

/// A file while it is read.
struct File<'a> {
    path: &'a str,
    text: &'a str,
    /// Where each line but the first starts, in bytes.
    starts: Vec<usize>,
}

impl<'a> File<'a> {
    fn new(path: &'a str, text: &'a str) -> Self {
        Self { path, text, starts: text.match_indices('\n').map(|(newline, _)| newline + 1).collect() }
    }

    fn read_into(&self, source: &mut Source) -> Result<(), ModuleError> {
        let body: Body = self.text.parse().map_err(|error: hcl_edit::parser::Error| ModuleError {
            file: self.path.to_owned(),
            line: error.location().line(),
            message: error.message().to_owned(),
        })?;
        for block in body.blocks() {
            match (block.ident.as_str(), labels(block).as_slice()) {
                ("variable", [name]) => source.variables.push(self.variable(name, block)?),
                ("locals", []) => {
                    for attribute in block.body.attributes() {
                        source.locals.insert(attribute.key.as_str().into(), self.expr(&attribute.value)?);
                    }
                }
                ("resource", [kind, name]) => source.resources.push(self.resource(kind, name, block)?),
                ("data", [kind, name]) => source.resources.push(self.resource(&format!("data.{kind}"), name, block)?),
                ("check", [name]) => source.checks.push(self.check(name, block)?),
                ("output", [name]) => source.outputs.push(self.output(name, block)?),
                _ => {}
            }
        }
        Ok(())
    }

    fn variable(&self, name: &str, block: &Block) -> Result<Variable, ModuleError> {
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
        Ok(Variable {
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

    fn rules(&self, block: &Block, kind: &str) -> Result<Vec<Rule>, ModuleError> {
        let rule = |block: &Block| {
            let part = |name: &str| match block.body.get_attribute(name) {
                Some(attribute) => self.expr(&attribute.value),
                None => Err(self.error(block, format!("a {kind} needs {name}"))),
            };
            Ok(Rule { condition: part("condition")?, message: part("error_message")?, location: self.location(block) })
        };
        block.body.get_blocks(kind).map(rule).collect()
    }

    fn resource(&self, kind: &str, name: &str, block: &Block) -> Result<Resource, ModuleError> {
        let mut attributes = BTreeMap::<Arc<str>, Expr>::new();
        for attribute in block.body.attributes() {
            let is_meta = matches!(attribute.key.as_str(), "depends_on" | "provider" | "lifecycle");
            if !is_meta {
                attributes.insert(attribute.key.as_str().into(), self.expr(&attribute.value)?);
            }
        }
        Ok(Resource {
            kind: kind.into(),
            name: name.into(),
            count: attributes.remove("count"),
            for_each: attributes.remove("for_each"),
            attributes,
            file: self.path.to_owned(),
        })
    }

    fn check(&self, name: &str, block: &Block) -> Result<Check, ModuleError> {
        Ok(Check { name: name.to_owned(), asserts: self.rules(block, "assert")? })
    }

    fn output(&self, name: &str, block: &Block) -> Result<Output, ModuleError> {
        let Some(value) = block.body.get_attribute("value") else {
            return Err(self.error(block, "an output needs a value".into()));
        };
        Ok(Output {
            name: name.to_owned(),
            description: text(block, "description"),
            sensitive: flag(block, "sensitive").unwrap_or(false),
            value: self.expr(&value.value)?,
        })
    }

    fn expr(&self, expression: &Expression) -> Result<Expr, ModuleError> {
        Expr::read(expression).map_err(|unsupported| {
            let start = expression.span().map_or(0, |span| span.start);
            let line = self.line(unsupported.offset.max(start));
            ModuleError { file: self.path.to_owned(), line, message: unsupported.message }
        })
    }

    fn error(&self, at: &impl Span, message: String) -> ModuleError {
        ModuleError { file: self.path.to_owned(), line: self.line_of(at), message }
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
