//! What names refer to.

use super::{EvalError, Evaluator, Result, error};
use crate::configuration::{Configuration, ResourceBlock};
use crate::expression::Expr;
use crate::{Address, InstanceKey, Type, Value, sorted};
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The values behind the names of a module, made when they are asked for.
pub struct Scope<'a> {
    configuration: &'a Configuration,
    variables: &'a BTreeMap<String, Value>,
    locals: Memo<Arc<str>, Value>,
    /// The places of the configuration's resources in the order of their types and names.
    sorted: OnceCell<Vec<usize>>,
    /// By the resource's place in the configuration.
    instances: Memo<usize, Arc<Instances>>,
    /// By the resource's place in the configuration.
    resources: Memo<(usize, Part), Value>,
    /// What the configuration's hoisted expressions are worth.
    hoisted: Vec<OnceCell<Result<Value>>>,
    /// Whether what a resource will be known for only after apply is given by name instead of being unknown.
    pub(super) named: bool,
    planned: Option<&'a Planned<'a>>,
    known: Option<&'a Known<'a>>,
    watch: Option<&'a Watch<'a>>,
}

/// Is asked about each piece of work of an evaluation, and stops it by an error: what strangers wrote may never end.
pub type Watch<'a> = dyn Fn(Work) -> std::result::Result<(), String> + 'a;

/// A piece of an evaluation's work.
#[derive(Clone, Copy, Debug)]
pub enum Work<'v> {
    /// A function is about to be called.
    Call(&'static str, &'v [Value]),
    /// An expression came to this.
    Made(&'v Value),
    /// A template grew by so many bytes.
    Grown(usize),
}

/// What an instance of a resource is worth as a whole, where more of it is known than what its block sets. What it is
/// not told of is not there: an attribute that the object lacks is an error.
pub type Planned<'a> = dyn Fn(&Scope, &ResourceBlock, &Instance) -> Result<Value> + 'a;

/// Gives what need not be made, since it was made before and is worth the same.
pub type Known<'a> = dyn Fn(&Scope, Wanted) -> Option<Result<Value>> + 'a;

/// What a scope is about to make.
#[derive(Clone, Copy, Debug)]
pub enum Wanted<'n> {
    /// A local.
    Local(&'n Arc<str>),
    /// A hoisted expression, by its slot.
    Hoisted(usize),
}

/// What stands around the name of a value that is known only after apply, in texts made by [`Scope::named`]. From
/// Unicode's private use area, where no input has a meaning.
pub const NAME_MARKS: [char; 2] = ['\u{e000}', '\u{e001}'];

/// What has been made, by what it was made for.
type Memo<K, T> = RefCell<BTreeMap<K, State<T>>>;

/// How far a value is made.
#[derive(Clone, Debug)]
enum State<T> {
    /// Under way: asking for it again is a cycle.
    Started,
    Done(Result<T>),
}

/// What a scope has made of locals, hoisted expressions and the instances of resources.
#[derive(Clone, Debug, Default)]
pub struct Made {
    locals: BTreeMap<Arc<str>, State<Value>>,
    hoisted: Vec<Option<Result<Value>>>,
    /// By the resource's place in the configuration.
    instances: BTreeMap<usize, State<Arc<Instances>>>,
}

impl Made {
    /// The locals that were asked for.
    pub fn locals(&self) -> impl Iterator<Item = &Arc<str>> {
        self.locals.keys()
    }

    /// What was made of one of them.
    pub fn get(&self, wanted: Wanted) -> Option<Result<Value>> {
        match wanted {
            Wanted::Local(name) => self.local(name).cloned(),
            Wanted::Hoisted(slot) => self.hoisted.get(slot).cloned().flatten(),
        }
    }

    /// What stands under a key of a local.
    pub fn entry(&self, local: &Arc<str>, key: &str) -> Option<&Value> {
        self.local(local)?.as_ref().ok()?.get(key)
    }

    fn local(&self, name: &Arc<str>) -> Option<&Result<Value>> {
        match self.locals.get(name)? {
            State::Done(result) => Some(result),
            State::Started => None,
        }
    }

    /// Whether each local that was asked for has a value.
    pub fn is_sound(&self) -> bool {
        self.locals.values().all(|state| matches!(state, State::Done(Ok(_))))
    }
}

/// What is made of a resource block.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    /// Its instances together.
    Whole,
    Instance(InstanceKey),
    Attribute(InstanceKey, Arc<str>),
}

