//! A local AWS that lets through what the shipped policies allow, and nothing else.
//!
//! The gate lies before moto: `tests/moto/gate/` is told who may do what, and notes every request. What it notes is held
//! against the policies afterwards.

use std::collections::BTreeMap;

use openmercato_ecs_core::{Deployment, Inputs, Module, Policy};
use serde::Deserialize;
use serde_json::json;

use crate::moto::{self, Applied, Moto};
use crate::terraform::{Result, Terraform, Workspace};

/// Who plans signs with this key.
pub const PLANNER: &str = "planner";
/// Who applies signs with this key.
pub const DEPLOYER: &str = "deployer";

/// A server of moto behind a gate.
#[derive(Debug)]
pub struct Gate {
    /// The server. Who signs with a key that has been given no policy passes the gate unseen.
    pub moto: Moto,
    folder: Workspace,
}

/// What the requests say of the policies.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Evidence {
    /// How many different things were asked and allowed.
    pub requests: usize,
    /// What was refused.
    pub refused: Vec<String>,
    /// What of `plan.json` no planning needed.
    pub plan: Unneeded,
    /// What of `apply.json` no applying needed.
    pub apply: Unneeded,
    /// What has the deployment's name in it, and would be allowed with another name in its place, by that name.
    pub elsewhere: BTreeMap<String, Vec<String>>,
    /// The patterns that allowed what has no name in it.
    pub nameless: Vec<String>,
}

/// What could be taken away without a request being refused.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct Unneeded {
    /// Actions.
    pub actions: Vec<String>,
    /// Patterns of ARNs.
    pub patterns: Vec<String>,
}

impl Gate {
    /// Starts a server with a gate that nobody has a policy for.
    ///
    /// # Errors
    /// As [`Moto::start`].
    pub fn start() -> Result<Self> {
        let folder = Workspace::new()?;
        Ok(Self { moto: Moto::start_behind_gate(folder.path())?, folder })
    }

    /// Gives the planner and the deployer their policies, before either asks anything.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn give(&self, policy: &Policy) -> Result<()> {
        for (name, text) in policy.files() {
            if name == "plan.json" {
                self.folder.write(format!("{PLANNER}/{name}"), &text)?;
            }
            self.folder.write(format!("{DEPLOYER}/{name}"), &text)?;
        }
        Ok(())
    }

    /// What has been asked, held against the policies; `name` is the deployment's, `others` are names of others.
    ///
    /// # Errors
    /// When there is no recording.
    pub fn evidence(&self, name: &str, others: &[&str]) -> Result<Evidence> {
        let folder = self.folder.path().as_os_str();
        let names = std::iter::once(name).chain(others.iter().copied()).map(AsRef::as_ref);
        let arguments: Vec<_> = std::iter::once(folder).chain(names).collect();
        self.moto.ask("gate/evidence.py", &arguments, "what the recording says of the policies")
    }
}

/// Plans, applies, plans again, changes in place and destroys a deployment, with its own policies alone. What its inputs
/// name and the module does not make is there before. `changed` are arguments of the module, as HCL, for the change.
///
/// # Errors
/// When Terraform refuses any of that.
pub fn deploy(terraform: &Terraform, gate: &Gate, inputs: &Inputs, changed: &str) -> Result<(Applied, Policy)> {
    let (workspace, moto) = (Workspace::new()?, &gate.moto);
    let replacements = moto::prerequisites(terraform, moto, &workspace)?;
    let text = json!(inputs.to_json()).to_string();
    let text = replacements.iter().fold(text, |text, (example, real)| text.replace(example, real));
    let inputs = Inputs::from_json(&serde_json::from_str(&text).expect("JSON")).expect("inputs");
    let deployment = Deployment::of(Module::embedded(), &inputs);
    gate.give(&deployment.policy())?;
    for (path, text) in deployment.files().iter() {
        workspace.write(path, text)?;
    }
    let root = deployment.root();
    let signs = |key: &str| workspace.write(format!("{root}/provider_override.tf"), moto.provider_for(key));
    let terraform_root = terraform.root(workspace.path().join(&root)).init_with_provider()?;
    signs(PLANNER)?;
    terraform_root.changes()?;
    signs(DEPLOYER)?;
    terraform_root.apply()?;
    let resources = terraform_root.state()?.len();
    signs(PLANNER)?;
    let restless = terraform_root.changes()?;
    signs(DEPLOYER)?;
    let protection = if moto::has_database(&inputs) { moto::CAN_BE_DESTROYED } else { "" };
    workspace.write(format!("{root}/destroyed_override.tf"), protection)?;
    workspace.write(format!("{root}/changed_override.tf"), format!("module \"openmercato\" {{\n{changed}}}\n"))?;
    terraform_root.apply()?;
    terraform_root.destroy()?;
    Ok((Applied { resources, restless, left: terraform_root.state()? }, deployment.policy()))
}
