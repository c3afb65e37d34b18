//! The delivered repository as it lies in `module-templates`, embedded.

use include_dir::{Dir, include_dir};
use std::sync::LazyLock;
use terraform_language::Files;

/// The folder of the module in the archive.
pub const MODULE: &str = "infra/terraform/modules/openmercato-ecs";

/// The folder of the presets' inputs, which is not delivered.
const PRESETS: &str = "presets";

/// The folder of what lies beside every root as it is; delivered with the roots alone.
const ROOT: &str = "root";

/// Texts of `module-templates` by their names in a folder of it.
macro_rules! texts {
    ($folder:literal: $($name:literal)+) => {
        [$(($name, include_str!(concat!("../../../module-templates/", $folder, "/", $name)))),+]
    };
}

/// What the program reads itself: named one by one, so that a program that reads them alone carries no others.
static SOURCES: [(&str, &str); 25] = texts!(
    "infra/terraform/modules/openmercato-ecs":
    "alarms.tf" "alb.tf" "autoscaling.tf" "checks.tf" "contract/variables.tf" "contract/versions.tf" "dns.tf" "ecs.tf"
    "efs.tf" "elasticache.tf" "iam.tf" "identity.tf" "locals.tf" "logging.tf" "networking.tf" "outputs.tf" "rds.tf" "restart.tf"
    "search.tf" "security_groups.tf" "tables.tf" "uploads.tf" "variables.tf" "versions.tf" "waf.tf"
);

/// The inputs of each preset, for the same reason.
static PRESET_INPUTS: [(&str, &str); 6] = texts!(
    "presets":
    "complete.tfvars" "existing-network-with-dns-waf.tfvars" "existing-network-with-dns.tfvars" "external-dependencies.tfvars"
    "minimal-managed.tfvars" "split-workers-managed.tfvars"
);

static TREE: Dir = include_dir!("$CARGO_MANIFEST_DIR/../../module-templates");

static FILES: LazyLock<Files> = LazyLock::new(|| {
    let mut files = Files::default();
    collect(&TREE, &mut files);
    files
});

/// Every file of `module-templates`, without what Terraform leaves behind where it runs.
pub fn all() -> &'static Files {
    &FILES
}

/// The files that are delivered as they are and where they are.
pub fn delivered() -> Files {
    let is_elsewhere = |path: &str| [PRESETS, ROOT].iter().any(|folder| is_within(folder, path));
    let mut files = Files::default();
    files.extend(all().clone().into_iter().filter(|(path, _)| !is_elsewhere(path)));
    files
}

/// The files that every root has as they are, by their names.
pub fn root() -> Files {
    all().within(ROOT)
}

/// The presets' inputs, `<name>.tfvars`.
pub fn presets() -> Files {
    files(&PRESET_INPUTS)
}

/// The HCL of the module and of its contract, by paths relative to the module's folder.
pub fn sources() -> Files {
    files(&SOURCES)
}

/// The files of the module by their paths relative to its folder.
pub fn module() -> Files {
    all().within(MODULE)
}

fn is_within(folder: &str, path: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn files(texts: &[(&'static str, &'static str)]) -> Files {
    let mut files = Files::default();
    for (path, text) in texts {
        files.insert(*path, *text);
    }
    files
}

fn collect(folder: &Dir, files: &mut Files) {
    for file in folder.files() {
        let path = file.path().to_string_lossy().replace('\\', "/");
        if let Some(text) = file.contents_utf8().filter(|_| !is_left_behind(&path)) {
            files.insert(path, text);
        }
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
    fn the_module_is_there() {
        assert!(module().get("variables.tf").is_some_and(|text| text.contains("variable \"name\"")));
        assert!(delivered().get(&format!("{MODULE}/versions.tf")).is_some());
    }

    #[test]
    fn every_source_and_every_preset_is_named() {
        let is_source = |path: &str| path.ends_with(".tf") && !path.contains("tests/");
        let mut all = Files::default();
        all.extend(module().into_iter().filter(|(path, _)| is_source(path)));
        assert_eq!(sources(), all);
        assert_eq!(presets(), super::all().within(PRESETS));
    }

    #[test]
    fn presets_and_what_roots_get_are_not_delivered_by_themselves() {
        assert!(delivered().iter().all(|(path, _)| !path.starts_with("presets/") && !path.starts_with("root/")));
        assert!(root().get("first-run.sh").is_some_and(|text| text.starts_with("#!/usr/bin/env bash\n")));
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
