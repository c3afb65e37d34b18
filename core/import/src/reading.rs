//! Reads what somebody brings: each file by its format, and Terraform's together.

use crate::archive::{self, InArchive};
use crate::format::Format;
use crate::import::Import;
use crate::source_file::SourceFile;
use crate::terraform::{self, Given};
use openmercato_ecs_module::Module;

/// Reads files that are brought together. What is not in the inputs is in a note.
///
/// Terraform's files of one folder are one configuration.
///
/// ```
/// use openmercato_ecs_import::{SourceFile, read};
/// let import = read(&[SourceFile::new("shop.tfvars", "name = \"shop\"\ntags = var.tags\n")]);
/// assert_eq!(import.inputs.to_json().to_string(), r#"{"name":"shop"}"#);
/// assert_eq!(import.notes[0].lines.map(|lines| lines.first), Some(2));
/// ```
pub fn read(files: &[SourceFile]) -> Import {
    let mut import = Import::default();
    let mut configuration = Vec::new();
    for file in files {
        if !archive::is_archive(&file.bytes) {
            open(&mut import, file, &mut configuration);
            continue;
        }
        match archive::deployment(&file.bytes) {
            Ok(InArchive { inputs, beside, left_out }) => {
                open(&mut import, &inputs, &mut configuration);
                configuration
                    .extend(beside.iter().filter_map(|file| Some((None, file.name.clone(), file.text().ok()?))));
                left_out.into_iter().for_each(|text| import.leave_out(text));
            }
            Err(why) => import.refuse(&file.name, why),
        }
    }
    let given = configuration.iter().enumerate().map(|(index, (file, name, text))| Given {
        // Beside an archive's inputs there is what this program writes: nothing is said about it.
        file: file.unwrap_or(usize::MAX - index),
        name,
        text,
    });
    terraform::read(&mut import, &given.collect::<Vec<_>>());
    for (_, _, declared) in configuration.iter().filter(|(_, name, _)| name.ends_with("/variables.tf")) {
        import.inputs.add_asked_for(Module::embedded(), declared);
    }
    import.notes.sort_by_key(|note| note.lines);
    import
}

/// Reads a text that was pasted.
pub fn read_pasted(text: &str) -> Import {
    read(&[SourceFile::new("", text)])
}

/// Opens a file; adds it to the configuration where it is Terraform's.
fn open(import: &mut Import, file: &SourceFile, configuration: &mut Vec<(Option<usize>, String, String)>) {
    let text = match file.text() {
        Ok(text) => text,
        Err(why) => return import.refuse(&file.name, why),
    };
    let index = import.open(&file.name, text.clone());
    match Format::of(&file.name, &text) {
        Format::Hcl | Format::Json => configuration.push((Some(index), file.name.clone(), text)),
    }
}
