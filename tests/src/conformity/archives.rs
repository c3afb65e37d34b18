//! Whether Terraform accepts the archive of whatever core accepts.

use std::fmt;

use openmercato_ecs_core::{Deployment, Evaluation, Files, Inputs, Module, written_once};

use super::Generator;
use crate::terraform::{Result, Root, Terraform, TfDiagnostic, Workspace};

/// The root of every archive in turn, so that Terraform prepares it once.
const ROOT: &str = "infra/terraform/deployments/case";

/// The root that prepares the account.
const BOOTSTRAP: &str = "infra/terraform/bootstrap";

/// One archive in so many holds a deployment with a secret that is given outside.
const SECRETS_EVERY: usize = 3;

/// The figures of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ArchiveFigures {
    /// The seed that makes the same inputs again.
    pub seed: u64,
    /// Archives that Terraform judged.
    pub archives: usize,
    /// Those among them whose inputs held a secret in plain text.
    pub with_secrets: usize,
    /// What Terraform refuses, each with the inputs.
    pub faults: Vec<String>,
}

impl fmt::Display for ArchiveFigures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seed, archives, with_secrets, faults } = self;
        write!(f, "seed {seed}: {archives} archives, {with_secrets} of them with secrets; {} refused", faults.len())
    }
}

/// Puts the archives of so many random inputs that core accepts before Terraform: `fmt` and `validate` of the
/// deployment's root and, where there are secrets, of bootstrap. `report` hears how far it is.
///
/// # Errors
/// When Terraform cannot be run.
pub fn compare(seed: u64, count: usize, mut report: impl FnMut(&str)) -> Result<ArchiveFigures> {
    let terraform = Terraform::find()?;
    let mut generator = Generator::new(seed);
    let mut figures = ArchiveFigures { seed, ..ArchiveFigures::default() };
    let mut judge = None;
    while figures.archives < count {
        let has_secret = figures.archives.is_multiple_of(SECRETS_EVERY);
        let inputs = accepted(&mut generator, has_secret);
        let files = placed(&Deployment::of(Module::embedded(), &inputs));
        let judge = match &judge {
            Some(judge) => judge,
            None => judge.insert(Judge::new(&terraform, &files)?),
        };
        let said = judge.objections(&files, has_secret)?;
        if !said.is_empty() {
            let inputs = inputs.withheld(Module::embedded()).to_json();
            figures.faults.push(format!("{inputs:#}\n{}", said.join("\n")));
        }
        figures.archives += 1;
        figures.with_secrets += usize::from(has_secret);
        if figures.archives.is_multiple_of(25) {
            report(&figures.to_string());
        }
    }
    Ok(figures)
}

/// The next inputs that core accepts; with a secret in plain text where that is asked for.
fn accepted(generator: &mut Generator, has_secret: bool) -> Inputs {
    loop {
        let inputs = if has_secret { generator.inputs_with_a_secret() } else { generator.inputs() };
        if Evaluation::of(Module::embedded(), &inputs).errors().next().is_none() {
            return inputs;
        }
    }
}

/// The files of the archive, with its root at [`ROOT`].
fn placed(deployment: &Deployment) -> Files {
    let root = deployment.root();
    let mut files = Files::default();
    for (path, text) in deployment.files().iter() {
        let path = match path.strip_prefix(&root).and_then(|path| path.strip_prefix('/')) {
            Some(name) => format!("{ROOT}/{name}"),
            None => path.to_owned(),
        };
        files.insert(path, text.to_owned());
    }
    files
}

/// An unpacked archive in which Terraform has been prepared, to be overwritten by others.
struct Judge<'t> {
    workspace: Workspace,
    terraform: &'t Terraform,
    deployment: Root<'t>,
    bootstrap: Root<'t>,
}

impl<'t> Judge<'t> {
    fn new(terraform: &'t Terraform, files: &Files) -> Result<Self> {
        let workspace = Workspace::new()?;
        files.iter().try_for_each(|(path, text)| workspace.write(path, text))?;
        let [deployment, bootstrap] = [ROOT, BOOTSTRAP].map(|root| terraform.root(workspace.path().join(root)));
        deployment.init()?;
        bootstrap.init()?;
        let provider = deployment.start_provider()?;
        let [deployment, bootstrap] = [deployment, bootstrap].map(|root| root.with_provider(&provider));
        Ok(Self { workspace, terraform, deployment, bootstrap })
    }

    /// What Terraform refuses of an archive, in its words: of the deployment's root, and of bootstrap where that is asked
    /// for.
    fn objections(&self, files: &Files, with_bootstrap: bool) -> Result<Vec<String>> {
        let is_of_a_root = |path: &str| path.starts_with(ROOT) || written_once::is_written_once(path);
        let changing = files.iter().filter(|(path, _)| is_of_a_root(path));
        changing.into_iter().try_for_each(|(path, text)| self.workspace.write(path, text))?;
        let mut said = Vec::new();
        for root in std::iter::once(&self.deployment).chain(with_bootstrap.then_some(&self.bootstrap)) {
            let unformatted = self.terraform.unformatted(root.path())?;
            said.extend(unformatted.iter().map(|file| format!("{} is not formatted", file.display())));
            said.extend(root.validate()?.iter().filter(|found| found.is_error()).map(TfDiagnostic::to_string));
        }
        Ok(said)
    }
}
