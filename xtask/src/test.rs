//! Runs the checks, part by part.

use std::io::IsTerminal as _;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::{browser, checkout, chromium, dependencies, page, progress, setup};

const APP: &str = "openmercato-ecs-app";
const TESTS: &str = "openmercato-ecs-tests";
/// The test of the workflows, with a `package.json` of its own.
const WORKFLOWS: &str = "tests/workflows";

#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The parts to run; all when none is named.
    parts: Vec<Part>,
    /// List the parts instead.
    #[arg(long)]
    list: bool,
}

/// A part of the checks, cheap ones first: the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Rust is formatted.
    Fmt,
    /// Clippy finds nothing, in all crates for this machine.
    Clippy,
    /// Clippy finds nothing in the page, for WebAssembly.
    ClippyWasm,
    /// Licences and sources of all dependencies are what deny.toml allows.
    Dependencies,
    /// Every link in the documentation holds.
    Docs,
    /// The workflows, ours and the delivered ones, are clean under actionlint.
    Workflows,
    /// Tests of core, page and xtask, and those of the whole that need no Terraform.
    Unit,
    /// Other programs unpack the archive as it is meant.
    Archive,
    /// The page builds.
    Page,
    /// The module's HCL is formatted and valid, on its own.
    Module,
    /// checkov and Trivy find nothing in the delivered repository that is not explained.
    Scanners,
    /// Tests of the whole under Terraform.
    Terraform,
    /// The module applied to a local AWS, planned again, and destroyed.
    Moto,
    /// The page in Chromium.
    Browser,
}

/// What a part needs on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Need {
    WasmTarget,
    WasmBindgen,
    Node,
    BrowserModules,
    WorkflowModules,
    Chromium,
    Moto,
    Scanners,
    Terraform,
    Unpackers,
}

struct Outcome {
    part: Part,
    duration: Duration,
    result: Result<()>,
}

/// Whether every part passed. Whatever it prints, a count of the parts is last.
pub(crate) fn run(arguments: &Arguments) -> bool {
    if arguments.list {
        for part in Part::value_variants() {
            println!("{:<12} {}", part.name(), part.about());
        }
        return true;
    }
    let wanted = |part: &Part| arguments.parts.is_empty() || arguments.parts.contains(part);
    let parts: Vec<_> = Part::value_variants().iter().copied().filter(wanted).collect();
    let names: Vec<_> = parts.iter().map(|part| part.name()).collect();
    progress::say(&format!("Parts: {}", names.join(", ")));
    let missing = set_up(&parts);
    let outcomes: Vec<_> = parts.into_iter().map(|part| part.check(&missing)).collect();
    summarize(&outcomes);
    outcomes.iter().all(|outcome| outcome.result.is_ok())
}

/// Brings what the parts need; gives what could not be had, and why.
fn set_up(parts: &[Part]) -> Vec<(Need, String)> {
    let mut needs: Vec<Need> = Vec::new();
    for need in parts.iter().flat_map(|part| part.needs()) {
        if !needs.contains(need) {
            needs.push(*need);
        }
    }
    let ensured = needs.into_iter().map(|need| (need, need.ensure()));
    ensured.filter_map(|(need, result)| Some((need, format!("{:#}", result.err()?)))).collect()
}

impl Need {
    fn ensure(self) -> Result<()> {
        match self {
            Self::WasmTarget => setup::wasm_target(),
            Self::WasmBindgen => setup::wasm_bindgen().map(drop),
            Self::Node => setup::node().map(drop),
            Self::BrowserModules => setup::node_modules(browser::FOLDER).map(drop),
            Self::WorkflowModules => setup::node_modules(WORKFLOWS).map(drop),
            Self::Chromium => chromium::ensure().map(drop),
            Self::Moto => setup::moto().map(drop),
            Self::Scanners => setup::scanners().map(drop),
            Self::Terraform => setup::terraform().map(drop),
            Self::Unpackers => setup::unpackers(),
        }
    }
}

impl Part {
    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    fn about(self) -> String {
        let value = self.to_possible_value();
        value.and_then(|value| Some(value.get_help()?.to_string())).unwrap_or_default()
    }

