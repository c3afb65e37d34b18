//! An archive as its user meets it: unpacked, and put before Terraform.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::PathBuf;

use serde::Serialize;
use walkdir::WalkDir;
use zip::ZipArchive;

use crate::terraform::{
    FAKE_CREDENTIALS, ProviderProcess, Result, Root, Terraform, TerraformError, TfDiagnostic, Workspace,
};

/// The folder at the top of every archive.
pub const TOP: &str = "terraform-aws-openmercato-ecs";

/// The folders below [`TOP`] that hold roots.
const FOLDERS_OF_ROOTS: [&str; 2] = ["infra/terraform/deployments", "infra/terraform/examples"];

/// An unpacked archive.
#[derive(Debug)]
pub struct Archive {
    workspace: Workspace,
}

/// What Terraform makes of one root of an archive that it accepts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The planned managed resources: full addresses, sorted.
    pub addresses: Vec<String>,
    /// Warnings of validate and plan, as text.
    pub warnings: Vec<String>,
}

impl Archive {
    /// Unpacks a zip.
    ///
    /// # Errors
    /// When it is none, or one of its names leads out of it.
    pub fn unpack(bytes: &[u8]) -> Result<Self> {
        let workspace = Workspace::new()?;
        ZipArchive::new(Cursor::new(bytes))
            .and_then(|mut zip| zip.extract(workspace.path()))
            .map_err(|error| TerraformError::io("unpack the archive", error.into()))?;
        Ok(Self { workspace })
    }

    /// The folder [`TOP`], unpacked.
    #[must_use]
    pub fn top(&self) -> PathBuf {
        self.workspace.path().join(TOP)
    }

    /// The roots that the archive holds, such as
    /// `infra/terraform/deployments/shop`, sorted.
    #[must_use]
    pub fn roots(&self) -> Vec<String> {
        let mut roots = Vec::new();
        for parent in FOLDERS_OF_ROOTS {
            let entries = WalkDir::new(self.top().join(parent)).min_depth(1).max_depth(1).sort_by_file_name();
            let folders = entries.into_iter().flatten().filter(|entry| entry.file_type().is_dir());
            roots.extend(folders.map(|entry| format!("{parent}/{}", entry.file_name().to_string_lossy())));
        }
        roots
    }

    /// `terraform fmt -check` on everything, then `init`, `validate` and `plan` of each of `roots`, which are named as
    /// [`Archive::roots`] names them, with the real AWS provider and fake credentials.
    ///
    /// # Errors
    /// When a file is not formatted, or Terraform refuses a root.
    pub fn judge_all(&self, terraform: &Terraform, roots: &[String]) -> Result<BTreeMap<String, Verdict>> {
        let files = terraform.unformatted(&self.top())?;
        if !files.is_empty() {
            return Err(TerraformError::Unformatted { files });
        }
        // They ask for the same provider. Terraform takes seconds to start it.
        let mut provider = None;
        let mut verdicts = BTreeMap::new();
        for name in roots {
            let root = self.ready(terraform, name, provider.as_ref())?;
            provider = provider.or_else(|| root.provider().cloned());
            verdicts.insert(name.clone(), judge(&root)?);
        }
        Ok(verdicts)
    }

    /// One root, ready to be planned with the real AWS provider and fake credentials.
    ///
    /// # Errors
    /// When Terraform refuses `init`.
    pub fn root<'t>(&self, terraform: &'t Terraform, root: &str) -> Result<Root<'t>> {
        self.ready(terraform, root, None)
    }

    fn ready<'t>(&self, terraform: &'t Terraform, root: &str, provider: Option<&ProviderProcess>) -> Result<Root<'t>> {
        self.workspace.write(format!("{TOP}/{root}/provider_override.tf"), FAKE_CREDENTIALS)?;
        let root = terraform.root(self.top().join(root));
        let Some(provider) = provider else { return root.init_with_provider() };
        root.init()?;
        Ok(root.with_provider(provider))
    }
}

/// `terraform validate` and `plan` of a root that is ready.
///
/// # Errors
/// When Terraform refuses one of them.
fn judge(root: &Root) -> Result<Verdict> {
    let mut warnings = root.validate()?;
    if warnings.iter().any(TfDiagnostic::is_error) {
        return Err(root.refused("validate", warnings));
    }
    let plan = root.plan()?;
    let addresses = plan.addresses().map(str::to_owned).collect();
    warnings.extend(plan.warnings);
    Ok(Verdict { addresses, warnings: warnings.iter().map(ToString::to_string).collect() })
}
