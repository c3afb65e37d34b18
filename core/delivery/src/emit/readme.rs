//! The README of a generated root.

use crate::manifest;
use crate::markdown::{code, escaped};
use crate::written_once::{self, Place};
use openmercato_ecs_module::{Evaluation, Level, Prerequisite};

/// What the root is, what to know before using it, what must exist, and the first steps.
pub(super) fn text(name: &str, evaluation: &Evaluation) -> String {
    let mut text = format!("# {name}\n\n");
    let diagnostics = &evaluation.diagnostics;
    let mut listed = |title: &str, level: Level| {
        let findings: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.level == level).collect();
        if findings.is_empty() {
            return;
        }
        text.push_str(&format!("{title}\n\n"));
        for finding in findings {
            let message = escaped(&finding.message.replace('\n', " "));
            text.push_str(&format!("- {}: {message}\n", code(&finding.path.to_string())));
        }
        text.push('\n');
    };
    listed("**Terraform refuses these inputs until this is mended:**", Level::Refused);
    listed("**It will not work until this is mended:**", Level::WillNotWork);
    listed("**It works, and this will hurt:**", Level::WillHurt);
    text.push_str(&made_up(evaluation));
    text.push_str(INTRODUCTION);
    text.push_str(&yours());
    text.push_str(&given_outside(evaluation));
    text.push_str(&needed(evaluation.prerequisites()));
    text.push_str(STEPS);
    text
}

/// What an example stands in for, and must be replaced.
fn made_up(evaluation: &Evaluation) -> String {
    let paths = evaluation.to_fill_in().iter().filter(|path| evaluation.inputs.at(path).is_some());
    let lines: String = paths.map(|path| format!("- {}\n", code(&path.to_string()))).collect();
    if lines.is_empty() {
        return lines;
    }
    format!(
        "**Made up, and to be replaced before the first run. Bootstrap writes what it makes by itself:**\n\n{lines}\n"
    )
}

/// What must exist before the first apply, and what of it bootstrap makes.
fn needed(prerequisites: &[Prerequisite]) -> String {
    let mut text = String::from("\n## Before the first run\n\n");
    let (made, brought): (Vec<_>, Vec<_>) = prerequisites.iter().partition(|thing| thing.is_made_by_bootstrap());
    let listed = |things: &[&Prerequisite]| -> String {
        let input = |thing: &Prerequisite| thing.path.as_ref().map(|path| format!(", for {}", code(&path.to_string())));
        let line = |thing: &&Prerequisite| {
            format!("- {}: {}{}\n", thing.kind.words(), code(&thing.subject), input(thing).unwrap_or_default())
        };
        things.iter().map(line).collect()
    };
    text.push_str(&listed(&brought));
    text.push_str(
        "- Whoever runs Terraform has the rights for it: the folder of a deployment has the least of them in\n  `deployer-policy/`\n",
    );
    if !made.is_empty() {
        text.push_str("\n[Bootstrap](../../bootstrap/README.md) makes these, in an account that has them not:\n\n");
        text.push_str(&listed(&made));
    }
    text
}

const INTRODUCTION: &str = "\
A root of the module [openmercato-ecs](../../modules/openmercato-ecs/README.md). Edit `inputs.tf`: it has the choices.
";

/// Which files are people's own.
fn yours() -> String {
    let lines = written_once::within(Place::Root).map(|file| format!("- `{}`: {}\n", file.path, file.holds));
    format!(
        "\nThese files are yours. They are written once, and never again:\n\n{}\n\
         So are files of names that are not here, such as an `extra.tf` with resources of your own. All else a newer archive\n\
         writes anew: `{}` says how, and what of it somebody edited is refused by name until you say what becomes of it.\n",
        lines.collect::<String>(),
        manifest::NAME,
    )
}

/// How Terraform is given what no file may hold; nothing where there is no such value.
fn given_outside(evaluation: &Evaluation) -> String {
    let given: Vec<_> = evaluation.inputs.sensitive(evaluation.module()).collect();
    let Some(first) = given.first() else { return String::new() };
    let lines: String =
        given.iter().map(|variable| format!("- `{}`, as `{}`\n", variable.name, variable.environment_name())).collect();
    format!(
        "\n## Given outside\n\n\
         The values of these inputs are in no file here. Terraform asks for each, or takes it from the environment:\n\n\
         {lines}\n\
         ```sh\n\
         read -rs {0} && export {0}\n\
         ```\n\n\
         `./deploy.sh` and pipelines ask nobody: there it must be in the environment. The workflow `deploy` has to be given\n\
         it as a secret of its GitHub environment. Never write it into a file of the repository. The state holds it, so whoever\n\
         reads the state reads it: the ARN of a secret is better, and production takes nothing else.\n",
        first.environment_name(),
    )
}

const STEPS: &str = "
## First run

1. In an account where nothing is prepared, let [bootstrap](../../bootstrap/README.md) make the state's bucket, the
   image's repository and the secrets. It asks for what cannot be made up, shows what it writes into this folder, and
   can be run again:

   ```sh
   terraform -chdir=../../bootstrap init
   terraform -chdir=../../bootstrap apply
   ../../bootstrap/secrets.sh
   ```

   Elsewhere, give the state a backend in `backend.tf`, the provider a role in `providers.tf`, and `inputs.tf` the ARNs
   of your secrets.
2. Push the image that `inputs.tf` names.
3. Then:

   ```sh
   terraform init
   terraform plan -out plan.tfplan
   terraform apply plan.tfplan
   ```

4. Prepare the database, which the web process never does. Once, while the database is empty:

   ```sh
   ./first-run.sh --seed
   ```

   On a database that has data, `./first-run.sh`. It creates the extensions, migrates, starts again the services that
   gave up meanwhile, and writes the schedules; `--help` tells more.

## A new image

```sh
./deploy.sh TAG
```

It migrates with the new image, applies it, and waits until every service runs it; when the new tasks fail, it says why
and what runs. The workflow `deploy` of this repository does the same for each commit on `main`.

Commit `image.auto.tfvars`, which it writes: each plan reads it, and takes its image for the one in `inputs.tf`. An image
that is given by `-var image=` alone is gone with the next apply without it. Of several `*.auto.tfvars` the last by name
wins, and `-var` wins over all.
";

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_module::PrerequisiteKind;

    #[test]
    fn what_must_exist_is_listed() {
        let secret = Prerequisite {
            kind: PrerequisiteKind::Secret,
            subject: "arn:`x`".into(),
            path: terraform_language::InputPath::parse("secrets[\"JWT_SECRET\"]"),
        };
        let text = needed(&[secret]);
        let expected = "
## Before the first run

- Whoever runs Terraform has the rights for it: the folder of a deployment has the least of them in
  `deployer-policy/`

[Bootstrap](../../bootstrap/README.md) makes these, in an account that has them not:

- The secret exists: `` arn:`x` ``, for `secrets[\"JWT_SECRET\"]`
";
        assert!(text.contains(expected), "{text}");
    }
}
