//! The policies of who deploys, beside the root that they are for.

use crate::markdown::code;
use openmercato_ecs_security::{Basis, Phase, Policy, Reason};
use terraform_language::Files;

/// The folder in the user's root.
const FOLDER: &str = "deployer-policy";

/// The documents, and a README that says what each of it is for.
pub(crate) fn files(policy: &Policy) -> Files {
    let mut files = Files::default();
    for (name, text) in policy.files() {
        files.insert(format!("{FOLDER}/{name}"), text);
    }
    files.insert(format!("{FOLDER}/README.md"), readme(policy));
    files
}

fn readme(policy: &Policy) -> String {
    let more: Vec<_> = (2..=policy.apply.len()).map(|number| code(&format!("apply-{number}.json"))).collect();
    let more = match more.as_slice() {
        [] => String::new(),
        more => format!(
            " `apply.json` has the first part of it, {} the rest: IAM takes 6,144 characters in one policy.",
            more.join(" and ")
        ),
    };
    let mut text = format!("{INTRODUCTION}{more}\n{PROMISE}");
    for (title, phase) in [("What planning reads", Phase::Plan), ("What applying does besides", Phase::Apply)] {
        text.push_str(&format!("\n## {title}\n\n| Actions | On | Since | Known |\n| --- | --- | --- | --- |\n"));
        let of_phase = policy.reasons.iter().filter(|reason| reason.phase == phase);
        of_phase.for_each(|reason| text.push_str(&row(reason)));
    }
    text
}

fn row(reason: &Reason) -> String {
    let actions: Vec<_> = reason.actions.iter().map(|action| code(action)).collect();
    let mut resources: Vec<_> = reason.resources.iter().map(|arn| code(&cell(arn))).collect();
    if let Some(condition) = &reason.condition {
        let values: Vec<_> = condition.values.iter().map(|value| code(&cell(value))).collect();
        resources.push(format!("where {} is {}", code(condition.key), values.join(" or ")));
    }
    let known = match reason.basis {
        Basis::Recorded => "recorded".to_owned(),
        Basis::Implied(source) => format!("[implied]({source})"),
    };
    format!("| {} | {} | {} | {known} |\n", actions.join(" "), resources.join(" "), reason.why)
}

/// Code in a cell of a table, where a bar would end it.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

const INTRODUCTION: &str = "\
# Who deploys this

The least that IAM has to allow, made from the inputs of this folder, and nothing else:

| Who | has |
| --- | --- |
| plans (`terraform plan -lock=false`) | `plan.json`: it reads settings, no values of secrets and no objects but the state |
| applies and destroys, runs `first-run.sh` and `deploy.sh`, pushes the image | `plan.json` and `apply.json` |

Each is a managed policy of IAM. Bootstrap gives them to the roles of GitHub Actions. By hand:

```bash
aws iam create-policy --policy-name NAME --policy-document file://deployer-policy/plan.json
```
";

const PROMISE: &str = "
What is true of them:

- Each action that the provider or a script asks for is allowed, and what is called recorded cannot be taken away without
  a request being refused, on a local AWS. Two refusals the provider shrugs off: `ec2:DescribeNetworkAcls` and
  `elasticloadbalancing:DescribeCapacityReservation`. What AWS asks beyond that is listed with its source, as implied, and
  not tested against AWS: roles that services make for themselves, grants of keys, tags, changes in place that no run has.
- ARNs have the names of this deployment. Where AWS makes up an id (networks, certificates, file systems, namespaces) they
  cover the type in the region, and where an action knows no resource, everything. Another deployment of the account is
  out of reach where it has names, and within reach where it has such ids.
- The account is open (`*`): a policy allows nothing in an account that has not attached it. So is the bucket of the
  state, which bootstrap puts in; put in yours by hand: replace `arn:aws:s3:::*`. While `kms_key_arn` is made up, any key
  of the region may be used.
- They are for what this folder makes. An apply that takes away what an earlier version of it made, such as a worker with
  its alarms, needs the earlier `apply.json` as well, once.
- Who may make roles and write their policies can give them anything. With `permissions_boundary_arn`, roles are made with
  that boundary alone, and nobody who has these policies takes it off.
- They let nobody restore a database, as RUNBOOK.md tells how, and nobody run bootstrap.
- What the policies of your organisation refuse, they do not change.
";

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_module::{Evaluation, Module, preset};

    fn files_of(preset: &str) -> Files {
        let preset = preset::find(preset).expect("a preset");
        files(&Policy::of(&Evaluation::of(Module::embedded(), &preset.inputs)))
    }

    #[test]
    fn every_document_is_named() {
        for preset in preset::all() {
            let files = files_of(&preset.name);
            let readme = files.get("deployer-policy/README.md").expect("a README");
            for (path, _) in files.iter().filter(|(path, _)| path.ends_with(".json")) {
                let name = path.rsplit('/').next().unwrap_or_default();
                assert!(readme.contains(&format!("`{name}`")), "{}: {name}", preset.name);
            }
        }
    }

    #[test]
    fn every_row_of_the_table_has_four_cells() {
        let files = files_of("complete");
        let readme = files.get("deployer-policy/README.md").expect("a README");
        let (_, tables) = readme.split_once("## What planning reads").expect("the tables");
        let rows: Vec<_> = tables.lines().filter(|line| line.starts_with('|')).collect();
        assert!(rows.len() > 40 && rows.iter().all(|row| row.matches(" | ").count() == 3), "{rows:#?}");
        assert!(tables.contains("[implied](https://docs.aws.amazon.com/") && tables.contains("| recorded |"));
    }
}
