//! A local AWS as the scripts see it: with the real AWS CLI, and a deployment that is made fast.
//!
//! `cargo xtask test moto` brings the CLI and ShellCheck, and names their folder in `FIRST_RUN`.

use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::Command;
use std::sync::LazyLock;

use openmercato_ecs_core::{Files, Inputs};
use openmercato_ecs_tests::moto::Moto;
use openmercato_ecs_tests::terraform::{Result, Workspace};
use serde_json::json;

use super::run::Run;

pub(super) const ROOT: &str = "infra/terraform/deployments/shop";
pub(super) const REGION: &str = "us-east-1";

/// A deployment that is made fast: it brings its network, database and Redis.
pub(super) fn inputs(subnets: &[String]) -> Inputs {
    let secret = |name: &str| format!("arn:aws:secretsmanager:{REGION}:123456789012:secret:shop/{name}-Ab12Cd");
    let [vpc, subnets @ ..] = subnets else { panic!("a VPC is missing") };
    let inputs = json!({
        "name": "shop", "environment": "staging", "aws_region": REGION, "image": "ghcr.io/acme/mercato:1.4",
        "networking_mode": "existing", "vpc_id": vpc, "existing_network_egress": "nat",
        "public_subnet_ids": subnets[..2], "private_subnet_ids": subnets[2..4],
        "database_mode": "external", "database_url_secret_arn": secret("database"),
        "redis_mode": "external", "redis_url_secret_arn": secret("redis"),
        "runtime_mode": "split_workers", "worker_services": { "general": {} }, "scheduler_sync_task": {},
        "secrets": { "JWT_SECRET": secret("jwt"), "TENANT_DATA_ENCRYPTION_FALLBACK_KEY": secret("tenant") },
    });
    Inputs::from_json(&inputs).expect("inputs")
}

/// The real AWS CLI, which asks a local AWS.
pub(super) struct LocalAws {
    address: String,
    path: String,
}

impl LocalAws {
    pub(super) fn new(moto: &Moto, workspace: &Workspace) -> Result<Self> {
        // The CLI asks RDS at a name of its own unless it is told another on the command line.
        let address = moto.address();
        let cli = format!("exec '{}' -m awscli --endpoint-url '{address}' \"$@\"", python());
        Ok(Self { path: path_with(workspace, "aws", &cli)?, address })
    }

    pub(super) fn run(&self, command: &mut Command) -> Run {
        self.run_as("mock", command)
    }

    /// Runs it as who signs with an access key.
    pub(super) fn run_as(&self, key: &str, command: &mut Command) -> Run {
        let surroundings = surroundings(command, &self.path);
        Run::of(surroundings.env("AWS_ACCESS_KEY_ID", key).env("AWS_ENDPOINT_URL", &self.address))
    }

    pub(super) fn ask(&self, arguments: &[&str]) -> String {
        let always = ["--region", REGION, "--output", "text", "--endpoint-url", &self.address];
        let arguments = arguments.iter().chain(&always);
        let run = self.run(Command::new(python()).args(["-m", "awscli"]).args(arguments));
        assert_eq!(run.code, Some(0), "{}", run.said);
        run.said
    }

    /// The VPC that an account has from the start, and its subnets.
    pub(super) fn default_subnets(&self) -> Vec<String> {
        let said = self.ask(&["ec2", "describe-subnets", "--query", "[Subnets[0].VpcId, Subnets[].SubnetId] | []"]);
        said.split_whitespace().map(str::to_owned).collect()
    }
}

/// Writes an archive's files, with a provider that leads to the local AWS in each of the roots.
pub(super) fn unpack(files: &Files, workspace: &Workspace, moto: &Moto, roots: &[&str]) -> Result<()> {
    for (path, text) in files.iter() {
        workspace.write(path, text)?;
        let mode = std::fs::Permissions::from_mode(Files::mode(path));
        std::fs::set_permissions(workspace.path().join(path), mode).expect("its mode");
    }
    for root in roots {
        workspace.write(format!("{root}/provider_override.tf"), moto.provider())?;
    }
    Ok(())
}

pub(super) fn packages() -> PathBuf {
    std::env::var_os("FIRST_RUN").expect("FIRST_RUN names no folder: run `cargo xtask test moto`").into()
}

/// Python itself: what is called so may be a shim, which takes its time and changes the search path.
pub(super) fn python() -> &'static str {
    static PYTHON: LazyLock<String> = LazyLock::new(|| {
        Run::of(Command::new("python3").args(["-c", "import sys; print(sys.executable)"])).said.trim().to_owned()
    });
    &PYTHON
}

/// A search path that begins with a folder where `program` is a script of our own.
pub(super) fn path_with(workspace: &Workspace, program: &str, text: &str) -> Result<String> {
    let script = format!("bin/{program}");
    workspace.write(&script, format!("#!/bin/sh\n{text}\n"))?;
    let file = workspace.path().join(&script);
    let status = Command::new("chmod").arg("+x").arg(&file).status().expect("chmod");
    assert!(status.success(), "{}", file.display());
    let others = std::env::var("PATH").unwrap_or_default();
    Ok(format!("{}:{others}", workspace.path().join("bin").display()))
}

pub(super) fn surroundings<'c>(command: &'c mut Command, path: &str) -> &'c mut Command {
    command
        .env("PATH", path)
        .env("PYTHONPATH", packages())
        .env("AWS_ACCESS_KEY_ID", "mock")
        .env("AWS_SECRET_ACCESS_KEY", "mock")
        .env("AWS_EC2_METADATA_DISABLED", "true")
        .env("CHECKPOINT_DISABLE", "1")
        .env_remove("AWS_PROFILE")
        .env_remove("TF_CLI_CONFIG_FILE")
        .env_remove("CI")
}
