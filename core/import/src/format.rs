//! In which format a source is.

use crate::terraform;

/// The format of a text, told by its name, and by how it begins where it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Terraform's configuration or values of variables in HCL, and Terragrunt's: `.tf`, `.tfvars`, `.hcl`.
    Hcl,
    /// The same in JSON: `.tf.json`, `.tfvars.json`.
    Json,
}

impl Format {
    /// The format of a text in a file of this name; empty for what was pasted.
    pub fn of(name: &str, text: &str) -> Self {
        if terraform::is_json(name, text) { Self::Json } else { Self::Hcl }
    }
}
