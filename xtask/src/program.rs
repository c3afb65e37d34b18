//! The page's program: compiled, split in two, and made ready for the browser.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, bail};
use openmercato_ecs_core::{Module, preset};
use serde::Deserialize;

use crate::{checkout, progress, setup};

/// The package of the page.
pub(crate) const PACKAGE: &str = "openmercato-ecs-app";
/// The name of its program.
const NAME: &str = "openmercato_ecs_app";
/// The split's name in the source of programs that are cut.
const SPLIT: &str = "later";
/// The flag of rustc's by which a program can be cut.
pub(crate) const RELOCATIONS: &str = "-Clink-args=--emit-relocs";
/// How wasm-bindgen leaves alone what joins the parts of a program, and leaves out what nobody reads.
pub(crate) const BINDING: [&str; 3] = ["--keep-lld-exports", "--remove-name-section", "--remove-producers-section"];

/// Builds the page's program into `folder`: the first part with its JavaScript, and the second part, which the first
/// one asks `later.js` for.
///
/// wasm-pack compiles and binds in one go. The split comes between the two, so they are done here.
pub(crate) fn build(folder: &Path) -> Result<()> {
    let whole = compile()?;
    let parts = tempfile::tempdir()?;
    let parts = Parts::cut(&whole, parts.path())?;
    let mut bindgen = checkout::command(setup::wasm_bindgen()?);
    bindgen.args(["--target=web", "--no-typescript", "--out-dir"]).arg(folder).args(BINDING).arg(&parts.first);
    progress::run("Bind the page's program with wasm-bindgen", &mut bindgen)?;
    parts.join(folder, NAME, "./later.js")
}

/// A program that is cut in two.
pub(crate) struct Parts {
    /// The path of the first part.
    pub(crate) first: PathBuf,
    second: PathBuf,
}

impl Parts {
    /// Cuts a program, compiled with relocations, into files of the folder.
    pub(crate) fn cut(whole: &Path, folder: &Path) -> Result<Self> {
        let program = fs::read(whole).with_context(|| format!("cannot read {}", whole.display()))?;
        let first = folder.join(whole.file_name().unwrap_or_default());
        let mut options = wasm_split_cli_support::Options::new(&program);
        options.output_dir = folder;
        options.main_out_path = &first;
        options.link_name = SPLIT;
        wasm_split_cli_support::transform(options)
            .map_err(|error| anyhow!("{} cannot be split: {error:#}", whole.display()))?;
        Ok(Self { first, second: folder.join(format!("split_{SPLIT}.wasm")) })
    }

    /// Puts the second part beside the first one, which is bound as `name` in the folder. `loader` is the module that
    /// loads it, as the program's JavaScript imports it.
    pub(crate) fn join(&self, folder: &Path, name: &str, loader: &str) -> Result<()> {
        name_the_loader(&folder.join(format!("{name}.js")), loader)?;
        let second = without_custom_sections(&fs::read(&self.second)?)?;
        Ok(fs::write(folder.join(format!("{name}_{SPLIT}.wasm")), second)?)
    }
}

/// Compiles the program whole, with the relocations by which it can be split.
fn compile() -> Result<PathBuf> {
    let target = target_folder()?;
    let mut cargo = checkout::cargo();
    cargo
        .args(["rustc", "--package", PACKAGE, "--features=small", "--profile=page", "--target", setup::WASM_TARGET])
        .args(["--config", &without_builders_paths(&[])?])
        .args(["--", RELOCATIONS])
        // Stripped, it would lack the relocations. The names go later.
        .env("CARGO_PROFILE_PAGE_STRIP", "none")
        .envs(packed_module()?);
    progress::run("Compile the page's program", &mut cargo)?;
    Ok(target.join(setup::WASM_TARGET).join("page").join(format!("{NAME}.wasm")))
}

/// The setting by which a dependency's source is named without the folder that Cargo keeps it in: the same bytes from
/// every machine, and fewer. With `others` of rustc's flags, since there is one such setting.
pub(crate) fn without_builders_paths(others: &[&str]) -> Result<String> {
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        manifest_path: PathBuf,
        source: Option<String>,
    }
    let packages = checkout::metadata::<Metadata>(&[])?.packages.into_iter().filter(|package| package.source.is_some());
    let folders: BTreeSet<_> =
        packages.filter_map(|package| Some(package.manifest_path.parent()?.parent()?.to_owned())).collect();
    let mut flags: Vec<_> = folders.iter().map(|folder| format!("--remap-path-prefix={}=", folder.display())).collect();
    flags.extend(others.iter().map(|&flag| flag.to_owned()));
    Ok(format!("target.{}.rustflags={flags:?}", setup::WASM_TARGET))
}

