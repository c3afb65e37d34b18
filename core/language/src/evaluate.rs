//! Evaluates expressions as Terraform does.

mod operator;
mod scope;
mod traverse;

pub use scope::{Instance, Instances, Known, Made, NAME_MARKS, Planned, Scope, Wanted, Watch, Work};

use crate::configuration::Configuration;
use crate::expression::{Expr, For, Part, Reference};
use crate::functions::{Function, Implementation};
use crate::{Type, Value};
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt;
use std::sync::Arc;

/// Why an expression has no value, in words for people and not in Terraform's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvalError {
    message: String,
}

impl EvalError {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into() }
    }
}

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for EvalError {}

/// What an expression is worth, or why it is worth nothing.
pub type Result<T> = std::result::Result<T, EvalError>;

fn error<T>(message: impl Into<String>) -> Result<T> {
    Err(EvalError::new(message))
}

/// The value of an expression that refers to nothing.
///
/// # Errors
/// What [`Evaluator::evaluate`] reports.
pub fn literal(expr: &Expr) -> Result<Value> {
    let (configuration, variables) = (Configuration::default(), BTreeMap::new());
    let scope = Scope::new(&configuration, &variables);
    Evaluator::new(&scope, &Instance::Single).evaluate(expr)
}

/// Evaluates within a scope, for one instance of a block, with the names that `for` binds.
pub struct Evaluator<'a> {
    scope: &'a Scope<'a>,
    instance: &'a Instance,
    bound: Vec<(Arc<str>, Value)>,
}

impl<'a> Evaluator<'a> {
    /// An evaluator for expressions of a block's instance; [`Instance::Single`] outside of blocks.
    pub fn new(scope: &'a Scope<'a>, instance: &'a Instance) -> Self {
        Self { scope, instance, bound: Vec::new() }
    }

    /// The value of an expression.
    ///
    /// # Errors
    /// What Terraform would report: a wrong type, a missing attribute, a function's complaint.
    pub fn evaluate(&mut self, expr: &Expr) -> Result<Value> {
        let value = self.value(expr)?;
        self.scope.watch(Work::Made(&value))?;
        Ok(value)
    }

    fn value(&mut self, expr: &Expr) -> Result<Value> {
        match expr {
            Expr::Literal(value) => Ok(value.clone()),
            Expr::Template(parts) => {
                let mut text = String::new();
                let known = self.template(parts, &mut text)?;
                Ok(if known { Value::string(text) } else { Value::unknown_not_null(Type::String) })
            }
            Expr::Tuple(elements) => Ok(Value::Tuple(Arc::new(self.all(elements)?))),
            Expr::Object(entries) => self.object(entries),
            Expr::Reference(reference) => self.reference(reference),
            Expr::Traverse(source, operators) => self.traverse(source, operators),
            Expr::Conditional(parts) => self.conditional(parts),
            Expr::Call(function, arguments, expand) => self.call(function, arguments, *expand),
            Expr::Unary(operator, operand) => operator::unary(*operator, &self.evaluate(operand)?),
            Expr::Binary(operator, operands) => {
                let [left, right] = &**operands;
                operator::binary(*operator, &self.evaluate(left)?, &self.evaluate(right)?)
            }
            Expr::For(f) => self.for_expression(f),
            Expr::Hoisted(slot) => self.scope.hoisted(*slot),
        }
    }

    /// Evaluates what stands within something that binds a name: a `dynamic` block its iterator, a postcondition `self`.
    pub fn binding_name<T>(&mut self, name: &Arc<str>, value: Value, evaluate: impl FnOnce(&mut Self) -> T) -> T {
        self.binding(None, name, Value::Null, value, evaluate)
    }

    /// The key and value of each entry of a collection; `None` while the collection is unknown.
    ///
    /// # Errors
    /// As [`Evaluator::evaluate`], and when it is no collection.
    pub fn entries(&mut self, collection: &Expr) -> Result<Option<Vec<(Value, Value)>>> {
        items(&self.evaluate(collection)?)
    }

    fn all(&mut self, exprs: &[Expr]) -> Result<Vec<Value>> {
        exprs.iter().map(|expr| self.evaluate(expr)).collect()
    }

