//! An expression, read once so that it can be evaluated often.

use crate::functions::{self, Function};
use crate::{Number, Value};
use hcl_edit::expr::{self, BinaryOperator, Expression, ObjectKey, TraversalOperator, UnaryOperator};
use hcl_edit::template::{Directive, Element, HeredocTemplate, Strip, Template};
use hcl_edit::{Formatted, Ident};
use std::sync::Arc;

/// An expression with its functions and references resolved.
#[derive(Clone, Debug)]
pub enum Expr {
    /// A value that is written out, as `512`.
    Literal(Value),
    /// `"…${…}…"`
    Template(Vec<Part>),
    /// `[…, …]`
    Tuple(Vec<Expr>),
    /// `{ key = value }`, keys and values in the order of the text.
    Object(Vec<(Expr, Expr)>),
    /// A name at the head of an expression.
    Reference(Reference),
    /// A source and the operators that follow it.
    Traverse(Box<Expr>, Vec<Operator>),
    /// `condition ? then : otherwise`
    Conditional(Box<[Expr; 3]>),
    /// A call; whether the last argument is expanded (`f(list...)`).
    Call(&'static Function, Vec<Expr>, bool),
    /// `-a`, `!a`
    Unary(UnaryOperator, Box<Expr>),
    /// `a + b`, left before right.
    Binary(BinaryOperator, Box<[Expr; 2]>),
    /// `[for …]` or `{for …}`
    For(Box<For>),
    /// What stood here was hoisted: its slot in the configuration's hoisted expressions.
    Hoisted(usize),
}

/// A piece of a template.
#[derive(Clone, Debug)]
pub enum Part {
    /// Text as it is.
    Text(Arc<str>),
    /// `${…}`
    Value(Expr),
    /// `%{ if … }…%{ else }…%{ endif }`
    If(Expr, Vec<Part>, Vec<Part>),
    /// `%{ for … }…%{ endfor }`
    For {
        /// The name of each key or index, if it has one.
        key: Option<Arc<str>>,
        /// The name of each element.
        value: Arc<str>,
        /// What is gone through.
        collection: Expr,
        /// What is repeated.
        body: Vec<Part>,
    },
}

/// `[for …]` or `{for …}`.
#[derive(Clone, Debug)]
pub struct For {
    /// The name of each key or index, if it has one.
    pub key: Option<Arc<str>>,
    /// The name of each element.
    pub value: Arc<str>,
    /// What is gone through.
    pub collection: Expr,
    /// The key of each element where an object is made, and whether equal keys are grouped.
    pub into: Option<(Expr, bool)>,
    /// What each element becomes.
    pub result: Expr,
    /// Which elements are kept; all when there is none.
    pub condition: Option<Expr>,
}

impl For {
    /// The name that is the key of each entry, where an object is made under what the collection has as keys or texts.
    pub(crate) fn own_key_name(&self) -> Option<&Arc<str>> {
        match &self.into {
            Some((Expr::Reference(Reference::Bound(name)), false)) => Some(name),
            _ => None,
        }
    }

    /// The key under which the result for an element stands, where it is a key or a text of the collection.
    pub(crate) fn own_key<'v>(&self, key: &'v Value, element: &'v Value) -> Option<&'v Arc<str>> {
        let name = self.own_key_name()?;
        match if self.value == *name { element } else { key } {
            Value::String(text) => Some(text),
            _ => None,
        }
    }
}

/// What a name at the head of an expression refers to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// `var.<name>`
    Variable(Arc<str>),
    /// `local.<name>`
    Local(Arc<str>),
    /// A name that a `for` around the expression binds.
    Bound(Arc<str>),
    /// `each.key`
    EachKey,
    /// `each.value`
    EachValue,
    /// `count.index`
    CountIndex,
    /// `<type>.<name>` or, with the type as `data.<type>`, a data source.
    Resource(Arc<str>, Arc<str>),
    /// `path.…`, `terraform.…`, `module.…`, `self.…`: nothing that is known here.
    Other,
}

/// One operator of a traversal.
#[derive(Clone, Debug)]
pub enum Operator {
    /// `.name`
    Attribute(Arc<str>),
    /// `[…]`
    Index(Expr),
    /// `[*]` or `.*` with the operators that it applies to every element.
    Splat(Vec<Operator>),
}

