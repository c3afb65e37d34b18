//! Every script that is delivered.

use std::process::Command;

use openmercato_ecs_core::templates;
use openmercato_ecs_tests::terraform::{Result, Workspace};

use super::local_aws::packages;
use super::run::Run;

#[test]
fn scripts_are_clean_under_shellcheck() -> Result<()> {
    let workspace = Workspace::new()?;
    let scripts: Vec<_> = templates::all().iter().filter(|(path, _)| path.ends_with(".sh")).collect();
    assert!(scripts.len() > 2, "{scripts:?}");
    for (path, text) in &scripts {
        workspace.write(path, *text)?;
    }
    let shellcheck = |path: &str| {
        let mut command = Command::new(packages().join("bin/shellcheck"));
        Run::of(command.args(["--external-sources", "--source-path=SCRIPTDIR"]).arg(workspace.path().join(path)))
    };
    for (path, text) in &scripts {
        shellcheck(path).says(0, &[]);
        workspace.write(path, format!("{text}\necho $1\n"))?;
        shellcheck(path).says(1, &["SC2086"]);
        workspace.write(path, *text)?;
    }
    Ok(())
}
