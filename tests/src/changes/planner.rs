use std::path::{Path, PathBuf};
use std::sync::Arc;

use openmercato_ecs_core::{Inputs, Module, Value, hcl};
use serde_json::{Value as Json, json};

use super::Running;
use super::state_machines::StateMachines;
use crate::terraform::{
    FAKE_CREDENTIALS, ProviderProcess, ResourceChange, Result, Root, Schemas, Terraform, TerraformError, Workspace,
};

/// In how many plans a state has to settle. It takes five or six: what is unknown depends on what was.
const ROUNDS: usize = 10;

/// How many calls of the module share one plan: with more, a plan takes more memory and shows no progress.
const CALLS: usize = 40;

/// The provider, in the region of every base. Step Functions answers at `sfn`.
fn provider(sfn: &str) -> String {
    format!("provider \"aws\" {{\n  region = \"us-east-1\"\n\n  endpoints {{\n    sfn = \"{sfn}\"\n  }}\n}}\n")
}

/// Asks Terraform what it plans for deployments of a module that run.
///
/// Many deployments share a plan: each is a call of the module in one root, with its resources in the state.
#[derive(Clone, Debug)]
pub struct Planner<'t> {
    terraform: &'t Terraform,
    module: PathBuf,
    schemas: Schemas,
    version: String,
    provider: ProviderProcess,
    state_machines: Arc<StateMachines>,
}

impl<'t> Planner<'t> {
    /// For the module in a folder.
    ///
    /// # Errors
    /// When Terraform cannot read the module or has no provider for it.
    pub fn new(terraform: &'t Terraform, module: &Path) -> Result<Self> {
        let workspace = Workspace::new()?;
        workspace.copy(module, ".")?;
        let root = terraform.root(workspace.path());
        root.init()?;
        let version = root.provider_version()?;
        let provider = root.start_provider()?;
        let schemas = root.with_provider(&provider).schemas()?;
        let state_machines = StateMachines::start()
            .map_err(|source| TerraformError::Io { what: "answer for Step Functions".to_owned(), source })?;
        Ok(Self {
            terraform,
            module: module.to_owned(),
            schemas,
            version,
            provider,
            state_machines: Arc::new(state_machines),
        })
    }

    /// For the module in another folder, with the same provider.
    #[must_use]
    pub fn with_module(&self, module: &Path) -> Self {
        Self { module: module.to_owned(), ..self.clone() }
    }

    /// What the provider says of its resource types.
    #[must_use]
    pub fn schemas(&self) -> &Schemas {
        &self.schemas
    }

    /// The provider's version, such as `5.100.0`.
    #[must_use]
    pub fn provider_version(&self) -> &str {
        &self.version
    }

    /// Deployments with these inputs, as they run: the next plan of each is empty.
    ///
    /// # Errors
    /// When Terraform refuses inputs, or [`TerraformError::Unreadable`] when a plan never gets empty: then a value that
    /// stands for one of AWS's is not of the right form.
    pub fn settle(&self, inputs: &[&Inputs]) -> Result<Vec<Running>> {
        let (workspace, root) = self.root(inputs)?;
        let mut running = vec![Running::default(); inputs.len()];
        let mut left = Vec::new();
        for _ in 0..ROUNDS {
            let plans = self.planned(&workspace, &root, &running)?;
            left = plans.iter().flatten().filter(|change| is_change(change)).map(described).collect();
            if left.is_empty() {
                return Ok(running);
            }
            running = plans.iter().zip(&running).map(|(plan, before)| before.after(plan, &self.schemas)).collect();
        }
        Err(TerraformError::Unreadable {
            what: format!("a state that settles: after {ROUNDS} plans Terraform still plans changes"),
            output: left.join("\n"),
        })
    }

    /// What Terraform plans for each deployment that runs, when its inputs become these. Resources that stay as they
    /// are, too.
    ///
    /// # Errors
    /// When Terraform refuses inputs.
    pub fn plan(&self, deployments: &[(&Running, &Inputs)]) -> Result<Vec<Vec<ResourceChange>>> {
        let mut plans = Vec::with_capacity(deployments.len());
        for deployments in deployments.chunks(CALLS) {
            let (running, inputs): (Vec<_>, Vec<_>) =
                deployments.iter().map(|(running, inputs)| ((*running).clone(), *inputs)).unzip();
            let (workspace, root) = self.root(&inputs)?;
            plans.extend(self.planned(&workspace, &root, &running)?);
        }
        Ok(plans)
    }

    /// As [`Planner::plan`], where Terraform may refuse some: those have its words in place of a plan.
    ///
    /// # Errors
    /// When Terraform cannot be run.
    pub fn plan_or_refuse(&self, deployments: &[(&Running, &Inputs)]) -> Result<Vec<PlanOrWords>> {
        let mut plans = Vec::with_capacity(deployments.len());
        for deployments in deployments.chunks(CALLS) {
            let (running, inputs): (Vec<_>, Vec<_>) =
                deployments.iter().map(|(running, inputs)| ((*running).clone(), *inputs)).unzip();
            let (workspace, root) = self.root(&inputs)?;
            self.write_state(&workspace, &running)?;
            let (changes, diagnostics) = root.plan_in_part_on_state()?;
            let first = plans.len();
            plans.extend(by_call(changes, running.len()).into_iter().map(Ok));
            for error in diagnostics.iter().filter(|diagnostic| diagnostic.is_error()) {
                let index = error.address.as_deref().and_then(call_index);
                if let Some(plan) = index.and_then(|index| plans.get_mut(first + index)) {
                    *plan = Err(error.to_string());
                }
            }
        }
        Ok(plans)
    }