/// The instances of a resource block.
#[derive(Clone, Debug, PartialEq)]
pub enum Instances {
    /// One, without a key.
    Single,
    /// That many, by number.
    Count(usize),
    /// One for each entry.
    Each(BTreeMap<Arc<str>, Value>),
    /// Nobody can tell before apply.
    Unknown,
}

/// One instance of a block.
#[derive(Clone, Debug, PartialEq)]
pub enum Instance {
    /// Of a block with neither `count` nor `for_each`.
    Single,
    /// `count.index`
    Count(usize),
    /// `each.key` and `each.value`
    Each(Arc<str>, Value),
}

impl Instance {
    /// The address of this instance of a resource.
    pub fn address(&self, resource: &ResourceBlock) -> Address {
        Address { resource_type: resource.resource_type.clone(), name: resource.name.clone(), key: self.key() }
    }

    /// The key by which the instance is addressed.
    pub fn key(&self) -> InstanceKey {
        match self {
            Self::Single => InstanceKey::Single,
            Self::Count(index) => InstanceKey::Count(*index),
            Self::Each(key, _) => InstanceKey::Each(key.clone()),
        }
    }
}

impl Instances {
    /// Every instance in the order of its key; none while they are unknown.
    pub fn iter(&self) -> Vec<Instance> {
        match self {
            Self::Single => vec![Instance::Single],
            Self::Count(count) => (0..*count).map(Instance::Count).collect(),
            Self::Each(entries) => entries.iter().map(|(k, v)| Instance::Each(k.clone(), v.clone())).collect(),
            Self::Unknown => Vec::new(),
        }
    }

    fn find(&self, key: Option<&Value>) -> Option<Instance> {
        match (self, key) {
            (Self::Single, None) => Some(Instance::Single),
            (Self::Count(count), Some(key)) => match Type::Number.convert(key) {
                Ok(Value::Number(number)) => number.to_usize().filter(|index| index < count).map(Instance::Count),
                _ => None,
            },
            (Self::Each(entries), Some(Value::String(key))) => {
                entries.get(key).map(|value| Instance::Each(key.clone(), value.clone()))
            }
            _ => None,
        }
    }
}

impl<'a> Scope<'a> {
    /// The scope of a module for these values of its variables.
    pub fn new(configuration: &'a Configuration, variables: &'a BTreeMap<String, Value>) -> Self {
        Self {
            configuration,
            variables,
            locals: RefCell::default(),
            sorted: OnceCell::new(),
            instances: RefCell::default(),
            resources: RefCell::default(),
            hoisted: vec![OnceCell::new(); configuration.hoisted.len()],
            named: false,
            planned: None,
            known: None,
            watch: None,
        }
    }

    /// A scope whose evaluations are watched.
    pub fn watched(
        configuration: &'a Configuration,
        variables: &'a BTreeMap<String, Value>,
        watch: &'a Watch<'a>,
    ) -> Self {
        Self { watch: Some(watch), ..Self::new(configuration, variables) }
    }

    pub(super) fn watch(&self, work: Work) -> Result<()> {
        self.watch.map_or(Ok(()), |watch| watch(work).map_err(EvalError::new))
    }

    /// A scope in which `planned` says what each instance of a resource is worth.
    pub fn planned(
        configuration: &'a Configuration,
        variables: &'a BTreeMap<String, Value>,
        planned: &'a Planned<'a>,
    ) -> Self {
        Self { planned: Some(planned), ..Self::new(configuration, variables) }
    }

    /// The scope, where `known` is asked before anything is made.
    #[must_use]
    pub fn knowing(self, known: &'a Known<'a>) -> Self {
        Self { known: Some(known), ..self }
    }

    fn known(&self, wanted: Wanted) -> Option<Result<Value>> {
        self.known.and_then(|known| known(self, wanted))
    }

    /// The value of a local that is a `for`, made but for the entries that `kept` gives by their keys and what they are
    /// made of; `None` for another one. The caller holds that they are worth the same.
    pub fn local_keeping(
        &self,
        name: &Arc<str>,
        kept: impl Fn(&Arc<str>, &Value) -> Option<Value>,
    ) -> Option<Result<Value>> {
        match self.configuration.locals.get(name)? {
            Expr::For(of) => Some(Evaluator::new(self, &Instance::Single).for_keeping(of, kept)),
            _ => None,
        }
    }

    /// Takes what is known of all that another scope has made, though nobody asked for it here: so it can be handed on.
    pub fn take_over(&self, made: &Made) {
        let of_locals = made.locals.keys().filter(|name| !self.locals.borrow().contains_key(*name));
        for name in of_locals.collect::<Vec<_>>() {
            if let Some(result) = self.known(Wanted::Local(name)) {
                self.locals.borrow_mut().insert(name.clone(), State::Done(result));
            }
        }
        for (slot, own) in self.hoisted.iter().enumerate().filter(|(_, own)| own.get().is_none()) {
            if let Some(result) = self.known(Wanted::Hoisted(slot)) {
                let _ = own.set(result);
            }
        }
    }

