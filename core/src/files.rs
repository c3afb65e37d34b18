//! The archive's files.

use std::collections::BTreeMap;

/// The files of the archive by path, relative to its top folder, with `/` between names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Files(BTreeMap<String, String>);

impl Files {
    /// Every file with its text, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, text)| (path.as_str(), text.as_str()))
    }
}
