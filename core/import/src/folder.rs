//! What of a folder is read, and how much of what is brought together.

use openmercato_ecs_delivery::archive;

/// The most files of a folder that are read: more than a repository of deployments has, and few enough for a browser.
pub const MOST_FILES: usize = 500;

/// The most bytes of files that are brought together: as much as two of the largest archives.
pub const MOST_BYTES: usize = 2 * archive::LARGEST;

/// Folders that other programs fill, and in which nobody writes a deployment.
const PASSED_OVER: [&str; 3] = [".git", ".terraform", "node_modules"];

/// How the names of files end that may hold something to read.
const ENDS: [&str; 8] = [".tf", ".tfvars", ".hcl", ".json", ".yml", ".yaml", ".env", ".zip"];

/// Whether a folder of this name is passed over with all that is in it.
pub fn is_passed_over(name: &str) -> bool {
    PASSED_OVER.contains(&name)
}

/// Whether the file at this path in a folder may hold something to read: it is named as such files are, and lies in no
/// folder that is passed over.
pub fn is_source(path: &str) -> bool {
    let (folders, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_source = ENDS.iter().any(|end| name.ends_with(end)) || name.starts_with(".env.");
    // Terraform's record of the providers says nothing of a deployment.
    is_source && name != ".terraform.lock.hcl" && !folders.split('/').any(is_passed_over)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_other_programs_wrote_is_passed_over() {
        let read = ["main.tf", "envs/prod/terraform.tfvars.json", ".env.production", "compose.yaml", "a/shop.zip"];
        let passed = ["README.md", "node_modules/a/b.json", "x/.terraform/modules/m.tf", ".terraform.lock.hcl", "env"];
        assert!(read.into_iter().all(is_source));
        assert!(!passed.into_iter().any(is_source));
    }
}
