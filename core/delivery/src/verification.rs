//! An archive held against what its own link makes.

use crate::archive::ArchiveError;
use crate::{Bundle, Deployment, Link, link};
use openmercato_ecs_module::Module;
use serde_json::json;
use std::fmt;
use terraform_language::Files;

/// How an archive differs from the one that its own link makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// The files that differ, by path.
    pub differences: Vec<FileDifference>,
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
    /// The link does not make it.
    Added,
    /// Its text is another.
    Changed,
    /// The link makes it, but it is not there.
    Removed,
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
}

impl Claim {
    /// Reads an archive.
    ///
    /// # Errors
    /// It is no zip that is read, or does not say which link it was made from.
    pub fn read(archive: &[u8]) -> Result<Self, Unverifiable> {
        let files = Bundle::unpack(archive).map_err(Unverifiable::Archive)?;
        let links = files.iter().filter(|(name, _)| name.ends_with("/share-link.txt"));
        let links: Vec<_> = links.map(|(_, text)| link::fragment(text)).collect();
        let [link] = links.as_slice() else {
            return Err(Unverifiable::NoLink);
        };
        let link = link::decode(Module::embedded(), link);
        Ok(Self { link, files })
    }

    /// Compares the archive with what its link makes.
    pub fn verify(&self) -> Verification {
        let made = Deployment::assuming(Module::embedded(), &self.link.inputs, &self.link.assumptions)
            .offered(self.link.offer.clone());
        let made = made.files();
        let difference = |path: &str, change| FileDifference { path: path.to_owned(), change };
        let mut differences: Vec<_> = made
            .iter()
            .filter_map(|(path, text)| match self.files.get(path) {
                None => Some(difference(path, FileChange::Removed)),
                Some(found) if found != text => Some(difference(path, FileChange::Changed)),
                Some(_) => None,
            })
            .collect();
        let added = self.files.iter().filter(|(path, _)| made.get(path).is_none());
        differences.extend(added.map(|(path, _)| difference(path, FileChange::Added)));
        differences.sort_unstable();
        Verification { differences }
    }
}

impl Verification {
    /// Whether the archive is what its link makes.
    pub fn is_untouched(&self) -> bool {
        self.differences.is_empty()
    }

    /// `differences`, each with `path` and `kind`.
    pub fn to_json(&self) -> serde_json::Value {
        let files = self.differences.iter();
        let files = files.map(|file| json!({ "path": file.path, "kind": file.change.to_string() }));
        json!({ "differences": files.collect::<Vec<_>>() })
    }
}

impl fmt::Display for FileChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Removed => "removed",
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

    #[test]
    fn what_is_no_archive_is_said() {
        assert_eq!(Claim::read(b"text").err(), Some(Unverifiable::Archive(ArchiveError::NoZip)));
        assert_eq!(Claim::read(&Bundle::of(&Files::default()).bytes).err(), Some(Unverifiable::NoLink));
    }
}
