//! Whether core plans every argument and block of a resource as Terraform does.

use std::collections::BTreeMap;

use openmercato_ecs_core::Inputs;
use serde_json::{Map, Value, json};

use super::{Generator, PLANS, Tally, foretold, plannable};
use crate::changes::{Planner, Running, module};
use crate::resource_types::{Content, ResourceTypes, Settings, settings};
use crate::terraform::{Change, ResourceChange, Result, Terraform, TerraformError};

/// What stays different, and why.
pub(super) const KNOWN: &[(&str, &str)] = &[];

/// What is shown for a value that is known after apply.
const UNKNOWN: &str = "(known after apply)";

/// Compares what core and Terraform plan for so many random inputs. `report` hears how far it is.
///
/// # Errors
/// When Terraform cannot be run, or refuses inputs that core accepts.
pub(super) fn compare(seed: u64, plans: usize, mut report: impl FnMut(&str)) -> Result<Tally> {
    let terraform = Terraform::find()?;
    let planner = Planner::new(&terraform, &module())?;
    let unreadable = |what: &str, output: String| TerraformError::Unreadable { what: what.to_owned(), output };
    let facts = Facts {
        settings: settings().map_err(|error| unreadable("the module", error))?,
        recorded: ResourceTypes::recorded().map_err(|error| unreadable("the provider's facts", error))?,
    };
    let mut generator = Generator::new(seed);
    let mut tally = Tally::new(seed);
    while tally.plans < plans {
        let inputs: Vec<_> = (0..PLANS.min(plans - tally.plans)).map(|_| plannable(&mut generator)).collect();
        let nothing = Running::default();
        let deployments: Vec<_> = inputs.iter().map(|inputs| (&nothing, inputs)).collect();
        for (inputs, plan) in inputs.iter().zip(planner.plan(&deployments)?) {
            facts.compare(inputs, &plan, &mut tally);
            tally.plans += 1;
        }
        report(&format!("{} plans compared", tally.plans));
    }
    Ok(tally)
}

struct Facts {
    /// What each resource of the module sets.
    settings: BTreeMap<String, Settings>,
    /// Of which types that is.
    recorded: ResourceTypes,
}

impl Facts {
    fn compare(&self, inputs: &Inputs, plan: &[ResourceChange], tally: &mut Tally) {
        let foretold = foretold::planned(inputs);
        let changes = foretold["resource_changes"].as_array().into_iter().flatten();
        let mut core: BTreeMap<_, _> =
            changes.map(|change| (change["address"].as_str().unwrap_or_default(), &change["change"])).collect();
        for change in plan.iter().filter(|change| change.mode == "managed") {
            let Some(said) = core.remove(change.relative_address()) else {
                tally.differing(&change.kind, "*", format!("Terraform alone plans {}", change.relative_address()));
                continue;
            };
            self.resource(change, said, tally);
        }
        for address in core.keys() {
            let kind = address.split('.').next().unwrap_or_default();
            tally.differing(kind, "*", format!("core alone plans {address}"));
        }
    }

    fn resource(&self, change: &ResourceChange, core: &Value, tally: &mut Tally) {
        let none = (Settings::default(), Content::default());
        let settings = self.settings.get(&format!("{}.{}", change.kind, change.name)).unwrap_or(&none.0);
        let content = self.recorded.types.get(&change.kind).map_or(&none.1, |recorded| &recorded.content);
        let after = json!(change.change.after);
        let terraform = seen(&after, &change.change.after_unknown, settings, content);
        let core = seen(&core["after"], &core["after_unknown"], settings, content);
        for (name, terraform) in &terraform {
            let core = core.get(name).unwrap_or(&Value::Null);
            if terraform != core {
                let address = change.relative_address();
                let words = format!("{address}: core plans {core}, Terraform {terraform}");
                tally.differing(&change.kind, name, words);
            } else if *core == json!(UNKNOWN) {
                tally.unknown(&change.kind);
            } else {
                tally.same(&change.kind);
            }
        }
    }
}

/// What is planned for a block, of what the module sets there: with what is unknown in its place, sets in one order, and
/// texts of JSON as what they hold.
fn seen(after: &Value, unknown: &Value, settings: &Settings, content: &Content) -> Map<String, Value> {
    let mut seen = Map::new();
    for name in &settings.arguments {
        let is_set = content.arguments.get(name).is_some_and(|argument| argument.ty[0] == "set");
        seen.insert(name.clone(), in_order(is_set, merged(&after[name], &unknown[name])));
    }
    for (name, inner) in &settings.blocks {
        let none = Content::default();
        let block = content.blocks.get(name);
        let content = block.map_or(&none, |block| &block.content);
        let one = |after: &Value, unknown: &Value| Value::Object(self::seen(after, unknown, inner, content));
        let value = match (&after[name], &unknown[name]) {
            (_, Value::Bool(true)) => json!(UNKNOWN),
            (Value::Array(elements), marks) => {
                elements.iter().enumerate().map(|(index, element)| one(element, &marks[index])).collect()
            }
            (Value::Null, _) => json!([]),
            (element, mark) => json!([one(element, mark)]),
        };
        seen.insert(name.clone(), in_order(block.is_some_and(|block| block.nesting == "set"), value));
    }
    seen
}

fn in_order(is_set: bool, value: Value) -> Value {
    match value {
        Value::Array(mut elements) if is_set => {
            elements.sort_by_key(ToString::to_string);
            Value::Array(elements)
        }
        value => value,
    }
}

/// A value with [`UNKNOWN`] where it is unknown.
fn merged(after: &Value, unknown: &Value) -> Value {
    let merged = Change::with_unknown(after, unknown, UNKNOWN);
    let json = merged.as_str().filter(|text| text.starts_with(['{', '[']));
    json.and_then(|text| serde_json::from_str(text).ok()).unwrap_or(merged)
}
