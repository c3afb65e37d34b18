//! The parts of the checks.

use std::io::IsTerminal as _;
use std::process::Command;
use std::time::Duration;

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::engine::{CHROMIUM, FIREFOX, WEBKIT};
use crate::{browser, checkout, dependencies, package, page, progress, setup};

/// The crates of the page.
const PAGE: [&str; 3] = ["openmercato-ecs-app", "openmercato-ecs-form", "openmercato-ecs-views"];
/// The crate of the npm package, for WebAssembly as they are.
const NPM: &str = "openmercato-ecs-npm";
const TESTS: &str = "openmercato-ecs-tests";
/// The test of the workflows, with a `package.json` of its own.
const WORKFLOWS: &str = "tests/workflows";

/// A part of the checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Rust is formatted.
    Fmt,
    /// Every test compiles.
    Build,
    /// The page builds.
    Page,
    /// Tests of the whole under Terraform.
    Terraform,
    /// The module applied to a local AWS, planned again, and destroyed; a root prepared after its apply.
    Moto,
    /// The page in Chromium, and the way to its archive in Firefox and WebKit.
    Browser,
    /// The npm package in Node, in workers and in Chromium; its types, its bytes beside the binary's, its size.
    Package,
    /// Sites made with Docusaurus and with Vite that have the package, in Chromium.
    Sites,
    /// Clippy finds nothing, in all crates for this machine.
    Clippy,
    /// Clippy finds nothing in page and package, for WebAssembly.
    ClippyWasm,
    /// The module's HCL is formatted and valid, on its own.
    Module,
    /// Tests of core, page and xtask, and those of the whole that need no Terraform.
    Unit,
    /// checkov and Trivy find nothing in the delivered repository that is not explained.
    Scanners,
    /// Every link in the documentation holds.
    Docs,
    /// Licences and sources of all dependencies are what deny.toml allows.
    Dependencies,
    /// The workflows, ours and the delivered ones, are clean under actionlint; the steps of deploy do what they say.
    Workflows,
    /// Other programs unpack the archive as it is meant.
    Archive,
}

/// What a part needs on the machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    WasmTarget,
    WasmBindgen,
    WasmPack,
    Chromium,
    Node,
    BrowserModules,
    PackageModules,
    SitesModules,
    WorkflowModules,
    Browsers,
    FirstRun,
    Moto,
    Scanners,
    Terraform,
    Unpackers,
}

impl Need {
    pub(crate) fn ensure(self) -> Result<()> {
        match self {
            Self::WasmTarget => setup::wasm_target(),
            Self::WasmBindgen => setup::wasm_bindgen().map(drop),
            Self::WasmPack => setup::wasm_pack().map(drop),
            Self::Chromium => CHROMIUM.ensure().map(drop),
            Self::Node => setup::node().map(drop),
            Self::BrowserModules => setup::node_modules(browser::FOLDER).map(drop),
            Self::PackageModules => setup::node_modules(package::TESTS).map(drop),
            Self::SitesModules => setup::node_modules(package::SITES).map(drop),
            Self::WorkflowModules => setup::node_modules(WORKFLOWS).map(drop),
            Self::Browsers => browsers(),
            Self::FirstRun => setup::first_run().map(drop),
            Self::Moto => setup::moto().map(drop),
            Self::Scanners => setup::scanners().map(drop),
            Self::Terraform => setup::terraform().map(drop),
            Self::Unpackers => setup::unpackers(),
        }
    }
}

/// The browsers that the page is tried in; WebKit's has a driver on Linux alone.
fn browsers() -> Result<()> {
    for engine in [CHROMIUM, FIREFOX] {
        engine.ensure()?;
    }
    if cfg!(target_os = "linux") {
        WEBKIT.ensure()?;
    }
    Ok(())
}

/// How long a part takes alone on two cores of 2026, and how many of them it keeps busy.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Estimate {
    /// From a fresh clone, once the parts that it comes after are done.
    pub(crate) duration: Duration,
    /// Its processor time by its duration.
    pub(crate) cores: f64,
}