/// What an expression holds that cannot be evaluated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsupported {
    /// What it is, for people.
    pub message: String,
    /// Where in the file, in bytes.
    pub offset: usize,
}

impl Expr {
    /// Reads an expression.
    ///
    /// # Errors
    /// The first function or form in it that is not known here.
    pub fn read(expression: &Expression) -> Result<Self, Unsupported> {
        Self::read_within(expression, &[])
    }

    /// Reads an expression within what binds these names: a `dynamic` block its iterator, a postcondition `self`.
    ///
    /// # Errors
    /// As [`Expr::read`].
    pub fn read_within(expression: &Expression, bound: &[Arc<str>]) -> Result<Self, Unsupported> {
        Reader { bound: bound.to_vec(), is_open: false }.expression(expression)
    }

    /// Reads an expression of which not all need be known here: what [`Expr::read`] refuses is unknown, and what stands
    /// around it is read.
    pub fn read_open(expression: &Expression) -> Self {
        let read = Reader { bound: Vec::new(), is_open: true }.expression(expression);
        read.unwrap_or(Self::Reference(Reference::Other))
    }

    /// As [`Expr::read_open`], for a template without quotes around it: a string of Terraform's JSON.
    pub fn read_open_template(template: &Template) -> Self {
        let read = Reader { bound: Vec::new(), is_open: true }.template(template.iter());
        read.unwrap_or(Self::Reference(Reference::Other))
    }
}

/// Reads expressions, knowing which names are bound around them.
struct Reader {
    bound: Vec<Arc<str>>,
    /// Whether what is not known here is unknown, instead of an error.
    is_open: bool,
}

impl Reader {
    fn expression(&mut self, expression: &Expression) -> Result<Expr, Unsupported> {
        match self.known(expression) {
            Err(_) if self.is_open => Ok(Expr::Reference(Reference::Other)),
            read => read,
        }
    }

    fn known(&mut self, expression: &Expression) -> Result<Expr, Unsupported> {
        Ok(match expression {
            Expression::Null(_) => Expr::Literal(Value::Null),
            Expression::Bool(value) => Expr::Literal((*value.value()).into()),
            Expression::Number(number) => Expr::Literal(literal_number(number)),
            Expression::String(text) => Expr::Literal(Value::string(text.value().as_str())),
            Expression::Array(array) => Expr::Tuple(self.all(array.iter())?),
            Expression::Object(object) => Expr::Object(self.entries(object)?),
            Expression::StringTemplate(template) => self.template(template.iter())?,
            Expression::HeredocTemplate(heredoc) => self.heredoc(heredoc)?,
            Expression::Parenthesis(inner) => self.expression(inner.inner())?,
            Expression::Variable(name) => self.head(name, &[])?,
            Expression::Conditional(c) => Expr::Conditional(Box::new([
                self.expression(&c.cond_expr)?,
                self.expression(&c.true_expr)?,
                self.expression(&c.false_expr)?,
            ])),
            Expression::FuncCall(call) => self.call(call)?,
            Expression::Traversal(traversal) => self.traversal(traversal)?,
            Expression::UnaryOp(op) => Expr::Unary(*op.operator.value(), Box::new(self.expression(&op.expr)?)),
            Expression::BinaryOp(op) => Expr::Binary(
                *op.operator.value(),
                Box::new([self.expression(&op.lhs_expr)?, self.expression(&op.rhs_expr)?]),
            ),
            Expression::ForExpr(f) => self.for_expression(f)?,
        })
    }