/// Writes the module as the page unpacks it, and what functions it calls; gives the variables that name the files to
/// the build.
pub(crate) fn packed_module() -> Result<[(&'static str, PathBuf); 4]> {
    let target = target_folder()?;
    fs::create_dir_all(&target)?;
    let module = Module::embedded();
    let [packed, resources, functions, later] =
        ["module.packed", "resources.packed", "module.functions", "resources.functions"].map(|name| target.join(name));
    write_if_new(&packed, &module.pack(preset::opening(module)))?;
    write_if_new(&resources, &module.pack_resources())?;
    let [called, called_later] = module.functions();
    write_if_new(&functions, called.as_bytes())?;
    write_if_new(&later, called_later.as_bytes())?;
    Ok([
        ("OPENMERCATO_ECS_MODULE", packed),
        ("OPENMERCATO_ECS_RESOURCES", resources),
        ("TERRAFORM_FUNCTIONS", functions),
        ("TERRAFORM_FUNCTIONS_LATER", later),
    ])
}

/// Writes a file unless it says that already: a new time would have Cargo compile again what includes it.
fn write_if_new(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// The folder in which Cargo builds.
pub(crate) fn target_folder() -> Result<PathBuf> {
    #[derive(Deserialize)]
    struct Metadata {
        target_directory: PathBuf,
    }
    Ok(checkout::metadata::<Metadata>(&["--no-deps"])?.target_directory)
}

/// Lets the program's JavaScript import what loads the second part from a file, whose name may then change with what
/// is in it. The program itself knows it under the name of the split.
fn name_the_loader(script: &Path, loader: &str) -> Result<()> {
    let text = fs::read_to_string(script)?;
    let import = format!("from \"{SPLIT}\"");
    if text.matches(&import).count() != 1 {
        bail!("{} does not import {SPLIT} once", script.display());
    }
    Ok(fs::write(script, text.replace(&import, &format!("from \"{loader}\"")))?)
}

/// A WebAssembly module without names, relocations and what else no browser needs.
///
/// A module is eight bytes, then sections: an id, a length, and as many bytes
/// (<https://webassembly.github.io/spec/core/binary/modules.html>). Custom sections have the id 0.
fn without_custom_sections(module: &[u8]) -> Result<Vec<u8>> {
    const PREAMBLE: usize = 8;
    let cut = || anyhow!("a part of the page's program is cut off");
    let (preamble, mut rest) = module.split_at_checked(PREAMBLE).ok_or_else(cut)?;
    let mut kept = preamble.to_vec();
    while let Some((&id, after)) = rest.split_first() {
        let mut length = 0_usize;
        let mut digits = 0;
        loop {
            let &digit = after.get(digits).ok_or_else(cut)?;
            length |= usize::from(digit & 0x7f) << (7 * digits);
            digits += 1;
            if digit & 0x80 == 0 || digits == 5 {
                break;
            }
        }
        let (section, others) = rest.split_at_checked(1 + digits + length).ok_or_else(cut)?;
        if id != 0 {
            kept.extend_from_slice(section);
        }
        rest = others;
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::{without_custom_sections, write_if_new};

    #[test]
    fn what_is_the_same_is_not_written_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        write_if_new(&file, b"one").expect("written");
        let mut readonly = std::fs::metadata(&file).expect("there").permissions();
        readonly.set_readonly(true);
        std::fs::set_permissions(&file, readonly).expect("set");
        let before = std::fs::metadata(&file).and_then(|file| file.modified()).expect("a time");
        write_if_new(&file, b"one").expect("left alone");
        assert_eq!(std::fs::metadata(&file).and_then(|file| file.modified()).expect("a time"), before);
    }

    #[test]
    fn what_no_browser_needs_goes() {
        let module = b"\0asm\x01\0\0\0\x00\x03\x01nx\x01\x81\x00z\x00\x01n";
        assert_eq!(without_custom_sections(module).expect("whole"), b"\0asm\x01\0\0\0\x01\x81\x00z");
        assert!(without_custom_sections(&module[..module.len() - 1]).is_err());
    }
}
