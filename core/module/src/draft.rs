//! What someone has decided so far.

use crate::names::attribute;
use crate::{Inputs, Module, Values, Variable};
use std::collections::BTreeMap;
use std::sync::Arc;
use terraform_language::{InputPath, Number, Step, Type, Value};

/// The inputs, and beside them what was typed for modes that are not chosen now.
///
/// Terraform refuses an input of another mode, so it may not stay among the inputs; it is parked and comes back with
/// its mode.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// What the module is given.
    pub inputs: Inputs,
    /// What waits for its mode.
    pub parked: Inputs,
}

impl Draft {
    /// A draft of these inputs, with nothing parked.
    pub fn of(inputs: Inputs) -> Self {
        Self { inputs, parked: Inputs::new() }
    }

    /// The draft with the value at `path` replaced, or taken away where `value` is `None`.
    ///
    /// What equals a default is left out. Where `path` is a mode selector, inputs are parked or brought back.
    pub fn with(&self, module: &Module, path: &InputPath, value: Option<Value>) -> Self {
        let inputs = with_value(module, &self.inputs, path, value);
        self.with_inputs(module, inputs)
    }

    /// The draft with other inputs; what their modes no longer use is parked, what they use again comes back.
    ///
    /// An input that was set against its mode before stays where it is: Terraform's refusal has to be seen.
    pub fn with_inputs(&self, module: &Module, inputs: Inputs) -> Self {
        let (before, _) = Values::complete(module, &self.inputs);
        let (after, _) = Values::complete(module, &inputs);
        let mut next = Self { inputs, parked: self.parked.clone() };
        for variable in module.variables() {
            match (before.uses(variable), after.uses(variable)) {
                (true, false) => move_input(&variable.name, &mut next.inputs, &mut next.parked),
                (false, true) if next.inputs.get(&variable.name).is_none() => {
                    move_input(&variable.name, &mut next.parked, &mut next.inputs);
                }
                _ => {}
            }
        }
        next
    }
}

fn move_input(name: &str, from: &mut Inputs, to: &mut Inputs) {
    if let Some(value) = from.remove(name) {
        to.set(name, value);
    }
}

/// The type at `path`, and what stands there when nothing is set; `None` where the module has no such place.
pub fn declared_at<'a>(module: &'a Module, path: &InputPath) -> Option<(&'a Type, Option<Value>)> {
    let variable = module.variable(path.variable())?;
    let start = (&variable.ty, variable.default.clone());
    path.steps().iter().try_fold(start, |(ty, default), step| match (ty, step) {
        (Type::Object(attributes), Step::Attribute(name)) => {
            let attribute = attributes.get(name)?;
            let given = default.as_ref().and_then(|value| value.get(name)).cloned();
            Some((&attribute.ty, given.or_else(|| attribute.optional.clone())))
        }
        (Type::Map(of), Step::Key(_)) | (Type::List(of) | Type::Set(of), Step::Index(_)) => Some((&**of, None)),
        _ => None,
    })
}

/// What an object that is left out holds when it is switched on: numbers that work where it needs some.
pub fn switched_on(module: &Module, inputs: &Inputs, path: &InputPath) -> Value {
    let is_autoscaling = path.steps().last() == Some(&attribute::AUTOSCALING.step());
    let Some(service) = path.parent().filter(|_| is_autoscaling) else { return Value::object::<&str>([]) };
    let count = service.then(attribute::DESIRED_COUNT.step());
    let set = inputs.at(&count).cloned().or_else(|| declared_at(module, &count).and_then(|(_, default)| default));
    let least = set.as_ref().and_then(Value::as_number).and_then(Number::to_usize).unwrap_or(1).max(1);
    let number = |count: usize| Value::Number(Number::from(u32::try_from(count).unwrap_or(u32::MAX)));
    Value::object([
        (attribute::MIN_CAPACITY.name(), number(least)),
        (attribute::MAX_CAPACITY.name(), number(least.saturating_mul(3))),
        (attribute::CPU_TARGET.name(), number(CPU_TARGET)),
    ])
}

/// The services at `path` with autoscaling of each, up to `most` tasks; one that scales already keeps what it scales by.
pub fn autoscaled(module: &Module, inputs: &Inputs, path: &InputPath, most: u32) -> Inputs {
    let services = inputs.at(path).and_then(Value::entries).cloned().unwrap_or_default();
    services.keys().fold(inputs.clone(), |inputs, name| {
        let scaling = path.then(Step::Key(Arc::clone(name))).then(attribute::AUTOSCALING.step());
        let held = inputs.at(&scaling).filter(|held| !held.is_null()).cloned();
        let started = held.unwrap_or_else(|| switched_on(module, &inputs, &scaling));
        let least = attribute::MIN_CAPACITY.number(&started).and_then(|least| u32::try_from(least).ok());
        let bound = Value::Number(Number::from(most.max(least.unwrap_or(1))));
        let most = scaling.then(attribute::MAX_CAPACITY.step());
        let scaled = inputs.with_at(&scaling, started).and_then(|inputs| inputs.with_at(&most, bound));
        scaled.unwrap_or(inputs)
    })
}

