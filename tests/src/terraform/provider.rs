//! Where Terraform takes the AWS provider from, and how it plans without an account.

use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

use etcetera::BaseStrategy as _;
use walkdir::WalkDir;

/// An override file for a root that has a `provider "aws"` block: Terraform
/// merges it into that block, and plans without asking AWS anything. Write it
/// as `provider_override.tf`. Data sources that ask AWS still fail.
///
/// The arguments: <https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs#provider-configuration>.
pub const FAKE_CREDENTIALS: &str = r#"provider "aws" {
  access_key = "mock"
  secret_key = "mock"

  skip_credentials_validation = true
  skip_metadata_api_check     = true
  skip_region_validation      = true
  skip_requesting_account_id  = true
}
"#;

/// How deep below `/` a mirror is looked for.
const MIRROR_DEPTH: usize = 6;

/// The folder of these tests' own plugin cache, below [`cache`].
const PLUGIN_CACHE: &str = "terraform-plugins";

/// Where `terraform init` takes providers from.
#[derive(Clone, Debug)]
pub(super) enum ProviderSource {
    /// What the user's `TF_CLI_ARGS_init` says.
    Chosen,
    /// A folder that holds `registry.terraform.io/hashicorp/aws`.
    Mirror(PathBuf),
    /// The registry, through a plugin cache.
    Registry,
}

impl ProviderSource {
    /// Looks at the environment, then for a mirror: the latter once in a process.
    pub(super) fn find() -> Self {
        static MIRROR: OnceLock<Option<PathBuf>> = OnceLock::new();
        if std::env::var_os("TF_CLI_ARGS_init").is_some_and(|arguments| !arguments.is_empty()) {
            return Self::Chosen;
        }
        MIRROR.get_or_init(find_mirror).clone().map_or(Self::Registry, Self::Mirror)
    }

    /// The argument of `init` that names it, if it needs one.
    pub(super) fn argument(&self) -> Option<String> {
        match self {
            Self::Mirror(folder) => Some(format!("-plugin-dir={}", folder.display())),
            Self::Chosen | Self::Registry => None,
        }
    }

    /// Keeps what the registry gives for the next root and the next run, unless
    /// the user has a plugin cache of their own.
    pub(super) fn cache_plugins(&self, command: &mut Command) {
        if !matches!(self, Self::Registry) || std::env::var_os("TF_PLUGIN_CACHE_DIR").is_some() {
            return;
        }
        let folder = cache().map(|cache| cache.join(PLUGIN_CACHE));
        if let Some(folder) = folder.filter(|folder| std::fs::create_dir_all(folder).is_ok()) {
            command.env("TF_PLUGIN_CACHE_DIR", folder).env("TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE", "1");
        }
    }
}

fn find_mirror() -> Option<PathBuf> {
    if !cfg!(unix) {
        return None;
    }
    let folders = WalkDir::new("/")
        .max_depth(MIRROR_DEPTH)
        .same_file_system(true)
        .into_iter()
        .filter_entry(|entry| entry.file_type().is_dir() && !is_passed_over(entry.file_name()))
        .filter_map(std::result::Result::ok);
    folders
        .map(walkdir::DirEntry::into_path)
        .filter(|path| path.ends_with("registry.terraform.io/hashicorp/aws"))
        .find_map(|path| path.ancestors().nth(3).map(PathBuf::from))
}

/// A `.terraform` folder has a mirror's tree, but belongs to one root; the
/// plugin cache of these tests may be half filled.
fn is_passed_over(name: &OsStr) -> bool {
    name == ".terraform" || name == PLUGIN_CACHE
}

/// Gives Terraform an empty CLI configuration when the environment names one
/// that does not exist: it would warn on every run, before its JSON.
pub(super) fn configure(command: &mut Command) {
    let named = std::env::var_os("TF_CLI_CONFIG_FILE").map(PathBuf::from);
    if named.is_none_or(|file| file.is_file()) {
        return;
    }
    let empty = cache().map(|cache| cache.join("empty.tfrc"));
    if let Some(empty) = empty.filter(|empty| std::fs::write(empty, "").is_ok()) {
        command.env("TF_CLI_CONFIG_FILE", empty);
    }
}

/// This project's folder in the user's cache directory, made when absent.
fn cache() -> Option<PathBuf> {
    let folder = etcetera::choose_base_strategy().ok()?.cache_dir().join("openmercato-ecs");
    std::fs::create_dir_all(&folder).ok()?;
    Some(folder)
}
