//! What each resource instance of a plan will be, argument by argument.

use crate::dependencies::Dependencies;
use crate::names::input;
use crate::provider::{Argument, BodyType, Nesting, Provider};
use crate::{Module, Values};
use std::collections::BTreeMap;
use std::sync::Arc;
use terraform_language::body::InnerBlock;
use terraform_language::configuration::{Configuration, ResourceBlock};
use terraform_language::evaluate::{Evaluator, Instance, Made, NAME_MARKS, Planned, Result, Scope};
use terraform_language::expression::Expr;
use terraform_language::{Address, Type, Value};

/// What an instance is as a whole: its arguments, blocks and provided attributes by name. Blocks are lists of objects.
pub(crate) type Attributes = BTreeMap<Arc<str>, Value>;

/// Who says what an attribute is worth that the provider sets.
#[derive(Clone, Copy)]
pub(crate) enum Provided {
    /// Nobody before apply.
    Unknown,
    /// Its address, between [`NAME_MARKS`].
    Named,
    /// A made-up value of its type, for a deployment that runs.
    Invented,
}

impl Provided {
    fn value(self, address: &Address, name: &str, ty: &Type, set: &Attributes) -> Value {
        match self {
            Self::Unknown => Value::unknown(ty.clone()),
            Self::Named => named(ty, &format!("{address}.{name}")),
            Self::Invented => invented(address, name, ty, set),
        }
    }

    /// Blocks that the provider makes where none is set.
    fn blocks(self) -> Value {
        match self {
            Self::Unknown | Self::Named => Value::UNKNOWN,
            Self::Invented => Value::list([]),
        }
    }
}

/// The name in the place of a text, a number or a truth value. A list of objects is taken to have one, as what the
/// provider tells of one thing has; what else is no scalar stays unknown.
fn named(ty: &Type, name: &str) -> Value {
    let [open, close] = NAME_MARKS;
    match ty {
        Type::String | Type::Number | Type::Bool => Value::string(format!("{open}{name}{close}")),
        Type::List(of) => match &**of {
            Type::Object(attributes) => Value::list([Value::object(
                attributes
                    .iter()
                    .map(|(inner, attribute)| (inner.clone(), named(&attribute.ty, &format!("{name}[0].{inner}")))),
            )]),
            _ => Value::unknown(ty.clone()),
        },
        _ => Value::unknown(ty.clone()),
    }
}

/// A value for an attribute of something that runs: the same for the same attribute, another for another one.
fn invented(address: &Address, name: &str, ty: &Type, set: &Attributes) -> Value {
    match (ty, name) {
        (Type::Any, "output") => set.get("input").cloned().unwrap_or(Value::Null),
        (Type::Set(record), "domain_validation_options") => {
            let alternatives = set.get("subject_alternative_names").and_then(Value::elements).unwrap_or_default();
            let mut domains: Vec<_> = set.get("domain_name").into_iter().chain(alternatives).collect();
            domains.dedup();
            Value::set(domains.into_iter().map(|domain| {
                let invented = invented_object(address, name, record);
                let entries = invented.entries().cloned().unwrap_or_default();
                Value::object(entries.into_iter().chain([("domain_name".into(), domain.clone())]))
            }))
        }
        (Type::List(of) | Type::Set(of), _) if matches!(**of, Type::Object(_)) => {
            Value::list([invented_object(address, name, of)])
        }
        (Type::List(_) | Type::Set(_), _) => Value::list([]),
        (Type::Map(_), _) => Value::map::<Arc<str>>([]),
        (Type::Bool, _) => false.into(),
        (Type::Number, _) => 1.into(),
        (_, name) if name.ends_with("arn") => {
            Value::string(format!("arn:aws:invented:us-east-1:123456789012:{address}/{name}"))
        }
        _ => Value::string(format!("{address}/{name}")),
    }
}

fn invented_object(address: &Address, name: &str, ty: &Type) -> Value {
    let Type::Object(attributes) = ty else {
        return invented(address, name, ty, &Attributes::new());
    };
    let none = Attributes::new();
    Value::object(
        attributes.iter().map(|(inner, attribute)| {
            (inner.clone(), invented(address, &format!("{name}.{inner}"), &attribute.ty, &none))
        }),
    )
}

