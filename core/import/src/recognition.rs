//! In which format a text is: its name tells, or what it says where that leaves it open.

use crate::{Format, dotenv, terraform};
use openmercato_ecs_delivery::link;

/// How the names end of Terraform's files, and of Terragrunt's.
const TERRAFORM: [&str; 4] = [".tf", ".tfvars", ".hcl", ".tofu"];

impl Format {
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