    fn all<'a>(&mut self, items: impl Iterator<Item = &'a Expression>) -> Result<Vec<Expr>, Unsupported> {
        items.map(|item| self.expression(item)).collect()
    }

    fn entries(&mut self, object: &expr::Object) -> Result<Vec<(Expr, Expr)>, Unsupported> {
        let entry = |(key, value): (&ObjectKey, &expr::ObjectValue)| {
            let key = match key {
                ObjectKey::Ident(name) => Expr::Literal(Value::string(name.as_str())),
                ObjectKey::Expression(Expression::Variable(name)) => Expr::Literal(Value::string(name.as_str())),
                // A word that is a key stands for itself, this one too.
                ObjectKey::Expression(Expression::Null(_)) => Expr::Literal(Value::string("null")),
                ObjectKey::Expression(key) => self.expression(key)?,
            };
            Ok((key, self.expression(value.expr())?))
        };
        object.iter().map(entry).collect()
    }

    fn template<'a>(&mut self, elements: impl Iterator<Item = &'a Element>) -> Result<Expr, Unsupported> {
        let mut parts = self.parts(elements, Around::QUOTED)?;
        // A template of one interpolation alone is that value, of whatever type.
        if let [Part::Value(_)] = parts.as_slice()
            && let Some(Part::Value(expr)) = parts.pop()
        {
            return Ok(expr);
        }
        Ok(Expr::Template(parts))
    }

    fn heredoc(&mut self, heredoc: &HeredocTemplate) -> Result<Expr, Unsupported> {
        if heredoc.indent().is_some() && heredoc.template.iter().any(has_marker) {
            let offset = hcl_edit::Span::span(heredoc).map_or(0, |span| span.start);
            let message = "strip markers (~) in a heredoc whose indentation is taken away are not supported".into();
            return Err(Unsupported { message, offset });
        }
        let parts = self.parts(heredoc.template.iter(), Around { is_heredoc: true, ..Around::QUOTED })?;
        Ok(Expr::Template(parts))
    }

    fn parts<'a>(
        &mut self,
        elements: impl Iterator<Item = &'a Element>,
        around: Around,
    ) -> Result<Vec<Part>, Unsupported> {
        let elements: Vec<_> = elements.collect();
        let mut parts = Vec::with_capacity(elements.len());
        for (index, element) in elements.iter().enumerate() {
            parts.push(match element {
                Element::Literal(text) => {
                    let before = index.checked_sub(1).and_then(|index| elements.get(index));
                    let left = before.map_or(around.left, |before| strips(before).1);
                    let right = elements.get(index + 1).map_or(around.right, |after| strips(after).0);
                    Part::Text(Around { left, right, ..around }.strip(text.as_str()).into())
                }
                Element::Interpolation(interpolation) => Part::Value(self.expression(&interpolation.expr)?),
                Element::Directive(directive) => self.directive(directive, around)?,
            });
        }
        Ok(parts)
    }

    fn directive(&mut self, directive: &Directive, around: Around) -> Result<Part, Unsupported> {
        Ok(match directive {
            Directive::If(d) => {
                let condition = self.expression(&d.if_expr.cond_expr)?;
                let end = d.else_expr.as_ref().map_or(d.endif_expr.strip, |otherwise| otherwise.strip);
                let then = self.parts(d.if_expr.template.iter(), around.between(d.if_expr.strip, end))?;
                let otherwise = d.else_expr.as_ref().map(|otherwise| {
                    let around = around.between(otherwise.strip, d.endif_expr.strip);
                    self.parts(otherwise.template.iter(), around)
                });
                Part::If(condition, then, otherwise.transpose()?.unwrap_or_default())
            }
            Directive::For(d) => {
                let collection = self.expression(&d.for_expr.collection_expr)?;
                let key = d.for_expr.key_var.as_ref().map(|key| Arc::from(key.as_str()));
                let value: Arc<str> = d.for_expr.value_var.as_str().into();
                let around = around.between(d.for_expr.strip, d.endfor_expr.strip);
                let body = self.binding(&key, &value, |reader| reader.parts(d.for_expr.template.iter(), around))?;
                Part::For { key, value, collection, body }
            }
        })
    }

    fn binding<T>(&mut self, key: &Option<Arc<str>>, value: &Arc<str>, read: impl FnOnce(&mut Self) -> T) -> T {
        let outside = self.bound.len();
        self.bound.extend(key.clone());
        self.bound.push(value.clone());
        let result = read(self);
        self.bound.truncate(outside);
        result
    }

    fn for_expression(&mut self, f: &expr::ForExpr) -> Result<Expr, Unsupported> {
        let collection = self.expression(&f.intro.collection_expr)?;
        let key = f.intro.key_var.as_ref().map(|key| Arc::from(key.as_str()));
        let value: Arc<str> = f.intro.value_var.as_str().into();
        let (into, result, condition) = self.binding(&key, &value, |reader| {
            let into = f.key_expr.as_ref().map(|key| Ok((reader.expression(key)?, f.grouping))).transpose()?;
            let result = reader.expression(&f.value_expr)?;
            let condition = f.cond.as_ref().map(|cond| reader.expression(&cond.expr)).transpose()?;
            Ok((into, result, condition))
        })?;
        Ok(Expr::For(Box::new(For { key, value, collection, into, result, condition })))
    }

    fn call(&mut self, call: &expr::FuncCall) -> Result<Expr, Unsupported> {
        let name = call.name.name.as_str();
        let Some(function) = functions::find_later(name).filter(|_| !call.name.is_namespaced()) else {
            let offset = hcl_edit::Span::span(call).map_or(0, |span| span.start);
            let why = functions::why_lacking(name).map_or_else(String::new, |why| format!(": {why}"));
            return Err(Unsupported { message: format!("the function {name} is not known here{why}"), offset });
        };
        Ok(Expr::Call(function, self.all(call.args.iter())?, call.args.expand_final()))
    }

    fn traversal(&mut self, traversal: &expr::Traversal) -> Result<Expr, Unsupported> {
        let operators: Vec<_> = traversal.operators.iter().map(hcl_edit::Decorated::value).collect();
        if let Expression::Variable(name) = &traversal.expr {
            return self.head(name, &operators);
        }
        let source = self.expression(&traversal.expr)?;
        Ok(traverse(source, self.operators(&operators)?))
    }

    /// A traversal that starts with a name: the first attributes may belong to the reference.
    fn head(&mut self, name: &Ident, operators: &[&TraversalOperator]) -> Result<Expr, Unsupported> {
        let attribute = |index: usize| match operators.get(index) {
            Some(TraversalOperator::GetAttr(name)) => Some(Arc::<str>::from(name.as_str())),
            _ => None,
        };
        let (first, second) = (attribute(0), attribute(1));
        let (reference, used) = match (name.as_str(), first, second) {
            (name, ..) if self.bound.iter().any(|bound| **bound == *name) => (Reference::Bound(name.into()), 0),
            ("var", Some(name), _) => (Reference::Variable(name), 1),
            ("local", Some(name), _) => (Reference::Local(name), 1),
            ("each", Some(part), _) if *part == *"key" => (Reference::EachKey, 1),
            ("each", Some(_), _) => (Reference::EachValue, 1),
            ("count", Some(_), _) => (Reference::CountIndex, 1),
            ("path" | "terraform" | "module" | "self", ..) => (Reference::Other, operators.len()),
            ("data", Some(ty), Some(name)) => (Reference::Resource(format!("data.{ty}").into(), name), 2),
            (ty, Some(name), _) => (Reference::Resource(ty.into(), name), 1),
            (name, None, _) => {
                let message = format!("{name} refers to nothing");
                return Err(Unsupported { message, offset: 0 });
            }
        };
        let rest = self.operators(operators.get(used..).unwrap_or_default())?;
        Ok(traverse(Expr::Reference(reference), rest))
    }

    fn operators(&mut self, operators: &[&TraversalOperator]) -> Result<Vec<Operator>, Unsupported> {
        let mut read = Vec::new();
        for (position, operator) in operators.iter().enumerate() {
            let rest = operators.get(position + 1..).unwrap_or_default();
            read.push(match operator {
                TraversalOperator::GetAttr(name) => Operator::Attribute(name.as_str().into()),
                TraversalOperator::Index(index) => Operator::Index(self.expression(index)?),
                TraversalOperator::LegacyIndex(index) => {
                    let index = usize::try_from(*index.value()).unwrap_or(usize::MAX);
                    Operator::Index(Expr::Literal(Value::Number(Number::from(index))))
                }
                TraversalOperator::FullSplat(_) => {
                    read.push(Operator::Splat(self.operators(rest)?));
                    return Ok(read);
                }
                TraversalOperator::AttrSplat(_) => {
                    // `.*` takes only the attributes that follow, and indexes after a point; an index in brackets is
                    // of the whole result.
                    let is_attribute = |operator: &&&TraversalOperator| {
                        matches!(operator, TraversalOperator::GetAttr(_) | TraversalOperator::LegacyIndex(_))
                    };
                    let (inner, after) = rest.split_at(rest.iter().take_while(is_attribute).count());
                    if let Some(TraversalOperator::AttrSplat(_)) = after.first() {
                        return Err(Unsupported { message: "a `.*` must not follow another".into(), offset: 0 });
                    }
                    read.push(Operator::Splat(self.operators(inner)?));
                    read.extend(self.operators(after)?);
                    return Ok(read);
                }
            });
        }
        Ok(read)
    }
}

