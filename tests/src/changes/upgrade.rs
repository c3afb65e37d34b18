//! What a newer module does to a deployment that an older one made, with the same inputs.

use std::io::Cursor;
use std::path::Path;

use openmercato_ecs_core::Inputs;
use zip::ZipArchive;

use super::{Action, Planner, Running, actions, folder};
use crate::terraform::{Result, TerraformError, Workspace};

/// Deployments that an older module made.
#[derive(Debug)]
pub struct Upgrade<'a> {
    inputs: &'a [&'a Inputs],
    running: Vec<Running>,
}

impl<'a> Upgrade<'a> {
    /// Deployments with these inputs, made by the planner's module, which is the older one.
    ///
    /// # Errors
    /// As [`Planner::settle`].
    pub fn from(planner: &Planner, inputs: &'a [&'a Inputs]) -> Result<Self> {
        Ok(Self { inputs, running: planner.settle(inputs)? })
    }

    /// What the planner's module, the newer one, takes away from them or replaces: a line for each resource.
    ///
    /// What it makes or changes in place is no loss. `moved` blocks count, since Terraform plans with them.
    ///
    /// # Errors
    /// As [`Planner::plan`].
    pub fn losses(&self, planner: &Planner) -> Result<Vec<String>> {
        let deployments: Vec<_> = self.running.iter().zip(self.inputs.iter().copied()).collect();
        let plans = planner.plan(&deployments)?;
        let lines = plans.iter().enumerate().flat_map(|(index, plan)| {
            let lost =
                actions(plan, planner.schemas()).into_iter().filter(|(address, action)| is_loss(address, action));
            lost.map(move |(address, action)| format!("deployment {index}: {address}: {action}"))
        });
        Ok(lines.collect())
    }
}

/// A task definition that is replaced is a further revision, to which services move as with any change of the environment.
fn is_loss(address: &str, action: &Action) -> bool {
    *action == Action::Delete || action.is_replacement() && !address.starts_with("aws_ecs_task_definition.")
}

/// The module as a version delivered it, unpacked: its `.tf` files lie in `tests/changes/VERSION.zip`.
///
/// # Errors
/// When no such file is kept, or it is no archive.
pub fn released(version: &str) -> Result<Workspace> {
    let path = folder().join(format!("{version}.zip"));
    let file = std::fs::read(&path)
        .map_err(|source| TerraformError::Io { what: format!("read {}", path.display()), source })?;
    let workspace = Workspace::new()?;
    unpack(&file, workspace.path())
        .map_err(|error| TerraformError::Io { what: format!("unpack {}", path.display()), source: error.into() })?;
    Ok(workspace)
}

fn unpack(file: &[u8], to: &Path) -> zip::result::ZipResult<()> {
    ZipArchive::new(Cursor::new(file))?.extract(to)
}
