use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use walkdir::WalkDir;

use super::{GARBAGE, Result, TerraformError};

/// The AWS provider as a process of its own, which ends when dropped. It takes seconds to start, and each command of
/// Terraform starts it anew unless it is told of one that runs:
/// <https://developer.hashicorp.com/terraform/plugin/debugging#starting-a-provider-in-debug-mode>.
#[derive(Clone, Debug)]
pub struct ProviderProcess {
    /// What `TF_REATTACH_PROVIDERS` is to say.
    address: String,
    _process: Arc<Ended>,
}

/// A process that ends when the last that uses it is gone.
#[derive(Debug)]
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        // It may have ended by itself, and then there is nothing to do.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl ProviderProcess {
    /// Starts the provider that `terraform init` brought into a root.
    pub(super) fn start(root: &Path) -> Result<Self> {
        let binary = find(root)?;
        let what = || format!("start {} -debug", binary.display());
        let mut process = Command::new(&binary)
            .arg("-debug")
            .env("AWS_EC2_METADATA_DISABLED", "true")
            .envs(GARBAGE)
            // With certificates of one's own, the provider can be configured once only.
            .env_remove("AWS_CA_BUNDLE")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|source| TerraformError::io(what(), source))?;
        let mut output = process.stdout.take().map(BufReader::new);
        let process = Arc::new(Ended(process));
        let mut said = String::new();
        for line in output.iter_mut().flat_map(|output| output.by_ref().lines()) {
            let line = line.map_err(|source| TerraformError::io(what(), source))?;
            if let Some((_, rest)) = line.split_once("TF_REATTACH_PROVIDERS='") {
                let address = rest.trim_end().trim_end_matches('\'').to_owned();
                // It ends when nobody reads what else it says.
                std::thread::spawn(move || output.map(|mut rest| io::copy(&mut rest, &mut io::sink())));
                return Ok(Self { address, _process: process });
            }
            said.push_str(&line);
            said.push('\n');
        }
        Err(TerraformError::Unreadable { what: format!("where {} listens", binary.display()), output: said })
    }

    /// Lets a program that runs Terraform, or Terraform itself, use this provider.
    pub fn lend(&self, command: &mut Command) {
        command.env("TF_REATTACH_PROVIDERS", &self.address);
    }
}

fn find(root: &Path) -> Result<PathBuf> {
    let folder = root.join(".terraform/providers");
    let files = WalkDir::new(&folder).follow_links(true).into_iter().flatten().map(walkdir::DirEntry::into_path);
    let is_provider = |path: &PathBuf| {
        path.is_file()
            && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("terraform-provider-aws"))
    };
    files.into_iter().find(is_provider).ok_or_else(|| {
        let source = io::Error::other("there is none; run `terraform init` first");
        TerraformError::io(format!("find the AWS provider below {}", folder.display()), source)
    })
}
