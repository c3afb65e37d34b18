//! An archive held against what its own link makes, and against what its manifests say.

use crate::archive::ArchiveError;
use crate::manifest::{self, Manifest, is_manifest};
use crate::written_once::is_written_once;
use crate::{Bundle, Deployment, Link, link};
use openmercato_ecs_module::Module;
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt;
use terraform_language::Files;

/// How an archive differs from the one that its own link makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// The files that differ, by path.
    pub differences: Vec<FileDifference>,
    /// The version of the program that made the archive, where that is another one, so that nobody here can make it
    /// again: its manifests say then whether it was touched.
    pub other_version: Option<String>,
}

/// A file that is not what the link makes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileDifference {
    /// Its path below the archive's top folder.
    pub path: String,
    /// What happened to it.
    pub change: FileChange,
}

/// What happened to a file since the archive was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FileChange {
    /// The link does not make it, and no manifest names it.
    Added,
    /// Its text is another.
    Changed,
    /// It was made, but it is not there.
    Removed,
    /// It is as the archive's manifest says, but another program than this one made it.
    OfAnotherProgram,
    /// It is written once, and belongs to whoever operates the deployment.
    Yours,
}

/// Why an archive cannot be held against its link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unverifiable {
    /// The archive is not read.
    Archive(ArchiveError),
    /// The archive does not hold exactly one link.
    NoLink,
}

/// The link of an archive, and its files.
#[derive(Clone, Debug)]
pub struct Claim {
    /// What the archive's link carries.
    pub link: Link,
    files: Files,
    /// What its manifests say.
    written: Manifest,
}

impl Claim {
    /// Reads an archive.
    ///
    /// # Errors
    /// It is no zip that is read, or does not say which link it was made from.
    pub fn read(archive: &[u8]) -> Result<Self, Unverifiable> {
        let files = Bundle::unpack(archive).map_err(Unverifiable::Archive)?;
        let roots = files.iter().filter_map(|(path, _)| path.strip_suffix(LINK)).map(str::to_owned);
        let roots: Vec<_> = roots.collect();
        let [root] = roots.as_slice() else {
            return Err(Unverifiable::NoLink);
        };
        let read = |path: &str| files.get(path).map(str::to_owned);
        let claim = Self { link: link_of(root, &read), written: manifest::of_repository(root, &read), files };
        Ok(claim)
    }

    /// Reads what a folder has of an archive whose deployment lies in `root`, with the text of a file by its path. Files
    /// that no archive made are nobody's business. `None` where the deployment has no link.
    pub fn of_folder(root: &str, read: impl Fn(&str) -> Option<String>) -> Option<Self> {
        read(&format!("{root}{LINK}"))?;
        let (link, written) = (link_of(root, &read), manifest::of_repository(root, &read));
        let mut files = Files::default();
        let made = made(&link);
        let paths: BTreeSet<_> = made.iter().map(|(path, _)| path).chain(written.paths()).collect();
        for path in paths {
            read(path).into_iter().for_each(|text| files.insert(path, text));
        }
        Some(Self { link, files, written })
    }

    /// Compares the archive with what its link makes and, where another version made it, with what its manifests say.
    pub fn verify(&self) -> Verification {
        let made = made(&self.link);
        let version = self.link.module_version.as_str();
        let is_of_another = version != Module::VERSION && !version.is_empty() && self.written != Manifest::default();
        let of_files = made.iter().chain(self.files.iter()).map(|(path, _)| path);
        let paths: BTreeSet<_> = of_files.chain(self.written.paths()).collect();
        let difference = |path: &str| {
            let change = self.change(path, made.get(path))?;
            Some(FileDifference { path: path.to_owned(), change })
        };
        let mut differences: Vec<_> = paths.into_iter().filter_map(difference).collect();
        if is_of_another {
            differences.iter_mut().for_each(|difference| difference.forgive(&self.written, &made));
        }
        Verification { differences, other_version: is_of_another.then(|| version.to_owned()) }
    }

    /// What happened to a file, of which the link makes this; `None` where nothing did.
    fn change(&self, path: &str, made: Option<&str>) -> Option<FileChange> {
        let found = self.files.get(path);
        Some(match (found, made) {
            (found, made) if found == made => return None,
            _ if is_written_once(path) => FileChange::Yours,
            (None, _) => FileChange::Removed,
            (Some(text), _) if self.written.is_as_written(path, text.as_bytes()) => FileChange::OfAnotherProgram,
            (Some(_), None) => FileChange::Added,
            (Some(_), Some(_)) => FileChange::Changed,
        })
    }
}

impl FileDifference {
    /// What another program does not make, or makes beside its own files, is no difference of its archive.
    fn forgive(&mut self, written: &Manifest, made: &Files) {
        let is_new_here = self.change == FileChange::Removed && !written.paths().any(|path| path == self.path);
        if is_new_here || is_manifest(&self.path) && made.get(&self.path).is_some() {
            self.change = FileChange::OfAnotherProgram;
        }
    }
}

/// The end of the path of a deployment's link, below its root.
const LINK: &str = "/share-link.txt";

fn link_of(root: &str, read: &impl Fn(&str) -> Option<String>) -> Link {
    let text = read(&format!("{root}{LINK}")).unwrap_or_default();
    link::decode(Module::embedded(), link::fragment(&text))
}

/// The files that a link makes.
fn made(link: &Link) -> Files {
    let made = Deployment::assuming(Module::embedded(), &link.inputs, &link.assumptions);
    made.offered(link.offer.clone()).files().clone()
}

