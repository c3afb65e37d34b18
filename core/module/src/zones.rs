//! The availability zones that a root names when the user names none, so that a plan needs no answer from AWS.

use crate::names::{input, local};
use crate::{Inputs, Module, Values};
use terraform_language::Value;
use terraform_language::evaluate::Scope;

/// The zones of the region from the module's own table; `None` in a network that exists already and in a region that
/// the table does not have.
pub fn prefilled(module: &Module, inputs: &Inputs) -> Option<Value> {
    of_root(module, &Values::complete(module, inputs).0)
}

/// The values as a generated root has them: with the zones named that the module's table gives.
pub(crate) fn named(module: &Module, values: &Values) -> Values {
    let prefilled = if values.of(input::AVAILABILITY_ZONES).is_null() { of_root(module, values) } else { None };
    let Some(zones) = prefilled else { return values.clone() };
    let list = Value::list(zones.elements().unwrap_or_default().iter().cloned());
    let name = input::AVAILABILITY_ZONES.name();
    values.iter().map(|(other, value)| (other.to_owned(), if other == name { &list } else { value }.clone())).collect()
}

fn of_root(module: &Module, values: &Values) -> Option<Value> {
    let variable = module.variable(input::AVAILABILITY_ZONES.name())?;
    if !values.uses(variable) {
        return None;
    }
    let scope = Scope::new(module.configuration(), values.as_map());
    let table = scope.local(&local::AVAILABILITY_ZONES_BY_REGION.name()).ok()?;
    let zones = table.get(values.of(input::AWS_REGION).as_str()?)?.elements()?;
    let count = scope.local(&local::ZONE_COUNT.name()).ok()?.as_number()?.to_usize()?;
    Some(Value::tuple(zones.get(..count)?.iter().cloned()))
}

/// The inputs with as many zones of their region as they name zones of another one.
pub(crate) fn moved(module: &Module, inputs: &Inputs) -> Inputs {
    let name = input::AVAILABILITY_ZONES.name();
    let region = inputs.text(input::AWS_REGION).unwrap_or_default();
    let named = inputs.get(name).and_then(Value::elements).unwrap_or_default();
    let is_elsewhere = |zone: &Value| !zone.as_str().is_some_and(|zone| zone.starts_with(region));
    if !named.iter().any(is_elsewhere) {
        return inputs.clone();
    }
    match of_region(module, inputs).get(..named.len()) {
        Some(zones) => inputs.with(name, Value::tuple(zones.iter().cloned())),
        None => inputs.clone(),
    }
}

/// The zones of the deployment's region, from the module's own table; none of a region that it does not have.
pub fn of_region(module: &Module, inputs: &Inputs) -> Vec<Value> {
    let region = inputs.text(input::AWS_REGION).unwrap_or_default();
    let (values, _) = Values::complete(module, &inputs.with(input::AVAILABILITY_ZONES.name(), Value::Null));
    let table = Scope::new(module.configuration(), values.as_map()).local(&local::AVAILABILITY_ZONES_BY_REGION.name());
    table.ok().as_ref().and_then(|table| table.get(region)?.elements()).map(<[_]>::to_vec).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_named_where_the_module_makes_the_network() {
        let module = Module::embedded();
        let region = |region: &str| Inputs::new().with("aws_region", region.into());
        let named = Value::tuple(["eu-central-1a".into(), "eu-central-1b".into()]);
        assert_eq!(prefilled(module, &region("eu-central-1")), Some(named));
        assert_eq!(prefilled(module, &region("xx-nowhere-1")), None);
        assert_eq!(prefilled(module, &region("eu-central-1").with("networking_mode", "existing".into())), None);
    }
}
