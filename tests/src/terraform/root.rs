use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::{Mutex, PoisonError};

use super::{
    FailedCondition, Plan, ProviderProcess, ResourceChange, Result, Schemas, Terraform, TerraformError, TfDiagnostic,
    error,
};

/// The file that a plan is kept in.
const PLAN: &str = "test.tfplan";
/// Plans into that file.
const PLANNING: [&str; 5] = ["plan", "-json", "-input=false", "-lock=false", "-out=test.tfplan"];

/// A folder that Terraform runs in: a root module.
#[derive(Clone, Debug)]
pub struct Root<'t> {
    terraform: &'t Terraform,
    folder: PathBuf,
    provider: Option<ProviderProcess>,
}

impl<'t> Root<'t> {
    pub(super) fn new(terraform: &'t Terraform, folder: PathBuf) -> Self {
        Self { terraform, folder, provider: None }
    }

    /// The root with a provider that runs already, for commands that follow each other.
    #[must_use]
    pub fn with_provider(self, provider: &ProviderProcess) -> Self {
        Self { provider: Some(provider.clone()), ..self }
    }

    /// Starts the AWS provider that [`Root::init`] brought, for this root and others.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn start_provider(&self) -> Result<ProviderProcess> {
        ProviderProcess::start(&self.folder)
    }

    /// The root with a provider of its own, for more than one command. In place of [`Root::init`].
    ///
    /// # Errors
    /// As [`Root::init`], and when the provider cannot be started.
    pub fn init_with_provider(self) -> Result<Self> {
        self.init()?;
        let provider = self.start_provider()?;
        Ok(self.with_provider(&provider))
    }

    /// The provider that runs for it.
    #[must_use]
    pub fn provider(&self) -> Option<&ProviderProcess> {
        self.provider.as_ref()
    }

    /// The folder.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// `terraform init`: resolves modules and providers, from the local mirror
    /// where there is one.
    ///
    /// # Errors
    /// [`TerraformError::Provider`] when a provider cannot be had,
    /// [`TerraformError::Failed`] for anything else, such as a syntax error.
    pub fn init(&self) -> Result<()> {
        // Terraform's plugin cache may not be filled by two processes at once:
        // https://developer.hashicorp.com/terraform/cli/config/config-file#provider-plugin-cache
        static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());
        let _guard = ONE_AT_A_TIME.lock().unwrap_or_else(PoisonError::into_inner);

        let mut arguments = vec!["init", "-no-color", "-input=false", "-backend=false"];
        let providers = self.terraform.providers.argument();
        arguments.extend(providers.as_deref());
        let output = self.run(&arguments, None)?;
        if output.status.success() {
            return Ok(());
        }
        let text = error::both_streams(&output);
        let unreachable = ["Failed to query available provider packages", "Failed to install"];
        if unreachable.iter().any(|sign| text.contains(sign)) {
            return Err(TerraformError::Provider { folder: self.folder.clone(), output: text });
        }
        Err(self.failed(&arguments, &output))
    }

    /// The files that `terraform fmt` would write differently, in this folder
    /// and below; empty when all is well.
    ///
    /// # Errors
    /// [`TerraformError::Failed`] when a file cannot be parsed.
    pub fn unformatted(&self) -> Result<Vec<PathBuf>> {
        self.terraform.unformatted(&self.folder)
    }

    /// `terraform validate`: errors and warnings in Terraform's order, empty
    /// when the root is valid. Needs [`Root::init`].
    ///
    /// # Errors
    /// Only when Terraform gives no verdict at all.
    pub fn validate(&self) -> Result<Vec<TfDiagnostic>> {
        let output = self.run(&["validate", "-json"], None)?;
        let text = String::from_utf8_lossy(&output.stdout);
        TfDiagnostic::read_validate(&text).map_err(|error| TerraformError::unreadable("validate", &error, &text))
    }

    /// `terraform plan`, without state. Needs [`Root::init`], and
    /// [`super::FAKE_CREDENTIALS`] where the root configures AWS.
    ///
    /// # Errors
    /// [`TerraformError::Refused`] with Terraform's diagnostics when it refuses.
    pub fn plan(&self) -> Result<Plan> {
        let (shown, diagnostics) = self.shown_plan(&[])?;
        Plan::read(&shown, diagnostics)
    }

    /// `terraform plan` on top of the state in the folder, as it is there: AWS is not asked for the resources. What
    /// Terraform plans for each resource and data source.
    ///
    /// # Errors
    /// As [`Root::plan`].
    pub fn plan_on_state(&self) -> Result<Vec<ResourceChange>> {
        let (shown, _) = self.shown_plan(&["-refresh=false"])?;
        ResourceChange::read(&shown)
    }

    /// Plans as [`Root::plan_on_state`] does, and gives what Terraform plans for the resources about which it says no
    /// error, too: it shows a plan that others spoil. Beside it stand the diagnostics.
    ///
    /// # Errors
    /// [`TerraformError::Unreadable`] when there is no plan to show.
    pub fn plan_in_part_on_state(&self) -> Result<(Vec<ResourceChange>, Vec<TfDiagnostic>)> {
        let output = self.run(&[&PLANNING[..], &["-refresh=false"]].concat(), None)?;
        let text = String::from_utf8_lossy(&output.stdout);
        let diagnostics =
            TfDiagnostic::read_lines(&text).map_err(|error| TerraformError::unreadable("plan", &error, &text))?;
        // Where arguments are invalid, Terraform does not begin to plan.
        let has_begun = self.folder.join(PLAN).is_file();
        let changes =
            if has_begun { ResourceChange::read(&self.succeed(&["show", "-json", PLAN])?)? } else { Vec::new() };
        Ok((changes, diagnostics))
    }

    /// Plans as [`Root::plan_on_state`] does, and gives the conditions of resources that fail: Terraform shows a plan that
    /// they spoil, too.
    ///
    /// # Errors
    /// [`TerraformError::Unreadable`] when there is no plan to show, since Terraform failed for another reason.
    pub fn failed_conditions_on_state(&self) -> Result<Vec<FailedCondition>> {
        self.run(&[&PLANNING[..], &["-refresh=false"]].concat(), None)?;
        FailedCondition::read(&self.succeed(&["show", "-json", PLAN])?)
    }

    /// `terraform output -json`: what an applied root gives.
    ///
    /// # Errors
    /// [`TerraformError::Failed`] when there is no such output.
    pub fn output(&self, name: &str) -> Result<serde_json::Value> {
        let said = self.succeed(&["output", "-json", name])?;
        serde_json::from_str(&said).map_err(|error| TerraformError::unreadable("output", &error, &said))
    }

    /// `terraform providers schema -json`: what the providers of the root say of their resources. Needs [`Root::init`].
    ///
    /// # Errors
    /// [`TerraformError::Failed`] with all that Terraform says.
    pub fn schemas(&self) -> Result<Schemas> {
        Schemas::read(&self.succeed(&["providers", "schema", "-json"])?)
    }

    /// The version of the AWS provider that [`Root::init`] chose.
    ///
    /// # Errors
    /// [`TerraformError::Failed`] with all that Terraform says.
    pub fn provider_version(&self) -> Result<String> {
        let said = self.succeed(&["version", "-json"])?;
        let read: serde_json::Value =
            serde_json::from_str(&said).map_err(|error| TerraformError::unreadable("version", &error, &said))?;
        let version = &read["provider_selections"]["registry.terraform.io/hashicorp/aws"];
        Ok(version.as_str().unwrap_or_default().to_owned())
    }

    /// Plans with arguments of one's own; gives what `terraform show -json` says of the plan, and the diagnostics.
    fn shown_plan(&self, more: &[&str]) -> Result<(String, Vec<TfDiagnostic>)> {
        let arguments = [&PLANNING[..], more].concat();
        let output = self.run(&arguments, None)?;
        let text = String::from_utf8_lossy(&output.stdout);
        let diagnostics =
            TfDiagnostic::read_lines(&text).map_err(|error| TerraformError::unreadable("plan", &error, &text))?;
        if !output.status.success() {
            if diagnostics.iter().any(TfDiagnostic::is_error) {
                return Err(self.refused("plan", diagnostics));
            }
            return Err(self.failed(&arguments, &output));
        }
        Ok((self.succeed(&["show", "-json", PLAN])?, diagnostics))
    }

    /// `terraform apply`: makes what the root asks for, and keeps the state in its folder. Needs [`Root::init`].
    ///
    /// # Errors
    /// [`TerraformError::Failed`] with all that Terraform says.
    pub fn apply(&self) -> Result<()> {
        self.apply_with(&[]).map(drop)
    }

    /// `terraform apply` with arguments of one's own; gives what it prints.
    ///
    /// # Errors
    /// [`TerraformError::Failed`] with all that Terraform says.
    pub fn apply_with(&self, more: &[&str]) -> Result<String> {
        self.succeed(&[&["apply", "-auto-approve", "-no-color", "-input=false"], more].concat())
    }

    /// `terraform destroy`: takes away all that [`Root::apply`] made.
    ///
    /// # Errors
    /// [`TerraformError::Failed`] with all that Terraform says.
    pub fn destroy(&self) -> Result<()> {
        self.succeed(&["destroy", "-auto-approve", "-no-color", "-input=false"]).map(drop)
    }

    /// The addresses of the resources and data sources in the state.
    ///
    /// # Errors
    /// [`TerraformError::Failed`] when the state cannot be read.
    pub fn state(&self) -> Result<Vec<String>> {
        let output = self.run(&["state", "list"], None)?;
        let none = String::from_utf8_lossy(&output.stderr).contains("No state file was found");
        if !output.status.success() && !none {
            return Err(self.failed(&["state", "list"], &output));
        }
        Ok(String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect())
    }

    /// What a plan on top of the state would change: the lines of it that say so.
    ///
    /// # Errors
    /// [`TerraformError::Failed`] when there is no plan.
    pub fn changes(&self) -> Result<Vec<String>> {
        let output = self.succeed(&["plan", "-no-color", "-input=false"])?;
        let is_change = |line: &&str| line.starts_with(['#', '~', '+', '-']) && !line.ends_with(['{', '[', '(']);
        let lines = output.lines().map(str::trim).skip_while(|line| !line.starts_with("# "));
        Ok(lines.take_while(|line| !line.starts_with("Plan:")).filter(is_change).map(str::to_owned).collect())
    }

    fn succeed(&self, arguments: &[&str]) -> Result<String> {
        let output = self.run(arguments, None)?;
        if !output.status.success() {
            return Err(self.failed(arguments, &output));
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    pub(super) fn run(&self, arguments: &[&str], input: Option<&str>) -> Result<Output> {
        let what = || format!("run terraform {}", arguments.join(" "));
        let mut command = self.terraform.command(&self.folder);
        if let Some(provider) = &self.provider {
            provider.lend(&mut command);
        }
        let mut child = command
            .args(arguments)
            .stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|source| TerraformError::io(what(), source))?;
        if let (Some(input), Some(mut stdin)) = (input, child.stdin.take()) {
            // Terraform may end before it has read everything; what it says then is the answer.
            let _ = stdin.write_all(input.as_bytes());
        }
        child.wait_with_output().map_err(|source| TerraformError::io(what(), source))
    }

    pub(crate) fn refused(&self, command: &'static str, diagnostics: Vec<TfDiagnostic>) -> TerraformError {
        TerraformError::Refused { command, folder: self.folder.clone(), diagnostics }
    }

    pub(super) fn failed(&self, arguments: &[&str], output: &Output) -> TerraformError {
        TerraformError::Failed {
            command: arguments.join(" "),
            folder: self.folder.clone(),
            output: error::both_streams(output),
        }
    }
}
