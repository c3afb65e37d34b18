//! An archive's files in the place of others.

use crate::manifest::{Manifest, is_manifest};
use crate::written_once::is_written_once;
use serde_json::json;
use std::collections::BTreeMap;
use terraform_language::Files;

/// What becomes of each file of a folder when an archive is written over it, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Renewal(BTreeMap<String, Fate>);

/// What becomes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// It is missing, or as a program wrote it: it is written.
    Written,
    /// It says already what it would.
    Same,
    /// It is written once, and there: it stays as it is.
    Kept,
    /// It is not as a program wrote it, and writing it would lose that.
    Edited,
    /// The archive has no such file any more, and nobody edited it: it is removed.
    Removed,
    /// The archive has no such file any more, but somebody edited it: it stays.
    Left,
}

impl Renewal {
    /// Judges each file of the archive, and each that was `written` before. `found` has the bytes of those that there
    /// are.
    pub fn of(archive: &Files, written: &Manifest, found: &BTreeMap<String, Vec<u8>>) -> Self {
        let fate = |path: &str, text: &str| match found.get(path) {
            None => Fate::Written,
            Some(bytes) if bytes == text.as_bytes() => Fate::Same,
            Some(_) if is_written_once(path) => Fate::Kept,
            Some(bytes) if written.is_as_written(path, bytes) || is_ours(path, bytes) => Fate::Written,
            Some(_) => Fate::Edited,
        };
        let mut fates: BTreeMap<_, _> =
            archive.iter().map(|(path, text)| (path.to_owned(), fate(path, text))).collect();
        let gone = written.paths().filter(|path| archive.get(path).is_none() && !is_written_once(path));
        fates.extend(gone.filter_map(|path| {
            let is_as_written = written.is_as_written(path, found.get(path)?);
            Some((path.to_owned(), if is_as_written { Fate::Removed } else { Fate::Left }))
        }));
        Self(fates)
    }

    /// Lets an edited file stay: what it says is what the archive is made from.
    pub(crate) fn keep(&mut self, path: &str) {
        if let Some(fate) = self.0.get_mut(path).filter(|fate| **fate == Fate::Edited) {
            *fate = Fate::Kept;
        }
    }

    /// Lets a file be written that would stay: what it says is no longer what the archive is made from.
    pub(crate) fn write(&mut self, path: &str) {
        if let Some(fate) = self.0.get_mut(path).filter(|fate| **fate != Fate::Same) {
            *fate = Fate::Written;
        }
    }

    /// What becomes of the file at a path; `None` for what is no program's.
    pub fn of_path(&self, path: &str) -> Option<Fate> {
        self.0.get(path).copied()
    }

    /// The paths with one fate, sorted.
    pub fn with(&self, fate: Fate) -> impl Iterator<Item = &str> {
        self.0.iter().filter(move |(_, of)| **of == fate).map(|(path, _)| path.as_str())
    }

    /// The paths by what becomes of them: `written`, `same`, `kept`, `edited`, `removed` and `left`.
    pub fn to_json(&self) -> serde_json::Value {
        let paths = |fate| self.with(fate).collect::<Vec<_>>();
        json!({
            "written": paths(Fate::Written),
            "same": paths(Fate::Same),
            "kept": paths(Fate::Kept),
            "edited": paths(Fate::Edited),
            "removed": paths(Fate::Removed),
            "left": paths(Fate::Left),
        })
    }
}

/// Whether the file is a manifest of a program of this kind.
fn is_ours(path: &str, bytes: &[u8]) -> bool {
    is_manifest(path) && std::str::from_utf8(bytes).is_ok_and(|text| Manifest::parse(text).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest;

    const ROOT: &str = "infra/terraform/deployments/shop";

    fn files(texts: &[(&str, &str)]) -> Files {
        let mut files = Files::default();
        texts.iter().for_each(|(path, text)| files.insert(*path, *text));
        files
    }

    fn fates(old: &Files, edits: &[(&str, &str)], new: &Files) -> Vec<(String, Fate)> {
        let mut found = old.clone();
        edits.iter().for_each(|(path, text)| found.insert(*path, *text));
        let found = found.iter().map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).collect();
        Renewal::of(new, &Manifest::of(old), &found).0.into_iter().collect()
    }

    #[test]
    fn edits_are_told_from_what_another_program_wrote() {
        let backend = &*format!("{ROOT}/backend.tf");
        let old = files(&[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1"), ("e", "1"), (backend, "# none")]);
        let new = files(&[("a", "2"), ("b", "2"), ("c", "1"), ("n", "2"), ("o", "2"), (backend, "# another")]);
        let edits = [("b", "mine"), ("e", "mine"), ("o", "mine"), (backend, "terraform {}")];
        let expected = [
            ("a", Fate::Written),
            ("b", Fate::Edited),
            ("c", Fate::Same),
            ("d", Fate::Removed),
            ("e", Fate::Left),
            (backend, Fate::Kept),
            ("n", Fate::Written),
            ("o", Fate::Edited),
        ];
        assert_eq!(fates(&old, &edits, &new), expected.map(|(path, fate)| (path.to_owned(), fate)));
    }

    #[test]
    fn an_edit_that_says_what_would_be_written_is_none() {
        let (old, new) = (files(&[("a", "1")]), files(&[("a", "2")]));
        assert_eq!(fates(&old, &[("a", "2")], &new), [("a".to_owned(), Fate::Same)]);
    }

    #[test]
    fn manifests_are_renewed_and_the_sums_of_others_are_not() {
        let text = Manifest::of(&files(&[("a", "1")])).to_text("");
        let (old, new) = (files(&[]), files(&[(manifest::NAME, "sums")]));
        assert_eq!(fates(&old, &[(manifest::NAME, &text)], &new), [(manifest::NAME.to_owned(), Fate::Written)]);
        assert_eq!(fates(&old, &[(manifest::NAME, "theirs")], &new), [(manifest::NAME.to_owned(), Fate::Edited)]);
    }
}
