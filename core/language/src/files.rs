//! Text files by path.

use std::collections::BTreeMap;
use std::sync::Arc;

/// Text files by path, relative to a folder, with `/` between names.
///
/// Texts are shared: a copy costs no more than its list of paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Files(BTreeMap<Arc<str>, Arc<str>>);

impl Files {
    /// Every file with its text, sorted by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(path, text)| (&**path, &**text))
    }

    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(|text| &**text)
    }

    /// Adds a file, in the place of one at the same path.
    pub fn insert(&mut self, path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) {
        self.0.insert(path.into(), text.into());
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The Unix mode of a file: `0o755` for a shell script, else `0o644`.
    pub fn mode(path: &str) -> u32 {
        if path.ends_with(".sh") { 0o755 } else { 0o644 }
    }

    /// The files of a folder, their paths relative to it. The folder's path has no `/` at its end.
    pub fn within(&self, folder: &str) -> Self {
        let inner = |path: &Arc<str>| Some(path.strip_prefix(folder)?.strip_prefix('/')?.into());
        let files = self.0.iter().filter_map(|(path, text)| Some((inner(path)?, text.clone())));
        Self(files.collect())
    }
}

/// Adds every file of the other to these.
impl Extend<(Arc<str>, Arc<str>)> for Files {
    fn extend<I: IntoIterator<Item = (Arc<str>, Arc<str>)>>(&mut self, files: I) {
        self.0.extend(files);
    }
}

impl IntoIterator for Files {
    type Item = (Arc<str>, Arc<str>);
    type IntoIter = std::collections::btree_map::IntoIter<Arc<str>, Arc<str>>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}