    fn object(&mut self, entries: &[(Expr, Expr)]) -> Result<Value> {
        let mut object = BTreeMap::new();
        let mut known = true;
        for (key, value) in entries {
            let key = self.evaluate(key)?;
            let value = self.evaluate(value)?;
            match key_text(&key)? {
                Some(key) => {
                    object.insert(key, value);
                }
                None => known = false,
            }
        }
        Ok(if known { Value::Object(Arc::new(object)) } else { Value::UNKNOWN })
    }

    /// Appends the parts' text; false when a part is unknown.
    fn template(&mut self, parts: &[Part], text: &mut String) -> Result<bool> {
        let mut known = true;
        for part in parts {
            match part {
                Part::Text(literal) => text.push_str(literal),
                Part::Value(expr) => match Type::String.convert(&self.evaluate(expr)?) {
                    Ok(Value::String(part)) => text.push_str(&part),
                    Ok(Value::Null) => return error("a template cannot include null"),
                    Ok(_) => known = false,
                    Err(_) => return error("a template can include only texts, numbers and truth values"),
                },
                Part::If(condition, then, otherwise) => match self.condition(condition)? {
                    Some(true) => known &= self.template(then, text)?,
                    Some(false) => known &= self.template(otherwise, text)?,
                    None => known = false,
                },
                Part::For { key, value, collection, body } => {
                    let collection = self.evaluate(collection)?;
                    let Some(items) = items(&collection)? else {
                        known = false;
                        continue;
                    };
                    for (k, v) in items {
                        let before = text.len();
                        known &= self.binding(key.as_ref(), value, k, v, |e| e.template(body, text))?;
                        self.scope.watch(Work::Grown(text.len() - before))?;
                    }
                }
            }
        }
        Ok(known)
    }

    /// A condition's truth; `None` when it is unknown.
    fn condition(&mut self, expr: &Expr) -> Result<Option<bool>> {
        match Type::Bool.convert(&self.evaluate(expr)?) {
            Ok(Value::Bool(holds)) => Ok(Some(holds)),
            Ok(Value::Unknown(..)) => Ok(None),
            Ok(_) => error("a condition must not be null"),
            Err(_) => error("a condition must be true or false"),
        }
    }

    /// Both results are evaluated for their common type; only the chosen one's error counts.
    fn conditional(&mut self, parts: &[Expr; 3]) -> Result<Value> {
        let [condition, then, otherwise] = parts;
        let (then, otherwise) = (self.evaluate(then), self.evaluate(otherwise));
        let common = match (&then, &otherwise) {
            (Ok(a), Ok(b)) => common_type(a, b),
            (Ok(only), Err(_)) => Type::unify(&[Type::of(only), type_of_failed(&parts[2])]),
            (Err(_), Ok(only)) => Type::unify(&[Type::of(only), type_of_failed(&parts[1])]),
            (Err(_), Err(_)) => Some(Type::Any),
        };
        let Some(common) = common else {
            return error("the two results of a conditional must have one type");
        };
        let chosen = match self.condition(condition)? {
            Some(true) => then?,
            Some(false) => otherwise?,
            None => {
                // Whichever it is: Terraform narrows an unknown number to its bounds.
                if let (Ok(Value::Number(then)), Ok(Value::Number(otherwise))) = (&then, &otherwise)
                    && then == otherwise
                {
                    return Ok(Value::Number(then.clone()));
                }
                let not_null = then.is_ok_and(|v| v.is_not_null()) && otherwise.is_ok_and(|v| v.is_not_null());
                return Ok(if not_null { Value::unknown_not_null(common) } else { Value::unknown(common) });
            }
        };
        common.convert(&chosen).map_err(|_| EvalError::new("the two results of a conditional must have one type"))
    }

    fn call(&mut self, function: &'static Function, arguments: &[Expr], expand: bool) -> Result<Value> {
        if expand && let Some((last, first)) = arguments.split_last() {
            let Some(elements) = self.expanded(last)? else {
                return Ok(Value::UNKNOWN);
            };
            let arguments: Vec<_> = first.iter().cloned().chain(elements.into_iter().map(Expr::Literal)).collect();
            return self.call(function, &arguments, false);
        }
        match function.implementation {
            Implementation::Plain(body) => {
                let arguments = self.all(arguments)?;
                self.scope.watch(Work::Call(function.name, &arguments))?;
                function.call(body, arguments).map_err(EvalError::new)
            }
            Implementation::Can => self.can(arguments),
            Implementation::Try => self.first_that_evaluates(arguments),
        }
    }

