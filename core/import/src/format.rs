//! In which format a source is.

/// The format of a text, told by its name, and by how it begins where it has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Terraform's configuration or variables: `.tf`, `.tfvars`, `.hcl`.
    Hcl,
    /// Variables in JSON: `.tfvars.json`.
    Json,
}

impl Format {
    /// The format of a text in a file of this name; empty for what was pasted.
    pub fn of(name: &str, text: &str) -> Self {
        // No HCL starts with a brace.
        if name.ends_with(".json") || text.trim_start().starts_with('{') { Self::Json } else { Self::Hcl }
    }
}
