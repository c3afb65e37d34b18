//! From an empty account to a deployment: the instructions of the archive, followed word for word on a local AWS.

use std::path::Path;
use std::process::Command;

use openmercato_ecs_core::{Deployment, Inputs, Module, preset, templates};
use openmercato_ecs_tests::inputs::changed;
use openmercato_ecs_tests::moto::Moto;
use openmercato_ecs_tests::terraform::{ProviderProcess, Result, Terraform, Workspace};
use serde_json::{Value, json};

use super::local_aws::{LocalAws, ROOT, python, unpack};
use super::run::Run;

pub(super) const BOOTSTRAP: &str = "infra/terraform/bootstrap";

/// What somebody types at what the scripts ask: each when it is asked, on a terminal.
pub(super) const ON_A_TERMINAL: &str = r"
import os, pty, sys
answers = [(ask.encode(), answer.encode()) for ask, answer in (line.split('\t') for line in sys.argv[1].split('\n') if line)]
child, terminal = pty.fork()
if child == 0:
    os.execvp('bash', ['bash', '-euo', 'pipefail', '-c', sys.argv[2]])
seen = b''
while True:
    try:
        said = os.read(terminal, 65536)
    except OSError:
        break
    if not said:
        break
    os.write(1, said)
    seen += said
    while answers and answers[0][0] in seen:
        ask, answer = answers.pop(0)
        seen = seen.split(ask, 1)[1]
        os.write(terminal, answer + b'\n')
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) or len(answers))
";

#[test]
fn an_empty_account_ends_with_a_deployment_and_is_emptied_again() -> Result<()> {
    let moto = Moto::start()?;
    let (workspace, terraform) = (Workspace::new()?, Terraform::find()?);
    let account = Account::new(&moto, &workspace, &terraform)?;
    let archive = Deployment::of(Module::embedded(), &inputs());
    unpack(archive.files(), &workspace, &moto, &[ROOT, BOOTSTRAP])?;
    account.names_its_repository();
    let first_run = blocks(archive.files().get(&format!("{ROOT}/README.md")).unwrap_or_default(), "## First run");
    let [bootstrap, apply, prepare] = first_run.as_slice() else { panic!("{first_run:#?}") };

    let answers = [("RESEND_API_KEY: ", MAIL_KEY), ("PASSPHRASE: ", PASSPHRASE), ("Write these files? [y/N] ", "y")];
    let made = account.type_in(ROOT, bootstrap, &answers);
    made.says(0, &["shop/jwt-secret: made up", "+    bucket       = \"shop-state-", "inputs.tf: written", "== Done"]);
    account.holds_no_value(&made);
    account.trusts_its_repository_alone();
    account.has_its_values();
    account.is_idempotent();

    account.run(ROOT, apply).says(0, &["Apply complete!"]);
    account.run(ROOT, prepare).says(0, &["ran: yarn mercato scheduler start", "== Done: http://"]);
    account.run(ROOT, "terraform plan -detailed-exitcode").says(0, &["No changes."]);
    let keys =
        account.aws.ask(&["s3api", "list-objects-v2", "--bucket", &account.bucket(), "--query", "Contents[].Key"]);
    assert!(keys.contains("bootstrap/terraform.tfstate") && keys.contains("shop/terraform.tfstate"), "{keys}");

    account.has_its_database_back();
    for block in blocks(runbook(), "## Taking a deployment down") {
        account.run(ROOT, &block).says(0, &[]);
    }
    account.goes();
    Ok(())
}

const MAIL_KEY: &str = r#"re_"a\b$(date)`id`"#;
const PASSPHRASE: &str = "correct horse & battery | staple";

/// The smallest deployment in a network of its own, with a key in JSON, and a parameter.
fn inputs() -> Inputs {
    let secret = |name: &str| format!("arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/{name}");
    let secrets = json!({
        "JWT_SECRET": secret("jwt-secret-Ab12Cd"),
        "TENANT_DATA_ENCRYPTION_FALLBACK_KEY": secret("tenant-key-Ef34Gh"),
        "RESEND_API_KEY": secret("mail-Ij56Kl:api-key::"),
        "PASSPHRASE": "arn:aws:ssm:us-east-1:999999999999:parameter/shop/passphrase",
    });
    let changes = json!({
        "secrets": secrets, "kms_key_arn": "arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d",
        "db_deletion_protection": false, "db_skip_final_snapshot": true,
    });
    changed(&preset::find("minimal-managed").expect("a preset").inputs, &changes)
}

/// The blocks of shell below a heading, up to the next one of its kind.
fn blocks(text: &str, heading: &str) -> Vec<String> {
    let (_, section) = text.split_once(&format!("{heading}\n")).unwrap_or_else(|| panic!("no {heading}"));
    let section = section.split("\n## ").next().unwrap_or(section);
    let blocks = section.split("```sh\n").skip(1).filter_map(|rest| Some(rest.split_once("```")?.0));
    let commands = |block: &str| block.lines().map(str::trim).collect::<Vec<_>>().join("\n");
    // A database that has data is prepared by another block than an empty one.
    blocks.map(commands).collect()
}

