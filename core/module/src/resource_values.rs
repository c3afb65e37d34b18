//! The values of a plan: what each resource instance will be, as far as it is known before apply.

use crate::dependencies::Dependencies;
use crate::planned::{self, Provided};
use crate::provider::Provider;
use crate::unchanged::Unchanged;
use crate::wholes::Wholes;
use crate::{Module, Values, zones};
use serde_json::{Map, Value as Json, json};
use std::ops::Range;
use std::sync::Arc;
use terraform_language::configuration::ResourceBlock;
use terraform_language::evaluate::{Instance, Made, Scope, Wanted};
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
    /// Where the instances of each block are among them, by the place of the block.
    blocks: Vec<Range<usize>>,
    /// The same as wholes, with what the provider adds.
    wholes: Wholes,
    /// Whether nothing was left out, and no local is an error.
    is_whole: bool,
}

impl PlannedValues {
    /// Those of a module. What an edit leaves alone is taken from those of before.
    pub(crate) fn of(module: &Module, values: &Values, made: &Made, before: Option<&Self>) -> Self {
        let named = zones::named(module, values);
        let before = before.filter(|before| before.is_whole);
        let planned = Self::made_of(module, (made, values), named.clone(), before);
        // What reads an error, or one entry of a local of which another is one, is nothing that its variables tell.
        if before.is_some() && !planned.is_whole { Self::made_of(module, (made, values), named, None) } else { planned }
    }

    fn made_of(module: &Module, made: (&Made, &Values), values: Values, before: Option<&Self>) -> Self {
        let unchanged = before.map(|before| Unchanged::between(&before.wholes, &values));
        let plan = planned::plan(Provider::embedded(), Provided::Unknown);
        let plan = |scope: &Scope, resource: &ResourceBlock, instance: &Instance| {
            let known = unchanged.as_ref().and_then(|unchanged| unchanged.whole(scope, resource, instance));
            known.map_or_else(|| plan(scope, resource, instance), |whole| Ok(whole.clone()))
        };
        let known = |scope: &Scope, wanted: Wanted| unchanged.as_ref()?.value(scope, wanted);
        let scope = planned::scope(module, &values, &plan, Some(made)).knowing(&known);
        let mut planned = Self { resources: Vec::new(), blocks: Vec::new(), wholes: Wholes::default(), is_whole: true };
        for (place, resource) in module.resources().resources.iter().enumerate() {
            let begin = planned.resources.len();
            let is_unchanged = unchanged.as_ref().is_some_and(|unchanged| unchanged.has_place(&scope, place));
            match before.filter(|_| is_unchanged) {
                Some(before) => planned.keep(before, place),
                None => planned.make(&scope, resource),
            }
            planned.blocks.push(begin..planned.resources.len());
        }
        // What reads one attribute is an error when another one is: that is found in what the scope has made.
        for name in before.into_iter().flat_map(|before| before.wholes.made.locals()) {
            let _ = Dependencies::embedded().is_read_in_part(name).then(|| scope.local(name));
        }
        if let Some(before) = before {
            scope.take_over(&before.wholes.made);
        }
        let made = scope.into_made();
        planned.is_whole &= made.is_sound();
        planned.wholes = Wholes { made, values, ..planned.wholes };
        planned
    }

    /// Plans the instances of a block.
    fn make(&mut self, scope: &Scope, resource: &ResourceBlock) {
        let mut wholes = Vec::new();
        let instances = resource.is_managed().then(|| scope.instances(resource).map(|instances| instances.iter()));
        self.is_whole &= instances.as_ref().is_none_or(Result::is_ok);
        for instance in instances.into_iter().flatten().flatten() {
            let Ok(whole) = scope.instance(resource, &instance) else {
                self.is_whole = false;
                continue;
            };
            let (address, file) = (instance.address(resource), resource.file.as_str().into());
            self.resources.push(ResourceValues { address, file, values: declared(resource, &whole) });
            wholes.push((instance.key(), whole));
        }
        self.wholes.blocks.push(wholes);
    }

    /// Takes over the instances of the block at a place.
    fn keep(&mut self, before: &Self, place: usize) {
        let block = before.blocks.get(place).cloned().unwrap_or_default();
        self.resources.extend_from_slice(before.resources.get(block).unwrap_or_default());
        self.wholes.blocks.push(before.wholes.block(place).to_vec());
    }

    pub(crate) fn resources(&self) -> &[ResourceValues] {
        &self.resources
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
