use std::fmt;
use std::path::PathBuf;
use std::process::Output;

use super::TfDiagnostic;

/// A result whose error is a [`TerraformError`].
pub type Result<T, E = TerraformError> = std::result::Result<T, E>;

/// Why Terraform gave no answer. Shown in full also by `{:?}`, since that is
/// what a failing test prints.
#[derive(thiserror::Error)]
pub enum TerraformError {
    /// There is no `terraform` on the `PATH`.
    #[error(
        "terraform is not on the PATH. Install Terraform 1.8 or later: \
         https://developer.hashicorp.com/terraform/install"
    )]
    Missing,

    /// `terraform init` could not get a provider.
    #[error(
        "`terraform init` in {} could not get a provider. It needs a network that reaches \
         registry.terraform.io, or a folder that holds registry.terraform.io/hashicorp/aws \
         (see `terraform providers mirror`), named with \
         TF_CLI_ARGS_init=-plugin-dir=FOLDER.\n{output}", .folder.display()
    )]
    Provider {
        /// The root.
        folder: PathBuf,
        /// What Terraform printed.
        output: String,
    },

    /// A command ended with an error.
    #[error("`terraform {command}` in {} failed:\n{output}", .folder.display())]
    Failed {
        /// The arguments, joined by spaces.
        command: String,
        /// The root.
        folder: PathBuf,
        /// What Terraform printed, standard output first.
        output: String,
    },

    /// A root was refused, and Terraform said why as data.
    #[error("`terraform {command}` in {} was refused:\n{}", .folder.display(), TfDiagnostic::list(.diagnostics))]
    Refused {
        /// `validate` or `plan`.
        command: &'static str,
        /// The root.
        folder: PathBuf,
        /// Errors and warnings, in Terraform's order.
        diagnostics: Vec<TfDiagnostic>,
    },

    /// Files are not as `terraform fmt` would write them.
    #[error("not formatted: {}", .files.iter().map(|file| file.display().to_string()).collect::<Vec<_>>().join(", "))]
    Unformatted {
        /// Relative to the folder that was looked at.
        files: Vec<PathBuf>,
    },

    /// Terraform's output is not of the form that its documentation promises.
    #[error("cannot read {what}:\n{output}")]
    Unreadable {
        /// What was read.
        what: String,
        /// The text that was found.
        output: String,
    },

    /// An expression that one line of `terraform console` cannot hold.
    #[error("cannot ask terraform console for {expression:?}: {reason}")]
    Expression {
        /// The expression.
        expression: String,
        /// Why it cannot be asked.
        reason: &'static str,
    },

    /// A file or a process could not be used.
    #[error("cannot {what}: {source}")]
    Io {
        /// What was tried, as in "write main.tf".
        what: String,
        /// The operating system's answer.
        source: std::io::Error,
    },
}

impl TerraformError {
    pub(crate) fn io(what: impl Into<String>, source: std::io::Error) -> Self {
        Self::Io { what: what.into(), source }
    }

    /// What Terraform said as data, when a root was refused; else nothing.
    #[must_use]
    pub fn diagnostics(&self) -> &[TfDiagnostic] {
        match self {
            Self::Refused { diagnostics, .. } => diagnostics,
            _ => &[],
        }
    }
}

impl TerraformError {
    /// The answer of a command is not the JSON that was asked for.
    pub(super) fn unreadable(command: &str, error: &serde_json::Error, output: &str) -> Self {
        Self::Unreadable {
            what: format!("the answer of `terraform {command} -json` ({error})"),
            output: output.to_owned(),
        }
    }
}

impl fmt::Debug for TerraformError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

pub(super) fn both_streams(output: &Output) -> String {
    let text = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes));
    text.map(|text| text.trim().to_owned()).join("\n").trim().to_owned()
}
