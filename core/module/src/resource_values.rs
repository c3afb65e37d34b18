//! The values of a plan: what each resource instance will be, as far as it is known before apply.

use crate::planned::{self, Provided};
use crate::planned_reads::PlannedReads;
use crate::provider::Provider;
use crate::variable_set::VariableSet;
use crate::{Module, Values, zones};
use serde_json::{Map, Value as Json, json};
use std::ops::Range;
use std::sync::Arc;
use terraform_language::configuration::ResourceBlock;
use terraform_language::evaluate::{Instance, Made, Scope};
use terraform_language::{Address, InstanceKey, Value};

/// One resource instance to be created, with every argument and inner block that the module sets.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceValues {
    /// Its address, relative to the module.
    pub address: Address,
    /// The module's file that declares it, as `alb.tf`.
    pub file: Arc<str>,
    /// Arguments and blocks by name, blocks as lists of objects; unknown where Terraform knows them after apply.
    pub values: Value,
}

/// A resource instance to be created, for people: [`ResourceValues`] that say where each value comes from that Terraform
/// knows after apply.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedBlock {
    /// Its address, relative to the module.
    pub address: Address,
    /// Arguments and blocks by name, blocks as lists of objects. What is known after apply is its address between
    /// [`NAME_MARKS`](terraform_language::evaluate::NAME_MARKS), in texts that hold it.
    pub named: Value,
}

/// What is planned of all managed resources.
#[derive(Debug)]
pub(crate) struct PlannedValues {
    /// In the order of the module's files and blocks. An instance that cannot be evaluated, since an input is wrong, is
    /// left out.
    resources: Vec<ResourceValues>,
    /// The same as wholes, with what the provider adds.
    wholes: Vec<Value>,
    /// Where in both the instances of each block are, by the place of the block.
    blocks: Vec<Range<usize>>,
    /// The values that a root passes.
    values: Values,
    /// What was made of locals.
    made: Made,
    /// Whether nothing was left out, and no local is an error.
    is_whole: bool,
}

impl PlannedValues {
    /// Those of a module. What an edit leaves alone is taken from those of before.
    pub(crate) fn of(module: &Module, values: &Values, made: &Made, before: Option<&Self>) -> Self {
        let named = zones::named(module, values);
        let edit = before.filter(|before| before.is_whole).map(|before| Unedited::between(before, &named));
        let planned = Self::made_of(module, (made, values), named.clone(), edit.as_ref());
        // What reads an error, or one entry of a local of which another is one, is nothing that its variables tell.
        if edit.is_some() && !planned.is_whole { Self::made_of(module, (made, values), named, None) } else { planned }
    }

    fn made_of(module: &Module, made: (&Made, &Values), values: Values, unedited: Option<&Unedited>) -> Self {
        let plan = planned::plan(Provider::embedded(), Provided::Unknown);
        let plan = |scope: &Scope, resource: &ResourceBlock, instance: &Instance| {
            let known = unedited.and_then(|unedited| unedited.whole(resource, instance));
            known.map_or_else(|| plan(scope, resource, instance), Ok)
        };
        let scope = planned::scope(module, &values, &plan, Some(made));
        let scope = match unedited {
            Some(unedited) => unedited.share(scope),
            None => scope,
        };
        let (mut resources, mut wholes, mut blocks, mut is_whole) = (Vec::new(), Vec::new(), Vec::new(), true);
        for (place, resource) in module.resources().resources.iter().enumerate() {
            let begin = resources.len();
            if let Some(unedited) = unedited.filter(|unedited| unedited.has_block(place)) {
                let (known, known_wholes) = unedited.before.block(place);
                resources.extend_from_slice(known);
                wholes.extend_from_slice(known_wholes);
            } else if resource.is_managed() {
                let instances = scope.instances(resource).map(|instances| instances.iter());
                is_whole &= instances.is_ok();
                for instance in instances.unwrap_or_default() {
                    let Ok(whole) = scope.instance(resource, &instance) else {
                        is_whole = false;
                        continue;
                    };
                    let (address, file) = (instance.address(resource), resource.file.as_str().into());
                    resources.push(ResourceValues { address, file, values: declared(resource, &whole) });
                    wholes.push(whole);
                }
            }
            blocks.push(begin..resources.len());
        }
        let made = scope.into_made();
        is_whole &= made.is_sound();
        Self { resources, wholes, blocks, values, made, is_whole }
    }

    pub(crate) fn resources(&self) -> &[ResourceValues] {
        &self.resources
    }