impl Verification {
    /// Whether the archive is what its link makes or, where another version made it, what its manifests say. What people
    /// put into files that are written once is no fault.
    pub fn is_untouched(&self) -> bool {
        self.differences.iter().all(|file| match file.change {
            FileChange::Yours => true,
            FileChange::OfAnotherProgram => self.other_version.is_some(),
            FileChange::Added | FileChange::Changed | FileChange::Removed => false,
        })
    }

    /// `differences`, each with `path` and `kind`; `other_version`, null where this program's made it.
    pub fn to_json(&self) -> serde_json::Value {
        let files = self.differences.iter();
        let files = files.map(|file| json!({ "path": file.path, "kind": file.change.to_string() }));
        json!({ "differences": files.collect::<Vec<_>>(), "other_version": self.other_version })
    }
}

impl fmt::Display for FileChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::OfAnotherProgram => "of another program",
            Self::Yours => "yours",
        })
    }
}

impl fmt::Display for Unverifiable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Archive(error) => error.fmt(f),
            Self::NoLink => f.write_str("does not hold one share-link.txt, which it is held against"),
        }
    }
}

impl std::error::Error for Unverifiable {}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_module::Inputs;

    #[test]
    fn what_was_done_to_an_archive_is_found() {
        let inputs = Inputs::new().with("name", "shop".into());
        let mut files = Deployment::of(Module::embedded(), &inputs).files().clone();
        let verified = |files: &Files| Claim::read(&Bundle::of(files).bytes).map(|claim| claim.verify().differences);
        assert_eq!(verified(&files), Ok(vec![]));
        files.insert("LICENSE", "another");
        files.insert("extra.txt", "new");
        let said: Vec<_> =
            verified(&files).unwrap_or_default().iter().map(|file| format!("{} {}", file.change, file.path)).collect();
        assert_eq!(said, ["changed LICENSE", "added extra.txt"]);
    }

    const ROOT: &str = "infra/terraform/deployments/shop";

    fn archive() -> Files {
        Deployment::of(Module::embedded(), &Inputs::new().with("name", "shop".into())).files().clone()
    }

    fn verified(files: &Files) -> Verification {
        Claim::read(&Bundle::of(files).bytes).expect("an archive").verify()
    }

    #[test]
    fn what_is_written_once_is_no_fault_and_a_changed_manifest_hides_nothing() {
        let mut files = archive();
        files.insert(format!("{ROOT}/backend.tf"), "terraform {}\n");
        let verification = verified(&files);
        let yours = FileDifference { path: format!("{ROOT}/backend.tf"), change: FileChange::Yours };
        assert_eq!(verification.differences, [yours]);
        assert!(verification.is_untouched());

        files.insert("LICENSE", "another");
        let mut shared = Files::default();
        shared.extend(files.clone().into_iter().filter(|(path, _)| !path.starts_with(ROOT)));
        files.insert(manifest::NAME, Manifest::of(&shared).to_text(""));
        let verification = verified(&files);
        let said: Vec<_> =
            verification.differences.iter().map(|file| format!("{}: {}", file.path, file.change)).collect();
        let yours = format!("{ROOT}/backend.tf: yours");
        assert_eq!(said, ["LICENSE: of another program".to_owned(), "SHA256SUMS: changed".into(), yours]);
        assert!(!verification.is_untouched());
    }

    /// An archive of last year, with a file that there is no more, without one that there is now.
    #[test]
    fn an_archive_of_another_version_is_held_against_its_manifests() {
        let mut files = Files::default();
        let is_new = |path: &str| path == "RUNBOOK.md" || is_manifest(path);
        files.extend(archive().into_iter().filter(|(path, _)| !is_new(path)));
        files.insert("LICENSE", "of last year");
        files.insert("OLD.md", "gone since");
        let json = serde_json::json!({ "module": "0.0.9", "inputs": { "name": "shop" } });
        files.insert(format!("{ROOT}{LINK}"), format!("#{}\n", link::tests::fragment_of(&json)));
        let manifest = Manifest::of(&files);
        let mut shared = Files::default();
        shared.extend(files.clone().into_iter().filter(|(path, _)| !path.starts_with(ROOT)));
        files.insert(manifest::NAME, Manifest::of(&shared).to_text(""));
        files.insert(format!("{ROOT}/{}", manifest::NAME), manifest.to_text(ROOT));
        let verification = verified(&files);
        assert_eq!(verification.other_version.as_deref(), Some("0.0.9"));
        assert!(verification.is_untouched(), "{:?}", verification.differences);
        files.insert("OLD.md", "edited");
        let verification = verified(&files);
        assert!(!verification.is_untouched());
        assert!(
            verification.differences.contains(&FileDifference { path: "OLD.md".into(), change: FileChange::Added })
        );
    }

    #[test]
    fn an_archive_with_a_secret_is_what_its_link_makes() {
        let inputs = serde_json::json!({
            "name": "shop", "environment": "staging", "database_mode": "external", "redis_mode": "external",
            "database_url": "postgres://u:hunter2@db.example.com/shop", "redis_url": "http://wrong",
        });
        let inputs = Inputs::from_json(&inputs).unwrap_or_default();
        let files = Deployment::of(Module::embedded(), &inputs).files().clone();
        assert_eq!(verified(&files), Verification { differences: vec![], other_version: None });
        assert!(files.iter().all(|(_, text)| !text.contains("hunter2") && !text.contains("http://wrong")));
    }

    #[test]
    fn what_is_no_archive_is_said() {
        assert_eq!(Claim::read(b"text").err(), Some(Unverifiable::Archive(ArchiveError::NoZip)));
        assert_eq!(Claim::read(&Bundle::of(&Files::default()).bytes).err(), Some(Unverifiable::NoLink));
    }
}
