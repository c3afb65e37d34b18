//! A local AWS that lets through what the shipped policies allow, and nothing else.
//!
//! The gate lies before moto: `tests/moto/gate/` is told who may do what, and notes every request. What it notes is held
//! against the policies afterwards.

use std::collections::BTreeMap;

use openmercato_ecs_core::{Deployment, Inputs, Module, Policy, Value};
use serde::Deserialize;
use serde_json::json;

use crate::moto::{Applied, Moto};
use crate::prerequisites::Prerequisites;
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
struct Delivered<'a> {
    gate: &'a Gate,
    workspace: &'a Workspace,
    root: Root<'a>,
    deployment: Deployment,
    inputs: Inputs,
}

impl<'a> Delivered<'a> {
    fn of(terraform: &'a Terraform, workspace: &'a Workspace, gate: &'a Gate, inputs: &Inputs) -> Result<Self> {
        let prerequisites = Prerequisites::of(terraform, workspace, inputs, &gate.moto.provider())?;
        let text = json!(inputs.to_json()).to_string();
        let text = prerequisites.apply()?.iter().fold(text, |text, (example, real)| text.replace(example, real));
        let inputs = Inputs::from_json(&serde_json::from_str(&text).expect("JSON")).expect("inputs");
        let deployment = Deployment::of(Module::embedded(), &inputs);
        gate.give(&deployment.policy())?;
        for (path, text) in deployment.files().iter() {
            workspace.write(path, text)?;
        }
        let root = terraform.root(workspace.path().join(deployment.root())).with_provider(prerequisites.provider());
        root.init()?;
        Ok(Self { gate, workspace, root, deployment, inputs })
    }

    /// Writes a file of overrides into the root.
    fn overrides(&self, name: &str, text: impl AsRef<[u8]>) -> Result<()> {
        self.workspace.write(format!("{}/{name}_override.tf", self.deployment.root()), text)
    }

    /// What a plan of the planner's would change.
    fn plan(&self) -> Result<Vec<String>> {
        self.overrides("provider", self.gate.moto.provider_for(PLANNER))?;
        self.root.changes()
    }

    /// Lets the deployer sign from now on.
    fn deployer(&self) -> Result<&Root<'a>> {
        self.overrides("provider", self.gate.moto.provider_for(DEPLOYER))?;
        Ok(&self.root)
    }

    /// Changes arguments of the module, as HCL, in place, and lets the database go again. What Terraform says of it.
    fn change(&self, arguments: &str) -> Result<String> {
        let protection = if has_database(&self.inputs) { CAN_BE_DESTROYED } else { "" };
        if protection.is_empty() && arguments.is_empty() {
            return Ok(String::new());
        }
        self.overrides("changed", format!("module \"openmercato\" {{\n{protection}{arguments}}}\n"))?;
        self.deployer()?.apply_with(&[])
    }
}

/// Arguments that let a database go again.
const CAN_BE_DESTROYED: &str = "  db_deletion_protection = false\n  db_skip_final_snapshot = true\n";

/// Whether the module makes the database.
fn has_database(inputs: &Inputs) -> bool {
    inputs.get("database_mode").and_then(Value::as_str) != Some("external")
}

/// Plans a deployment with the policy of planning alone.
///
/// # Errors
/// When Terraform refuses the plan.
pub fn plan(terraform: &Terraform, gate: &Gate, inputs: &Inputs) -> Result<Policy> {
    let workspace = Workspace::new()?;
    let delivered = Delivered::of(terraform, &workspace, gate, inputs)?;
    delivered.plan()?;
    Ok(delivered.deployment.policy())
}

/// Plans, applies, plans again, changes in place and destroys a deployment, with its own policies alone. What its inputs
/// name and the module does not make is there before. `look` looks at what runs, before the change; `changed` are arguments
/// of the module, as HCL, for it.
///
/// # Errors
/// When Terraform refuses any of that, or `look` fails.
pub fn deploy(
    terraform: &Terraform,
    gate: &Gate,
    inputs: &Inputs,
    changed: &str,
    look: impl FnOnce(&Moto) -> Result<()>,
) -> Result<(Applied, Policy)> {
    let workspace = Workspace::new()?;
    let delivered = Delivered::of(terraform, &workspace, gate, inputs)?;
    delivered.plan()?;
    delivered.deployer()?.apply()?;
    let resources = delivered.root.state()?.len();
    let restless = delivered.plan()?;
    look(&gate.moto)?;
    let changing = delivered.change(changed)?;
    delivered.deployer()?.destroy()?;
    let left = delivered.root.state()?;
    Ok((Applied { resources, restless, changing, left }, delivered.deployment.policy()))
}
