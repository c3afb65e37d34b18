//! A local AWS that lets through what the shipped policies allow, and nothing else.
//!
//! The gate lies before moto: `tests/moto/gate/` is told who may do what, and notes every request. What it notes is held
//! against the policies afterwards.

use std::collections::BTreeMap;

use openmercato_ecs_core::{Deployment, Inputs, Module, Policy};
use serde::Deserialize;
use serde_json::json;

use crate::moto::{self, Applied, Moto};
use crate::terraform::{Result, Root, Terraform, Workspace};

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
    /// What roles were given that `boundary.json` does not allow.
    pub beyond: Vec<String>,
    /// What of `boundary.json` no role was given.
    pub boundary: Unneeded,
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

    /// Gives the planner and the deployer their policies, before either asks anything. The boundary is nobody's.
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
        self.folder.write("boundary.json", policy.boundary.to_text())?;
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

/// A deployment as it is delivered, in a folder, before moto: what its inputs name and the module does not make is there,
/// and its policies are given.
struct Delivered {
    workspace: Workspace,
    deployment: Deployment,
    inputs: Inputs,
}

impl Delivered {
    fn of(terraform: &Terraform, gate: &Gate, inputs: &Inputs) -> Result<Self> {
        let workspace = Workspace::new()?;
        let replacements = moto::prerequisites(terraform, &gate.moto, &workspace)?;
        let text = json!(inputs.to_json()).to_string();
        let text = replacements.iter().fold(text, |text, (example, real)| text.replace(example, real));
        let inputs = Inputs::from_json(&serde_json::from_str(&text).expect("JSON")).expect("inputs");
        let deployment = Deployment::of(Module::embedded(), &inputs);
        gate.give(&deployment.policy())?;
        for (path, text) in deployment.files().iter() {
            workspace.write(path, text)?;
        }
        Ok(Self { workspace, deployment, inputs })
    }

    /// Whose key the requests are signed with from now on.
    fn signs(&self, gate: &Gate, key: &str) -> Result<()> {
        self.workspace.write(format!("{}/provider_override.tf", self.deployment.root()), gate.moto.provider_for(key))
    }

    fn root<'a>(&self, terraform: &'a Terraform) -> Result<Root<'a>> {
        terraform.root(self.workspace.path().join(self.deployment.root())).init_with_provider()
    }
}

/// Plans a deployment with the policy of planning alone.
///
/// # Errors
/// When Terraform refuses the plan.
pub fn plan(terraform: &Terraform, gate: &Gate, inputs: &Inputs) -> Result<Policy> {
    let delivered = Delivered::of(terraform, gate, inputs)?;
    delivered.signs(gate, PLANNER)?;
    delivered.root(terraform)?.changes()?;
    Ok(delivered.deployment.policy())
}

/// Plans, applies, plans again, changes in place and destroys a deployment, with its own policies alone. What its inputs
/// name and the module does not make is there before. `changed` are arguments of the module, as HCL, for the change.
///
/// # Errors
/// When Terraform refuses any of that.
pub fn deploy(terraform: &Terraform, gate: &Gate, inputs: &Inputs, changed: &str) -> Result<(Applied, Policy)> {
    let delivered = Delivered::of(terraform, gate, inputs)?;
    let (workspace, folder) = (&delivered.workspace, delivered.deployment.root());
    delivered.signs(gate, PLANNER)?;
    let root = delivered.root(terraform)?;
    root.changes()?;
    delivered.signs(gate, DEPLOYER)?;
    root.apply()?;
    let resources = root.state()?.len();
    delivered.signs(gate, PLANNER)?;
    let restless = root.changes()?;
    delivered.signs(gate, DEPLOYER)?;
    let protection = if moto::has_database(&delivered.inputs) { moto::CAN_BE_DESTROYED } else { "" };
    workspace.write(format!("{folder}/destroyed_override.tf"), protection)?;
    workspace.write(format!("{folder}/changed_override.tf"), format!("module \"openmercato\" {{\n{changed}}}\n"))?;
    root.apply()?;
    root.destroy()?;
    Ok((Applied { resources, restless, left: root.state()? }, delivered.deployment.policy()))
}
