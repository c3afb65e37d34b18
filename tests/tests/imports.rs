//! Files as people bring them: of none of their lines is nothing said. Those of `imports/` have every shape that is
//! read; `cargo xtask conform sources` and `cargo xtask conform damage` read more than the samples here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use openmercato_ecs_core::import::{self, Mark, SourceFile};
use openmercato_ecs_core::{Deployment, Evaluation, Import, Inputs, Module, preset};
use openmercato_ecs_tests::conformity::{self, damage};

/// What every secret of these files has in it.
const SECRET: &str = "hunter2";

/// What is brought: the files of each folder together, and each other file alone.
fn brought() -> io::Result<Vec<(PathBuf, Vec<SourceFile>)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("imports");
    let mut brought = Vec::new();
    for entry in fs::read_dir(&folder)? {
        let path = entry?.path();
        let mut files = Vec::new();
        for file in walkdir::WalkDir::new(&path).sort_by_file_name() {
            let file = file?;
            if file.file_type().is_file() {
                let name = file.path().strip_prefix(&folder).unwrap_or(file.path()).to_string_lossy().into_owned();
                files.push(SourceFile::new(name, fs::read(file.path())?));
            }
        }
        if !path.ends_with("README.md") {
            brought.push((path, files));
        }
    }
    Ok(brought)
}

/// The lines of which nothing is said, but for those that only close or separate.
fn unsaid(import: &Import) -> Vec<String> {
    let mut unsaid = Vec::new();
    for (index, file) in import.files.iter().enumerate() {
        for (number, line) in import.lines(index).iter().enumerate() {
            let is_silent = line.text.chars().all(|character| " \t\r[]{}(),\"'-".contains(character));
            // What blocks stand within in JSON.
            let is_silent = is_silent || file.name.ends_with(".json") && line.text.ends_with(['{', '[']);
            if line.mark == Mark::Silent && !is_silent {
                unsaid.push(format!("{}:{}: {}", file.name, number + 1, line.text));
            }
        }
    }
    unsaid
}

#[test]
fn every_shape_is_read_with_nothing_unnamed() -> io::Result<()> {
    for (path, files) in brought()? {
        let read = import::read(&files).admitted(Module::embedded());
        let name = path.display();
        assert!(read.inputs != Inputs::new() || !read.proposals.is_empty(), "nothing is read of {name}");
        assert_eq!(unsaid(&read), [""; 0], "nothing is said of these lines of {name}");
    }
    Ok(())
}

#[test]
fn no_secret_of_what_people_bring_is_shown() -> io::Result<()> {
    for (path, files) in brought()? {
        let import = import::read(&files).admitted(Module::embedded());
        let shown = format!("{import:?}{}", import.to_json());
        let around: Vec<_> = shown.match_indices(SECRET).map(|(at, _)| &shown[at.saturating_sub(80)..at]).collect();
        assert!(around.is_empty(), "{}: {around:#?}", path.display());
    }
    Ok(())
}

#[test]
fn what_is_proposed_changes_nothing_until_it_is_taken_and_the_module_accepts_it() -> io::Result<()> {
    let mut count = 0;
    for (path, files) in brought()? {
        let read = import::read(&files).admitted(Module::embedded());
        let name = path.display();
        for proposal in &read.proposals {
            assert_eq!(read.inputs.at(&proposal.path), None, "{name}: {} is set", proposal.path);
            assert!(proposal.is_in(&proposal.taken_into(&read.inputs)), "{name}: {} is not taken", proposal.path);
        }
        let proposals = read.proposals.clone();
        count += proposals.len();
        let taken = read.with_proposals();
        assert!(taken.proposals.is_empty() && proposals.iter().all(|proposal| proposal.is_in(&taken.inputs)), "{name}");
        let refused = Evaluation::of(Module::embedded(), &taken.inputs);
        let refused =
            refused.errors().filter(|error| proposals.iter().any(|proposal| error.path.is_within(&proposal.path)));
        let refused: Vec<_> = refused.map(|error| format!("{}: {}", error.path, error.message)).collect();
        assert_eq!(refused, [""; 0], "{name}");
    }
    assert!(count > 50, "{count} are proposed");
    Ok(())
}

#[test]
fn an_archive_is_read_with_nothing_unnamed() {
    for preset in preset::all() {
        let bundle = Deployment::of(Module::embedded(), &preset.inputs).bundle();
        let read = import::read(&[SourceFile::new("shop.zip", bundle.bytes)]).admitted(Module::embedded());
        let mut unsaid = unsaid(&read);
        // The program's own comments.
        unsaid.retain(|line| !line.contains(": #") && !line.contains(":     #"));
        assert_eq!((read.inputs, unsaid), (preset.inputs.clone(), Vec::new()), "{}", preset.name);
    }
}

#[test]
fn damaged_sources_are_read_without_a_panic() -> io::Result<()> {
    // A build without optimization is slow, and does not have the machine for itself.
    let figures = damage::damage(conformity::seed(), 1000, Duration::from_secs(20), |_| {})?;
    assert!(figures.faults.is_empty(), "{figures}:\n{}", figures.faults.join("\n"));
    Ok(())
}