/// What stands around the parts of a template.
#[derive(Clone, Copy)]
struct Around {
    /// Whether a strip marker (`~`) before them takes the space at their start.
    left: bool,
    /// Whether one after them takes the space at their end.
    right: bool,
    /// Whether they are of a heredoc, where a marker takes no more than the space of one line.
    is_heredoc: bool,
}

impl Around {
    const QUOTED: Self = Self { left: false, right: false, is_heredoc: false };

    /// Around the parts between two sequences with these strips.
    fn between(self, start: Strip, end: Strip) -> Self {
        Self {
            left: matches!(start, Strip::End | Strip::Both),
            right: matches!(end, Strip::Start | Strip::Both),
            ..self
        }
    }

    /// A text without the space that the markers beside it take.
    fn strip(self, text: &str) -> &str {
        let mut text = text;
        if self.left {
            let line = text.find('\n').filter(|_| self.is_heredoc).map_or(text, |end| &text[..=end]);
            text = &text[line.len() - line.trim_start().len()..];
        }
        if self.right {
            let unended = text.strip_suffix('\n').unwrap_or(text);
            let line = unended.rfind('\n').filter(|_| self.is_heredoc).map_or(text, |end| &text[end + 1..]);
            text = &text[..text.len() - (line.len() - line.trim_end().len())];
        }
        text
    }
}

