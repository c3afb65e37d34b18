use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::fill;
use crate::terraform::{ResourceChange, Schemas};

/// A deployment that runs: its resources with all their attributes, as a Terraform state has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Running {
    /// By the address inside the module.
    instances: BTreeMap<String, Instance>,
}

/// One resource instance.
#[derive(Clone, Debug, PartialEq)]
struct Instance {
    kind: String,
    name: String,
    index: Option<Value>,
    provider: String,
    attributes: Map<String, Value>,
    /// The names of the attributes that are sensitive.
    sensitive: Vec<String>,
}

impl Running {
    /// The deployment after what a plan does to it. What is unknown keeps its value, or gets one of its type.
    #[must_use]
    pub(super) fn after(&self, changes: &[ResourceChange], schemas: &Schemas) -> Self {
        let managed = changes.iter().filter(|change| change.mode == "managed");
        let instances = managed.filter_map(|change| {
            let address = change.relative_address();
            let before = self.instances.get(address).map(|instance| &instance.attributes);
            Some((address.to_owned(), Instance::after(change, before, schemas)?))
        });
        Self { instances: instances.collect() }
    }

    /// How many resource instances there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.instances.len()
    }

    /// Whether nothing runs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.instances.is_empty()
    }

    /// The resources as a state file lists them, inside the call `call` of the root.
    pub(super) fn resources(&self, call: &str, schemas: &Schemas) -> Vec<Value> {
        let mut grouped: BTreeMap<(&str, &str), Vec<&Instance>> = BTreeMap::new();
        for instance in self.instances.values() {
            grouped.entry((&instance.kind, &instance.name)).or_default().push(instance);
        }
        let resources = grouped.into_iter().map(|((kind, name), instances)| {
            let version = schemas.get(kind).map_or(0, |schema| schema.version);
            let provider = instances.first().map(|instance| instance.provider.as_str()).unwrap_or_default();
            json!({
                "module": format!("module.{call}"),
                "mode": "managed",
                "type": kind,
                "name": name,
                "provider": format!("provider[\"{provider}\"]"),
                "instances": instances.iter().map(|instance| instance.to_state(version)).collect::<Vec<_>>(),
            })
        });
        resources.collect()
    }
}

impl Instance {
    /// What is there after a change; `None` after a deletion.
    fn after(change: &ResourceChange, before: Option<&Map<String, Value>>, schemas: &Schemas) -> Option<Self> {
        let after = change.change.after.as_ref()?;
        let schema = schemas.get(&change.kind)?;
        let owner = fill::Owner { address: change.relative_address(), arguments: after };
        let attributes = fill::block(&schema.block, after, &change.change.after_unknown, before, &owner);
        let is_marked =
            |name: &str| change.change.after_sensitive.get(name).is_some_and(|mark| *mark == Value::Bool(true));
        let arguments = schema.block.attributes.iter();
        let sensitive = arguments.filter(|(name, argument)| argument.sensitive || is_marked(name));
        Some(Self {
            kind: change.kind.clone(),
            name: change.name.clone(),
            index: change.index.clone(),
            provider: change.provider_name.clone(),
            attributes,
            sensitive: sensitive.map(|(name, _)| name.clone()).collect(),
        })
    }

    fn to_state(&self, schema_version: u64) -> Value {
        let path = |name: &String| json!([{ "type": "get_attr", "value": name }]);
        let mut state = json!({
            "schema_version": schema_version,
            "attributes": self.attributes,
            // An attribute that is sensitive and not named here is planned as an update without a difference.
            "sensitive_attributes": self.sensitive.iter().map(path).collect::<Vec<_>>(),
        });
        if let (Some(index), Some(object)) = (&self.index, state.as_object_mut()) {
            object.insert("index_key".to_owned(), index.clone());
        }
        state
    }
}
