//! The delivered repository as it lies in `module-templates`, embedded: texts by their paths, and nothing of what they
//! mean.

use include_dir::{Dir, include_dir};

/// Texts of `module-templates` by their names in a folder of it.
macro_rules! texts {
    ($folder:literal: $($name:literal)+) => {
        [$(($name, include_str!(concat!("module-templates/", $folder, "/", $name)))),+]
    };
}

/// The folder of the module in the archive.
pub const MODULE: &str = "infra/terraform/modules/openmercato-ecs";

/// The HCL of the module and of its contract, by paths relative to the module's folder. It is what programs read, named
/// one by one, so that a program that reads it alone carries no other file.
pub static SOURCES: [(&str, &str); 25] = texts!(
    "infra/terraform/modules/openmercato-ecs":
    "alarms.tf" "alb.tf" "autoscaling.tf" "checks.tf" "contract/variables.tf" "contract/versions.tf" "dns.tf" "ecs.tf"
    "efs.tf" "elasticache.tf" "iam.tf" "identity.tf" "locals.tf" "logging.tf" "networking.tf" "outputs.tf" "rds.tf" "restart.tf"
    "search.tf" "security_groups.tf" "tables.tf" "uploads.tf" "variables.tf" "versions.tf" "waf.tf"
);

/// The inputs of each preset, `<name>.tfvars`, for the same reason.
pub static PRESETS: [(&str, &str); 6] = texts!(
    "presets":
    "complete.tfvars" "existing-network-with-dns-waf.tfvars" "existing-network-with-dns.tfvars" "external-dependencies.tfvars"
    "minimal-managed.tfvars" "split-workers-managed.tfvars"
);

static TREE: Dir = include_dir!("$CARGO_MANIFEST_DIR/module-templates");

/// Every file of `module-templates` by its path there, without what Terraform leaves behind where it runs.
#[must_use]
pub fn all() -> Vec<(String, &'static str)> {
    let mut files = Vec::new();
    collect(&TREE, &mut files);
    files
}

fn collect(folder: &'static Dir, files: &mut Vec<(String, &'static str)>) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        files.extend(file.contents_utf8().filter(|_| !is_left_behind(&path)).map(|text| (path, text)));
    }
    for inner in folder.dirs().filter(|dir| !dir.path().ends_with(".terraform")) {
        collect(inner, files);
    }
}

fn is_left_behind(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == ".terraform.lock.hcl" || name == ".DS_Store" || name.contains(".tfstate")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_source_and_every_preset_is_named() {
        let all = all();
        let within = |folder: &str, is_asked: fn(&str) -> bool| {
            let relative = all.iter().filter_map(|(path, text)| {
                let path = path.strip_prefix(folder)?.strip_prefix('/')?;
                is_asked(path).then_some((path, *text))
            });
            let mut relative: Vec<_> = relative.collect();
            relative.sort_unstable();
            relative
        };
        assert_eq!(within(MODULE, |path| path.ends_with(".tf") && !path.starts_with("tests/")), SOURCES);
        assert_eq!(within("presets", |_| true), PRESETS);
    }

    #[test]
    fn every_file_is_text() {
        fn check(folder: &Dir) {
            folder.files().for_each(|file| assert!(file.contents_utf8().is_some(), "{file:?}"));
            folder.dirs().filter(|dir| !dir.path().ends_with(".terraform")).for_each(check);
        }
        check(&TREE);
    }
}