/// Whether an element takes the space of the text before it, and of that after it.
fn strips(element: &Element) -> (bool, bool) {
    let (start, end) = match element {
        Element::Literal(_) => return (false, false),
        Element::Interpolation(interpolation) => (interpolation.strip, interpolation.strip),
        Element::Directive(directive) => match &**directive {
            Directive::If(d) => (d.if_expr.strip, d.endif_expr.strip),
            Directive::For(d) => (d.for_expr.strip, d.endfor_expr.strip),
        },
    };
    (matches!(start, Strip::Start | Strip::Both), matches!(end, Strip::End | Strip::Both))
}

/// Whether there is a strip marker in an element. In an indented heredoc they are taken before the indentation is
/// measured, which the parser has done already.
fn has_marker(element: &Element) -> bool {
    match element {
        Element::Literal(_) => false,
        Element::Interpolation(interpolation) => interpolation.strip != Strip::None,
        Element::Directive(directive) => match &**directive {
            Directive::If(d) => {
                let otherwise = d.else_expr.as_ref();
                let strips = [d.if_expr.strip, d.endif_expr.strip, otherwise.map_or(Strip::None, |other| other.strip)];
                strips.iter().any(|strip| *strip != Strip::None)
                    || d.if_expr.template.iter().any(has_marker)
                    || otherwise.is_some_and(|other| other.template.iter().any(has_marker))
            }
            Directive::For(d) => {
                d.for_expr.strip != Strip::None
                    || d.endfor_expr.strip != Strip::None
                    || d.for_expr.template.iter().any(has_marker)
            }
        },
    }
}

fn traverse(source: Expr, operators: Vec<Operator>) -> Expr {
    if operators.is_empty() { source } else { Expr::Traverse(Box::new(source), operators) }
}

/// The number with all digits that are written; the parser's own is a float.
fn literal_number(number: &Formatted<hcl_edit::Number>) -> Value {
    let written = number.as_repr().and_then(|digits| Number::parse(digits));
    let number = written.or_else(|| number.value().as_f64().and_then(Number::from_f64));
    number.map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use crate::{Value, console};

    /// A table of expressions has one line for each; what Terraform makes of these was asked by hand.
    #[test]
    fn a_strip_marker_in_a_heredoc_takes_the_space_of_its_line() {
        for (heredoc, worth) in [
            ("<<E\na\n  ${~ \"b\" ~}\n  c\nE", "a\nb  c\n"),
            ("<<E\na\n${~ \"b\" ~}\n\nc\nE", "ab\nc\n"),
            ("<<E\n%{ if true ~}\nx\n%{ else ~}\ny\n%{ endif ~}\nz\nE", "x\nz\n"),
            ("\"a\\n\\n  ${~ \"b\" ~}\\n\\n c\"", "abc"),
        ] {
            assert_eq!(console::evaluate(heredoc), Ok(Value::from(worth)), "{heredoc}");
        }
        assert!(console::evaluate("<<-E\n    a\n  ${~ \"b\" ~}\n  E").is_err());
    }
}
