//! Files as people have them, in `imports/`: of each, every line is in the inputs or in a note, and no secret is shown.

use openmercato_ecs_core::import::{self, Import, Mark, SourceFile};
use openmercato_ecs_core::{Evaluation, Module};
use std::fs;
use std::path::{Path, PathBuf};

/// What every secret of these files has in it.
const SECRET: &str = "hunter2";

/// The folders of `imports/`, each with files that are brought together.
fn folders() -> Vec<PathBuf> {
    let imports = Path::new(env!("CARGO_MANIFEST_DIR")).join("imports");
    let entries = fs::read_dir(imports).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn brought(folder: &Path) -> Vec<SourceFile> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut paths: Vec<_> = entries.collect();
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    paths.iter().map(|path| SourceFile::new(name(path), fs::read(path).expect("a file"))).collect()
}

/// The lines of which nothing is said, but for what closes something, separates or is blank.
fn unsaid(import: &Import) -> Vec<String> {
    let mut unsaid = Vec::new();
    for (index, file) in import.files.iter().enumerate() {
        for (number, line) in import.lines(index).iter().enumerate() {
            let is_silent = line.text.chars().all(|character| " \t\r[]{}(),\"".contains(character));
            if line.mark == Mark::Silent && !is_silent {
                unsaid.push(format!("{}:{}: {}", file.name, number + 1, line.text));
            }
        }
    }
    unsaid
}

#[test]
fn every_line_of_what_people_bring_is_taken_or_named() {
    for folder in folders() {
        let import = import::read(&brought(&folder));
        assert_eq!(unsaid(&import), Vec::<String>::new(), "{}", folder.display());
        let admitted = import.admitted(Module::embedded());
        assert!(admitted.inputs.iter().next().is_some(), "{}: nothing was read", folder.display());
        assert_eq!(unsaid(&admitted), Vec::<String>::new(), "{}", folder.display());
        let evaluation = Evaluation::of(Module::embedded(), &admitted.inputs);
        let odd: Vec<_> = evaluation.errors().filter(|error| admitted.inputs.at(&error.path).is_some()).collect();
        assert!(odd.is_empty(), "{}: {odd:#?}", folder.display());
    }
}

#[test]
fn no_secret_of_what_people_bring_is_shown() {
    for folder in folders() {
        let import = import::read(&brought(&folder)).admitted(Module::embedded());
        let shown = format!("{import:?}{}", import.to_json());
        let around: Vec<_> = shown.match_indices(SECRET).map(|(at, _)| &shown[at.saturating_sub(80)..at]).collect();
        assert!(around.is_empty(), "{}: {around:#?}", folder.display());
    }
}