/// What a block sets, as the provider has it: arguments and inner blocks converted, defaults filled in. What the provider
/// sets is left out. `before` is what the instance was, if it runs: the work that this saves need not be done again.
pub(crate) fn set(
    scope: &Scope,
    provider: &Provider,
    resource: &ResourceBlock,
    instance: &Instance,
    before: Option<&Value>,
) -> Result<Attributes> {
    let ty = &provider.resource_type(&resource.resource_type).body;
    let mut evaluator = Evaluator::new(scope, instance);
    let mut set = arguments(&mut evaluator, &resource.attributes, ty, before)?;
    set.extend(blocks(&mut evaluator, &resource.body.blocks, ty)?);
    include(&mut set, ty);
    // An argument that the provider may set is as good as not set while it is null.
    set.retain(|name, value| !(value.is_null() && ty.arguments.get(name).is_some_and(|argument| argument.computed)));
    set.retain(|name, value| !(is_empty(value) && ty.blocks.get(name).is_some_and(|block| block.computed)));
    Ok(set)
}

/// Adds to arguments what the provider adds to them of others.
fn include(set: &mut Attributes, ty: &BodyType) {
    for (name, argument) in &ty.arguments {
        let other = argument.includes.as_ref().and_then(|other| set.get(other));
        let Some(Value::Set(elements)) = set.get(name) else { continue };
        let Some(other) = other.cloned() else { continue };
        let all = Value::set(elements.iter().cloned().chain([other]));
        set.insert(name.clone(), all);
    }
}

fn arguments(
    evaluator: &mut Evaluator,
    exprs: &BTreeMap<Arc<str>, Expr>,
    ty: &BodyType,
    before: Option<&Value>,
) -> Result<Attributes> {
    let mut arguments = Attributes::new();
    for (name, expr) in exprs {
        let value = evaluator.evaluate(expr)?;
        let before = before.and_then(|before| before.get(name));
        let value = match ty.arguments.get(name) {
            Some(argument) => argument.settled(value, before),
            None => value,
        };
        arguments.insert(name.clone(), value);
    }
    let left_out =
        ty.arguments.iter().filter(|(name, argument)| !exprs.contains_key(*name) && !argument.default.is_null());
    arguments.extend(left_out.map(|(name, argument)| (name.clone(), argument.default.clone())));
    Ok(arguments)
}

impl Argument {
    /// The value as the provider has it. A text that it has so already, which `before` is, is left as it is.
    fn settled(&self, value: Value, before: Option<&Value>) -> Value {
        let value = self.converted(&value).unwrap_or(value);
        match &value {
            Value::Null => self.default.clone(),
            collection if self.empty_is_null && is_empty(collection) => Value::Null,
            Value::Map(_) | Value::Set(_) | Value::List(_) if !self.keeps_elements && !value.is_wholly_known() => {
                Value::unknown(self.ty.clone())
            }
            Value::String(text) if before != Some(&value) => self.sorted_by.sorted(text).map_or(value, Value::string),
            _ => value,
        }
    }

    /// The value in the argument's type. A set that keeps its elements keeps each one that is unknown, though two of them
    /// may turn out to be the same.
    fn converted(&self, value: &Value) -> Option<Value> {
        let Type::Set(of) = &self.ty else { return self.ty.convert(value).ok() };
        let elements = Type::List(of.clone()).convert(value).ok().filter(|_| self.keeps_elements);
        let Some(Value::List(elements)) = elements else { return self.ty.convert(value).ok() };
        let (known, unknown): (Vec<_>, Vec<_>) = elements.iter().cloned().partition(Value::is_wholly_known);
        let known = Value::set(known);
        Some(Value::Set(Arc::new(known.elements().into_iter().flatten().cloned().chain(unknown).collect())))
    }
}

fn is_empty(collection: &Value) -> bool {
    match collection {
        Value::Map(entries) => entries.is_empty(),
        other => other.elements().is_some_and(<[Value]>::is_empty),
    }
}

