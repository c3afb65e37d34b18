//! Reads what somebody brings: each file by its format.

use crate::archive::{self, InArchive};
use crate::format::Format;
use crate::import::Import;
use crate::reader::Reader;
use crate::source_file::SourceFile;
use crate::{json, terraform};
use openmercato_ecs_module::Module;

/// Reads files. What is not in the inputs is in a note.
///
/// ```
/// use openmercato_ecs_import::{SourceFile, read};
/// let import = read(&[SourceFile::new("shop.tfvars", "name = \"shop\"\ntags = var.tags\n")]);
/// assert_eq!(import.inputs.to_json().to_string(), r#"{"name":"shop"}"#);
/// assert_eq!(import.notes[0].lines.map(|lines| lines.first), Some(2));
/// ```
pub fn read(files: &[SourceFile]) -> Import {
    let mut import = Import::default();
    for file in files {
        if archive::is_archive(&file.bytes) {
            match archive::deployment(&file.bytes) {
                Ok(InArchive { inputs, variables, left_out }) => {
                    read_file(&mut import, &inputs);
                    import.inputs.add_asked_for(Module::embedded(), &variables);
                    left_out.into_iter().for_each(|text| import.leave_out(text));
                }
                Err(why) => import.refuse(&file.name, why),
            }
        } else {
            read_file(&mut import, file);
        }
    }
    import
}

/// Reads a text that was pasted.
pub fn read_pasted(text: &str) -> Import {
    read(&[SourceFile::new("", text)])
}

fn read_file(import: &mut Import, file: &SourceFile) {
    let text = match file.text() {
        Ok(text) => text,
        Err(why) => return import.refuse(&file.name, why),
    };
    let index = import.open(&file.name, text.clone());
    let mut reader = Reader::new(import, index, &text);
    match Format::of(&file.name, &text) {
        Format::Json => json::read(&mut reader),
        Format::Hcl => terraform::read(&mut reader),
    }
}