/// An account of the local AWS, and the archive that is used in it.
pub(super) struct Account<'a> {
    pub(super) aws: LocalAws,
    pub(super) workspace: &'a Workspace,
    terraform: &'a Terraform,
    provider: ProviderProcess,
}

impl<'a> Account<'a> {
    pub(super) fn new(moto: &Moto, workspace: &'a Workspace, terraform: &'a Terraform) -> Result<Self> {
        let module = templates::module();
        let provider = terraform.start_provider(module.get("versions.tf").unwrap_or_default())?;
        Ok(Self { aws: LocalAws::new(moto, workspace)?, workspace, terraform, provider })
    }

    /// A program in a folder of the archive, in whose surroundings Terraform and the CLI ask the local AWS.
    fn command(&self, program: &str, folder: &str) -> Command {
        let mut command = Command::new(program);
        command
            .current_dir(self.workspace.path().join(folder))
            .env("AWS_DEFAULT_REGION", "us-east-1")
            .env("TF_CLI_ARGS", "-no-color")
            .env("TF_CLI_ARGS_apply", "-auto-approve")
            .env("TF_CLI_ARGS_destroy", "-auto-approve");
        // Buckets of a local AWS are no host names.
        self.terraform.surround(&mut command, &["-backend-config=use_path_style=true"]);
        self.provider.lend(&mut command);
        command
    }

    fn type_in(&self, folder: &str, commands: &str, answers: &[(&str, &str)]) -> Run {
        let answers: Vec<_> = answers.iter().map(|(ask, answer)| format!("{ask}\t{answer}")).collect();
        self.aws.run(self.command(python(), folder).args(["-c", ON_A_TERMINAL, &answers.join("\n"), commands]))
    }

    pub(super) fn run(&self, folder: &str, commands: &str) -> Run {
        self.aws.run(self.command("bash", folder).args(["-euo", "pipefail", "-c", commands]))
    }

    /// As the comment in `inputs.tf` says how.
    fn names_its_repository(&self) {
        let path = self.workspace.path().join(BOOTSTRAP).join("inputs.tf");
        let text = std::fs::read_to_string(&path).expect("inputs.tf");
        let named = text.replace("# github_repository        =", "github_repository =");
        assert_ne!(text, named);
        std::fs::write(path, named).expect("inputs.tf");
    }

    fn trusts_its_repository_alone(&self) {
        for (role, subjects) in [
            (
                "plan",
                vec!["repo:acme@123456/shop@456789:pull_request", "repo:acme@123456/shop@456789:ref:refs/heads/main"],
            ),
            (
                "apply",
                vec![
                    "repo:acme@123456/shop@456789:ref:refs/heads/main",
                    "repo:acme@123456/shop@456789:environment:staging",
                    "repo:acme@123456/shop@456789:environment:production",
                ],
            ),
        ] {
            let name = format!("shop-us-east-1-github-{role}");
            let asked = [
                "iam",
                "get-role",
                "--role-name",
                &name,
                "--query",
                "Role.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals.*",
            ];
            let trusted = self.aws.ask(&asked);
            assert!(trusted.contains("sts.amazonaws.com"), "{trusted}");
            let said: Vec<_> = trusted.split_whitespace().filter(|word| word.starts_with("repo:")).collect();
            assert_eq!(said, subjects);
            self.has_the_policies_of_the_deployment(&name, role);
        }
    }

    /// What `deployer-policy/` has, with the bucket of the states put in.
    fn has_the_policies_of_the_deployment(&self, role: &str, of: &str) {
        let asked = ["iam", "list-attached-role-policies", "--role-name", role];
        let attached = self.aws.ask(&[&asked[..], &["--query", "AttachedPolicies[].PolicyArn"]].concat());
        let mut names: Vec<_> = attached.split_whitespace().filter_map(|arn| arn.rsplit('/').next()).collect();
        names.sort_unstable();
        let expected = ["shop-us-east-1-shop-apply", "shop-us-east-1-shop-apply-2", "shop-us-east-1-shop-plan"];
        assert_eq!(
            names,
            expected.into_iter().filter(|name| of == "apply" || name.ends_with("plan")).collect::<Vec<_>>()
        );
        let bucket = self.bucket();
        for arn in attached.split_whitespace() {
            let asked = ["iam", "get-policy-version", "--policy-arn", arn, "--version-id", "v1", "--output", "json"];
            let asked = [&asked[..], &["--query", "PolicyVersion.Document"]].concat();
            let policy = self.run(BOOTSTRAP, &format!("aws {}", asked.join(" "))).said;
            // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
            assert!(policy.split_whitespace().map(str::len).sum::<usize>() <= 6_144, "{policy}");
            assert!(
                !policy.contains("secretsmanager:GetSecretValue") && !policy.contains("arn:aws:s3:::*"),
                "{policy}"
            );
            let is_plan = arn.ends_with("plan");
            assert_eq!(is_plan, policy.contains(&format!("\"arn:aws:s3:::{bucket}\"")), "{policy}");
        }
    }