/// The share of the processor, in percent, that AWS's examples hold.
/// <https://docs.aws.amazon.com/AmazonECS/latest/developerguide/target-tracking-create-policy.html>
const CPU_TARGET: usize = 70;

/// The longest beginning of `path` that the form has a field for: where a diagnostic about `path` belongs.
pub fn owner(module: &Module, inputs: &Inputs, path: &InputPath) -> InputPath {
    let mut owner = InputPath::of(path.variable());
    for step in path.steps() {
        let next = owner.then(step.clone());
        let is_field = match step {
            Step::Attribute(_) => declared_at(module, &next).is_some(),
            Step::Key(_) | Step::Index(_) => declared_at(module, &next).is_some() && inputs.at(&next).is_some(),
        };
        if !is_field {
            break;
        }
        owner = next;
    }
    owner
}

fn with_value(module: &Module, inputs: &Inputs, path: &InputPath, value: Option<Value>) -> Inputs {
    let old = inputs.get(path.variable()).cloned();
    let new = replaced(module, &InputPath::of(path.variable()), path.steps(), old, value);
    let new = match (module.variable(path.variable()), new) {
        (Some(variable), Some(value)) => unless_default(variable, value),
        (_, new) => new.unwrap_or(Value::Null),
    };
    inputs.with(path.variable(), new)
}

/// `old`, which stands at `at`, with the value at `steps` inside it replaced.
fn replaced(
    module: &Module,
    at: &InputPath,
    steps: &[Step],
    old: Option<Value>,
    value: Option<Value>,
) -> Option<Value> {
    let Some((step, rest)) = steps.split_first() else { return value };
    let inner_at = at.then(step.clone());
    // A list or map that is left alone starts from its default: changing one row keeps the others.
    let old = old.or_else(|| match declared_at(module, at) {
        Some((Type::List(_) | Type::Set(_) | Type::Map(_), default)) => default,
        _ => None,
    });
    Some(match step {
        Step::Attribute(name) | Step::Key(name) => {
            let mut entries: BTreeMap<_, _> = old.as_ref().and_then(Value::entries).cloned().unwrap_or_default();
            let inner = entries.remove(name);
            if let Some(new) = replaced(module, &inner_at, rest, inner, value) {
                entries.insert(Arc::clone(name), new);
            }
            Value::object(entries)
        }
        Step::Index(index) => {
            let mut elements = old.as_ref().and_then(Value::elements).map(<[_]>::to_vec).unwrap_or_default();
            let inner = elements.get(*index).cloned();
            match (replaced(module, &inner_at, rest, inner, value), elements.get_mut(*index)) {
                (Some(new), Some(element)) => *element = new,
                (Some(new), None) => elements.push(new),
                (None, Some(_)) => drop(elements.remove(*index)),
                (None, None) => {}
            }
            Value::tuple(elements)
        }
    })
}

/// The value without what is a default in it; `Null` when nothing else is left.
fn unless_default(variable: &Variable, value: Value) -> Value {
    let value = without_defaults(&variable.ty, value);
    let is_default = match &variable.default {
        Some(default) => {
            is_same(&value, &without_defaults(&variable.ty, default.clone()))
                || default.is_null() && is_empty_collection(&variable.ty, &value)
        }
        None => false,
    };
    if is_default { Value::Null } else { value }
}

fn without_defaults(ty: &Type, value: Value) -> Value {
    match (ty, &value) {
        (Type::Object(attributes), Value::Map(entries) | Value::Object(entries)) => {
            let kept = entries.iter().filter_map(|(name, value)| {
                let Some(attribute) = attributes.get(name) else { return Some((Arc::clone(name), value.clone())) };
                let value = without_defaults(&attribute.ty, value.clone());
                let is_default = value.is_null()
                    || attribute.optional.as_ref().is_some_and(|default| {
                        is_same(&value, default) || default.is_null() && is_empty_collection(&attribute.ty, &value)
                    });
                (!is_default).then(|| (Arc::clone(name), value))
            });
            Value::object(kept)
        }
        (Type::Map(of), Value::Map(entries) | Value::Object(entries)) => {
            Value::object(entries.iter().map(|(key, value)| (Arc::clone(key), without_defaults(of, value.clone()))))
        }
        _ => value,
    }
}

/// A list or map without a row. An object without an attribute is not one: it may turn something on.
fn is_empty_collection(ty: &Type, value: &Value) -> bool {
    matches!(ty, Type::List(_) | Type::Set(_) | Type::Map(_))
        && (value.elements().is_some_and(<[_]>::is_empty) || value.entries().is_some_and(BTreeMap::is_empty))
}

