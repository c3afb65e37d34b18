use serde::Deserialize;

use super::{Result, TerraformError};

/// A precondition or postcondition of a resource that a plan breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedCondition {
    /// The resource, by its whole address.
    pub address: String,
    /// The condition's own words.
    pub message: String,
}

impl FailedCondition {
    /// Those of a plan, as `terraform show -json` gives its `checks`:
    /// <https://developer.hashicorp.com/terraform/internals/json-format#checks-representation>.
    pub(super) fn read(plan: &str) -> Result<Vec<Self>> {
        #[derive(Deserialize)]
        struct Plan {
            #[serde(default)]
            checks: Vec<Check>,
        }
        #[derive(Deserialize)]
        struct Check {
            address: Kind,
            #[serde(default)]
            instances: Vec<Instance>,
        }
        #[derive(Deserialize)]
        struct Kind {
            kind: String,
        }
        #[derive(Deserialize)]
        struct Instance {
            address: Address,
            #[serde(default)]
            problems: Vec<Problem>,
        }
        #[derive(Deserialize)]
        struct Address {
            to_display: String,
        }
        #[derive(Deserialize)]
        struct Problem {
            message: String,
        }
        let plan: Plan =
            serde_json::from_str(plan).map_err(|error| TerraformError::unreadable("show", &error, plan))?;
        let checks = plan.checks.into_iter().filter(|check| check.address.kind == "resource");
        let failed = checks.flat_map(|check| check.instances).flat_map(|instance| {
            let address = instance.address.to_display;
            instance
                .problems
                .into_iter()
                .map(move |problem| Self { address: address.clone(), message: problem.message })
        });
        Ok(failed.collect())
    }
}