    fn bucket(&self) -> String {
        self.run(BOOTSTRAP, "terraform output -raw state_bucket").said.trim().to_owned()
    }

    pub(super) fn value(&self, name: &str) -> String {
        let asked = ["secretsmanager", "get-secret-value", "--secret-id", name, "--query", "SecretString"];
        self.aws.ask(&asked).trim_end().to_owned()
    }

    fn has_its_values(&self) {
        let (jwt, tenant) = (self.value("shop/jwt-secret"), self.value("shop/tenant-key"));
        assert!(jwt.len() >= 43 && tenant.len() >= 43 && jwt != tenant, "{jwt} {tenant}");
        let mail: Value = serde_json::from_str(&self.value("shop/mail")).expect("JSON");
        assert_eq!(mail, json!({ "api-key": MAIL_KEY }));
        let asked =
            ["ssm", "get-parameter", "--with-decryption", "--name", "/shop/passphrase", "--query", "Parameter.Value"];
        assert_eq!(self.aws.ask(&asked).trim_end(), PASSPHRASE);
        let inputs = std::fs::read_to_string(self.workspace.path().join(ROOT).join("inputs.tf")).expect("inputs.tf");
        for made_up in ["jwt-secret-Ab12Cd", "mail-Ij56Kl", "999999999999", "1a2b3c4d-5e6f"] {
            assert!(!inputs.contains(made_up), "{inputs}");
        }
        assert!(inputs.contains(":api-key::\"") && inputs.contains("/openmercato:1.4.2\""), "{inputs}");
    }

    /// What was typed or made up is neither on the screen nor in a file.
    fn holds_no_value(&self, made: &Run) {
        let values = [self.value("shop/jwt-secret"), self.value("shop/tenant-key"), MAIL_KEY.into(), PASSPHRASE.into()];
        let files = walkdir::WalkDir::new(self.workspace.path()).into_iter().filter_map(std::result::Result::ok);
        let files = files.filter(|file| file.file_type().is_file() && !is_a_program(file.path()));
        let texts: Vec<_> = files
            .map(|file| String::from_utf8_lossy(&std::fs::read(file.path()).expect("a file")).into_owned())
            .collect();
        let state = self.run(BOOTSTRAP, "terraform state pull");
        assert!(state.said.contains("aws_secretsmanager_secret"), "{}", state.said);
        for value in values {
            assert!(texts.iter().chain([&made.said, &state.said]).all(|text| !text.contains(&value)), "{value}");
        }
    }

    /// A second time nothing is asked, and nothing changes.
    fn is_idempotent(&self) {
        let before = self.value("shop/jwt-secret");
        let again = self.run(BOOTSTRAP, "./secrets.sh");
        again.says(
            0,
            &["shop/mail: has its value", "They say it all already.", "backend.tf: has a backend, and keeps it"],
        );
        assert_eq!(self.value("shop/jwt-secret"), before);
        self.run(BOOTSTRAP, "terraform plan -detailed-exitcode").says(0, &["No changes."]);
        self.run(ROOT, "terraform init && terraform validate").says(0, &["Success!"]);
        self.run(BOOTSTRAP, "./secrets.sh --replace shop/tenant-key").says(1, &["It must never change."]);
        self.run(BOOTSTRAP, "./secrets.sh --replace shop/other").says(1, &["is not among the secrets"]);
        self.run(BOOTSTRAP, "./secrets.sh --replace shop/jwt-secret").says(0, &["shop/jwt-secret: made up"]);
        assert_ne!(self.value("shop/jwt-secret"), before);
        self.run(BOOTSTRAP, "./secrets.sh --replace shop/mail </dev/null").says(1, &["no value was given"]);
    }

    /// The runbook's steps, with the shell's variables kept from one to the next.
    fn has_its_database_back(&self) {
        let arn = |name: &str| {
            let asked = ["rds", "describe-db-instances", "--db-instance-identifier", name];
            self.aws.ask(&[&asked[..], &["--query", "DBInstances[0].DbiResourceId"]].concat())
        };
        let before = arn("shop-postgres");
        let steps = blocks(runbook(), "## The database, from an earlier moment").join("\n");
        self.run(ROOT, &steps).says(0, &["Import successful!", "Apply complete!", "ran: yarn db:migrate"]);
        assert_ne!(arn("shop-postgres"), before);
        self.run(ROOT, "terraform plan -detailed-exitcode").says(0, &["No changes."]);
    }

    /// As its README says, bootstrap goes last.
    fn goes(&self) {
        let readme = templates::all().get(&format!("{BOOTSTRAP}/README.md")).unwrap_or_default();
        for block in blocks(readme, "## Away again") {
            self.run(BOOTSTRAP, &block).says(0, &[]);
        }
        let state = self.run(BOOTSTRAP, "terraform state list");
        assert_eq!((state.code, state.said.trim()), (Some(0), ""));
    }
}

fn runbook() -> &'static str {
    templates::all().get("RUNBOOK.md").unwrap_or_default()
}

/// Of what Terraform brings along, only its own files can hold a value.
fn is_a_program(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "providers")
}
