use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::fill;
use crate::terraform::{ResourceChange, Schema, Schemas};

/// A deployment that runs: its resources with all their attributes, as a Terraform state has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Running {
    /// By the address inside the module.
    instances: BTreeMap<String, Instance>,
}

/// One resource instance.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
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

    /// The resource instances, by their addresses inside the module.
    pub fn instances(&self) -> impl Iterator<Item = &Instance> {
        self.instances.values()
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
            let schema = schemas.get(kind);
            let provider = instances.first().map(|instance| instance.provider.as_str()).unwrap_or_default();
            json!({
                "module": format!("module.{call}"),
                "mode": "managed",
                "type": kind,
                "name": name,
                "provider": format!("provider[\"{provider}\"]"),
                "instances": instances.iter().map(|instance| instance.to_state(schema)).collect::<Vec<_>>(),
            })
        });
        resources.collect()
    }
}

impl Instance {
    /// The type, such as `aws_subnet`.
    #[must_use]
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The name after the type.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All its attributes and nested blocks.
    #[must_use]
    pub fn attributes(&self) -> &Map<String, Value> {
        &self.attributes
    }

    /// The instance with other attributes.
    #[must_use]
    pub fn with(&self, attributes: Map<String, Value>) -> Self {
        Self { attributes, ..self.clone() }
    }

    /// The instance as a state file lists it, in the root, as the only one of a resource of this name.
    pub(super) fn alone(&self, name: &str, schemas: &Schemas) -> Value {
        json!({
            "mode": "managed",
            "type": self.kind,
            "name": name,
            "provider": format!("provider[\"{}\"]", self.provider),
            "instances": [Self { index: None, ..self.clone() }.to_state(schemas.get(&self.kind))],
        })
    }

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

    fn to_state(&self, schema: Option<&Schema>) -> Value {
        let path = |name: &String| json!([{ "type": "get_attr", "value": name }]);
        let is_dynamic = |name: &str| {
            let argument = schema.and_then(|schema| schema.block.attributes.get(name));
            argument.is_some_and(|argument| argument.ty == Some(json!("dynamic")))
        };
        let attribute = |(name, value): (&String, &Value)| match value {
            // A state says the type of a value whose schema leaves it open.
            value if is_dynamic(name) && !value.is_null() => {
                (name.clone(), json!({ "value": value, "type": type_of(value) }))
            }
            value => (name.clone(), value.clone()),
        };
        let mut state = json!({
            "schema_version": schema.map_or(0, |schema| schema.version),
            "attributes": self.attributes.iter().map(attribute).collect::<Map<_, _>>(),
            // An attribute that is sensitive and not named here is planned as an update without a difference.
            "sensitive_attributes": self.sensitive.iter().map(path).collect::<Vec<_>>(),
        });
        if let (Some(index), Some(object)) = (&self.index, state.as_object_mut()) {
            object.insert("index_key".to_owned(), index.clone());
        }
        state
    }
}

/// The type of a value, as Terraform writes it in JSON. A null is taken for text, which the module's are.
fn type_of(value: &Value) -> Value {
    match value {
        Value::Null | Value::String(_) => json!("string"),
        Value::Bool(_) => json!("bool"),
        Value::Number(_) => json!("number"),
        Value::Array(elements) => json!(["tuple", elements.iter().map(type_of).collect::<Vec<_>>()]),
        Value::Object(fields) => {
            let fields = fields.iter().map(|(name, value)| (name.clone(), type_of(value)));
            json!(["object", fields.collect::<Map<_, _>>()])
        }
    }
}
