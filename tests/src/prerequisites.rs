//! What the examples and the families name and the module does not make: the root `tests/moto/prerequisites`.

use std::collections::BTreeMap;

use openmercato_ecs_core::{Deployment, Inputs, Value, templates};
use serde_json::json;

use crate::moto::{folder, missing};
use crate::terraform::{Plan, ProviderProcess, Result, Root, Terraform, Workspace};

/// The folder that Terraform runs in. From here a call of the module finds it in [`MODULE`].
const ROOT: &str = "roots/prerequisites";
const MODULE: &str = "modules/openmercato-ecs";

/// The output that has, by the IDs and ARNs that stand in inputs, those that are there in their place.
const REPLACEMENTS: &str = "replacements";

/// The root in a workspace, with a provider that runs.
#[derive(Debug)]
pub struct Prerequisites<'a> {
    workspace: &'a Workspace,
    root: Root<'a>,
    provider: ProviderProcess,
}

impl<'a> Prerequisites<'a> {
    /// What a deployment with these inputs needs. `provider` are the provider's settings, as a file of overrides.
    ///
    /// # Errors
    /// When the files cannot be written, or the provider cannot be had or started.
    pub fn of(terraform: &'a Terraform, workspace: &'a Workspace, inputs: &Inputs, provider: &str) -> Result<Self> {
        let text = |name: &str| inputs.get(name).and_then(Value::as_str);
        let variables = json!({ "region": text("aws_region"), "egress": text("existing_network_egress") });
        workspace.copy(&folder().join("prerequisites"), ROOT)?;
        workspace.write(format!("{ROOT}/versions.tf"), templates::sources().get("versions.tf").unwrap_or_default())?;
        workspace.write(format!("{ROOT}/terraform.tfvars.json"), variables.to_string())?;
        workspace.write(format!("{ROOT}/provider_override.tf"), provider)?;
        let root = terraform.root(workspace.path().join(ROOT));
        root.init()?;
        let provider = root.start_provider()?;
        Ok(Self { workspace, root: root.with_provider(&provider), provider })
    }

    /// The provider that runs, for the deployment's own root.
    #[must_use]
    pub fn provider(&self) -> &ProviderProcess {
        &self.provider
    }

    /// Makes them: the IDs and ARNs that there are, by those that stand in inputs.
    ///
    /// # Errors
    /// When Terraform refuses it.
    pub fn apply(&self) -> Result<BTreeMap<String, String>> {
        self.root.apply()?;
        serde_json::from_value(self.root.output(REPLACEMENTS)?).map_err(|error| {
            missing(&format!("the output {REPLACEMENTS} of the prerequisites is no map of texts: {error}"))
        })
    }

    /// The module's call of a deployment, as HCL, for the same root: each ID and ARN is an interpolation of what is there in
    /// its place.
    ///
    /// # Errors
    /// When Terraform refuses a plan.
    pub fn call_of(&self, deployment: &Deployment) -> Result<String> {
        let unknown = self.root.plan()?.output_changes.remove(REPLACEMENTS).map(|output| output.after_unknown);
        let names = unknown.iter().filter_map(serde_json::Value::as_object).flat_map(serde_json::Map::keys);
        let interpolation = |name: &str| format!("${{local.{REPLACEMENTS}[\"{name}\"]}}");
        Ok(names.fold(deployment.module_call(), |call, name| call.replace(name, &interpolation(name))))
    }

    /// Plans them and a call of the module as one root, before anything exists.
    ///
    /// # Errors
    /// When Terraform refuses the plan.
    pub fn plan_with(&self, call: &str) -> Result<Plan> {
        for (path, text) in templates::sources().iter() {
            self.workspace.write(format!("{MODULE}/{path}"), text)?;
        }
        self.workspace.write(format!("{ROOT}/deployment.tf"), call)?;
        self.root.init()?;
        self.root.plan()
    }
}
