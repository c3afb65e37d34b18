//! Reads what somebody brings: each file by its format, and Terraform's together.

use crate::archive::{self, InArchive};
use crate::compose::{self, Known};
use crate::dotenv;
use crate::environment::Environment;
use crate::format::Format;
use crate::import::Import;
use crate::interpolation::Variables;
use crate::linked;
use crate::proposing;
use crate::reader::Reader;
use crate::source_file::{LARGEST_TOGETHER, SourceFile};
use crate::syntax;
use crate::task_definition;
use crate::terraform::{self, Given};
use openmercato_ecs_module::Module;
use std::collections::BTreeSet;

/// Reads files that are brought together. What is not in the inputs is in a note.
///
/// Terraform's files of one folder are one configuration. Where files of several formats set one input, Terraform's
/// count, then what a link carries.
///
/// ```
/// use openmercato_ecs_import::{SourceFile, read};
/// let import = read(&[SourceFile::new("shop.tfvars", "name = \"shop\"\ntags = var.tags\n")]);
/// assert_eq!(import.inputs.to_json().to_string(), r#"{"name":"shop"}"#);
/// assert_eq!(import.notes[0].lines.map(|lines| lines.first), Some(2));
/// ```
pub fn read(files: &[SourceFile]) -> Import {
    let mut import = Import::default();
    let mut opened = Opened::default();
    for file in files {
        if !archive::is_archive(&file.bytes) {
            opened.open(&mut import, file);
            continue;
        }
        match archive::deployment(&file.bytes) {
            Ok(InArchive { inputs, beside, left_out }) => {
                [inputs].iter().chain(&beside).for_each(|file| opened.open(&mut import, file));
                left_out.into_iter().for_each(|text| import.leave_out(text));
            }
            Err(why) => import.refuse(&file.name, why),
        }
    }
    opened.note_beyond(&mut import);
    opened.read(&mut import);
    // What several parts of a file share is read for each of them.
    let mut said = BTreeSet::new();
    import.notes.retain(|note| note.lines.is_none() || said.insert((note.lines, note.text.clone())));
    import.notes.sort_by_key(|note| note.lines);
    import
}

/// Reads a text that was pasted.
pub fn read_pasted(text: &str) -> Import {
    read(&[SourceFile::new("", text)])
}

/// Texts by what reads them.
#[derive(Default)]
struct Opened {
    /// Terraform's: by their index in the import, where something is said about them, with their names.
    configuration: Vec<(Option<usize>, String, String)>,
    /// The other ones, by their index in the import.
    others: Vec<(usize, Format, String)>,
    /// How many bytes of text these have.
    bytes: usize,
    /// The names of files that are too much beside these.
    beyond: Vec<String>,
}

impl Opened {
    fn open(&mut self, import: &mut Import, file: &SourceFile) {
        let text = match file.text() {
            Ok(text) if file.is_beside => return self.configuration.push((None, file.name.clone(), text)),
            Ok(text) => text,
            Err(_) if file.is_beside => return,
            Err(why) => return import.refuse(&file.name, why),
        };
        if self.bytes + text.len() > LARGEST_TOGETHER {
            self.beyond.push(file.name.clone());
            return;
        }
        self.bytes += text.len();
        let format = Format::of(&file.name, &text);
        let index = import.open(&file.name, text.clone(), format);
        match format {
            Format::Hcl | Format::Json => self.configuration.push((Some(index), file.name.clone(), text)),
            other => self.others.push((index, other, text)),
        }
    }

    /// Notes which files are too much beside those that are read.
    fn note_beyond(&self, import: &mut Import) {
        let Some((first, further)) = self.beyond.split_first() else { return };
        let files = match further.len() {
            0 => format!("{first} is left out"),
            1 => format!("{first} and one more file are left out"),
            count => format!("{first} and {count} more files are left out"),
        };
        import.leave_out(format!("{files}: no more than {LARGEST_TOGETHER} bytes of text are read together."));
    }

    fn read(&self, import: &mut Import) {
        let module = Module::embedded();
        let given = self.configuration.iter().enumerate().map(|(index, (file, name, text))| Given {
            // The import has no file of this index: nothing is said about it.
            file: file.unwrap_or(usize::MAX - index),
            name,
            text,
        });
        terraform::read(import, &given.collect::<Vec<_>>());
        let mut environment = Environment::default();
        let mut known = Known { module, variables: self.variables(import, module), used: BTreeSet::new() };
        for format in Format::OTHERS {
            for (file, _, text) in self.others.iter().filter(|(_, of, _)| *of == format) {
                let mut reader = Reader::new(import, *file, text);
                match format {
                    Format::Link => linked::read(&mut reader, module, text),
                    Format::TaskDefinition => {
                        if let Some(tree) = syntax::tree(&mut reader, text) {
                            task_definition::read(&mut reader, &mut environment, &tree);
                        }
                    }
                    Format::Compose => {
                        if let Some(tree) = syntax::tree(&mut reader, text) {
                            compose::read(&mut reader, &mut environment, &tree, &mut known);
                        }
                    }
                    Format::DotEnv => dotenv::read(&mut reader, &mut environment, module, text, &known.used),
                    Format::Hcl | Format::Json => {}
                }
                reader.finish();
            }
        }
        environment.settle(import, module);
        proposing::propose(import, module);
    }

    /// What a file `.env` says to a project of Docker Compose.
    fn variables(&self, import: &Import, module: &Module) -> Variables {
        let has_project = self.others.iter().any(|(_, format, _)| *format == Format::Compose);
        let is_named = |file: &usize| {
            import.files.get(*file).is_some_and(|file| file.name.rsplit(['/', '\\']).next() == Some(".env"))
        };
        let files =
            self.others.iter().filter(|(file, format, _)| has_project && *format == Format::DotEnv && is_named(file));
        files.map(|(_, _, text)| dotenv::variables(module, text)).next().unwrap_or_default()
    }
}
