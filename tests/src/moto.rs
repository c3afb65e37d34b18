//! The module applied for real, to a local AWS: moto on the loopback, with this project's bridges over its gaps.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use openmercato_ecs_core::{Inputs, tfvars};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::terraform::{Result, TerraformError};

/// The services of AWS that the module and the families ask.
const SERVICES: &[&str] = &[
    "acm",
    "applicationautoscaling",
    "budgets",
    "cloudwatch",
    "ec2",
    "ecr",
    "ecs",
    "efs",
    "elasticache",
    "elbv2",
    "events",
    "iam",
    "kms",
    "logs",
    "rds",
    "route53",
    "s3",
    "secretsmanager",
    "servicediscovery",
    "sfn",
    "sns",
    "ssm",
    "sts",
    "wafv2",
];

/// A server of moto, which ends with this.
#[derive(Debug)]
pub struct Moto {
    packages: OsString,
    server: Child,
    greeting: Greeting,
}

/// What the server says when it is ready.
#[derive(Debug, Deserialize)]
struct Greeting {
    port: u16,
    /// By resource type: what moto lacks, and what stands in for it.
    bridged: BTreeMap<String, String>,
}

impl Moto {
    /// Starts a server with the packages in the folder that `MOTO` names, on a free port.
    ///
    /// # Errors
    /// When `MOTO` is not set, or the server does not start.
    pub fn start() -> Result<Self> {
        Self::start_with(&[])
    }

    /// Starts a server behind a gate, whose recording and policies are in a folder: see [`Gate`](crate::gate::Gate).
    pub(crate) fn start_behind_gate(folder: &Path) -> Result<Self> {
        Self::start_with(&[("GATE", folder.as_os_str())])
    }

    fn start_with(surroundings: &[(&str, &OsStr)]) -> Result<Self> {
        let packages =
            std::env::var_os("MOTO").ok_or_else(|| missing("MOTO names no folder: run `cargo xtask test moto`"))?;
        let mut server = Command::new("python3")
            .env("PYTHONPATH", &packages)
            .envs(surroundings.iter().copied())
            .arg(folder().join("server.py"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .map_err(|error| missing(&format!("moto's server does not start: {error}")))?;
        let mut line = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output).read_line(&mut line).map_err(|error| missing(&error.to_string()))?;
        }
        match serde_json::from_str(&line) {
            Ok(greeting) => Ok(Self { packages, server, greeting }),
            Err(_) => {
                let _ = server.kill();
                Err(missing(&format!("moto's server says {line:?} instead of where it is")))
            }
        }
    }

    /// What of its answers is this project's own and proves nothing about AWS: a line for each resource type.
    #[must_use]
    pub fn gaps(&self) -> String {
        self.greeting.bridged.iter().map(|(kind, gap)| format!("  {kind:<38} {gap}\n")).collect()
    }

    /// The services of a region that get new tasks when a secret or parameter changes, by that; `None` where the rule does
    /// not take the event. The rule's pattern, its target and the state machine are the applied module's own.
    ///
    /// # Errors
    /// When the state machine does not run or does not end.
    pub fn restarts(&self, region: &str) -> Result<BTreeMap<String, Option<Vec<String>>>> {
        let port = self.greeting.port.to_string();
        self.ask("restarts.py", &[port.as_ref(), region.as_ref()], "which services get new tasks")
    }

    /// What a program of `tests/moto` says, as JSON.
    pub(crate) fn ask<A: DeserializeOwned>(&self, program: &str, arguments: &[&OsStr], what: &str) -> Result<A> {
        let output = Command::new("python3")
            .env("PYTHONPATH", &self.packages)
            .arg(folder().join(program))
            .args(arguments)
            .output()
            .map_err(|error| missing(&format!("python3 does not start: {error}")))?;
        let said = String::from_utf8_lossy(&output.stdout);
        serde_json::from_str(&said).map_err(|_| TerraformError::Unreadable {
            what: what.to_owned(),
            output: format!("{said}{}", String::from_utf8_lossy(&output.stderr)),
        })
    }

    /// Where the server is, as `http://127.0.0.1:5000`.
    #[must_use]
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.greeting.port)
    }

    /// The provider's settings that lead to the server, as a file of overrides.
    #[must_use]
    pub fn provider(&self) -> String {
        self.provider_for("mock")
    }

    /// The same for whoever signs with an access key.
    #[must_use]
    pub fn provider_for(&self, key: &str) -> String {
        let address = self.address();
        let endpoints: String = SERVICES.iter().map(|service| format!("    {service} = \"{address}\"\n")).collect();
        format!(
            "provider \"aws\" {{\n  access_key = \"{key}\"\n  secret_key = \"mock\"\n\n  skip_credentials_validation = \
             true\n  skip_metadata_api_check     = true\n  skip_region_validation      = true\n  s3_use_path_style           = true\n  max_retries           \
             = 2\n\n  endpoints {{\n{endpoints}  }}\n}}\n"
        )
    }
}

impl Drop for Moto {
    fn drop(&mut self) {
        // It has nothing that is worth an orderly end.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// What came of a deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// How many resources were made.
    pub resources: usize,
    /// The addresses that a second plan would change; empty when all is as it should be.
    pub restless: Vec<String>,
    /// What Terraform said while it changed the deployment in place.
    pub changing: String,
    /// What was left after the destruction.
    pub left: Vec<String>,
}

/// The inputs of a family: of a deployment with modes that no example has.
///
/// # Errors
/// When there is no such family, or its file has something else than inputs.
pub fn family(name: &str) -> Result<Inputs> {
    let file = folder().join("families").join(name).with_extension("tfvars");
    let text = std::fs::read_to_string(&file).map_err(|error| missing(&format!("{}: {error}", file.display())))?;
    tfvars::read(&text).map_err(|error| missing(&format!("{}: {error}", file.display())))
}

/// The families that there are, sorted.
///
/// # Errors
/// When their folder cannot be read.
pub fn families() -> std::io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder().join("families"))? {
        names.push(entry?.path().with_extension("").file_name().unwrap_or_default().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("moto")
}

pub(crate) fn missing(why: &str) -> TerraformError {
    TerraformError::Io { what: "run moto".to_owned(), source: std::io::Error::other(why.to_owned()) }
}