/// Equal as written: a list equals a tuple of the same elements, a map an object.
fn is_same(a: &Value, b: &Value) -> bool {
    match (a.elements(), b.elements(), a.entries(), b.entries()) {
        (Some(a), Some(b), _, _) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b)),
        (_, _, Some(a), Some(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((ak, av), (bk, bv))| ak == bk && is_same(av, bv))
        }
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> InputPath {
        InputPath::parse(text).expect("a path")
    }

    fn draft(edits: &[(&str, Option<Value>)]) -> Draft {
        let module = Module::embedded();
        edits.iter().fold(Draft::default(), |draft, (at, value)| draft.with(module, &path(at), value.clone()))
    }

    fn json(draft: &Draft) -> String {
        draft.inputs.to_json().to_string()
    }

    #[test]
    fn a_default_is_not_an_input() {
        assert_eq!(json(&draft(&[("database_mode", Some("managed".into()))])), "{}");
        assert_eq!(json(&draft(&[("web_service.cpu", Some(1024.into()))])), "{}");
        assert_eq!(json(&draft(&[("web_service.cpu", Some(2048.into()))])), r#"{"web_service":{"cpu":2048}}"#);
    }

    #[test]
    fn autoscaling_starts_with_numbers_that_the_rules_take() {
        let module = Module::embedded();
        let inputs = crate::preset::find("split-workers-managed").expect("a preset").inputs.clone();
        for service in ["web_service", "worker_services[\"general\"]"] {
            let at = path(&format!("{service}.autoscaling"));
            let inputs = inputs.with_at(&at, switched_on(module, &inputs, &at)).expect("inputs");
            let found = crate::Evaluation::of(module, &inputs);
            assert_eq!(found.errors().count(), 0, "{:#?}", found.diagnostics);
        }
    }

    #[test]
    fn all_services_scale_at_once() {
        let module = Module::embedded();
        let inputs = crate::preset::find("split-workers-managed").expect("a preset").inputs.clone();
        let scaled = autoscaled(module, &inputs, &path("worker_services"), 4);
        let at = |text: &str| scaled.at(&path(&format!("worker_services{text}"))).and_then(Value::as_number);
        assert_eq!(at("[\"general\"].autoscaling.max_capacity"), Some(&Number::from(4)));
        assert_eq!(at("[\"events\"].autoscaling.min_capacity"), Some(&Number::from(1)));
        assert_eq!(at("[\"indexing\"].autoscaling.cpu_target"), Some(&Number::from(70)));
        assert_eq!(crate::Evaluation::of(module, &scaled).errors().count(), 0);
    }

    #[test]
    fn clearing_takes_the_input_away() {
        assert_eq!(json(&draft(&[("db_port", Some("x".into())), ("db_port", None)])), "{}");
        let edits = [("web_service.env[\"A\"]", Some("1".into())), ("web_service.env[\"A\"]", None)];
        assert_eq!(json(&draft(&edits)), "{}");
    }

    #[test]
    fn a_row_of_a_default_list_keeps_the_other_rows() {
        let edits = [("alb_ingress_cidrs[1]", Some("10.0.0.0/8".into()))];
        assert_eq!(json(&draft(&edits)), r#"{"alb_ingress_cidrs":["0.0.0.0/0","10.0.0.0/8"]}"#);
        let edits = [("alb_ingress_cidrs[0]", None)];
        assert_eq!(json(&draft(&edits)), r#"{"alb_ingress_cidrs":[]}"#);
    }

    #[test]
    fn an_empty_object_that_turns_something_on_stays() {
        let on = [("scheduler_sync_task", Some(Value::object::<&str>([])))];
        assert_eq!(json(&draft(&on)), r#"{"scheduler_sync_task":{}}"#);
    }

    #[test]
    fn what_another_mode_uses_is_parked_and_comes_back() {
        let typed = [
            ("database_mode", Some("external".into())),
            ("db_host", Some("db.example.com".into())),
            ("database_mode", Some("managed".into())),
        ];
        let parked = draft(&typed);
        assert_eq!(json(&parked), "{}");
        let back = parked.with(Module::embedded(), &path("database_mode"), Some("external".into()));
        assert_eq!(json(&back), r#"{"database_mode":"external","db_host":"db.example.com"}"#);
    }

    #[test]
    fn a_diagnostic_belongs_to_the_deepest_field_there_is() {
        let module = Module::embedded();
        let inputs = draft(&[(r#"worker_services["a"].cpu"#, Some(256.into()))]).inputs;
        let owner = |text| owner(module, &inputs, &path(text)).to_string();
        assert_eq!(owner(r#"worker_services["a"].memory"#), r#"worker_services["a"].memory"#);
        assert_eq!(owner(r#"worker_services["b"].memory"#), "worker_services");
        assert_eq!(owner("web_service.sice"), "web_service");
        assert_eq!(owner("nobody.knows"), "nobody");
    }
}
