//! Where inputs come from.

use super::printed::say;
use super::{brought, completion};
use clap::Args;
use clap_complete::engine::ArgValueCandidates;
use openmercato_ecs_core::import::SourceFile;
use openmercato_ecs_core::{
    Archived, Deployment, Evaluation, Import, Inputs, Link, Module, Running, admission, import, link, preset,
};
use std::path::{Path, PathBuf};

/// Where the inputs come from.
#[derive(Args)]
#[group(required = true, multiple = false)]
pub(super) struct Source {
    /// A preset's name; `presets` lists them.
    #[arg(long, value_name = "NAME", add = ArgValueCandidates::new(completion::presets))]
    preset: Option<String>,
    /// A file of inputs: .tfvars, .tfvars.json, .tf with a module call, or an archive; a folder of them; - is standard
    /// input.
    #[arg(long, value_name = "FILE")]
    inputs: Option<PathBuf>,
    /// A link, or its fragment.
    #[arg(long, value_name = "LINK")]
    link: Option<String>,
}

impl Source {
    /// The inputs, with what a link carries beside them. What could not be read is noted on standard error.
    ///
    /// # Errors
    /// There is no such preset or file, or nothing in it can be read.
    pub(super) fn read(&self) -> Result<Link, String> {
        let alone = |inputs| Link { inputs, ..Link::default() };
        match (&self.preset, &self.inputs, &self.link) {
            (Some(name), ..) => Ok(alone(named(name)?)),
            (_, Some(path), _) => Ok(alone(file(path)?)),
            (_, _, Some(link)) => linked(link),
            _ => Err("name a preset, a file of inputs or a link.".into()),
        }
    }

    /// The deployment of the inputs, with what a link carries beside them, and whether nothing of the link was left out:
    /// what is said of the rest is no verdict on the link.
    ///
    /// # Errors
    /// As [`Source::read`].
    pub(super) fn deployment(&self) -> Result<(Deployment, bool), String> {
        let Link { inputs, assumptions, offer, dropped, .. } = self.read()?;
        Ok((Deployment::assuming(Module::embedded(), &inputs, &assumptions).offered(offer), dropped.is_empty()))
    }
}

fn named(name: &str) -> Result<Inputs, String> {
    let names = || preset::all().iter().map(|preset| preset.name.as_str()).collect::<Vec<_>>().join(", ");
    let preset = preset::find(name).ok_or_else(|| format!("there is no preset {name:?}. There are: {}.", names()))?;
    Ok(preset.inputs.clone())
}

/// The inputs of a file, of a folder or of standard input, with all that Terraform would read of it, so that the verdict is
/// Terraform's.
pub(super) fn file(path: &Path) -> Result<Inputs, String> {
    let import = brought(&[path])?.masked(Module::embedded());
    note_all(&import);
    if import.inputs == Inputs::new() && !import.notes.is_empty() {
        return Err(format!("{} holds no inputs that can be read.", path.display()));
    }
    Ok(import.inputs)
}

/// What is read of files, folders, links and standard input. Secrets are in it.
pub(super) fn brought(paths: &[impl AsRef<Path>]) -> Result<Import, String> {
    Ok(import::read(&brought::sources(paths)?))
}

/// What is read of the bytes of a file.
pub(super) fn imported(name: &str, bytes: &[u8]) -> Import {
    import::read(&[SourceFile::new(name, bytes)])
}

/// Says on standard error what became of what is not in the inputs as it stood there.
pub(super) fn note_all(import: &Import) {
    for note in &import.notes {
        match note.lines {
            None => say(&format!("note: {}", note.text)),
            Some(lines) => say(&format!("note: {}: {}", import.place(lines), note.text)),
        }
    }
}

/// What a link carries: all of an address, or what follows its `#`.
pub(super) fn linked(link: &str) -> Result<Link, String> {
    let read = link::decode(Module::embedded(), link::fragment(link));
    noted(&read)?;
    Ok(read)
}

/// Notes on standard error what was left out of a link, which names are nearly those of inputs, and what has changed
/// since it was made.
///
/// # Errors
/// Nothing of it can be read.
pub(super) fn noted(read: &Link) -> Result<(), String> {
    for dropped in &read.dropped {
        say(&format!("note: {dropped}"));
    }
    if read.inputs == Inputs::new() && !read.dropped.is_empty() {
        return Err("the link holds no inputs that can be read.".into());
    }
    for (_, text) in admission::misspellings(Module::embedded(), &read.inputs) {
        say(&format!("note: {text}"));
    }
    for change in read.changes() {
        say(&format!("note: {change}"));
    }
    Ok(())
}

/// The inputs of a preset of this name, of a link, or else of the file.
pub(super) fn preset_or_file(name: &str) -> Result<Inputs, String> {
    match preset::find(name) {
        Some(preset) => Ok(preset.inputs.clone()),
        None if name.contains('#') && !Path::new(name).exists() => Ok(linked(name)?.inputs),
        None => file(Path::new(name)),
    }
}

/// What runs with the inputs of a preset, of a link or of a file; of an archive, as its own module has it.
pub(super) fn running(name: &str) -> Result<Running, String> {
    let path = Path::new(name);
    if preset::find(name).is_none()
        && let Ok(bytes) = brought::bytes(path)
        && bytes.starts_with(b"PK")
    {
        let archived = Archived::read(&bytes).map_err(|error| format!("{name}: {error}."))?;
        return Ok(archived.running);
    }
    let inputs = preset_or_file(name)?;
    let evaluation = Evaluation::of(Module::embedded(), &inputs);
    match evaluation.errors().next() {
        Some(error) => Err(format!("{name} cannot run: {}: {}", error.path, error.message)),
        None => Ok(Running::of(evaluation.module(), &evaluation.values)),
    }
}
