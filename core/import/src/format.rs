//! In which format a source is.

use crate::{dotenv, terraform};
use openmercato_ecs_delivery::link;

/// The format of a text, told by its name, and by what it says where that leaves it open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Terraform's configuration or values of variables in HCL, and Terragrunt's: `.tf`, `.tfvars`, `.hcl`.
    Hcl,
    /// The same in JSON: `.tf.json`, `.tfvars.json`.
    Json,
    /// A link, or a text with one in it.
    Link,
    /// Environment variables, a line each: `.env`.
    DotEnv,
}

/// How the names end of Terraform's files, and of Terragrunt's.
const TERRAFORM: [&str; 4] = [".tf", ".tfvars", ".hcl", ".tofu"];

impl Format {
    /// The formats of what is not Terraform's, in the order in which they are read: of two that set one input the first
    /// counts.
    pub(crate) const OTHERS: [Self; 2] = [Self::Link, Self::DotEnv];

    /// The format of a text in a file of this name; empty for what was pasted.
    pub fn of(name: &str, text: &str) -> Self {
        let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
        let plain = name.strip_suffix(".json").unwrap_or(&name);
        let is_json = plain.len() < name.len() || text.trim_start().starts_with(['{', '[']);
        if TERRAFORM.iter().any(|end| plain.ends_with(end)) {
            return if terraform::is_json(&name, text) { Self::Json } else { Self::Hcl };
        }
        if dotenv::is_named_so(&name) {
            return Self::DotEnv;
        }
        if is_json { Self::Json } else { Self::of_text(text) }
    }

    /// The format of a text whose name says nothing.
    fn of_text(text: &str) -> Self {
        let is_hcl = terraform::has_settings(text);
        if link::find(text).is_some() && !is_hcl {
            return Self::Link;
        }
        if dotenv::is_one(text) || !is_hcl && dotenv::is_nearly_one(text) { Self::DotEnv } else { Self::Hcl }
    }
}
