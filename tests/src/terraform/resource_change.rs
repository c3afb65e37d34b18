use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Result, TerraformError};

/// What a plan does to one resource instance:
/// <https://developer.hashicorp.com/terraform/internals/json-format#change-representation>.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ResourceChange {
    /// The full address.
    pub address: String,
    /// The call that the resource stands in, such as `module.shop`; none in the root.
    pub module_address: Option<String>,
    /// `managed`, or `data`.
    pub mode: String,
    /// The type, such as `aws_subnet`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The name after the type.
    pub name: String,
    /// The key of `for_each` or the number of `count`, if any.
    pub index: Option<Value>,
    /// The provider's name, such as `registry.terraform.io/hashicorp/aws`.
    pub provider_name: String,
    /// From what to what.
    pub change: Change,
}

/// The two ends of a [`ResourceChange`].
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Change {
    /// `no-op`, `create`, `read`, `update`, `delete`; two of them for a replacement, in their order.
    pub actions: Vec<String>,
    /// The attributes before; null when the resource is created.
    #[serde(default)]
    pub before: Option<Map<String, Value>>,
    /// The attributes after, without what is unknown; null when the resource is deleted.
    #[serde(default)]
    pub after: Option<Map<String, Value>>,
    /// `true` where an attribute is unknown, in the structure of the attributes.
    #[serde(default)]
    pub after_unknown: Value,
    /// `true` where an attribute is sensitive, in the structure of the attributes.
    #[serde(default)]
    pub after_sensitive: Value,
    /// The paths of the arguments that force a replacement.
    #[serde(default)]
    pub replace_paths: Vec<Vec<Value>>,
}

impl Change {
    /// A part of the attributes after, with `placeholder` where these marks, of the same part, say that it is unknown.
    #[must_use]
    pub fn with_unknown(after: &Value, marks: &Value, placeholder: &str) -> Value {
        match (after, marks) {
            (_, Value::Bool(true)) => Value::from(placeholder),
            (Value::Array(elements), marks) => {
                let elements = elements.iter().enumerate();
                elements.map(|(index, element)| Self::with_unknown(element, &marks[index], placeholder)).collect()
            }
            (after, Value::Object(marks)) => {
                let mut fields = after.as_object().cloned().unwrap_or_default();
                for (name, mark) in marks {
                    let field = Self::with_unknown(fields.get(name).unwrap_or(&Value::Null), mark, placeholder);
                    fields.insert(name.clone(), field);
                }
                fields.sort_keys();
                Value::Object(fields)
            }
            (after, _) => after.clone(),
        }
    }
}

impl ResourceChange {
    /// The address inside the call that the resource stands in, such as `aws_subnet.public["10.0.0.0/24"]`.
    #[must_use]
    pub fn relative_address(&self) -> &str {
        let relative = self.module_address.as_deref().and_then(|module| self.address.strip_prefix(module));
        relative.map_or(&self.address, |relative| relative.trim_start_matches('.'))
    }

    /// Reads what `terraform show -json` says of a plan file.
    pub(super) fn read(shown: &str) -> Result<Vec<Self>> {
        #[derive(Deserialize)]
        struct Shown {
            #[serde(default)]
            resource_changes: Vec<ResourceChange>,
        }
        let read = serde_json::from_str::<Shown>(shown).map_err(|error| TerraformError::Unreadable {
            what: format!("the answer of `terraform show -json` ({error})"),
            output: shown.chars().take(2000).collect(),
        });
        read.map(|shown| shown.resource_changes)
    }
}