impl Part {
    pub(crate) fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    pub(crate) fn about(self) -> String {
        let value = self.to_possible_value();
        value.and_then(|value| Some(value.get_help()?.to_string())).unwrap_or_default()
    }

    pub(crate) fn needs(self) -> &'static [Need] {
        match self {
            Self::Fmt | Self::Build | Self::Clippy | Self::Dependencies | Self::Docs | Self::Unit => &[],
            Self::ClippyWasm => &[Need::WasmTarget],
            Self::Workflows => &[Need::WorkflowModules],
            Self::Scanners => &[Need::Scanners],
            Self::Archive => &[Need::Unpackers],
            Self::Page => &[Need::WasmTarget, Need::WasmBindgen],
            Self::Package => {
                &[Need::WasmTarget, Need::WasmBindgen, Need::WasmPack, Need::PackageModules, Need::Chromium]
            }
            Self::Sites => &[Need::WasmTarget, Need::WasmBindgen, Need::WasmPack, Need::SitesModules, Need::Chromium],
            Self::Module => &[Need::Terraform],
            Self::Moto => &[Need::Terraform, Need::Moto, Need::FirstRun],
            Self::Terraform => &[Need::Terraform, Need::Node],
            Self::Browser => {
                &[Need::WasmTarget, Need::WasmBindgen, Need::BrowserModules, Need::Browsers, Need::Terraform]
            }
        }
    }

    /// The parts whose results it uses.
    pub(crate) fn comes_after(self) -> &'static [Self] {
        match self {
            Self::Fmt | Self::Build | Self::Page | Self::Dependencies | Self::Workflows => &[],
            Self::Browser => &[Self::Build, Self::Page],
            // They would wait for Cargo's lock.
            Self::Clippy | Self::ClippyWasm | Self::Docs => &[Self::Build],
            // It would compile the same crates for WebAssembly at the same time.
            Self::Package => &[Self::Build, Self::Page],
            // What it installs.
            Self::Sites => &[Self::Package],
            Self::Terraform | Self::Moto | Self::Module | Self::Unit | Self::Scanners | Self::Archive => &[Self::Build],
        }
    }

    pub(crate) fn estimate(self) -> Estimate {
        let (seconds, cores) = match self {
            Self::Fmt | Self::Dependencies | Self::Workflows | Self::Archive => (3, 1.0),
            Self::Build => (145, 1.3),
            Self::Page => (160, 1.4),
            Self::Terraform => (470, 1.5),
            Self::Moto => (320, 0.6),
            Self::Browser => (520, 0.8),
            Self::Package => (260, 1.3),
            Self::Sites => (97, 1.4),
            Self::Clippy => (95, 1.4),
            Self::ClippyWasm => (62, 1.6),
            Self::Module => (64, 1.5),
            Self::Unit => (145, 1.7),
            Self::Scanners => (24, 1.8),
            Self::Docs => (50, 1.9),
        };
        Estimate { duration: Duration::from_secs(seconds), cores }
    }

    /// Runs the part; `is_page_built` says that `dist/` is up to date.
    pub(crate) fn run(self, is_page_built: bool) -> Result<()> {
        match self {
            Self::Fmt => {
                let mut cargo = cargo(&["fmt", "--all", "--check"]);
                // Left alone, rustfmt colours what it writes into a file, too.
                if !std::io::stderr().is_terminal() {
                    cargo.args(["--", "--color=never"]);
                }
                progress::run("cargo fmt", &mut cargo)
            }
            Self::Build => progress::run("Compile the tests", &mut cargo(&["test", "--workspace", "--no-run"])),
            Self::Clippy => {
                let arguments = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
                progress::run("cargo clippy", &mut cargo(&arguments))
            }
            Self::ClippyWasm => {
                let target = "--target=wasm32-unknown-unknown";
                let packages = PAGE.into_iter().chain([NPM]).flat_map(|package| ["-p", package]);
                let mut cargo = cargo(&["clippy", target]);
                progress::run("cargo clippy for WebAssembly", cargo.args(packages).args(["--", "-D", "warnings"]))
            }
            Self::Dependencies => dependencies::check(),
            Self::Docs => {
                let mut cargo = cargo(&["doc", "--workspace", "--no-deps"]);
                progress::run("cargo doc", cargo.env("RUSTDOCFLAGS", "-D warnings"))
            }
            Self::Workflows => {
                let mut node = checkout::command(setup::node()?);
                node.args(["--test", "--test-reporter=spec"])
                    .args(["workflows", "deploy"].map(|name| format!("{WORKFLOWS}/{name}.test.mjs")))
                    .env("WORKFLOW_MODULES", setup::node_modules(WORKFLOWS)?);
                progress::run_live(&mut node)
            }
            Self::Unit => unit(),
            Self::Page => page::build(),
            Self::Package => package::test(is_page_built),
            Self::Sites => package::test_sites(is_page_built),
            Self::Archive | Self::Module | Self::Moto | Self::Terraform | Self::Scanners => run_tests(self),
            Self::Browser => {
                if !is_page_built {
                    page::build()?;
                }
                browser::test()
            }
        }
    }
}

