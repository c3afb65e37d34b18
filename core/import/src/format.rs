//! In which format a source is.

/// The format of a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Terraform's configuration or values of variables in HCL, and Terragrunt's: `.tf`, `.tfvars`, `.hcl`.
    #[default]
    Hcl,
    /// The same in JSON: `.tf.json`, `.tfvars.json`.
    Json,
    /// A link, or a text with one in it.
    Link,
    /// Environment variables, a line each: `.env`.
    DotEnv,
}

impl Format {
    /// The formats of what is not Terraform's, in the order in which they are read: of two that set one input the first
    /// counts.
    pub(crate) const OTHERS: [Self; 2] = [Self::Link, Self::DotEnv];
}