    /// A scope in which every attribute that is known only after apply is a text: its own address between
    /// [`NAME_MARKS`]. It shows people where a value will come from; no rule is judged by it.
    pub fn named(configuration: &'a Configuration, variables: &'a BTreeMap<String, Value>) -> Self {
        Self { named: true, ..Self::new(configuration, variables) }
    }

    /// What it has made.
    pub fn into_made(self) -> Made {
        Made {
            locals: self.locals.into_inner(),
            hoisted: self.hoisted.into_iter().map(OnceCell::into_inner).collect(),
            instances: self.instances.into_inner(),
        }
    }

    /// The scope with what another one has made of these locals and hoisted expressions. The caller holds that they are
    /// worth the same in both.
    #[must_use]
    pub fn with_made<'m>(
        self,
        made: &Made,
        locals: impl IntoIterator<Item = &'m Arc<str>>,
        hoisted: impl IntoIterator<Item = &'m usize>,
    ) -> Self {
        let found = locals.into_iter().filter_map(|name| made.locals.get_key_value(name));
        self.locals.borrow_mut().extend(found.map(|(name, state)| (name.clone(), state.clone())));
        for slot in hoisted {
            if let (Some(place), Some(Some(result))) = (self.hoisted.get(*slot), made.hoisted.get(*slot)) {
                let _ = place.set(result.clone());
            }
        }
        self
    }

    /// The scope with the instances that another one has found of the resources at these places. The caller holds that they
    /// are the same in both.
    #[must_use]
    pub fn with_instances(self, made: &Made, places: impl IntoIterator<Item = usize>) -> Self {
        let found = places.into_iter().filter_map(|place| Some((place, made.instances.get(&place)?.clone())));
        self.instances.borrow_mut().extend(found);
        self
    }

    pub(super) fn variable(&self, name: &str) -> Result<Value> {
        self.variables.get(name).cloned().ok_or_else(|| EvalError::new(format!("there is no variable {name}")))
    }

    /// The value of a local.
    pub fn local(&self, name: &Arc<str>) -> Result<Value> {
        let cycle = || format!("local.{name} refers to itself");
        let make = || match self.configuration.locals.get(name) {
            Some(expr) => Evaluator::new(self, &Instance::Single).evaluate(expr),
            None => error(format!("there is no local value {name}")),
        };
        once(&self.locals, name.clone(), cycle, || self.known(Wanted::Local(name)).unwrap_or_else(make))
    }

    /// The value of a hoisted expression.
    pub(super) fn hoisted(&self, slot: usize) -> Result<Value> {
        let (Some(expr), Some(made)) = (self.configuration.hoisted.get(slot), self.hoisted.get(slot)) else {
            return error("an expression is missing from the configuration");
        };
        if let Some(result) = made.get() {
            return result.clone();
        }
        // Not made within the cell: a local that refers to itself through this expression comes here twice.
        let make = || Evaluator::new(self, &Instance::Single).evaluate(expr);
        let result = self.known(Wanted::Hoisted(slot)).unwrap_or_else(make);
        made.get_or_init(|| result).clone()
    }

    /// The configuration's own block of a resource, with its place.
    fn place(&self, resource: &ResourceBlock) -> Result<(usize, &'a ResourceBlock)> {
        match self.configuration.place_of(resource) {
            Some(place) => Ok((place, &self.configuration.resources[place])),
            None => self.find(&resource.resource_type, &resource.name),
        }
    }

    /// A resource with its place in the configuration.
    fn find(&self, ty: &str, name: &str) -> Result<(usize, &'a ResourceBlock)> {
        let resources = &self.configuration.resources;
        let name_of = |place: usize| (&*resources[place].resource_type, &*resources[place].name);
        let by_name = |a: &usize, b: &usize| name_of(*a).cmp(&name_of(*b));
        let places = self.sorted.get_or_init(|| sorted(0..resources.len(), by_name));
        match places.binary_search_by(|place| name_of(*place).cmp(&(ty, name))) {
            Ok(found) => Ok((places[found], &resources[places[found]])),
            Err(_) => error(format!("there is no resource {ty}.{name}")),
        }
    }

    /// The instances of a resource block, from its `count` or `for_each`.
    pub fn instances(&self, resource: &ResourceBlock) -> Result<Arc<Instances>> {
        self.instances_at(self.place(resource)?)
    }

    fn instances_at(&self, (place, resource): (usize, &ResourceBlock)) -> Result<Arc<Instances>> {
        once(&self.instances, place, cycle(resource), || {
            let mut evaluator = Evaluator::new(self, &Instance::Single);
            Ok(Arc::new(match (&resource.count, &resource.for_each) {
                (Some(count), _) => counted(&evaluator.evaluate(count)?)?,
                (None, Some(each)) => keyed(&evaluator.evaluate(each)?)?,
                (None, None) => Instances::Single,
            }))
        })
    }

    /// A whole resource: its instances are known, what is in them is not, unless it is planned.
    pub(super) fn resource(&self, ty: &str, name: &str) -> Result<Value> {
        let found = self.find(ty, name)?;
        let whole = |instance: Instance| self.instance_at(found, &instance);
        once(&self.resources, (found.0, Part::Whole), cycle(found.1), || {
            Ok(match &*self.instances_at(found)? {
                Instances::Unknown => Value::UNKNOWN,
                Instances::Single => whole(Instance::Single)?,
                Instances::Count(count) => Value::Tuple(Arc::new(
                    (0..*count).map(|index| whole(Instance::Count(index))).collect::<Result<_>>()?,
                )),
                Instances::Each(entries) => {
                    let mut wholes = BTreeMap::new();
                    for (key, value) in entries {
                        wholes.insert(key.clone(), whole(Instance::Each(key.clone(), value.clone()))?);
                    }
                    Value::Object(Arc::new(wholes))
                }
            })
        })
    }

    /// What the instance with this key is worth as a whole; `None` where there is none, or nobody can tell.
    pub(super) fn resource_instance(&self, ty: &str, name: &str, key: Option<&Value>) -> Result<Option<Value>> {
        let found = self.find(ty, name)?;
        let instance = self.instances_at(found)?.find(key);
        instance.map(|instance| self.instance_at(found, &instance)).transpose()
    }

    /// What an instance is worth as a whole; unknown unless it is planned.
    pub fn instance(&self, resource: &ResourceBlock, instance: &Instance) -> Result<Value> {
        self.instance_at(self.place(resource)?, instance)
    }

    fn instance_at(&self, (place, resource): (usize, &ResourceBlock), instance: &Instance) -> Result<Value> {
        let Some(planned) = self.planned else {
            return Ok(Value::UNKNOWN);
        };
        let part = Part::Instance(instance.key());
        once(&self.resources, (place, part), cycle(resource), || planned(self, resource, instance))
    }

    /// The attribute of one instance where the module sets it; `None` where the instance or the attribute is left to
    /// the provider.
    pub(super) fn resource_attribute(
        &self,
        ty: &str,
        name: &str,
        key: Option<&Value>,
        attribute: &Arc<str>,
    ) -> Result<Option<Value>> {
        if self.planned.is_some() {
            return Ok(None);
        }
        let found @ (place, resource) = self.find(ty, name)?;
        let Some(expr) = resource.attributes.get(attribute) else {
            return Ok(None);
        };
        let Some(instance) = self.instances_at(found)?.find(key) else {
            return Ok(None);
        };
        let part = Part::Attribute(instance.key(), attribute.clone());
        let make = || Evaluator::new(self, &instance).evaluate(expr);
        once(&self.resources, (place, part), cycle(resource), make).map(Some)
    }
}

