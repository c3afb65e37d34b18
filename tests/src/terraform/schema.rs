use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::{Result, TerraformError};

/// The schemas of the resource types of all providers, by type:
/// <https://developer.hashicorp.com/terraform/cli/commands/providers/schema>.
#[derive(Clone, Debug, PartialEq)]
pub struct Schemas(BTreeMap<String, Schema>);

/// The schema of a resource type.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Schema {
    /// The version that a state names.
    pub version: u64,
    /// What the resource consists of.
    pub block: Block,
}

/// A block: the resource itself, or one nested in it.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Block {
    /// The arguments and attributes by name.
    #[serde(default)]
    pub attributes: BTreeMap<String, Argument>,
    /// The nested blocks by name.
    #[serde(default)]
    pub block_types: BTreeMap<String, Nested>,
}

/// A type of nested blocks.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Nested {
    /// `single`, `list`, `set` or `map`.
    pub nesting_mode: String,
    /// The fewest of them, where there is such a limit.
    #[serde(default)]
    pub min_items: u64,
    /// The most of them; 0 where there is no limit.
    #[serde(default)]
    pub max_items: u64,
    /// What such a block consists of.
    pub block: Block,
}

/// An argument, or an attribute that the provider alone sets.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Argument {
    /// The type as Terraform writes it in JSON; none where `nested_type` says it.
    #[serde(rename = "type")]
    pub ty: Option<Value>,
    /// Whether the configuration must set it.
    #[serde(default)]
    pub required: bool,
    /// Whether the configuration may set it.
    #[serde(default)]
    pub optional: bool,
    /// Whether the provider sets it where the configuration does not.
    #[serde(default)]
    pub computed: bool,
    /// Whether its values are sensitive.
    #[serde(default)]
    pub sensitive: bool,
}

impl Schemas {
    /// The schema of a resource type.
    #[must_use]
    pub fn get(&self, kind: &str) -> Option<&Schema> {
        self.0.get(kind)
    }

    pub(super) fn read(output: &str) -> Result<Self> {
        #[derive(Deserialize)]
        struct Answer {
            #[serde(default)]
            provider_schemas: BTreeMap<String, Provider>,
        }
        #[derive(Deserialize)]
        struct Provider {
            #[serde(default)]
            resource_schemas: BTreeMap<String, Schema>,
        }
        let answer: Answer = serde_json::from_str(output).map_err(|error| TerraformError::Unreadable {
            what: format!("the answer of `terraform providers schema -json` ({error})"),
            output: output.chars().take(2000).collect(),
        })?;
        Ok(Self(answer.provider_schemas.into_values().flat_map(|provider| provider.resource_schemas).collect()))
    }
}

impl Schema {
    /// Whether a configuration can set the argument or block of this name.
    #[must_use]
    pub fn is_settable(&self, name: &str) -> bool {
        let argument = self.block.attributes.get(name);
        self.block.block_types.contains_key(name) || argument.is_some_and(|it| it.required || it.optional)
    }
}
