//! In which format a text is: its name tells, or what it says where that leaves it open.

use crate::{Format, compose, dotenv, json_tree, task_definition, terraform, yaml};
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
        if is_json {
            let is_task = json_tree::of(text).is_ok_and(|tree| task_definition::is_one(&tree));
            return if is_task { Self::TaskDefinition } else { Self::Json };
        }
        if name.ends_with(".yml") || name.ends_with(".yaml") {
            return Self::of_yaml(text).unwrap_or(Self::Compose);
        }
        Self::of_text(text)
    }

    /// The format of a text whose name says nothing.
    fn of_text(text: &str) -> Self {
        if let Some(format) = Self::of_yaml(text) {
            return format;
        }
        let is_hcl = terraform::has_settings(text);
        if link::find(text).is_some() && !is_hcl {
            return Self::Link;
        }
        if dotenv::is_one(text) || !is_hcl && dotenv::is_nearly_one(text) { Self::DotEnv } else { Self::Hcl }
    }

    /// The format of a text in YAML; `None` for one that is nothing that is read.
    fn of_yaml(text: &str) -> Option<Self> {
        // Most texts are none; this costs less than to read them as YAML.
        let begins =
            |key: &str| text.lines().any(|line| line.trim_start().trim_start_matches(['"', '\'']).starts_with(key));
        if !["services", "taskDefinition", "containerDefinitions", "- name", "- image"].into_iter().any(begins) {
            return None;
        }
        let tree = yaml::of(text).ok()?.root;
        match task_definition::is_one(&tree) {
            true => Some(Self::TaskDefinition),
            false => compose::is_one(&tree).then_some(Self::Compose),
        }
    }
}