/// Why a resource has no value.
fn cycle(resource: &ResourceBlock) -> impl FnOnce() -> String {
    move || format!("{}.{} refers to itself", resource.resource_type, resource.name)
}

/// The value made by `make` at the first call; an error at a call from within `make`.
fn once<K: Ord + Clone, T: Clone>(
    made: &Memo<K, T>,
    key: K,
    cycle: impl FnOnce() -> String,
    make: impl FnOnce() -> Result<T>,
) -> Result<T> {
    let state = made.borrow().get(&key).cloned();
    match state {
        Some(State::Done(result)) => result,
        Some(State::Started) => error(cycle()),
        None => {
            made.borrow_mut().insert(key.clone(), State::Started);
            let result = make();
            made.borrow_mut().insert(key, State::Done(result.clone()));
            result
        }
    }
}

fn counted(count: &Value) -> Result<Instances> {
    match Type::Number.convert(count) {
        Ok(Value::Number(number)) => {
            number.to_usize().map(Instances::Count).ok_or_else(|| EvalError::new(format!("count cannot be {number}")))
        }
        Ok(Value::Unknown(..)) => Ok(Instances::Unknown),
        _ => error("count must be a number"),
    }
}

fn keyed(each: &Value) -> Result<Instances> {
    match each {
        Value::Unknown(..) => Ok(Instances::Unknown),
        Value::Map(entries) | Value::Object(entries) => Ok(Instances::Each((**entries).clone())),
        Value::Set(elements) => {
            let entry = |element: &Value| match element {
                Value::String(key) => Ok((key.clone(), element.clone())),
                _ => error("for_each takes a set of texts"),
            };
            Ok(Instances::Each(elements.iter().map(entry).collect::<Result<_>>()?))
        }
        _ => error("for_each takes a map or a set of texts"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Files;

    const MAIN: &str = r#"
      resource "thing" "counted" {
        count = 2
        name  = "thing-${count.index}"
      }
      resource "thing" "keyed" {
        for_each = { a = "one", b = "two" }
        name     = "${each.key}: ${each.value}"
      }
      resource "thing" "unknown" {
        count = thing.counted[0].id
      }
      resource "thing" "open" {
        for_each = thing.counted[0].ids
      }
    "#;

    /// The value of an expression in the module above.
    fn value(expr: &str) -> Result<Value> {
        let mut files = Files::default();
        files.insert("main.tf", format!("{MAIN}\nlocals {{ x = {expr} }}\n"));
        let configuration = crate::parser::parse("", &files).unwrap_or_else(|error| panic!("{error}"));
        let variables = BTreeMap::new();
        Scope::new(&configuration, &variables).local(&"x".into())
    }

    #[test]
    fn an_instance_has_what_its_block_sets() {
        assert_eq!(value("thing.counted[0].name"), Ok("thing-0".into()));
        assert_eq!(value("thing.counted[1].name"), Ok("thing-1".into()));
        assert_eq!(value("thing.keyed[\"b\"].name"), Ok("b: two".into()));
    }

    #[test]
    fn what_the_provider_sets_is_unknown() {
        assert_eq!(value("thing.counted[0].id"), Ok(Value::UNKNOWN));
        assert_eq!(value("thing.keyed[\"a\"].id"), Ok(Value::UNKNOWN));
    }

    #[test]
    fn an_instance_that_is_not_there_is_an_error() {
        assert_eq!(value("thing.counted[2].name").unwrap_err().to_string(), "the list has no element number 2");
        assert_eq!(value("thing.keyed[\"c\"].name").unwrap_err().to_string(), "there is no element with the key \"c\"");
        assert!(value("thing.other.name").is_err());
    }

    #[test]
    fn null_has_no_attributes() {
        assert_eq!(value("[null][0].name").unwrap_err().to_string(), "null has no attribute name");
    }

    #[test]
    fn instances_are_unknown_while_their_number_is() {
        assert_eq!(value("thing.unknown"), Ok(Value::UNKNOWN));
        assert_eq!(value("thing.open"), Ok(Value::UNKNOWN));
        assert_eq!(value("length(thing.counted)"), Ok(2.into()));
        assert_eq!(value("keys(thing.keyed)"), Ok(Value::tuple(["a".into(), "b".into()])));
    }

    #[test]
    fn what_is_known_is_not_made() {
        let mut files = Files::default();
        let locals = "x = { for key, value in local.y : key => upper(value) }\ny = { a = null, b = \"b\" }";
        files.insert("main.tf", format!("locals {{\n{locals}\n}}\n"));
        let configuration = crate::parser::parse("", &files).unwrap_or_else(|error| panic!("{error}"));
        let (variables, [x, y]) = (BTreeMap::new(), ["x", "y"].map(Arc::<str>::from));
        let scope = Scope::new(&configuration, &variables);
        assert!(scope.local(&x).is_err());
        let kept = |key: &Arc<str>, element: &Value| (**key == *"a").then(|| Value::string(format!("{element:?}")));
        let entries = Value::object([("a", "Null".into()), ("b", "B".into())]);
        assert_eq!(scope.local_keeping(&x, kept), Some(Ok(entries.clone())));
        assert_eq!(scope.local_keeping(&y, kept), None, "no for");

        let known = |_: &Scope, wanted: Wanted| match wanted {
            Wanted::Local(name) => (*name == x).then(|| Ok(entries.clone())),
            Wanted::Hoisted(_) => None,
        };
        let next = Scope::new(&configuration, &variables).knowing(&known);
        next.take_over(&scope.into_made());
        let taken = next.into_made();
        assert_eq!(taken.locals().collect::<Vec<_>>(), [&x], "of y nothing is known");
    }
}