    fn needs(self) -> &'static [Need] {
        match self {
            Self::Fmt | Self::Clippy | Self::Dependencies | Self::Docs | Self::Unit => &[],
            Self::ClippyWasm => &[Need::WasmTarget],
            Self::Workflows => &[Need::WorkflowModules],
            Self::Scanners => &[Need::Scanners],
            Self::Archive => &[Need::Unpackers],
            Self::Page => &[Need::WasmTarget, Need::WasmBindgen],
            Self::Module => &[Need::Terraform],
            Self::Moto => &[Need::Terraform, Need::Moto],
            Self::Terraform => &[Need::Terraform, Need::Node],
            Self::Browser => {
                &[Need::WasmTarget, Need::WasmBindgen, Need::BrowserModules, Need::Chromium, Need::Terraform]
            }
        }
    }

    /// Runs the part, unless something it needs is missing: then it has failed.
    fn check(self, missing: &[(Need, String)]) -> Outcome {
        progress::say(&format!("\n== {}: {}", self.name(), self.about()));
        let started = Instant::now();
        let reasons: Vec<_> =
            missing.iter().filter(|(need, _)| self.needs().contains(need)).map(|(_, reason)| reason.as_str()).collect();
        let result = if reasons.is_empty() { self.run() } else { Err(anyhow::anyhow!(reasons.join("\n"))) };
        if let Err(error) = &result {
            progress::say(&format!("error: {error:#}"));
        }
        Outcome { part: self, duration: started.elapsed(), result }
    }

    fn run(self) -> Result<()> {
        match self {
            Self::Fmt => {
                let mut cargo = cargo(&["fmt", "--all", "--check"]);
                // Left alone, rustfmt colours what it writes into a file, too.
                if !std::io::stderr().is_terminal() {
                    cargo.args(["--", "--color=never"]);
                }
                progress::run("cargo fmt", &mut cargo)
            }
            Self::Clippy => {
                let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
                progress::run("cargo clippy", &mut cargo(&arguments))
            }
            Self::ClippyWasm => {
                let target = "--target=wasm32-unknown-unknown";
                let arguments = ["clippy", "-p", APP, target, "--", "-D", "warnings"];
                progress::run("cargo clippy for WebAssembly", &mut cargo(&arguments))
            }
            Self::Dependencies => dependencies::check(),
            Self::Docs => {
                let mut cargo = cargo(&["doc", "--workspace", "--no-deps"]);
                progress::run("cargo doc", cargo.env("RUSTDOCFLAGS", "-D warnings"))
            }
            Self::Workflows => {
                let mut node = checkout::command(setup::node()?);
                node.args(["--test", "--test-reporter=spec", &format!("{WORKFLOWS}/workflows.test.mjs")])
                    .env("WORKFLOW_MODULES", setup::node_modules(WORKFLOWS)?);
                progress::run_live(&mut node)
            }
            Self::Unit => {
                progress::run_live(&mut cargo(&["test", "--no-fail-fast", "--workspace", "--exclude", TESTS]))?;
                run_tests(self)
            }
            Self::Page => page::build(),
            Self::Archive | Self::Module | Self::Moto | Self::Terraform | Self::Scanners => run_tests(self),
            Self::Browser => {
                page::build()?;
                browser::test()
            }
        }
    }
}

/// Runs the test targets of [`TESTS`] that belong to the part.
fn run_tests(part: Part) -> Result<()> {
    let targets = checkout::test_targets(TESTS)?;
    let targets: Vec<_> = targets.iter().filter(|target| part_of(target) == part).collect();
    if targets.is_empty() && part != Part::Unit {
        bail!("no test target of {TESTS} belongs to this part");
    }
    let mut command = checkout::cargo();
    command.args(["test", "--no-fail-fast", "-p", TESTS]);
    if part == Part::Unit {
        command.arg("--lib");
    }
    for target in targets {
        command.args(["--test", target]);
    }
    if part == Part::Scanners {
        command.env("SCANNERS", setup::scanners()?);
    }
    if part == Part::Moto {
        // What moto lacks is printed whether or not the tests pass.
        command.env("MOTO", setup::moto()?).args(["--", "--nocapture"]);
    }
    progress::run_live(&mut command)
}

/// Every family of modes, applied to a local AWS.
pub(crate) fn apply() -> Result<()> {
    setup::terraform()?;
    let mut command = checkout::cargo();
    command.args(["test", "--no-fail-fast", "-p", TESTS, "--test", "moto_families", "--", "--nocapture"]);
    progress::run_live(command.arg("--include-ignored").env("MOTO", setup::moto()?))
}

/// The part that a test target of [`TESTS`] belongs to, by its name.
fn part_of(target: &str) -> Part {
    match target.split('_').next() {
        Some("archive") => Part::Archive,
        Some("module") => Part::Module,
        Some("moto") => Part::Moto,
        Some("terraform") => Part::Terraform,
        Some("scanners") => Part::Scanners,
        _ => Part::Unit,
    }
}

fn cargo(arguments: &[&str]) -> Command {
    let mut cargo = checkout::cargo();
    cargo.args(arguments);
    cargo
}

/// How long each part took; then, as the last line, how many passed and failed.
fn summarize(outcomes: &[Outcome]) {
    println!();
    for Outcome { part, duration, result } in outcomes {
        let verdict = if result.is_ok() { "passed" } else { "FAILED" };
        println!("{:<12} {verdict} {:>12}", part.name(), progress::seconds(*duration));
    }
    let failed: Vec<_> = outcomes.iter().filter(|outcome| outcome.result.is_err()).collect();
    let total = outcomes.iter().map(|outcome| outcome.duration).sum();
    println!("{:<12}        {:>12}", "in all", progress::seconds(total));
    for Outcome { part, result, .. } in &failed {
        if let Err(error) = result {
            println!("\n{}: {error:#}\n  alone: cargo xtask test {}", part.name(), part.name());
        }
    }
    println!("\n{} passed, {} failed", outcomes.len() - failed.len(), failed.len());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_says_what_it_checks() {
        for part in Part::value_variants() {
            assert!(!part.name().is_empty() && !part.about().is_empty(), "{part:?}");
        }
    }

    #[test]
    fn test_targets_go_to_parts_by_name() {
        assert_eq!(part_of("terraform_itself"), Part::Terraform);
        assert_eq!(part_of("module"), Part::Module);
        assert_eq!(part_of("module_rules"), Part::Module);
        assert_eq!(part_of("corpus"), Part::Unit);
    }

    #[test]
    fn part_fails_when_what_it_needs_is_missing() {
        let missing = [(Need::Terraform, "get Terraform".to_owned())];
        let outcome = Part::Module.check(&missing);
        assert_eq!(outcome.result.expect_err("failed").to_string(), "get Terraform");
    }
}