    /// With what words the module refuses each deployment's change to these inputs; `None` for a change that it plans.
    ///
    /// # Errors
    /// When Terraform cannot be run, or refuses for another reason than a condition of a resource.
    pub fn refusals(&self, deployments: &[(&Running, &Inputs)]) -> Result<Vec<Option<String>>> {
        let (running, inputs): (Vec<_>, Vec<_>) =
            deployments.iter().map(|(running, inputs)| ((*running).clone(), *inputs)).unzip();
        let (workspace, root) = self.root(&inputs)?;
        self.write_state(&workspace, &running)?;
        let mut refusals = vec![None; deployments.len()];
        for failure in root.failed_conditions_on_state()? {
            let index = call_index(&failure.address);
            if let Some(refusal) = index.and_then(|index| refusals.get_mut(index)) {
                *refusal = Some(failure.message);
            }
        }
        Ok(refusals)
    }

    /// A root that calls the module once for each of the inputs.
    fn root(&self, inputs: &[&Inputs]) -> Result<(Workspace, Root<'t>)> {
        let (workspace, root) = self.empty_root()?;
        workspace.copy(&self.module, "module")?;
        let mut main = hcl::Body::new();
        for (index, inputs) in inputs.iter().enumerate() {
            main.block(&format!("module \"{}\"", call(index)), &arguments(inputs));
        }
        workspace.write("main.tf", main.to_string())?;
        root.init()?;
        Ok((workspace, root))
    }

    /// A root that has the provider and nothing else.
    pub(super) fn empty_root(&self) -> Result<(Workspace, Root<'t>)> {
        let workspace = Workspace::new()?;
        workspace.write("provider.tf", FAKE_CREDENTIALS)?;
        workspace.write("provider_override.tf", provider(self.state_machines.address()))?;
        let root = self.terraform.root(workspace.path()).with_provider(&self.provider);
        Ok((workspace, root))
    }

    /// The plans of the calls of a root, in which these deployments run.
    fn planned(&self, workspace: &Workspace, root: &Root, running: &[Running]) -> Result<Vec<Vec<ResourceChange>>> {
        self.write_state(workspace, running)?;
        Ok(by_call(root.plan_on_state()?, running.len()))
    }

    fn write_state(&self, workspace: &Workspace, running: &[Running]) -> Result<()> {
        let resources = running.iter().enumerate().flat_map(|(index, it)| it.resources(&call(index), &self.schemas));
        self.write_resources(workspace, &resources.collect::<Vec<_>>())
    }

    /// Writes a state with these resources, each as a state file lists it.
    pub(super) fn write_resources(&self, workspace: &Workspace, resources: &[Json]) -> Result<()> {
        let state = json!({
            "version": 4,
            "terraform_version": self.terraform.version(),
            "serial": 1,
            "lineage": "6f0e1c52-7f5e-4b8e-9c63-0d7b1a2f3c4d",
            "outputs": {},
            "resources": resources,
        });
        workspace.write("terraform.tfstate", state.to_string())
    }
}

/// What Terraform plans for a deployment; or its words, where it refuses.
pub type PlanOrWords = std::result::Result<Vec<ResourceChange>, String>;

/// The changes by the call that they are in, of so many.
fn by_call(changes: Vec<ResourceChange>, calls: usize) -> Vec<Vec<ResourceChange>> {
    let mut plans = vec![Vec::new(); calls];
    for change in changes {
        let plan = change.module_address.as_deref().and_then(call_index).and_then(|index| plans.get_mut(index));
        if let Some(plan) = plan {
            plan.push(change);
        }
    }
    plans
}

/// Whether a managed resource does not stay as it is.
pub(super) fn is_change(change: &ResourceChange) -> bool {
    change.mode == "managed" && change.change.actions != ["no-op"]
}

fn described(change: &ResourceChange) -> String {
    let empty = serde_json::Map::new();
    let (before, after) =
        (change.change.before.as_ref().unwrap_or(&empty), change.change.after.as_ref().unwrap_or(&empty));
    let differs = |(name, value): &(&String, &serde_json::Value)| before.get(*name) != Some(value);
    let differences: Vec<_> = after.iter().filter(differs).map(|(name, value)| format!("{name} = {value}")).collect();
    format!("{} {}: {}", change.change.actions.join(", "), change.address, differences.join(", "))
}

fn call(index: usize) -> String {
    format!("deployment_{index}")
}

fn call_index(module_address: &str) -> Option<usize> {
    let call = module_address.strip_prefix("module.deployment_")?;
    call.split('.').next()?.parse().ok()
}

fn arguments(inputs: &Inputs) -> hcl::Body {
    let mut body = hcl::Body::new();
    body.attribute("source", Value::from("./module"));
    for (name, value) in inputs.iter().filter(|(name, _)| Module::embedded().variable(name).is_some()) {
        body.attribute(name, value.clone());
    }
    body
}