    /// The instances of the block at a place, and the same as wholes.
    fn block(&self, place: usize) -> (&[ResourceValues], &[Value]) {
        let block = self.blocks.get(place).cloned().unwrap_or_default();
        (self.resources.get(block.clone()).unwrap_or_default(), self.wholes.get(block).unwrap_or_default())
    }
}

/// What an edit of the embedded module's inputs leaves alone of what was planned.
struct Unedited<'a> {
    before: &'a PlannedValues,
    /// The variables that change.
    variables: VariableSet,
}

impl<'a> Unedited<'a> {
    fn between(before: &'a PlannedValues, after: &Values) -> Self {
        Self { before, variables: after.changed_since(&before.values) }
    }

    fn has(&self, reads: &VariableSet) -> bool {
        !reads.meets(&self.variables)
    }

    /// Whether the block at this place is among it.
    fn has_block(&self, place: usize) -> bool {
        PlannedReads::embedded().resources.get(place).is_some_and(|reads| self.has(reads))
    }

    fn whole(&self, resource: &ResourceBlock, instance: &Instance) -> Option<Value> {
        let place = Module::embedded().resources().place_of(resource)?;
        let (instances, wholes) = self.has_block(place).then(|| self.before.block(place))?;
        let key = instance.key();
        let place = instances.iter().position(|other| other.address.key == key)?;
        wholes.get(place).cloned()
    }

    fn share<'s>(&self, scope: Scope<'s>) -> Scope<'s> {
        let reads = PlannedReads::embedded();
        let locals = reads.locals.iter().filter(|(_, reads)| self.has(reads)).map(|(name, _)| name);
        let hoisted = reads.hoisted.iter().filter(|(_, reads)| self.has(reads)).map(|(slot, _)| slot);
        let scope = scope.with_made(&self.before.made, locals, hoisted);
        // What reads one attribute is an error when another one is: that is found in what the scope has made.
        for name in self.before.made.locals().filter(|name| reads.read_in_part.contains(*name)) {
            let _ = scope.local(name);
        }
        scope
    }
}

/// The same for people.
pub(crate) fn planned_blocks(module: &Module, values: &Values) -> Vec<PlannedBlock> {
    let values = &zones::named(module, values);
    let [unknown, named] =
        [Provided::Unknown, Provided::Named].map(|provided| planned::plan(Provider::embedded(), provided));
    let names = Scope::planned(module.resources(), values.as_map(), &named);
    let scope = Scope::planned(module.resources(), values.as_map(), &unknown);
    let of = |(resource, instance): (&ResourceBlock, Instance)| {
        // A name can stand where only something else fits, as a text in the place of a number.
        let whole = names.instance(resource, &instance).or_else(|_| scope.instance(resource, &instance)).ok()?;
        Some(PlannedBlock { address: instance.address(resource), named: declared(resource, &whole) })
    };
    planned::instances(module.resources(), &names).into_iter().filter_map(of).collect()
}

/// What the block itself sets of the whole instance.
fn declared(resource: &ResourceBlock, whole: &Value) -> Value {
    let is_declared =
        |name: &str| resource.attributes.contains_key(name) || resource.body.blocks.iter().any(|it| *it.kind == *name);
    let entries = whole.entries().into_iter().flatten().filter(|(name, _)| is_declared(name));
    Value::object(entries.map(|(name, value)| (name.clone(), value.clone())))
}

impl ResourceValues {
    /// As an entry of `planned_values.root_module.resources` in `terraform show -json`:
    /// <https://developer.hashicorp.com/terraform/internals/json-format#values-representation>.
    pub fn to_planned_json(&self) -> Json {
        let mut resource = json!({
            "address": self.address.to_string(),
            "mode": "managed",
            "type": &*self.address.resource_type,
            "name": &*self.address.name,
        });
        match &self.address.key {
            InstanceKey::Single => {}
            InstanceKey::Count(index) => resource["index"] = json!(index),
            InstanceKey::Each(key) => resource["index"] = json!(&**key),
        }
        resource["values"] = known(&self.values).unwrap_or_default();
        resource
    }

    /// As an entry of `resource_changes` in `terraform show -json`:
    /// <https://developer.hashicorp.com/terraform/internals/json-format#change-representation>.
    pub fn to_change_json(&self) -> Json {
        json!({
            "address": self.address.to_string(),
            "change": {
                "actions": ["create"],
                "after": known(&self.values).unwrap_or_default(),
                "after_unknown": unknown(&self.values),
            },
        })
    }
}

