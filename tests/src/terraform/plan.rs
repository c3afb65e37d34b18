use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Result, TerraformError, TfDiagnostic};

/// A plan that Terraform accepted, from its JSON representation:
/// <https://developer.hashicorp.com/terraform/internals/json-format>.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The managed resource instances that will exist, by full address.
    pub resources: BTreeMap<String, PlannedResource>,
    /// The values of the root's outputs that are known; the others are absent.
    pub outputs: BTreeMap<String, Value>,
    /// What is known of every output of the root.
    pub output_changes: BTreeMap<String, OutputChange>,
    /// What Terraform warned of: failed `check` blocks among others.
    pub warnings: Vec<TfDiagnostic>,
}

/// One managed resource instance of a [`Plan`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct PlannedResource {
    /// The full address, such as `module.shop.aws_subnet.public["10.0.0.0/24"]`.
    pub address: String,
    /// The type, such as `aws_subnet`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The name after the type.
    pub name: String,
    /// The key of `for_each` or the number of `count`, if any.
    pub index: Option<Value>,
    /// Arguments that are known at plan; the others are absent. Of a data source that is read at apply, nothing is.
    #[serde(default)]
    pub values: Map<String, Value>,
}

/// An output of a [`Plan`], as far as it is known.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct OutputChange {
    /// The value, without what is unknown in it.
    #[serde(default)]
    pub after: Value,
    /// `true` where the value is unknown, in the value's structure.
    #[serde(default)]
    pub after_unknown: Value,
    /// The type as Terraform writes it in JSON, where the value is wholly known.
    #[serde(skip)]
    pub ty: Option<Value>,
}

impl Plan {
    /// The full addresses, sorted.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        self.resources.keys().map(String::as_str)
    }

    /// The addresses inside the module call `name` of the root, relative to
    /// that module, sorted as the full ones are.
    pub fn addresses_in<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        let prefix = format!("module.{name}.");
        self.addresses().filter_map(move |address| address.strip_prefix(prefix.as_str()))
    }

    /// Reads what `terraform show -json` says of a plan file.
    pub(super) fn read(output: &str, warnings: Vec<TfDiagnostic>) -> Result<Self> {
        let shown: Shown = serde_json::from_str(output).map_err(|error| TerraformError::Unreadable {
            what: format!("the answer of `terraform show -json` ({error})"),
            output: output.chars().take(2000).collect(),
        })?;
        let mut resources = BTreeMap::new();
        shown.planned_values.root_module.collect_into(&mut resources);
        let mut output_changes = shown.output_changes;
        for (name, output) in &shown.planned_values.outputs {
            if let Some(change) = output_changes.get_mut(name) {
                change.ty.clone_from(&output.ty);
            }
        }
        let outputs = shown.planned_values.outputs.into_iter();
        let outputs = outputs.filter_map(|(name, output)| Some((name, output.value?))).collect();
        Ok(Self { resources, outputs, output_changes, warnings })
    }
}

#[derive(Deserialize)]
struct Shown {
    planned_values: PlannedValues,
    #[serde(default)]
    output_changes: BTreeMap<String, OutputChange>,
}

#[derive(Deserialize)]
struct PlannedValues {
    #[serde(default)]
    outputs: BTreeMap<String, Output>,
    #[serde(default)]
    root_module: Module,
}

#[derive(Deserialize)]
struct Output {
    value: Option<Value>,
    #[serde(rename = "type")]
    ty: Option<Value>,
}

#[derive(Default, Deserialize)]
struct Module {
    #[serde(default)]
    resources: Vec<AnyResource>,
    #[serde(default)]
    child_modules: Vec<Module>,
}

#[derive(Deserialize)]
struct AnyResource {
    mode: String,
    #[serde(flatten)]
    resource: PlannedResource,
}

impl Module {
    fn collect_into(self, resources: &mut BTreeMap<String, PlannedResource>) {
        let managed = self.resources.into_iter().filter(|any| any.mode == "managed");
        resources.extend(managed.map(|any| (any.resource.address.clone(), any.resource)));
        for child in self.child_modules {
            child.collect_into(resources);
        }
    }
}
