//! The delivered repository as it lies in `module-templates`, by what its files are for.

pub use openmercato_ecs_templates::MODULE;
use openmercato_ecs_templates::{PRESETS, SOURCES};
use std::sync::{Arc, LazyLock};
use terraform_language::Files;

/// The folder of the presets' inputs, which is not delivered.
const PRESET_FOLDER: &str = "presets";

/// The folder of what lies beside every root as it is; delivered with the roots alone.
const ROOT_FOLDER: &str = "root";

static FILES: LazyLock<Files> = LazyLock::new(|| files(openmercato_ecs_templates::all()));

/// Every file of `module-templates`, without what Terraform leaves behind where it runs.
pub fn all() -> &'static Files {
    &FILES
}

/// The files that are delivered as they are and where they are.
pub fn delivered() -> Files {
    let is_elsewhere = |path: &str| [PRESET_FOLDER, ROOT_FOLDER].iter().any(|folder| is_within(folder, path));
    let mut files = Files::default();
    files.extend(all().clone().into_iter().filter(|(path, _)| !is_elsewhere(path)));
    files
}

/// The files that every root has as they are, by their names.
pub fn root() -> Files {
    all().within(ROOT_FOLDER)
}

/// The presets' inputs, `<name>.tfvars`.
pub fn presets() -> Files {
    files(PRESETS)
}

/// The HCL of the module and of its contract, by paths relative to the module's folder.
pub fn sources() -> Files {
    files(SOURCES)
}

/// The files of the module by their paths relative to its folder.
pub fn module() -> Files {
    all().within(MODULE)
}

fn is_within(folder: &str, path: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn files(texts: impl IntoIterator<Item = (impl Into<Arc<str>>, &'static str)>) -> Files {
    let mut files = Files::default();
    for (path, text) in texts {
        files.insert(path, text);
    }
    files
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
    fn presets_and_what_roots_get_are_not_delivered_by_themselves() {
        assert!(delivered().iter().all(|(path, _)| !path.starts_with("presets/") && !path.starts_with("root/")));
        assert!(root().get("first-run.sh").is_some_and(|text| text.starts_with("#!/usr/bin/env bash\n")));
    }
}