    /// The arguments that an expanded one stands for; `None` while it is unknown.
    fn expanded(&mut self, last: &Expr) -> Result<Option<Vec<Value>>> {
        let last = self.evaluate(last)?;
        match last.elements() {
            Some(elements) => Ok(Some(elements.to_vec())),
            None if last.is_unknown() => Ok(None),
            None => error("only a list, a set or a tuple can be expanded into arguments"),
        }
    }

    fn can(&mut self, arguments: &[Expr]) -> Result<Value> {
        let [argument] = arguments else {
            return error("can takes one argument");
        };
        // What fails now always fails; what is not wholly known may fail yet.
        Ok(match self.evaluate(argument) {
            Ok(value) if !value.is_wholly_known() => Value::unknown_not_null(Type::Bool),
            result => result.is_ok().into(),
        })
    }

    fn first_that_evaluates(&mut self, arguments: &[Expr]) -> Result<Value> {
        for argument in arguments {
            if let Ok(value) = self.evaluate(argument) {
                return Ok(if value.is_wholly_known() { value } else { Value::UNKNOWN });
            }
        }
        error("no argument of try evaluates")
    }

    fn for_expression(&mut self, f: &For) -> Result<Value> {
        let collection = self.evaluate(&f.collection)?;
        let Some(items) = items(&collection)? else {
            return Ok(Value::UNKNOWN);
        };
        let mut collected = Collected::default();
        for (key, value) in items {
            self.binding(f.key.as_ref(), &f.value, key, value, |evaluator| evaluator.for_item(f, &mut collected))?;
        }
        Ok(collected.into_value(f))
    }

    /// As [`Evaluator::for_expression`], without making what `kept` gives by its key and what it is made of.
    fn for_keeping(&mut self, f: &For, kept: impl Fn(&Arc<str>, &Value) -> Option<Value>) -> Result<Value> {
        let collection = self.evaluate(&f.collection)?;
        let Some(items) = items(&collection)? else {
            return Ok(Value::UNKNOWN);
        };
        let mut collected = Collected::default();
        for (key, value) in items {
            let kept = f.own_key(&key, &value).and_then(|key| Some((key.clone(), kept(key, &value)?)));
            if let Some((key, entry)) = kept {
                collected.insert(key, entry)?;
                continue;
            }
            self.binding(f.key.as_ref(), &f.value, key, value, |evaluator| evaluator.for_item(f, &mut collected))?;
        }
        Ok(collected.into_value(f))
    }

    fn for_item(&mut self, f: &For, collected: &mut Collected) -> Result<()> {
        if let Some(condition) = &f.condition {
            match self.condition(condition)? {
                Some(true) => {}
                Some(false) => return Ok(()),
                None => {
                    collected.unknown = true;
                    return Ok(());
                }
            }
        }
        let Some((key, grouped)) = &f.into else {
            collected.elements.push(self.evaluate(&f.result)?);
            return Ok(());
        };
        let key = self.evaluate(key)?;
        let value = self.evaluate(&f.result)?;
        let Some(key) = key_text(&key)? else {
            collected.unknown = true;
            return Ok(());
        };
        if *grouped {
            collected.groups.entry(key).or_default().push(value);
            return Ok(());
        }
        collected.insert(key, value)
    }

    fn binding<T>(
        &mut self,
        key_name: Option<&Arc<str>>,
        value_name: &Arc<str>,
        key: Value,
        value: Value,
        evaluate: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outside = self.bound.len();
        self.bound.extend(key_name.map(|name| (name.clone(), key)));
        self.bound.push((value_name.clone(), value));
        let result = evaluate(self);
        self.bound.truncate(outside);
        result
    }

