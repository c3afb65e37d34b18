//! The real Terraform as a judge: roots are written to temporary folders,
//! Terraform runs there, and what it says comes back as data.
//!
//! Nothing is skipped when Terraform or its AWS provider is missing: the error
//! says what to install, and the test that asked fails with it.
//!
//! ```
//! use openmercato_ecs_tests::terraform::{Terraform, Workspace};
//!
//! # fn main() -> openmercato_ecs_tests::terraform::Result<()> {
//! let terraform = Terraform::find()?;
//! let workspace = Workspace::new()?;
//! workspace.write("main.tf", "output \"sum\" {\n  value = 1 + var.x\n}\n")?;
//!
//! let root = terraform.root(workspace.path());
//! root.init()?;
//! let diagnostics = root.validate()?;
//! assert_eq!(diagnostics[0].summary, "Reference to undeclared input variable");
//! # Ok(())
//! # }
//! ```

mod console;
mod diagnostic;
mod error;
mod failed_condition;
mod plan;
mod provider;
mod provider_process;
mod resource_change;
mod root;
mod schema;
mod test_run;
mod workspace;

use std::path::{Path, PathBuf};
use std::process::Command;

pub use diagnostic::{Severity, TfDiagnostic};
pub use error::{Result, TerraformError};
pub use failed_condition::FailedCondition;
pub use plan::{OutputChange, Plan, PlannedResource};
pub use provider::FAKE_CREDENTIALS;
pub use provider_process::ProviderProcess;
pub use resource_change::{Change, ResourceChange};
pub use root::Root;
pub use schema::{Argument, Block, Nested, Schema, Schemas};
pub use test_run::TestRun;
pub use workspace::Workspace;

use provider::ProviderSource;

/// Variables of the user's shell that would change a verdict.
const FOREIGN: &[&str] = &["AWS_PROFILE", "TF_CLI_ARGS", "TF_DATA_DIR", "TF_WORKSPACE"];

/// Go's garbage collector takes a quarter of the processor time of a short run of Terraform and the AWS provider, most
/// of it while the provider says what its resources are. It may wait until there is four times as much garbage as there
/// is data, as long as a process stays below this limit: <https://pkg.go.dev/runtime#hdr-Environment_Variables>.
const GARBAGE: [(&str, &str); 2] = [("GOGC", "400"), ("GOMEMLIMIT", "1536MiB")];

/// The `terraform` on the `PATH`, with an environment in which its answers
/// depend on the files alone.
#[derive(Clone, Debug)]
pub struct Terraform {
    binary: PathBuf,
    version: String,
    providers: ProviderSource,
}

impl Terraform {
    /// Looks for Terraform and, at first use in the process, for a local
    /// mirror of the AWS provider.
    ///
    /// # Errors
    /// [`TerraformError::Missing`] when there is no `terraform` on the `PATH`.
    pub fn find() -> Result<Self> {
        let binary = which::which("terraform").map_err(|_| TerraformError::Missing)?;
        let version = read_version(&binary)?;
        Ok(Self { binary, version, providers: ProviderSource::find() })
    }

    /// The version, such as `1.11.4`.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The folder `path` as a root module.
    pub fn root(&self, path: impl Into<PathBuf>) -> Root<'_> {
        Root::new(self, path.into())
    }

    /// Starts the AWS provider that a root which asks for these providers gets, for roots that are made later.
    ///
    /// # Errors
    /// When it cannot be had or started.
    pub fn start_provider(&self, required: &str) -> Result<ProviderProcess> {
        let workspace = Workspace::new()?;
        workspace.write("versions.tf", required)?;
        let root = self.root(workspace.path());
        root.init()?;
        root.start_provider()
    }

    /// The files under `folder` that `terraform fmt` would write differently.
    ///
    /// # Errors
    /// [`TerraformError::Failed`] when a file cannot be parsed.
    pub fn unformatted(&self, folder: &Path) -> Result<Vec<PathBuf>> {
        let arguments = ["fmt", "-list=true", "-write=false", "-recursive", "-no-color"];
        let output = self.root(folder).run(&arguments, None)?;
        // `fmt` prints names relative to its folder, and nothing else when it succeeds.
        if !output.status.success() {
            return Err(self.root(folder).failed(&arguments, &output));
        }
        Ok(String::from_utf8_lossy(&output.stdout).lines().map(PathBuf::from).collect())
    }

    /// A text of HCL as `terraform fmt` writes it.
    ///
    /// # Errors
    /// [`TerraformError::Failed`] when it cannot be parsed.
    pub fn formatted(&self, text: &str) -> Result<String> {
        let arguments = ["fmt", "-no-color", "-"];
        let root = self.root(".");
        let output = root.run(&arguments, Some(text))?;
        if !output.status.success() {
            return Err(root.failed(&arguments, &output));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Lets a program that runs Terraform itself run it as these tests do; `init` are further arguments of its
    /// `terraform init`.
    pub fn surround(&self, command: &mut Command, init: &[&str]) {
        let chosen = std::env::var("TF_CLI_ARGS_init").ok();
        let arguments: Vec<_> = chosen.into_iter().chain(self.providers.argument()).collect();
        let arguments: Vec<_> = arguments.iter().map(String::as_str).chain(init.iter().copied()).collect();
        command.env("CHECKPOINT_DISABLE", "1").env("TF_CLI_ARGS_init", arguments.join(" ")).envs(GARBAGE);
        provider::configure(command);
        self.providers.cache_plugins(command);
    }

    fn command(&self, folder: &Path) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .current_dir(folder)
            .env("CHECKPOINT_DISABLE", "1")
            .env("TF_IN_AUTOMATION", "1")
            .env("TF_INPUT", "0")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .envs(GARBAGE);
        for name in FOREIGN {
            command.env_remove(name);
        }
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("TF_VAR_") {
                command.env_remove(name);
            }
        }
        provider::configure(&mut command);
        self.providers.cache_plugins(&mut command);
        command
    }
}

fn read_version(binary: &Path) -> Result<String> {
    let mut command = Command::new(binary);
    command.args(["version", "-json"]).env("CHECKPOINT_DISABLE", "1");
    provider::configure(&mut command);
    let output = command.output().map_err(|source| TerraformError::io("run terraform version", source))?;
    serde_json::from_slice::<serde_json::Value>(&output.stdout)
        .ok()
        .and_then(|answer| Some(answer.get("terraform_version")?.as_str()?.to_owned()))
        .ok_or_else(|| TerraformError::Unreadable {
            what: "the answer of `terraform version -json`".to_owned(),
            output: error::both_streams(&output),
        })
}
