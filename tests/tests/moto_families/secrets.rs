//! `secrets.sh` where all is not well: a bucket and a repository that others use, somebody else at the same moment, an interruption,
//! inputs that name something else.

use openmercato_ecs_core::{Deployment, Inputs, Module, preset};
use openmercato_ecs_tests::inputs::changed;
use openmercato_ecs_tests::moto::Moto;
use openmercato_ecs_tests::terraform::{Result, Terraform, Workspace};
use serde_json::{Value, json};

use super::bootstrap::{Account, BOOTSTRAP};
use super::local_aws::{ROOT, unpack};
use super::run::Run;

const BUCKET: &str = "acme-states";
const REPOSITORY: &str = "111122223333.dkr.ecr.us-east-1.amazonaws.com/acme/shop";
const OTHERS: &str = "{\n  \"lineage\": \"of somebody else\"\n}\n";

#[test]
fn what_belongs_to_others_stays_as_it_is() -> Result<()> {
    let moto = Moto::start()?;
    let (workspace, terraform) = (Workspace::new()?, Terraform::find()?);
    let account = Account::new(&moto, &workspace, &terraform)?;
    unpack(Deployment::of(Module::embedded(), &inputs()).files(), &workspace, &moto, &[ROOT, BOOTSTRAP])?;
    let company = Company { account };
    company.has_a_bucket();
    company.account.run(BOOTSTRAP, "terraform init && terraform apply").says(0, &["Apply complete!"]);

    company.roles_see_their_states_alone();
    company.fills_each_secret_once();
    company.refuses_the_places_of_others();
    company.refuses_what_inputs_do_not_name();
    company.moves_its_state_although_interrupted();
    company.is_first_or_fails();
    Ok(())
}

/// The smallest deployment, with a secret in two forms and two names, a sidecar's, and a search engine that exists.
fn inputs() -> Inputs {
    let arn = |name: &str| format!("arn:aws:secretsmanager:us-east-1:123456789012:secret:shop/{name}");
    let sidecar = json!({
        "name": "collector", "image": "acme/collector:1", "memory": 128,
        "secrets": [{ "name": "KEY", "valueFrom": arn("collector-Gh56Ij") }],
    });
    let changes = json!({
        "secrets": {
            "AUTH_SECRET": arn("keys-Ab12Cd:signing::"),
            "JWT_SECRET": arn("keys-Ab12Cd:signing::"),
            "KEYS": arn("keys-Ab12Cd"),
            "TENANT_DATA_ENCRYPTION_FALLBACK_KEY": arn("keys-Ab12Cd:tenants::"),
            "PASSPHRASE": "arn:aws:ssm:us-east-1:999999999999:parameter/shop/passphrase",
        },
        "web_service": { "desired_count": 1, "sidecars": [sidecar.to_string()] },
        "search_mode": "external", "search_host": "https://search.example.com",
        "search_key_secret_arn": arn("search-Kl78Mn"),
    });
    changed(&preset::find("minimal-managed").expect("a preset").inputs, &changes)
}

/// An account with a bucket in which others keep states, and a repository in another account.
struct Company<'a> {
    account: Account<'a>,
}

