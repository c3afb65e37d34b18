//! HCL's syntax tree as blocks and nodes.

use super::block::{Attribute, Block, Body};
use super::node::{Entry, Form, Key, Name, Node, Place, Shape};
use hcl_edit::Span;
use hcl_edit::expr::{Expression, FuncCall, ObjectKey, Traversal, TraversalOperator};
use hcl_edit::structure::{self, BlockLabel};
use hcl_edit::template::{Element, Template};
use std::sync::Arc;
use terraform_language::expression::Expr;
use terraform_language::normal_form;

/// Reads the trees of one file.
#[derive(Clone, Copy)]
pub(super) struct Hcl {
    /// The file's index in the import.
    pub(super) file: usize,
}

impl Hcl {
    pub(super) fn body(self, body: &structure::Body) -> Body {
        Body {
            attributes: body.attributes().map(|attribute| self.attribute(attribute)).collect(),
            blocks: body.blocks().map(|block| self.block(block)).collect(),
        }
    }

    fn attribute(self, attribute: &structure::Attribute) -> Attribute {
        Attribute {
            name: attribute.key.as_str().to_owned(),
            key: self.place(&attribute.key),
            value: self.node(&attribute.value),
        }
    }

    fn block(self, block: &structure::Block) -> Block {
        Block {
            kind: block.ident.as_str().to_owned(),
            labels: block.labels.iter().map(BlockLabel::as_str).map(str::to_owned).collect(),
            place: self.place(block),
            key: self.place(&block.ident),
            body: self.body(&block.body),
        }
    }

    fn place(self, part: &impl Span) -> Place {
        Place::new(self.file, part.span())
    }

    /// The node of an expression.
    pub(super) fn node(self, expression: &Expression) -> Node {
        let shape = match expression {
            Expression::Parenthesis(inner) => {
                return Node { place: self.place(expression), ..self.node(inner.inner()) };
            }
            Expression::Array(array) => Shape::List(array.iter().map(|element| self.node(element)).collect()),
            Expression::Object(object) => {
                Shape::Object(object.iter().map(|(key, value)| self.entry(key, value.expr())).collect())
            }
            Expression::StringTemplate(template) => match template.iter().collect::<Vec<_>>().as_slice() {
                // A template of one interpolation alone is that value, of whatever type: so Terraform 0.11 wrote all.
                [Element::Interpolation(only)] => {
                    return Node { place: self.place(expression), ..self.node(&only.expr) };
                }
                _ => Shape::Whole(Expr::read_open(expression), Form::Template),
            },
            Expression::FuncCall(call) => match self.legacy(call) {
                Some(shape) => shape,
                None => Shape::Whole(Expr::read_open(expression), self.call(call)),
            },
            _ => Shape::Whole(Expr::read_open(expression), self.form(expression)),
        };
        Node { place: self.place(expression), shape }
    }

    fn form(self, expression: &Expression) -> Form {
        match expression {
            Expression::Null(_) | Expression::Bool(_) | Expression::Number(_) | Expression::String(_) => Form::Literal,
            Expression::HeredocTemplate(_) => Form::Template,
            Expression::Variable(_) => Form::Elsewhere,
            Expression::Traversal(traversal) => reference(traversal).unwrap_or(Form::Elsewhere),
            Expression::Conditional(conditional) => Form::Conditional(
                Expr::read_open(&conditional.cond_expr),
                Box::new([self.node(&conditional.true_expr), self.node(&conditional.false_expr)]),
            ),
            _ => Form::Operation,
        }
    }

    /// `map("key", value)` and `list(…)`, which Terraform 0.11 had in the place of brackets.
    fn legacy(self, call: &FuncCall) -> Option<Shape> {
        let arguments: Vec<_> = call.args.iter().collect();
        match call.name.name.as_str() {
            "list" => Some(Shape::List(arguments.into_iter().map(|element| self.node(element)).collect())),
            "map" if arguments.len().is_multiple_of(2) => Some(Shape::Object(
                arguments
                    .chunks_exact(2)
                    .map(|pair| self.entry(&ObjectKey::Expression(pair[0].clone()), pair[1]))
                    .collect(),
            )),
            _ => None,
        }
    }

    fn call(self, call: &FuncCall) -> Form {
        // What is expanded (`merge(list...)`) is no argument that stands there.
        let is_plain = !call.args.expand_final() && !call.name.is_namespaced();
        let arguments = call.args.iter().filter(|_| is_plain).map(|argument| self.node(argument));
        Form::Call(call.name.name.as_str().to_owned(), arguments.collect())
    }

    fn entry(self, key: &ObjectKey, value: &Expression) -> Entry {
        Entry { key: key_of(key), place: self.place(key), value: self.node(value) }
    }

    /// The node of a template without quotes, which stands at this place.
    pub(super) fn template(place: Place, template: &Template) -> Node {
        let file = place.file;
        if let [Element::Interpolation(only)] = template.iter().collect::<Vec<_>>().as_slice() {
            let mut node = Self { file }.node(&only.expr);
            node.move_to(&place);
            return node;
        }
        Node { place, shape: Shape::Whole(Expr::read_open_template(template), Form::Template) }
    }
}

impl Node {
    /// Gives the node and what is in it one place: the spans of what was parsed alone are of no file.
    fn move_to(&mut self, place: &Place) {
        self.place = place.clone();
        match &mut self.shape {
            Shape::Object(entries) => entries.iter_mut().for_each(|entry| {
                entry.place = place.clone();
                entry.value.move_to(place);
            }),
            Shape::List(elements) | Shape::Whole(_, Form::Call(_, elements)) => {
                elements.iter_mut().for_each(|element| element.move_to(place));
            }
            Shape::Whole(_, Form::Conditional(_, branches)) => {
                branches.iter_mut().for_each(|branch| branch.move_to(place));
            }
            Shape::Whole(..) => {}
        }
    }
}

fn key_of(key: &ObjectKey) -> Key {
    let written = |name: &str| Key::Written(normal_form::of(name.into()));
    match key {
        // A word is its own key.
        ObjectKey::Ident(name) | ObjectKey::Expression(Expression::Variable(name)) => written(name.as_str()),
        ObjectKey::Expression(Expression::Null(_)) => written("null"),
        ObjectKey::Expression(Expression::String(text)) => written(text.value().as_str()),
        ObjectKey::Expression(key) => Key::Computed(Expr::read_open(key)),
    }
}

/// A reference to a local or a variable, as far as names follow it; `None` to anything else.
fn reference(traversal: &Traversal) -> Option<Form> {
    let Expression::Variable(head) = &traversal.expr else { return None };
    let mut names = Vec::<Arc<str>>::new();
    for operator in &traversal.operators {
        names.push(match operator.value() {
            TraversalOperator::GetAttr(name) => name.as_str().into(),
            TraversalOperator::Index(Expression::String(name)) => name.value().as_str().into(),
            _ => return None,
        });
    }
    let (first, rest) = names.split_first()?;
    let name = match head.as_str() {
        "local" => Name::Local(first.clone()),
        "var" => Name::Variable(first.clone()),
        _ => return None,
    };
    Some(Form::Reference(name, rest.to_vec()))
}
