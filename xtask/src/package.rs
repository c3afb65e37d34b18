//! The npm package: core as WebAssembly, the JavaScript around it, and what is made of the module's inputs for it.

pub(crate) mod binding;
mod types;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context as _, Result};
use openmercato_ecs_core::preset::Preset;
use openmercato_ecs_core::topology::DrawingOptions;
use openmercato_ecs_core::{Deployment, Module, labels, preset};
use serde_json::{Value as Json, json};

use crate::browser::node_tests;
use crate::engine::CHROMIUM;
use crate::site::{SINGLE_FILE, Site};
use crate::{checkout, notices, page, program, progress, setup};

/// The crate of its program.
const CRATE: &str = "openmercato-ecs-npm";
/// The folder of the package.
const FOLDER: &str = "package";
/// What its program is called.
const NAME: &str = "openmercato_ecs";
/// Where its tests and their `package.json` are.
pub(crate) const TESTS: &str = "tests/package";
/// Where the sites that have it are, with a `package.json` of their own.
pub(crate) const SITES: &str = "tests/sites";
/// The element, as the page's own script has it.
const ELEMENT: &str = "public/embed/element.js";
/// The module that loads the second part, as the program's JavaScript imports it.
const LOADER: &str = "../js/later.js";
/// The folder of what is made, within the package.
const MADE: &str = "made";

/// Sets up, builds the package and packs it; gives the path of what can be published. `is_page_built` says that `dist/`
/// is up to date.
pub(crate) fn build(is_page_built: bool) -> Result<PathBuf> {
    if !is_page_built {
        page::build()?;
    }
    setup::wasm_target()?;
    setup::node()?;
    let started = Instant::now();
    let target = checkout::root().join("target/npm");
    let staged = target.join("package");
    if staged.exists() {
        fs::remove_dir_all(&staged).with_context(|| format!("cannot remove {}", staged.display()))?;
    }
    fs::create_dir_all(&staged)?;
    by_hand()?.write(&staged)?;
    let made = staged.join(MADE);
    compile(&made)?;
    fs::write(made.join("presets.js"), presets()?)?;
    fs::write(made.join("sections.js"), sections()?)?;
    fs::write(made.join("pictures.js"), pictures()?)?;
    fs::copy(checkout::dist().join(SINGLE_FILE), made.join(SINGLE_FILE)).context("the page as a single file")?;
    fs::copy(checkout::root().join(ELEMENT), made.join("element.js")).context(ELEMENT)?;
    fs::write(made.join("inputs.d.ts"), types::of(Module::embedded()))?;
    fs::write(staged.join("THIRD-PARTY.txt"), notices::of(CRATE)?)?;
    fs::write(staged.join("THIRD-PARTY-PAGE.txt"), notices::of(program::PACKAGE)?)?;
    let packed = pack(&staged, &target)?;
    progress::say(&format!("The package is {}, built in {}", packed.display(), progress::seconds(started.elapsed())));
    Ok(packed)
}

/// Builds it, and runs every file of its tests against what is packed.
pub(crate) fn test(is_page_built: bool) -> Result<()> {
    let packed = build(is_page_built)?;
    let programs = checkout::built("openmercato-ecs")?;
    let mut node = checkout::command(setup::node()?);
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=2"])
        .args(node_tests(TESTS)?)
        .env("PACKAGE", packed)
        .env("PACKAGE_MODULES", setup::node_modules(TESTS)?)
        .env("PROGRAMS", programs.parent().unwrap_or(&programs))
        .env("CHROMIUM", CHROMIUM.ensure()?)
        .env("XTASK", std::env::current_exe()?);
    progress::run_live(&mut node)
}

/// Runs the tests of the sites that have the package. `is_page_built` says that `dist/` is up to date, and so the package
/// that was made after it.
pub(crate) fn test_sites(is_page_built: bool) -> Result<()> {
    let packed = if is_page_built && packed().exists() { packed() } else { build(is_page_built)? };
    let mut node = checkout::command(setup::node()?);
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=2"])
        .args(node_tests(SITES)?)
        .env("PACKAGE", packed)
        .env("SITES_MODULES", setup::node_modules(SITES)?)
        .env("CHROMIUM", CHROMIUM.ensure()?);
    progress::run_live(&mut node)
}