/// The inner blocks by their type: a list of objects, or a set where the provider keeps one.
fn blocks(evaluator: &mut Evaluator, blocks: &[InnerBlock], ty: &BodyType) -> Result<Attributes> {
    let mut by_kind: BTreeMap<Arc<str>, Option<Vec<Value>>> = BTreeMap::new();
    let none = BodyType::default();
    for block in blocks {
        let inner = ty.blocks.get(&block.kind).map_or(&none, |block| &block.body);
        let made = by_kind.entry(block.kind.clone()).or_insert_with(|| Some(Vec::new()));
        match (repeated(evaluator, block, inner)?, made) {
            (Some(more), Some(made)) => made.extend(more),
            (None, made) => *made = None,
            (Some(_), None) => {}
        }
    }
    let values = by_kind.into_iter().map(|(kind, made)| {
        let nesting = ty.blocks.get(&kind).map_or(Nesting::List, |block| block.nesting);
        let value = match (made, nesting) {
            (None, _) => Value::UNKNOWN,
            (Some(made), Nesting::List) => Value::list(made),
            (Some(made), Nesting::Set) => Value::set(made),
            (Some(made), Nesting::Single) => made.into_iter().next().unwrap_or(Value::Null),
        };
        (kind, value)
    });
    Ok(values.collect())
}

/// The blocks that one block of the text makes; `None` while nobody can tell how many.
fn repeated(evaluator: &mut Evaluator, block: &InnerBlock, ty: &BodyType) -> Result<Option<Vec<Value>>> {
    let content = |evaluator: &mut Evaluator| -> Result<Value> {
        let mut content = arguments(evaluator, &block.arguments, ty, None)?;
        content.extend(blocks(evaluator, &block.blocks, ty)?);
        Ok(Value::Object(Arc::new(content)))
    };
    let Some(dynamic) = &block.dynamic else {
        return Ok(Some(vec![content(evaluator)?]));
    };
    let Some(entries) = evaluator.entries(&dynamic.for_each)? else {
        return Ok(None);
    };
    let mut made = Vec::new();
    for (key, value) in entries {
        let iterator = Value::object([("key", key), ("value", value)]);
        made.push(evaluator.binding_name(&dynamic.iterator, iterator, content)?);
    }
    Ok(Some(made))
}

/// What says of each instance what it is as a whole. Of a data source nobody knows it before Terraform looks.
pub(crate) fn plan(
    provider: &Provider,
    provided: Provided,
) -> impl Fn(&Scope, &ResourceBlock, &Instance) -> Result<Value> {
    move |scope, resource, instance| {
        if !resource.is_managed() {
            return Ok(Value::UNKNOWN);
        }
        Ok(whole(provider, resource, instance, set(scope, provider, resource, instance, None)?, provided))
    }
}

/// The scope in which `plan` says what each instance is as a whole, for the values that a root passes; with what has
/// been made already of the values that the user set of them.
pub(crate) fn scope<'a>(
    module: &'a Module,
    values: &'a Values,
    plan: &'a Planned<'a>,
    made: Option<(&Made, &Values)>,
) -> Scope<'a> {
    let scope = Scope::planned(module.resources(), values.as_map(), plan);
    match made.filter(|_| module.is_embedded()) {
        Some((made, of)) => {
            let has_other_zones = values.of(input::AVAILABILITY_ZONES) != of.of(input::AVAILABILITY_ZONES);
            Dependencies::embedded().share(scope, made, has_other_zones)
        }
        None => scope,
    }
}

/// What an instance is as a whole.
pub(crate) fn whole(
    provider: &Provider,
    resource: &ResourceBlock,
    instance: &Instance,
    set: Attributes,
    provided: Provided,
) -> Value {
    let ty = provider.resource_type(&resource.resource_type);
    if let Provided::Unknown = provided {
        let mut whole = ty.unknown.clone();
        whole.extend(set);
        return Value::Object(Arc::new(whole));
    }
    let address = instance.address(resource);
    let mut whole = set;
    for (name, ty) in ty.provided() {
        if !whole.contains_key(name) {
            let value = provided.value(&address, name, ty, &whole);
            whole.insert(name.clone(), value);
        }
    }
    for name in ty.body.computed_blocks() {
        whole.entry(name.clone()).or_insert_with(|| provided.blocks());
    }
    Value::Object(Arc::new(whole))
}

/// Every instance of every managed resource, in the order of files and blocks. A resource whose number of instances
/// cannot be told is left out.
pub(crate) fn instances<'c>(configuration: &'c Configuration, scope: &Scope) -> Vec<(&'c ResourceBlock, Instance)> {
    let managed = configuration.resources.iter().filter(|resource| resource.is_managed());
    managed.flat_map(|resource| instances_of(resource, scope).into_iter().map(move |one| (resource, one))).collect()
}

/// Every instance of one resource; none whose number cannot be told.
pub(crate) fn instances_of(resource: &ResourceBlock, scope: &Scope) -> Vec<Instance> {
    scope.instances(resource).map(|instances| instances.iter()).unwrap_or_default()
}
