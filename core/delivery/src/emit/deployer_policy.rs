//! The policies of who deploys, beside the root that they are for.

use crate::markdown::code;
use openmercato_ecs_module::names::input;
use openmercato_ecs_module::{Evaluation, Reading};
use openmercato_ecs_security::{Basis, Phase, Policy, Reason, Role};
use terraform_language::Files;

/// The folder in the user's root.
const FOLDER: &str = "deployer-policy";

/// The documents, and a README that says what each of it is for. `name` is the deployment's, or one that stands for it.
pub(crate) fn files(policy: &Policy, name: &str, evaluation: &Evaluation) -> Files {
    let mut files = Files::default();
    for (name, text) in policy.files() {
        files.insert(format!("{FOLDER}/{name}"), text);
    }
    files.insert(format!("{FOLDER}/boundary.json"), policy.boundary.to_text());
    files.insert(format!("{FOLDER}/README.md"), readme(policy, name, evaluation));
    files
}

fn readme(policy: &Policy, name: &str, evaluation: &Evaluation) -> String {
    let more: Vec<_> = (2..=policy.apply.len()).map(|number| code(&format!("apply-{number}.json"))).collect();
    let more = match more.as_slice() {
        [] => String::new(),
        more => format!(
            "\nOf the policy of applying `apply.json` has the first part, {} the rest: IAM takes 6,144 characters in one.\n",
            more.join(" and ")
        ),
    };
    let mut text = format!("{INTRODUCTION}{more}{PROMISE}{}", boundary(policy, name, evaluation));
    for (title, phase) in [("What planning reads", Phase::Plan), ("What applying does besides", Phase::Apply)] {
        text.push_str(&format!("\n## {title}\n\n| Actions | On | Since | Known |\n| --- | --- | --- | --- |\n"));
        let of_phase = policy.reasons.iter().filter(|reason| reason.phase == phase);
        of_phase.for_each(|reason| text.push_str(&row(reason)));
    }
    text
}

/// How the boundary is made and named, and what it lets each role do.
fn boundary(policy: &Policy, name: &str, evaluation: &Evaluation) -> String {
    let now = match Reading(&evaluation.values).text(input::PERMISSIONS_BOUNDARY_ARN) {
        Some(arn) => format!("These inputs name {}, and `apply.json` makes roles with that alone.", code(arn)),
        None => "These inputs name none: whoever has `apply.json` can give a role anything.".to_owned(),
    };
    let text = BOUNDARY.replace("NAME", name).replace("NOW", &now);
    text + &policy.roles.iter().map(role_rows).collect::<String>()
}

fn role_rows(role: &Role) -> String {
    let list = |texts: &[String]| texts.iter().map(|text| code(&cell(text))).collect::<Vec<_>>().join(" ");
    let of_role = format!("| {} |", code(&cell(&role.name)));
    let row = |actions: String, resources: String| format!("{of_role} {actions} | {resources} |\n");
    if role.may.is_empty() {
        return row("nothing".into(), String::new());
    }
    role.may.iter().map(|it| row(list(&it.actions), list(&it.resources))).collect()
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
| is a role that Terraform makes here | at most what `boundary.json` allows, once the inputs name it |

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
- ARNs have the names of this deployment. Where AWS makes up an id (networks, certificates, file systems, namespaces and
  their zones) they cover the type in the region, and where an action knows no resource, everything. Another deployment of
  the account is out of reach where it has names, and within reach where it has such ids.
- Who applies says which image and command run with the secrets of this deployment, and so can read them and its data.
- The account is open (`*`): a policy allows nothing in an account that has not attached it. So is the bucket of the
  state, which bootstrap puts in; put in yours by hand: replace `arn:aws:s3:::*`. While `kms_key_arn` is made up, any key
  of the region may be used.
- They are for what this folder makes. An apply that takes away what an earlier version of it made, such as a worker with
  its alarms, needs the earlier `apply.json` as well, once.
- Who may make roles and write their policies can give them anything. With `permissions_boundary_arn`, roles are made with
  that boundary alone, and nobody who has these policies takes it off or changes it.
- They let nobody restore a database, as RUNBOOK.md tells how, and nobody run bootstrap.
- What the policies of your organisation refuse, they do not change.
";

/// `NAME` is the deployment's name, `NOW` whether the inputs name a boundary.
const BOUNDARY: &str = "
## The boundary of the roles

`boundary.json` is the most that the roles may do which Terraform makes: what the module gives them, by names of this
deployment, and nothing else. NOW

Somebody who may make policies, and who is not the one who deploys, makes it once:

```bash
aws iam create-policy --policy-name NAME-boundary --policy-document file://deployer-policy/boundary.json
```

Its ARN is `permissions_boundary_arn` in `inputs.tf`. Enter it on the page as well, or in what the binary reads, and take
the `apply.json` of that archive: it has the condition. Roles that are there get the boundary with the next apply.

What an input adds, such as a secret, a key or a bucket, tasks can use once the boundary has it:

```bash
aws iam create-policy-version --set-as-default --policy-arn ARN --policy-document file://deployer-policy/boundary.json
```

- What `task_role_policies` names is not known here: add what it allows to the boundary, or the task role cannot do it.
- Where AWS makes up an id, the boundary covers the type in the region: file systems, and the secrets of passwords that RDS
  makes. Where the names of secrets and repositories are too many for one policy, it allows all secrets and parameters of
  the region, and all repositories.
- That no role needs more, and that none of it could be taken away, is held on a local AWS against the policies that
  Terraform writes; what AWS itself refuses is not tried.

| Role | May | On |
| --- | --- | --- |
";

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_module::{Module, preset};
    use openmercato_ecs_security::Planned;

    fn files_of(preset: &str) -> Files {
        files_with(preset, None)
    }

    fn files_with(preset: &str, boundary: Option<&str>) -> Files {
        let inputs = &preset::find(preset).expect("a preset").inputs;
        let inputs = boundary.map_or_else(|| inputs.clone(), |arn| inputs.with("permissions_boundary_arn", arn.into()));
        let evaluation = Evaluation::of(Module::embedded(), &inputs);
        files(&Policy::of(&Planned::of(&evaluation)), "shop", &evaluation)
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
    #[test]
    fn the_boundary_says_how_it_is_made_and_whether_it_is_named() {
        let readme = |files: &Files| files.get("deployer-policy/README.md").expect("a README").to_owned();
        let without = readme(&files_of("complete"));
        assert!(
            without.contains("--policy-name shop-boundary") && without.contains("These inputs name none"),
            "{without}"
        );
        let rows: Vec<_> = without.lines().filter(|line| line.starts_with("| `shop-us-east-1-")).collect();
        assert!(rows.len() > 8 && rows.iter().all(|row| row.matches(" | ").count() == 2), "{rows:#?}");
        let with = readme(&files_with("complete", Some("arn:aws:iam::123456789012:policy/shop-boundary")));
        assert!(with.contains("These inputs name `arn:aws:iam::123456789012:policy/shop-boundary`"), "{with}");
    }
}
