use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::Way;

/// What the provider does with the resources of one type, as far as the module uses them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ResourceType {
    /// What the module sets.
    #[serde(flatten)]
    pub content: Content,
    /// The types of the attributes that the module reads and does not set, as Terraform writes types in JSON.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub computed: BTreeMap<String, Value>,
    /// The attributes that the module reads and that an update in place makes unknown, with the arguments whose change
    /// does so.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub unsettled_by: BTreeMap<String, BTreeSet<String>>,
}

/// The arguments and blocks of a block that the module sets.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Content {
    /// The arguments by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, Argument>,
    /// The nested blocks by name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub blocks: BTreeMap<String, BlockType>,
}

/// An argument.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Argument {
    /// The type as Terraform writes it in JSON.
    #[serde(rename = "type")]
    pub ty: Value,
    /// Whether it may be left out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// Whether it is known after apply where it is left out of a resource that is made, and keeps its value where it is
    /// left out of one that runs.
    #[serde(default, skip_serializing_if = "is_false")]
    pub computed: bool,
    /// Whether its change replaces the resource. The path of it in `replace_paths` is its own, with 0 for a block of a
    /// list; within a set it ends with the set.
    #[serde(default, skip_serializing_if = "Replace::is_never")]
    pub replace: Replace,
    /// What it is where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<Value>,
    /// Whether an empty collection is planned as if it were left out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub empty_is_null: bool,
    /// Whether it keeps its other elements where one is known after apply; else it is known after apply as a whole.
    #[serde(default, skip_serializing_if = "is_false")]
    pub keeps_elements: bool,
    /// The fields by which the provider sorts the objects of arrays, where it is a text of JSON. An array's key is the
    /// names that lead to it, with `.` between them: empty for the outermost.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sorted_by: BTreeMap<String, String>,
    /// The argument whose value the provider adds to the elements of this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub includes: Option<String>,
    /// Whether its change alone plans nothing.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unplanned: bool,
}

/// Nested blocks of a name.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct BlockType {
    /// `single`, `list`, `set` or `map`.
    pub nesting: String,
    /// The most of them, where there is such a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_items: Option<u64>,
    /// Whether there are blocks known after apply where it is left out of a resource that is made, and those stay that
    /// there are where it is left out of one that runs.
    #[serde(default, skip_serializing_if = "is_false")]
    pub computed: bool,
    /// Whether one more or one less replaces the resource, with the block's own path in `replace_paths`. Beside it stand
    /// those of the arguments in it that do so themselves.
    #[serde(default, skip_serializing_if = "Replace::is_never")]
    pub replace: Replace,
    /// Whether the block's coming and going alone plans nothing.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unplanned: bool,
    /// What it consists of.
    #[serde(flatten)]
    pub content: Content,
}

/// Which changes of an argument replace the resource: `true` for all, or the ways that do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Replace {
    /// All, or none.
    Uniform(bool),
    /// Those of these ways.
    Ways(BTreeSet<Way>),
}

impl Default for Replace {
    fn default() -> Self {
        Self::Uniform(false)
    }
}

impl Replace {
    /// Whether no change replaces the resource.
    #[must_use]
    pub fn is_never(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a change of this way does.
    #[must_use]
    pub fn is_by(&self, way: Way) -> bool {
        match self {
            Self::Uniform(all) => *all,
            Self::Ways(ways) => ways.contains(&way),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(value: &bool) -> bool {
    !value
}