/// Where the package lies once it is packed.
fn packed() -> PathBuf {
    checkout::root().join("target/npm").join(format!("open-mercato-ecs-{}.tgz", Module::VERSION))
}

/// What is in the package as it is in the checkout; the version is the workspace's.
fn by_hand() -> Result<Site> {
    let folder = checkout::root().join(FOLDER);
    let mut site = Site::read(&folder.join("js"))?.below("js");
    let manifest = fs::read_to_string(folder.join("package.json"))?;
    let mut manifest: Json = serde_json::from_str(&manifest).context("package/package.json")?;
    manifest["version"] = Module::VERSION.into();
    site.insert("package.json", format!("{manifest:#}\n"));
    site.insert("LICENSE", fs::read(checkout::root().join("LICENSE"))?);
    site.insert("README.md", fs::read(folder.join("README.md"))?);
    Ok(site)
}

/// Compiles and binds the program with wasm-pack into the folder. wasm-pack has no place for the cut between the two, so
/// the wasm-bindgen that it finds is [`binding`].
fn compile(folder: &Path) -> Result<()> {
    let tools = tempfile::tempdir()?;
    let mut path = vec![tools.path().to_owned()];
    path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let mut wasm_pack = checkout::command(setup::wasm_pack()?);
    wasm_pack
        .args(["build", FOLDER, "--target=web", "--profile=page", "--mode=no-install", "--no-pack", "--no-typescript"])
        .args(["--out-name", NAME, "--out-dir"])
        .arg(folder)
        .args(["--", "--features=small", "--config", &program::without_builders_paths(&[program::RELOCATIONS])?])
        // Stripped, it would lack the relocations. The names go when it is bound.
        .env("CARGO_PROFILE_PAGE_STRIP", "none")
        .env("PATH", std::env::join_paths(path)?)
        .envs(binding::put_into(tools.path())?)
        .envs(program::packed_module()?);
    progress::run("Build the package's program with wasm-pack", &mut wasm_pack)?;
    // npm would leave out what wasm-pack wants Git to ignore.
    Ok(fs::remove_file(folder.join(".gitignore"))?)
}

/// The presets as a module of JavaScript: they can be had before the program is there.
fn presets() -> Result<String> {
    let presets: Vec<_> = preset::all().iter().map(Preset::to_json).collect();
    Ok(format!("export const PRESETS = {};\n", serde_json::to_string(&presets)?))
}

/// The sections of the inputs as a module of JavaScript: the name in addresses, the title, and whose section it is.
fn sections() -> Result<String> {
    let sections = Module::embedded().sections().iter();
    let sections =
        sections.map(|section| json!({ "name": section.slug(), "title": section.title, "inputs": section.variables }));
    Ok(format!("export const SECTIONS = {};\n", serde_json::to_string(&sections.collect::<Vec<_>>())?))
}

/// The presets' pictures as a module of JavaScript: a server has them without the program. Several stand in one document,
/// so they have no ids; what they say of themselves stands in a label.
fn pictures() -> Result<String> {
    let module = Module::embedded();
    let pictures = preset::all().iter().map(|preset| {
        let svg = Deployment::of(module, &preset.inputs).topology().layout(DrawingOptions::default()).to_svg();
        (preset.name.clone(), Json::from(without_ids(&svg, labels::preset(&preset.name))))
    });
    let pictures: serde_json::Map<_, _> = pictures.collect();
    Ok(format!("export const PICTURES = {};\n", serde_json::to_string(&pictures)?))
}

/// A picture's SVG with a label in the place of what its ids are for, as wide as it is shown.
fn without_ids(svg: &str, title: &str) -> String {
    let label =
        format!("aria-label=\"Topology: {}\" style=\"max-width:100%;height:auto\"", title.replace(['"', '<', '&'], ""));
    svg.replacen("aria-labelledby=\"topology-title topology-desc\"", &label, 1)
        .replacen(" id=\"topology-title\"", "", 1)
        .replacen(" id=\"topology-desc\"", "", 1)
}

/// Packs the folder as npm does; gives the path of the archive.
fn pack(staged: &Path, target: &Path) -> Result<PathBuf> {
    let mut npm = checkout::command(setup::npm()?);
    npm.current_dir(staged).args(["pack", "--ignore-scripts", "--pack-destination"]).arg(target);
    progress::run("Pack it with npm", &mut npm)?;
    Ok(packed())
}