    fn reference(&self, reference: &Reference) -> Result<Value> {
        match reference {
            Reference::Bound(name) => {
                let found = self.bound.iter().rev().find(|(bound, _)| bound == name);
                found.map(|(_, value)| value.clone()).ok_or_else(|| EvalError::new(format!("{name} is not bound here")))
            }
            Reference::EachKey => match self.instance {
                Instance::Each(key, _) => Ok(Value::String(key.clone())),
                _ => error("each.key is known only where for_each is"),
            },
            Reference::EachValue => match self.instance {
                Instance::Each(_, value) => Ok(value.clone()),
                _ => error("each.value is known only where for_each is"),
            },
            Reference::CountIndex => match self.instance {
                Instance::Count(index) => Ok(Value::Number((*index).into())),
                _ => error("count.index is known only where count is"),
            },
            Reference::Other => Ok(Value::UNKNOWN),
            Reference::Variable(name) => self.scope.variable(name),
            Reference::Local(name) => self.scope.local(name),
            Reference::Resource(ty, name) => self.scope.resource(ty, name),
        }
    }
}

/// The type of what does not evaluate, as far as Terraform tells it from the outermost operator.
fn type_of_failed(expr: &Expr) -> Type {
    use hcl_edit::expr::{BinaryOperator, UnaryOperator};
    match expr {
        Expr::Unary(UnaryOperator::Not, _) => Type::Bool,
        Expr::Unary(UnaryOperator::Neg, _) => Type::Number,
        Expr::Binary(operator, _) => match operator {
            BinaryOperator::Plus
            | BinaryOperator::Minus
            | BinaryOperator::Mul
            | BinaryOperator::Div
            | BinaryOperator::Mod => Type::Number,
            _ => Type::Bool,
        },
        _ => Type::Any,
    }
}

/// The type that both results of a conditional convert to; `None` when there is none.
fn common_type(a: &Value, b: &Value) -> Option<Type> {
    match (a, b) {
        (Value::Bool(_), Value::Bool(_)) => Some(Type::Bool),
        (Value::Number(_), Value::Number(_)) => Some(Type::Number),
        (Value::String(_), Value::String(_)) => Some(Type::String),
        (Value::Null, Value::Null) => Some(Type::Any),
        _ => Type::unify(&[Type::of(a), Type::of(b)]),
    }
}

/// What a `for` has collected so far.
#[derive(Default)]
struct Collected {
    elements: Vec<Value>,
    entries: BTreeMap<Arc<str>, Value>,
    groups: BTreeMap<Arc<str>, Vec<Value>>,
    unknown: bool,
}

impl Collected {
    fn insert(&mut self, key: Arc<str>, value: Value) -> Result<()> {
        match self.entries.entry(key) {
            Entry::Vacant(place) => {
                place.insert(value);
                Ok(())
            }
            Entry::Occupied(place) => error(format!("two elements have the key \"{}\"", place.key())),
        }
    }

    fn into_value(self, f: &For) -> Value {
        match &f.into {
            _ if self.unknown => Value::UNKNOWN,
            None => Value::Tuple(Arc::new(self.elements)),
            Some((_, false)) => Value::Object(Arc::new(self.entries)),
            Some((_, true)) => {
                Value::object(self.groups.into_iter().map(|(key, group)| (key, Value::Tuple(Arc::new(group)))))
            }
        }
    }
}

/// The key and value of each element of a collection; `None` when the collection is unknown.
fn items(collection: &Value) -> Result<Option<Vec<(Value, Value)>>> {
    Ok(Some(match collection {
        Value::Unknown(Type::Bool | Type::Number | Type::String, _) => {
            return error("only a list, a set, a map, a tuple or an object has elements to go through");
        }
        Value::Unknown(..) => return Ok(None),
        Value::List(elements) | Value::Tuple(elements) => {
            let indexed = elements.iter().enumerate();
            indexed.map(|(index, element)| (Value::Number(index.into()), element.clone())).collect()
        }
        Value::Set(elements) => elements.iter().map(|element| (element.clone(), element.clone())).collect(),
        Value::Map(entries) | Value::Object(entries) => {
            entries.iter().map(|(key, value)| (Value::String(key.clone()), value.clone())).collect()
        }
        Value::Null => return error("null has no elements to go through"),
        _ => return error("only a list, a set, a map, a tuple or an object has elements to go through"),
    }))
}

/// The text of an object's key; `None` when it is unknown.
fn key_text(key: &Value) -> Result<Option<Arc<str>>> {
    match Type::String.convert(key) {
        Ok(Value::String(text)) => Ok(Some(text)),
        Ok(Value::Unknown(..)) => Ok(None),
        Ok(_) => error("a key must not be null"),
        Err(_) => error("a key must be a text"),
    }
}
