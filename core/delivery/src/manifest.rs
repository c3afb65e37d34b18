//! What a program wrote into a folder.

use crate::archive::stays_inside;
use crate::written_once::is_written_once;
use openmercato_ecs_module::Module;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use terraform_language::Files;

/// The SHA-256 of each file of a folder as a program of this kind wrote it, by the path below that folder.
///
/// Files that are written once are not in it: what they say is nobody's business but their owner's. As text it is what
/// `sha256sum --check` reads:
/// <https://www.gnu.org/software/coreutils/manual/html_node/cksum-output-modes.html>.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest(BTreeMap<String, String>);

/// The name of a manifest in the folder that it is about.
pub const NAME: &str = "SHA256SUMS";

/// What the first line of a manifest starts with, which tells it from the sums of something else.
const HEAD: &str = "# Written by openmercato-ecs ";

impl Manifest {
    /// The manifest of these files, by paths of the archive.
    pub fn of(files: &Files) -> Self {
        let listed = files.iter().filter(|(path, _)| !is_written_once(path) && !is_manifest(path));
        Self(listed.map(|(path, text)| (path.to_owned(), sha256(text.as_bytes()))).collect())
    }

    /// Reads the text of a manifest. `None` when it is the text of something else. Lines that are no sums, and paths that
    /// could lead out of the folder, are passed over.
    pub fn parse(text: &str) -> Option<Self> {
        text.starts_with(HEAD).then(|| Self(text.lines().filter_map(line).collect()))
    }

    /// The text, the same bytes for the same files. `folder` is the path in the archive of what the manifest is about,
    /// empty for the whole: paths are written relative to it, and those outside it are left out.
    pub fn to_text(&self, folder: &str) -> String {
        let mut text = format!("{HEAD}{}. What differs was edited since: sha256sum --check {NAME}\n", Module::VERSION);
        for (path, sum) in self.within(folder).0 {
            // Writing into a text does not fail.
            let _ = writeln!(text, "{sum}  {path}");
        }
        text
    }

    /// What the manifest says of one folder, by paths relative to it; all of it for an empty path.
    fn within(&self, folder: &str) -> Self {
        let below = |path: &str| match folder {
            "" => Some(path.to_owned()),
            folder => path.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned),
        };
        Self(self.0.iter().filter_map(|(path, sum)| Some((below(path)?, sum.clone()))).collect())
    }

    /// Adds what another manifest says, whose paths are relative to a folder. What is known already stays.
    pub fn add(&mut self, folder: &str, other: Self) {
        for (path, sum) in other.0 {
            let path = if folder.is_empty() { path } else { format!("{folder}/{path}") };
            self.0.entry(path).or_insert(sum);
        }
    }

    /// Takes a file as it is for one that nobody edited.
    pub fn accept(&mut self, path: &str, bytes: &[u8]) {
        self.0.insert(path.to_owned(), sha256(bytes));
    }

    /// The paths, sorted.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Whether the file at a path was written so. Line ends that Git for Windows turned are no edit.
    pub fn is_as_written(&self, path: &str, bytes: &[u8]) -> bool {
        let Some(sum) = self.0.get(path) else { return false };
        let turned = || {
            String::from_utf8(bytes.to_vec()).is_ok_and(|text| sha256(text.replace("\r\n", "\n").as_bytes()) == *sum)
        };
        sha256(bytes) == *sum || turned()
    }
}

/// What the manifests of a repository say, of the whole and of the root at a path, with the text of a file by its path.
pub(crate) fn of_repository(root: &str, read: &impl Fn(&str) -> Option<String>) -> Manifest {
    let mut written = Manifest::default();
    for (folder, path) in [("", NAME.to_owned()), (root, format!("{root}/{NAME}"))] {
        written.add(folder, read(&path).and_then(|text| Manifest::parse(&text)).unwrap_or_default());
    }
    written
}

/// Whether a path of the archive is that of a manifest.
pub fn is_manifest(path: &str) -> bool {
    path.rsplit('/').next() == Some(NAME)
}

/// The path and the sum of a line.
fn line(line: &str) -> Option<(String, String)> {
    let (sum, path) = line.split_once("  ")?;
    let is_sum = sum.len() == 64 && sum.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    (is_sum && stays_inside(path)).then(|| (path.to_owned(), sum.to_owned()))
}

/// The SHA-256 of bytes, 64 hexadecimal digits in lower case.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Files {
        let mut files = Files::default();
        files.insert("LICENSE", "MIT\n");
        files.insert("infra/terraform/deployments/shop/backend.tf", "");
        files.insert("infra/terraform/deployments/shop/main.tf", "module {}\n");
        files
    }

    #[test]
    fn reads_what_it_writes_without_what_is_written_once() {
        let manifest = Manifest::of(&files());
        assert_eq!(manifest.paths().collect::<Vec<_>>(), ["LICENSE", "infra/terraform/deployments/shop/main.tf"]);
        assert_eq!(Manifest::parse(&manifest.to_text("")), Some(manifest.clone()));
        let mut again = Manifest::default();
        again.add(
            "infra/terraform/deployments/shop",
            Manifest::parse(&manifest.to_text("infra/terraform/deployments/shop")).expect("ours"),
        );
        assert!(again.is_as_written("infra/terraform/deployments/shop/main.tf", b"module {}\r\n"));
        assert!(!again.is_as_written("infra/terraform/deployments/shop/main.tf", b"module { }\n"));
    }

    #[test]
    fn what_is_not_ours_is_no_manifest_and_no_path_leads_out() {
        let sum = sha256(b"");
        assert_eq!(Manifest::parse(&format!("{sum}  LICENSE\n")), None);
        let text = format!("{HEAD}9. \n{sum}  ../a\n{sum}  /a\n{sum}  a/./b\n{sum}  C:\\a\nshort  a\n{sum}  a/b\n");
        assert_eq!(Manifest::parse(&text).expect("ours").paths().collect::<Vec<_>>(), ["a/b"]);
    }
}