/// The value without what is unknown: attributes are left out, elements are null.
fn known(value: &Value) -> Option<Json> {
    Some(match value {
        Value::Unknown(..) => return None,
        Value::List(elements) | Value::Set(elements) | Value::Tuple(elements) => {
            elements.iter().map(|element| known(element).unwrap_or_default()).collect()
        }
        Value::Map(entries) | Value::Object(entries) => {
            let known = entries.iter().filter_map(|(name, entry)| Some((name.to_string(), known(entry)?)));
            Json::Object(known.collect())
        }
        scalar => scalar.to_json()?,
    })
}

/// `true` where the value is unknown, in the value's structure; fields that are known scalars are left out.
fn unknown(value: &Value) -> Json {
    match value {
        Value::Unknown(..) => json!(true),
        Value::List(elements) | Value::Set(elements) | Value::Tuple(elements) => elements.iter().map(unknown).collect(),
        Value::Map(entries) | Value::Object(entries) => {
            let fields = entries.iter().map(|(name, entry)| (name.to_string(), unknown(entry)));
            Json::Object(fields.filter(|(_, field)| *field != json!(false)).collect::<Map<_, _>>())
        }
        _ => json!(false),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Evaluation, preset};

    #[test]
    fn each_resource_has_its_block() {
        for preset in preset::all() {
            let evaluation = Evaluation::of(Module::embedded(), &preset.inputs);
            let values: Vec<_> = evaluation.resource_values().iter().map(|values| &values.address).collect();
            let blocks: Vec<_> = evaluation.planned_blocks().iter().map(|block| &block.address).collect();
            assert_eq!(values, blocks, "{}", preset.name);
            assert!(!values.is_empty());
        }
    }

    /// The argument of a resource in a preset with further inputs.
    fn planned(preset: &str, inputs: &[(&str, Value)], address: &str, argument: &str) -> Value {
        let base = preset::find(preset).expect("a preset").inputs.clone();
        let inputs = inputs.iter().fold(base, |inputs, (name, value)| inputs.with(name, value.clone()));
        let evaluation = Evaluation::of(Module::embedded(), &inputs);
        let resources = evaluation.resource_values();
        let resource = resources.iter().find(|resource| resource.address.to_string() == address).expect(address);
        resource.values.get(argument).expect(argument).clone()
    }

    #[test]
    fn blocks_that_the_provider_makes_are_unknown_where_none_is_set() {
        let settings = |inputs: &[(&str, Value)]| planned("minimal-managed", inputs, "aws_ecs_cluster.this", "setting");
        assert!(settings(&[]).is_unknown());
        let enabled = settings(&[("container_insights", "enabled".into())]);
        let setting = Value::object([("name", "containerInsights".into()), ("value", "enabled".into())]);
        assert_eq!(enabled, Value::set([setting]));
    }

    #[test]
    fn collections_with_an_unknown_element_are_what_the_provider_makes_of_them() {
        let inputs = [
            ("enable_alarms", true.into()),
            ("alarm_topic_arn", "arn:aws:sns:us-east-1:123456789012:alarms".into()),
            ("redis_deployment_mode", "serverless".into()),
        ];
        let alarm = r#"aws_cloudwatch_metric_alarm.this["unhealthy-targets"]"#;
        assert!(planned("minimal-managed", &inputs, alarm, "dimensions").is_unknown());
        let groups =
            planned("minimal-managed", &inputs, "aws_elasticache_serverless_cache.this[0]", "security_group_ids");
        assert!(matches!(groups.elements(), Some([group]) if group.is_unknown()), "{groups:?}");
    }

    #[test]
    fn what_is_left_out_of_a_block_has_its_default() {
        let inputs =
            [("enable_alarms", true.into()), ("alarm_topic_arn", "arn:aws:sns:us-east-1:123456789012:alarms".into())];
        let queries = planned("minimal-managed", &inputs, "aws_cloudwatch_metric_alarm.errors[0]", "metric_query");
        let requests =
            queries.elements().into_iter().flatten().find(|query| query.get("id") == Some(&"requests".into()));
        let requests = requests.expect("the query");
        assert_eq!([requests.get("expression"), requests.get("return_data")], [Some(&"".into()), Some(&false.into())]);
    }

    #[test]
    fn containers_stand_by_name() {
        let sidecar = r#"{"name":"agent","image":"public.ecr.aws/acme/agent:1"}"#;
        let inputs = [("web_service", Value::object([("sidecars", Value::list([sidecar.into()]))]))];
        let task = "aws_ecs_task_definition.web";
        let containers = planned("external-dependencies", &inputs, task, "container_definitions");
        let containers: Json = serde_json::from_str(containers.as_str().expect("a text")).expect("JSON");
        assert_eq!([&containers[0]["name"], &containers[1]["name"]], ["agent", "app"]);
    }
}
