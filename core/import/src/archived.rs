//! A deployment as its archive holds it: with the module that the archive has.

use crate::import::Import;
use crate::reader::short;
use crate::reading;
use crate::source_file::SourceFile;
use openmercato_ecs_delivery::Bundle;
use openmercato_ecs_delivery::archive::ArchiveError;
use openmercato_ecs_module::{Inputs, Module, Running, Values, templates};
use std::fmt;
use terraform_language::{ConfigurationError, Files};

/// What runs after the repository in an archive was applied.
#[derive(Clone, Debug)]
pub struct Archived {
    /// The inputs of the deployment in it.
    pub inputs: Inputs,
    /// What its own module makes of them.
    pub running: Running,
    /// Whether that is another module than this program's.
    pub is_of_another_version: bool,
}

/// Why nobody can say what an archive's deployment is.
#[derive(Clone, Debug)]
pub enum NotArchived {
    /// The archive cannot be read.
    Unreadable(ArchiveError),
    /// It holds no inputs, for this reason.
    NoInputs(String),
    /// The path of a file leads out of it.
    LeadsOut(String),
    /// It holds no module.
    NoModule,
    /// Its module says something that is not known here.
    Module(ConfigurationError),
}

impl Archived {
    /// Reads an archive.
    ///
    /// # Errors
    /// It is none of ours, or its module cannot be interpreted by this program.
    pub fn read(archive: &[u8]) -> Result<Self, NotArchived> {
        let files = Bundle::unpack(archive).map_err(NotArchived::Unreadable)?;
        let inputs = inputs_in(archive)?.inputs;
        let running = |module: &Module| Running::of(module, &Values::complete(module, &inputs).0);
        let (running, is_of_another_version) = by_module_in(&files, running)?;
        Ok(Self { inputs, running, is_of_another_version })
    }
}

/// What is read of the first deployment in an archive.
pub(crate) fn inputs_in(archive: &[u8]) -> Result<Import, NotArchived> {
    let read = reading::read(&[SourceFile::new("archive.zip", archive)]);
    if read.inputs == Inputs::new() {
        let notes: Vec<_> = read.notes.into_iter().map(|note| note.text).collect();
        let why = if notes.is_empty() { "nothing is set".to_owned() } else { notes.join(" ") };
        return Err(NotArchived::NoInputs(why.trim_end_matches('.').to_owned()));
    }
    Ok(read)
}

/// What somebody makes of the module in a repository, and whether that is another module than this program's.
pub(crate) fn by_module_in<T>(repository: &Files, of: impl FnOnce(&Module) -> T) -> Result<(T, bool), NotArchived> {
    let files = module_in(repository).ok_or(NotArchived::NoModule)?;
    if files == templates::sources() {
        return Ok((of(Module::embedded()), false));
    }
    Ok((of(&Module::parse(&files).map_err(NotArchived::Module)?), true))
}

/// The `.tf` files of the module, by their paths relative to its folder.
fn module_in(files: &Files) -> Option<Files> {
    let mut module = Files::default();
    for (path, text) in files.within(templates::MODULE).iter() {
        let is_source = path.ends_with(".tf") && matches!(path.rsplit_once('/'), None | Some(("contract", _)));
        if is_source {
            module.insert(path, text.to_owned());
        }
    }
    (!module.is_empty()).then_some(module)
}

impl fmt::Display for NotArchived {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => write!(f, "the archive {error}"),
            Self::NoInputs(why) => write!(f, "the archive holds no inputs that can be read: {why}"),
            Self::LeadsOut(path) => write!(f, "the archive has a file {}, whose path leads out of it", short(path)),
            Self::NoModule => write!(f, "the archive holds no {}", templates::MODULE),
            Self::Module(error) => write!(f, "the module in the archive is of another version, and {error}"),
        }
    }
}

impl std::error::Error for NotArchived {}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_delivery::Deployment;
    use openmercato_ecs_module::preset;

    fn preset_archive(change: impl Fn(&str, &str) -> String) -> Vec<u8> {
        let inputs = &preset::find("minimal-managed").expect("the preset").inputs;
        let deployment = Deployment::of(Module::embedded(), inputs);
        let mut files = Files::default();
        deployment.files().iter().for_each(|(path, text)| files.insert(path, change(path, text)));
        Bundle::of(&files).bytes
    }

    #[test]
    fn an_archive_of_this_version_runs_as_its_inputs_say() {
        let archived = Archived::read(&preset_archive(|_, text| text.to_owned())).expect("an archive of ours");
        assert!(!archived.is_of_another_version);
        let module = Module::embedded();
        let (values, _) = Values::complete(module, &archived.inputs);
        assert_eq!(archived.running.changes(module, &values), openmercato_ecs_module::Changes::default());
    }

    #[test]
    fn an_archive_of_another_version_runs_as_its_own_module_says() {
        let archive = preset_archive(|path, text| match path.ends_with("openmercato-ecs/alb.tf") {
            true => text.replace("drop_invalid_header_fields = true", "drop_invalid_header_fields = false"),
            false => text.to_owned(),
        });
        let archived = Archived::read(&archive).expect("an archive of ours");
        assert!(archived.is_of_another_version);
        let (values, _) = Values::complete(Module::embedded(), &archived.inputs);
        let changes = archived.running.changes(Module::embedded(), &values);
        let lines: Vec<_> =
            changes.resources.iter().map(|change| format!("{} {:?}", change.address, change.action.words())).collect();
        assert_eq!(lines, [r#"aws_lb.this ["update"]"#]);
    }

    #[test]
    fn a_module_that_is_not_understood_is_named() {
        let archive = preset_archive(|path, text| match path.ends_with("openmercato-ecs/alb.tf") {
            true => text.replace("idle_timeout       = ", "idle_timeout       = from_the_future("),
            false => text.to_owned(),
        });
        let error = Archived::read(&archive).expect_err("HCL that does not parse").to_string();
        assert!(error.starts_with("the module in the archive is of another version, and alb.tf"), "{error}");
        let error = Archived::read(b"no zip").expect_err("no archive").to_string();
        assert_eq!(error, "the archive is no zip that can be read");
    }
}