impl Company<'_> {
    fn has_a_bucket(&self) {
        self.account.aws.ask(&["s3api", "create-bucket", "--bucket", BUCKET]);
        self.account.workspace.write("others.tfstate", OTHERS).expect("a file");
        let others = self.account.workspace.path().join("others.tfstate").display().to_string();
        for folder in ["shop", "bootstrap"] {
            let key = format!("{folder}/terraform.tfstate");
            self.account.aws.ask(&["s3api", "put-object", "--bucket", BUCKET, "--key", &key, "--body", &others]);
        }
        let comment = "# Instead of a new bucket for the states: state_bucket = \"acme-terraform-state\"";
        let named = format!("state_bucket      = \"{BUCKET}\"\n    github_repository = \"acme@1/shop@2\"");
        self.edits(BOOTSTRAP, comment, &named);
        let existing = format!("repository_url = \"{REPOSITORY}\"");
        self.edits(BOOTSTRAP, "repository_name = \"openmercato\"", &existing);
    }

    fn takes_a_state_away(&self, folder: &str) {
        let key = format!("{folder}/terraform.tfstate");
        self.account.aws.ask(&["s3api", "delete-object", "--bucket", BUCKET, "--key", &key]);
    }

    fn read(&self, file: &str) -> Option<String> {
        std::fs::read_to_string(self.account.workspace.path().join(file)).ok()
    }

    /// Changes the inputs of a root, and gives what they were.
    fn edits(&self, root: &str, from: &str, to: &str) -> String {
        let path = format!("{root}/inputs.tf");
        let text = self.read(&path).expect("inputs.tf");
        assert!(text.contains(from), "{from:?} is not in {text}");
        self.account.workspace.write(&path, text.replace(from, to)).expect("inputs.tf");
        text
    }

    /// Runs the script with a program in the place of another, whose real one is `$real`.
    fn run_with(&self, program: &str, text: &str, arguments: &str) -> Run {
        let commands = format!(
            "real=$(command -v {program}); mkdir -p instead\nprintf '#!/bin/sh\\nreal=%s\\n%s\\n' \"$real\" '{text}' \
             >instead/{program}\nchmod +x instead/{program}\nPATH=$PWD/instead:$PATH ./secrets.sh {arguments}"
        );
        self.account.run(BOOTSTRAP, &commands)
    }

    fn roles_see_their_states_alone(&self) {
        for role in ["plan", "apply"] {
            let name = format!("shop-us-east-1-github-{role}");
            // What is attached, and what the role has of its own.
            let asked = format!(
                "for arn in $(aws iam list-attached-role-policies --role-name {name} --query 'AttachedPolicies[].PolicyArn' --output text); do aws \
                 iam get-policy-version --policy-arn \"$arn\" --version-id v1 --output json; done\nfor own in $(aws iam \
                 list-role-policies --role-name {name} --query PolicyNames --output text); do aws iam get-role-policy \
                 --role-name {name} --policy-name \"$own\" --output json; done"
            );
            let policy = self.account.run(BOOTSTRAP, &asked).said;
            assert!(policy.contains(&format!("arn:aws:s3:::{BUCKET}/shop/terraform.tfstate\"")), "{policy}");
            let pushes = policy.contains("\"arn:aws:ecr:us-east-1:111122223333:repository/acme/shop\"");
            assert_eq!(pushes, role == "apply", "{policy}");
            assert!(
                !policy.contains(&format!("{BUCKET}/*")) && !policy.contains(&format!("{BUCKET}/boot")),
                "{policy}"
            );
        }
    }

    /// Values come from standard input, a line each; what nobody can know is not asked for twice, or made up.
    fn fills_each_secret_once(&self) {
        let before = self.read(&format!("{ROOT}/inputs.tf"));
        let typed = "printf 'a collector\\na search key\\na passphrase' | ./secrets.sh --yes";
        let filled = self.account.run(BOOTSTRAP, typed);
        filled.says(1, &["secrets: ../deployments/shop/backend.tf: the bucket acme-states has shop/terraform.tfstate"]);
        assert_eq!(filled.said.matches("its key signing: made up").count(), 1, "{}", filled.said);
        assert_eq!(self.account.value("shop/collector"), "a collector");
        assert_eq!(self.account.value("shop/search"), "a search key");
        let keys: Value = serde_json::from_str(&self.account.value("shop/keys")).expect("JSON");
        let names: Vec<_> = keys.as_object().expect("an object").keys().map(String::as_str).collect();
        assert_eq!(names, ["signing", "tenants"]);
        assert_eq!(self.read(&format!("{ROOT}/inputs.tf")), before, "nothing is written by halves");
    }

    fn refuses_the_places_of_others(&self) {
        self.takes_a_state_away("shop");
        let wired = self.account.run(BOOTSTRAP, "./secrets.sh --yes");
        wired.says(1, &["inputs.tf: written", "secrets: ./backend.tf: the bucket acme-states has bootstrap/terraform"]);
        let key = "s3api get-object --bucket acme-states --key bootstrap/terraform.tfstate /dev/stdout";
        let others = self.account.run(BOOTSTRAP, &format!("aws {key}")).said;
        assert!(others.starts_with(OTHERS), "{others}");
        assert_eq!(self.read(&format!("{BOOTSTRAP}/backend.tf")), None);
        self.takes_a_state_away("bootstrap");

        let inputs = self.read(&format!("{ROOT}/inputs.tf")).expect("inputs.tf");
        assert!(inputs.contains(&format!("= \"{REPOSITORY}:1.4.2\"")), "{inputs}");
        assert!(inputs.contains(":tenants::\"") && inputs.contains("secret:shop/collector-"), "{inputs}");
        for made_up in ["Ab12Cd", "Gh56Ij", "Kl78Mn", "999999999999"] {
            assert!(!inputs.contains(made_up), "{made_up} is still in {inputs}");
        }
        let validate = "terraform init -backend=false && terraform validate";
        self.account.run(ROOT, validate).says(0, &["Success!"]);
    }

    fn refuses_what_inputs_do_not_name(&self) {
        let as_it_was = self.edits(ROOT, "secret:shop/search-", "secret:shop/seek-");
        let refused = self.account.run(BOOTSTRAP, "./secrets.sh --yes");
        refused.says(1, &["inputs.tf names no ARN of the secret shop/search in us-east-1. Name it there"]);
        self.account.workspace.write(format!("{ROOT}/inputs.tf"), as_it_was).expect("inputs.tf");
    }

    fn moves_its_state_although_interrupted(&self) {
        let at_the_move = |then: &str| {
            format!("case \"$*\" in *-migrate-state*) {then} kill -TERM $PPID; exit 1 ;; esac; exec \"$real\" \"$@\"")
        };
        let before = self.run_with("terraform", &at_the_move(""), "");
        assert_eq!(before.code, Some(143), "{}", before.said);
        assert_eq!(self.read(&format!("{BOOTSTRAP}/backend.tf")), None, "the state is in its file");
        self.account.run(BOOTSTRAP, "terraform output -raw state_bucket").says(0, &[BUCKET]);

        let after = self.run_with("terraform", &at_the_move("\"$real\" \"$@\";"), "");
        assert_eq!(after.code, Some(143), "{}", after.said);
        self.account.run(BOOTSTRAP, "./secrets.sh").says(0, &["They say it all already.", "backend.tf: has a backend"]);
        self.account.run(BOOTSTRAP, "terraform plan -detailed-exitcode").says(0, &["No changes."]);
    }

    /// Two who both see that there is no value: only one of them gives it.
    fn is_first_or_fails(&self) {
        let blind =
            |operation: &str| format!("case \"$*\" in *{operation}*) echo None; exit ;; esac; exec \"$real\" \"$@\"");
        let unasked = self.run_with("aws", &blind("list-secret-version-ids"), "</dev/null");
        unasked.says(1, &["no value was given"]);
        let late = self.run_with("aws", &blind("list-secret-version-ids"), "<<<another");
        late.says(1, &["its value cannot be put. Either somebody else put one at this moment"]);
        let late = self.run_with("aws", &blind("get-parameters"), "<<<another");
        late.says(1, &["/shop/passphrase: cannot be put. Either somebody else made it"]);
        assert_eq!(self.account.value("shop/collector"), "a collector");
        self.account.run(BOOTSTRAP, "echo replaced | ./secrets.sh --replace shop/search").says(0, &["== Done"]);
        assert_eq!(self.account.value("shop/search"), "replaced");
        self.account.run(BOOTSTRAP, "./secrets.sh --replace shop/keys").says(1, &["It must never change."]);
    }
}
