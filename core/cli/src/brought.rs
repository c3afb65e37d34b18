//! Files, folders and links as somebody names them.

use openmercato_ecs_core::archive::LARGEST;
use openmercato_ecs_core::import::SourceFile;
use openmercato_ecs_core::import::folder::{MOST_BYTES, MOST_FILES, is_passed_over, is_source};
use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read as _;
use std::path::{Path, PathBuf};

/// What stands for standard input.
const STANDARD_INPUT: &str = "-";

/// The deepest folders that are looked into.
const DEEPEST: usize = 16;

/// What is named: a file, the files of a folder, a link, or `-` for standard input. What is named first counts.
///
/// # Errors
/// It cannot be read, or is too large; a folder holds nothing to read; all of it is too much.
pub(super) fn sources(paths: &[impl AsRef<Path>]) -> Result<Vec<SourceFile>, String> {
    let mut sources = Sources::default();
    for path in paths.iter().map(AsRef::as_ref) {
        let name = path.to_string_lossy();
        if name == STANDARD_INPUT {
            sources.add(String::new(), standard_input()?)?;
        } else if path.is_dir() {
            for path in folder(path)? {
                sources.add(path.to_string_lossy().into_owned(), bytes(&path)?)?;
            }
        } else if name.contains('#') && !path.exists() {
            sources.add(String::new(), name.into_owned().into_bytes())?;
        } else {
            sources.add(name.into_owned(), bytes(path)?)?;
            sources.files.extend(asking(path));
        }
    }
    Ok(sources.files)
}

/// What was read so far.
#[derive(Default)]
struct Sources {
    files: Vec<SourceFile>,
    bytes: usize,
}

impl Sources {
    fn add(&mut self, name: String, bytes: Vec<u8>) -> Result<(), String> {
        self.bytes += bytes.len();
        if self.files.len() == MOST_FILES {
            return Err(format!("there are more than {MOST_FILES} files, the most that are read together."));
        }
        if self.bytes > MOST_BYTES {
            return Err(format!("the files have more than {MOST_BYTES} bytes, the most that are read together."));
        }
        self.files.push(SourceFile::new(name, bytes));
        Ok(())
    }
}

/// The file beside a root's own inputs that says which of them are given outside.
fn asking(path: &Path) -> Option<SourceFile> {
    let beside = path.with_file_name("variables.tf");
    let is_of_root = path.file_name() == Some(OsStr::new("inputs.tf"));
    let bytes = bytes(&beside).ok().filter(|_| is_of_root)?;
    Some(SourceFile::beside(beside.to_string_lossy(), bytes))
}

fn standard_input() -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = std::io::stdin().lock().take(LARGEST as u64 + 1).read_to_end(&mut bytes);
    read.map_err(|error| format!("cannot read standard input: {error}."))?;
    match bytes.len() > LARGEST {
        true => Err(format!("standard input is larger than {LARGEST} bytes, the most that are read.")),
        false => Ok(bytes),
    }
}

/// The files of a folder that may hold something to read, sorted. Links of the file system are not followed.
fn folder(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let mut paths = Vec::new();
    walk(folder, 0, &mut paths)?;
    paths.sort();
    if paths.is_empty() {
        return Err(format!("{} holds no file that can be read.", folder.display()));
    }
    Ok(paths)
}

fn walk(folder: &Path, depth: usize, paths: &mut Vec<PathBuf>) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("cannot read {}: {error}.", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let kind = entry.file_type().map_err(failed)?;
        if kind.is_dir() && depth < DEEPEST && !is_passed_over(&name) {
            walk(&entry.path(), depth + 1, paths)?;
        } else if kind.is_file() && is_source(&name) {
            paths.push(entry.path());
        }
        if paths.len() > MOST_FILES {
            return Err(format!("there are more than {MOST_FILES} files to read in {}.", folder.display()));
        }
    }
    Ok(())
}

/// The bytes of a file.
///
/// # Errors
/// It cannot be read, or is larger than [`LARGEST`]; no more of it is read then.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|error| format!("cannot read {}: {error}.", path.display()))?;
    if bytes.len() > LARGEST {
        return Err(format!("{} is larger than {LARGEST} bytes, the most that are read.", path.display()));
    }
    Ok(bytes)
}