/// Every test that needs nothing but Cargo.
///
/// Of the whole workspace, like all that is compiled here: Cargo would compile the dependencies of a part of it with
/// other features, a second time.
fn unit() -> Result<()> {
    let mut command = cargo(&["test", "--no-fail-fast", "--workspace", "--lib", "--bins"]);
    for target in checkout::all_test_targets()? {
        if part_of(&target) == Part::Unit {
            command.args(["--test", &target]);
        }
    }
    progress::run_live(&mut command)?;
    progress::run_live(&mut cargo(&["test", "--workspace", "--doc"]))
}

/// Runs the test targets of [`TESTS`] that belong to the part.
fn run_tests(part: Part) -> Result<()> {
    let targets = checkout::test_targets(TESTS)?;
    let targets: Vec<_> = targets.iter().filter(|target| part_of(target) == part).collect();
    if targets.is_empty() {
        bail!("no test target of {TESTS} belongs to this part");
    }
    let mut command = cargo(&["test", "--no-fail-fast", "--workspace"]);
    for target in targets {
        command.args(["--test", target]);
    }
    if part == Part::Scanners {
        command.env("SCANNERS", setup::scanners()?);
    }
    if part == Part::Moto {
        on_moto(&mut command)?;
    }
    progress::run_live(&mut command)
}

/// What tests on a local AWS need.
fn on_moto(command: &mut Command) -> Result<&mut Command> {
    command.env("MOTO", setup::moto()?).env("FIRST_RUN", setup::first_run()?);
    // What moto lacks is printed whether or not the tests pass. The tests wait, mostly: more of them than cores.
    Ok(command.args(["--", "--nocapture", "--test-threads=4"]))
}

/// Every example and every family of modes, applied to a local AWS.
pub(crate) fn apply() -> Result<()> {
    setup::terraform()?;
    let mut command = cargo(&["test", "--no-fail-fast", "--workspace", "--test", "moto_families"]);
    progress::run_live(on_moto(&mut command)?.arg("--include-ignored"))
}

/// The part that a test target belongs to, by its name.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_says_what_it_checks_and_how_long() {
        for part in Part::value_variants() {
            assert!(!part.name().is_empty() && !part.about().is_empty(), "{part:?}");
            let Estimate { duration, cores } = part.estimate();
            assert!(duration > Duration::ZERO && cores > 0.0, "{part:?}");
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
    fn parts_come_after_parts_that_come_before_them() {
        let order = |part: &Part| Part::value_variants().iter().position(|other| other == part);
        for part in Part::value_variants() {
            for earlier in part.comes_after() {
                assert!(order(earlier) < order(part), "{part:?} is listed before {earlier:?}");
            }
        }
    }
}
