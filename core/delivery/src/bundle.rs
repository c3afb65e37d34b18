//! The archive.

use crate::archive::{Archive, ArchiveError, Contents};
use crate::manifest::sha256;
use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use terraform_language::Files;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The archive's one top folder, named as Terraform's registry names a module's repository.
pub const TOP: &str = "terraform-aws-openmercato-ecs";

/// The archive: a zip of all files in one top folder.
///
/// The same files give the same bytes, wherever and whenever: entries are sorted, each is of 1980-01-01, the earliest
/// time that a zip can hold, and has its Unix mode.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// The zip file.
    pub bytes: Vec<u8>,
}

impl Bundle {
    /// Packs the files.
    ///
    /// # Panics
    /// Never for an archive of this project: writing to memory fails only for a path of more than 65,535 bytes or a
    /// file of more than 4 GiB.
    pub fn of(files: &Files) -> Self {
        Self::with(files, &BTreeMap::new())
    }

    /// Packs the files with others, which are no texts.
    ///
    /// # Panics
    /// As [`Bundle::of`].
    pub fn with(files: &Files, others: &BTreeMap<String, Vec<u8>>) -> Self {
        let mut all: BTreeMap<_, _> = others.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
        all.extend(files.iter().map(|(path, text)| (path, text.as_bytes())));
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in all {
            let options = SimpleFileOptions::default()
                .compression_method(CompressionMethod::Deflated)
                .compression_level(Some(9))
                .last_modified_time(DateTime::DEFAULT)
                .unix_permissions(Files::mode(path));
            zip.start_file(format!("{TOP}/{path}"), options).expect("the path is short");
            zip.write_all(bytes).expect("memory can be written");
        }
        Self { bytes: zip.finish().expect("memory can be written").into_inner() }
    }

    /// The files of an archive by their paths below its top folder, to hold them against what core would pack; of those
    /// that are no text what can be read.
    ///
    /// # Errors
    /// The bytes are no zip, or one that is not read: [`ArchiveError`] says which.
    pub fn unpack(bytes: &[u8]) -> Result<Files, ArchiveError> {
        Archive::open(bytes)?.contents(TOP).map(Contents::lossy)
    }

    /// The SHA-256 of the archive, 64 hexadecimal digits in lower case.
    pub fn sha256(&self) -> String {
        sha256(&self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;
    use zip::ZipArchive;

    fn files() -> Files {
        let mut files = Files::default();
        files.insert("b/main.tf", "locals {}\n");
        files.insert("a.sh", "#!/bin/sh\n");
        files.insert("README.md", "é".repeat(1000));
        files
    }

    #[test]
    fn entries_are_sorted_with_mode_and_time() {
        let bundle = Bundle::of(&files());
        let mut zip = ZipArchive::new(Cursor::new(bundle.bytes)).expect("a zip");
        let seen: Vec<_> = (0..zip.len())
            .map(|index| {
                let mut entry = zip.by_index(index).expect("an entry");
                let mut text = String::new();
                entry.read_to_string(&mut text).expect("text");
                assert_eq!(entry.last_modified(), Some(DateTime::DEFAULT));
                let path = entry.name().expect("a name").into_owned();
                assert_eq!(Some(text.as_str()), files().get(&path[TOP.len() + 1..]));
                (path, entry.unix_mode())
            })
            .collect();
        let path = |path: &str| format!("{TOP}/{path}");
        let expected = [
            (path("README.md"), Some(0o100_644)),
            (path("a.sh"), Some(0o100_755)),
            (path("b/main.tf"), Some(0o100_644)),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn unpacks_what_it_packs() {
        let bundle = Bundle::of(&files());
        assert_eq!(Bundle::unpack(&bundle.bytes), Ok(files()));
        assert_eq!(Bundle::unpack(&bundle.bytes[..40]), Err(ArchiveError::NoZip));
    }

    /// A change of the compressor shows here, and with it that archives of older releases can no longer be rebuilt.
    #[test]
    fn bytes_are_the_same_for_ever() {
        let sha256 = Bundle::of(&files()).sha256();
        assert_eq!(sha256, "daab55bc1958c29d3476e490aab0cf0276660c75c23bf8033b6c4d2837215ec9");
    }
}
