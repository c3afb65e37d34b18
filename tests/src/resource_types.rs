//! What the AWS provider does with the resource types that the module has: `core/module/provider/aws.json`.
//!
//! Its schema tells types. Which arguments replace a resource when they change, what they are when nobody sets them,
//! and what it makes of them it does not tell. So Terraform is asked: resources as they run in deployments of the module
//! stand alone, with one argument in the state or in the configuration changed, and it plans.

mod answer;
mod place;
mod question;
mod recorder;
mod resource_type;
mod sample;
mod settings;
mod sorting;
mod survey;
mod way;
mod written;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

pub use resource_type::{Argument, BlockType, Content, Replace, ResourceType};
pub use settings::{Settings, Uses, settings, uses};
pub use survey::Survey;
pub use way::Way;

/// What a version of the provider does with the resource types that the module has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ResourceTypes {
    /// The provider's version, such as `5.100.0`.
    pub version: String,
    /// By type, such as `aws_lb`.
    pub types: BTreeMap<String, ResourceType>,
}

/// The file.
#[must_use]
pub fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/module/provider/aws.json")
}

impl ResourceTypes {
    /// What is recorded.
    ///
    /// # Errors
    /// When the file cannot be read, with the reason.
    pub fn recorded() -> Result<Self, String> {
        let said = |error: &dyn std::fmt::Display| format!("{}: {error}", file().display());
        let text = std::fs::read_to_string(file()).map_err(|error| said(&error))?;
        serde_json::from_str(&text).map_err(|error| said(&error))
    }

    /// What the file has to hold: sorted, with an argument a line.
    #[must_use]
    pub fn text(&self) -> String {
        written::text(&serde_json::to_value(self).unwrap_or_default())
    }

    /// What the module sets and is not recorded, a line each.
    #[must_use]
    pub fn lacking(&self, uses: &BTreeMap<String, Uses>) -> Vec<String> {
        let mut lacking = Vec::new();
        for (kind, uses) in uses {
            let Some(recorded) = self.types.get(kind) else {
                lacking.push(format!("{kind}: the type"));
                continue;
            };
            lacking.extend(recorded.content.lacking(&uses.sets).into_iter().map(|name| format!("{kind}.{name}")));
        }
        lacking
    }
}

impl Content {
    fn lacking(&self, settings: &Settings) -> Vec<String> {
        let arguments = settings.arguments.iter().filter(|name| !self.arguments.contains_key(*name)).cloned();
        let mut lacking: Vec<_> = arguments.collect();
        for (name, inner) in &settings.blocks {
            match self.blocks.get(name) {
                Some(block) => {
                    lacking.extend(block.content.lacking(inner).into_iter().map(|inner| format!("{name}.{inner}")));
                }
                None => lacking.push(name.clone()),
            }
        }
        lacking
    }
}
