//! The archive's files for one set of inputs.

mod bootstrap;
mod deployer_policy;
mod readme;
mod root;
mod security;

pub use root::is_generated;

pub(crate) use deployer_policy::files as deployer_policy;
pub(crate) use root::module_call;
pub(crate) use security::file as security;

use crate::manifest::{self, Manifest};
use crate::written_once::{BOOTSTRAP, DEPLOYMENTS, EXAMPLES};
use openmercato_ecs_module::names::input;
use openmercato_ecs_module::preset::{self, Preset};
use openmercato_ecs_module::{Evaluation, Module, templates};
use std::sync::LazyLock;
use terraform_language::{Files, Value};

/// The archive's files: the delivered repository, a root for each preset, and the user's own root with what is told of
/// it beside.
///
/// The user's root holds what the user set, whatever that is: Terraform says what is wrong with it, as core does. It has
/// a manifest of its own, and the rest has one, so that an archive with another deployment can lie over this one.
pub(crate) fn files(evaluation: &Evaluation, beside: &Files) -> Files {
    static SAME_FOR_ALL: LazyLock<Files> = LazyLock::new(|| {
        let mut files = templates::delivered();
        for preset in preset::all() {
            files.extend(placed(&example(preset), &format!("{EXAMPLES}/{}", preset.name)));
        }
        files.insert(manifest::NAME, Manifest::of(&files).to_text(""));
        files
    });
    let mut root = root::files(folder(evaluation), evaluation);
    root.extend(beside.clone());
    let place = deployment(evaluation);
    let mut root = placed(&root, &place);
    root.insert(format!("{place}/{}", manifest::NAME), Manifest::of(&root).to_text(&place));
    let mut files = SAME_FOR_ALL.clone();
    files.insert(format!("{BOOTSTRAP}/inputs.tf"), bootstrap::inputs_file(folder(evaluation), evaluation));
    files.extend(root);
    files
}

fn example(preset: &Preset) -> Files {
    root::files(&preset.name, &Evaluation::of(Module::embedded(), &preset.inputs))
}

/// The path of the user's own root in the archive, as `infra/terraform/deployments/shop`.
pub(crate) fn deployment(evaluation: &Evaluation) -> String {
    format!("{DEPLOYMENTS}/{}", folder(evaluation))
}

fn placed(files: &Files, folder: &str) -> Files {
    let mut placed = Files::default();
    for (path, text) in files.iter() {
        placed.insert(format!("{folder}/{path}"), text);
    }
    placed
}

/// The name of the user's root: the deployment's, while nothing is wrong with it. A valid name is safe as a file name
/// everywhere but for the devices that Windows reserves.
fn folder(evaluation: &Evaluation) -> &str {
    const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];
    let wrong = evaluation.errors().any(|error| error.path.variable() == input::NAME.name());
    let name = evaluation.inputs.get(input::NAME.name()).and_then(Value::as_str).filter(|_| !wrong);
    let is_device = |name: &str| {
        let numbered = name.len() == 4 && (name.starts_with("com") || name.starts_with("lpt"));
        DEVICES.contains(&name) || numbered
    };
    name.filter(|name| !is_device(name)).unwrap_or("deployment")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Deployment;
    use openmercato_ecs_module::{Inputs, Output, Variable};

    fn files(json: &str) -> Files {
        let json = serde_json::from_str(json).unwrap_or_else(|error| panic!("{error}"));
        Deployment::of(Module::embedded(), &Inputs::from_json(&json).unwrap_or_default()).files().clone()
    }

    #[test]
    fn the_root_is_named_after_the_deployment() {
        assert!(files(r#"{"name": "shop"}"#).get("infra/terraform/deployments/shop/inputs.tf").is_some());
    }

    #[test]
    fn the_root_of_a_preset_reads_as_a_person_would_write_it() {
        let preset = preset::find("minimal-managed").expect("a preset");
        let deployment = Deployment::of(Module::embedded(), &preset.inputs);
        let root = deployment.files().within(&deployment.root());
        for name in ["versions.tf", "providers.tf", "backend.tf", "inputs.tf", "variables.tf", "README.md"] {
            insta::assert_snapshot!(name, root.get(name).unwrap_or_default());
        }
    }

    #[test]
    fn the_root_passes_every_input_on_and_gives_every_output_back() {
        let root = files(r#"{"name": "shop"}"#).within("infra/terraform/deployments/shop");
        let (main, outputs) = (root.get("main.tf").unwrap_or_default(), root.get("outputs.tf").unwrap_or_default());
        for Variable { name, .. } in Module::embedded().variables() {
            let passed = main.lines().any(|line| {
                line.starts_with(&format!("  {name} ")) && line.ends_with(&format!("try(local.inputs.{name}, null)"))
            });
            assert!(passed, "{name}");
        }
        for Output { name, sensitive, .. } in Module::embedded().outputs() {
            let (_, block) = outputs.split_once(&format!("output \"{name}\" {{\n")).expect(name);
            let (block, _) = block.split_once("\n}\n").expect("its end");
            assert!(block.contains(&format!("= module.openmercato.{name}")), "{block}");
            assert_eq!(block.contains("sensitive   = true"), sensitive, "{block}");
        }
    }

    #[test]
    fn a_name_that_is_wrong_or_a_device_names_no_folder() {
        for name in ["../../etc", "Shop", "", "con", "com1", "a\u{202e}b"] {
            let json = serde_json::json!({ "name": name }).to_string();
            assert!(files(&json).get("infra/terraform/deployments/deployment/inputs.tf").is_some(), "{name:?}");
        }
    }

    #[test]
    fn hostile_texts_are_data() {
        let hostile = "\"}\n${x} %{if true} </script> ]]> `whoami` 🦀";
        let json = serde_json::json!({ "name": "shop", "image": hostile, "env": { hostile: hostile } }).to_string();
        let files = files(&json);
        let svg = files.get("infra/terraform/deployments/shop/topology.svg").unwrap_or_default();
        assert!(!svg.contains("</script>") && !svg.contains("]]>"), "{svg}");
        let readme = files.get("infra/terraform/deployments/shop/README.md").unwrap_or_default();
        let about_image = readme.lines().find(|line| line.starts_with("- `image`")).unwrap_or_default();
        assert!(!about_image.contains("</script>") && about_image.contains("whoami"), "{readme}");
    }

    #[test]
    fn every_root_has_what_prepares_it() {
        let files = files(r#"{"name": "shop"}"#);
        let scripts: Vec<_> = files.iter().map(|(path, _)| path).filter(|path| path.ends_with(".sh")).collect();
        assert_eq!(scripts.len(), 1 + 3 * (1 + preset::all().len()), "{scripts:?}");
        assert!(scripts.contains(&"infra/terraform/bootstrap/secrets.sh"), "{scripts:?}");
        for name in ["first-run.sh", "deploy.sh", "tasks.sh"] {
            assert!(scripts.contains(&&*format!("infra/terraform/deployments/shop/{name}")), "{scripts:?}");
        }
        assert!(scripts.iter().all(|path| Files::mode(path) == 0o755), "{scripts:?}");
    }

    #[test]
    fn every_preset_is_an_example() {
        let files = files("{}");
        for preset in preset::all() {
            assert!(files.get(&format!("{EXAMPLES}/{}/main.tf", preset.name)).is_some(), "{}", preset.name);
        }
    }

    #[test]
    fn no_sensitive_input_is_emitted() {
        let files = files(r#"{"name": "shop", "environment": "staging", "database_url": "postgres://u:hunter2@h/d"}"#);
        assert!(files.iter().all(|(_, text)| !text.contains("hunter2")));
    }
}
