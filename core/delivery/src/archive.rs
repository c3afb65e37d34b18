//! A zip that somebody brings: how much of it is read, and why it may not be.

use std::collections::BTreeMap;
use std::fmt;
use std::io::{Cursor, Read as _};
use terraform_language::Files;
use zip::ZipArchive;

/// The largest archive that is read, in bytes. One of ours has about 350,000.
pub const LARGEST: usize = 8_000_000;

/// The most files in an archive that is read. One of ours has about 150.
pub const MOST_FILES: usize = 2_000;

/// The most bytes that all files of an archive may unpack to. Those of ours unpack to about 1.1 million.
pub const MOST_BYTES: u64 = 16 << 20;

/// Why an archive is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveError {
    /// The bytes are no zip.
    NoZip,
    /// It has this many files, more than [`MOST_FILES`].
    TooManyFiles(usize),
    /// Two files have one name, so that programs disagree on which of them is meant.
    OneName,
    /// Two files lie at this path once the archive's top folder is taken off.
    OnePath(String),
    /// Files share bytes of the archive, as those of a zip bomb do.
    /// <https://www.bamsoftware.com/hacks/zipbomb/>
    Overlapping,
    /// The files unpack to more than [`MOST_BYTES`].
    TooLarge,
    /// The file at this path is damaged, or no text in UTF-8 where one is needed.
    NoText(String),
}

/// The files of a repository by their paths.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Contents {
    /// Those that are text in UTF-8, as all are that a program of this kind writes.
    pub texts: Files,
    /// The bytes of those that somebody put beside them and that are no text.
    pub others: BTreeMap<String, Vec<u8>>,
}

impl Contents {
    /// All of it as texts, with U+FFFD for what is none.
    pub fn lossy(mut self) -> Files {
        for (path, bytes) in self.others {
            self.texts.insert(path, String::from_utf8_lossy(&bytes).into_owned());
        }
        self.texts
    }

    /// The paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|(path, _)| path).chain(self.others.keys().map(String::as_str))
    }
}

impl From<Files> for Contents {
    fn from(texts: Files) -> Self {
        Self { texts, others: BTreeMap::new() }
    }
}

/// An archive, of which files are unpacked one by one.
pub struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that were unpacked, at most one more than [`MOST_BYTES`].
    unpacked: u64,
}

impl<'a> Archive<'a> {
    /// Reads the list of files.
    ///
    /// # Errors
    /// The bytes are no zip, or one with too many files, with two of one name, or with files that overlap.
    pub fn open(bytes: &'a [u8]) -> Result<Self, ArchiveError> {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ArchiveError::NoZip)?;
        if zip.len() > MOST_FILES {
            return Err(ArchiveError::TooManyFiles(zip.len()));
        }
        if zip.has_duplicate_names() {
            return Err(ArchiveError::OneName);
        }
        if zip.has_overlapping_entries().map_err(|_| ArchiveError::NoZip)? {
            return Err(ArchiveError::Overlapping);
        }
        Ok(Self { zip, unpacked: 0 })
    }

    /// The paths of the files, as the archive has them, in its order.
    ///
    /// # Errors
    /// A path is in no encoding that a zip may have.
    pub fn paths(&self) -> Result<Vec<String>, ArchiveError> {
        let paths = self.zip.file_names().map(|path| path.map(std::borrow::Cow::into_owned));
        paths.collect::<Result<_, _>>().map_err(|_| ArchiveError::NoZip)
    }

    /// The text of the file that has this place in the archive's order, and this path.
    ///
    /// # Errors
    /// The file is damaged or no text, or more was unpacked than [`MOST_BYTES`].
    pub fn text(&mut self, index: usize, path: &str) -> Result<String, ArchiveError> {
        String::from_utf8(self.bytes(index, path)?).map_err(|_| ArchiveError::NoText(path.to_owned()))
    }

    fn bytes(&mut self, index: usize, path: &str) -> Result<Vec<u8>, ArchiveError> {
        let no_text = || ArchiveError::NoText(path.to_owned());
        let left = MOST_BYTES.saturating_sub(self.unpacked) + 1;
        let file = self.zip.by_index(index).map_err(|_| no_text())?;
        let mut bytes = Vec::new();
        let is_read = file.take(left).read_to_end(&mut bytes).is_ok();
        self.unpacked += bytes.len() as u64;
        if self.unpacked > MOST_BYTES {
            return Err(ArchiveError::TooLarge);
        }
        if is_read { Ok(bytes) } else { Err(no_text()) }
    }

    /// All files by their paths, without the folder `top` where they are in it.
    ///
    /// # Errors
    /// A file is damaged, two have one path, or all are too much.
    pub fn contents(&mut self, top: &str) -> Result<Contents, ArchiveError> {
        let mut contents = Contents::default();
        for (index, name) in self.paths()?.into_iter().enumerate() {
            let path = name.strip_prefix(top).and_then(|path| path.strip_prefix('/')).unwrap_or(&name);
            if path.is_empty() || path.ends_with('/') {
                continue;
            }
            if contents.texts.get(path).is_some() || contents.others.contains_key(path) {
                return Err(ArchiveError::OnePath(path.to_owned()));
            }
            match String::from_utf8(self.bytes(index, path)?) {
                Ok(text) => contents.texts.insert(path, text),
                Err(error) => drop(contents.others.insert(path.to_owned(), error.into_bytes())),
            }
        }
        Ok(contents)
    }
}

/// Whether a path stays in the folder that it is relative to, wherever that folder is: on Windows a backslash parts
/// names, and a colon names a drive.
pub fn stays_inside(path: &str) -> bool {
    path.split('/').all(|name| !matches!(name, "" | "." | "..") && !name.contains(['\\', ':']))
}

/// A predicate of the archive.
impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoZip => f.write_str("is no zip that can be read"),
            Self::TooManyFiles(count) => write!(f, "has {count} files, more than the {MOST_FILES} that are read"),
            Self::OneName => f.write_str("has two files of one name"),
            Self::OnePath(path) => write!(f, "has two files {}", short(path)),
            Self::Overlapping => f.write_str("has files that overlap"),
            Self::TooLarge => write!(f, "unpacks to more than {MOST_BYTES} bytes, the most that are read"),
            Self::NoText(path) => write!(f, "has a file {}, which is damaged or no text", short(path)),
        }
    }
}

impl std::error::Error for ArchiveError {}

/// A path, cut where it is long.
fn short(path: &str) -> String {
    const LONGEST: usize = 120;
    let cut: String = path.chars().take(LONGEST).collect();
    if cut.len() < path.len() { format!("{cut}…") } else { cut }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use std::io::Write as _;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    /// A zip of these files.
    pub(crate) fn zipped<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (path, bytes) in files {
            zip.start_file(path, SimpleFileOptions::default()).expect("the path is short");
            zip.write_all(bytes).expect("memory can be written");
        }
        zip.finish().expect("memory can be written").into_inner()
    }

    /// The bytes with one text in the place of another of the same length, wherever that stands.
    pub(crate) fn renamed(mut bytes: Vec<u8>, from: &str, to: &str) -> Vec<u8> {
        assert_eq!(from.len(), to.len());
        let starts: Vec<_> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(from.as_bytes())).collect();
        starts.into_iter().for_each(|at| bytes[at..at + to.len()].copy_from_slice(to.as_bytes()));
        bytes
    }

    fn unpacked(bytes: &[u8]) -> (Result<Files, ArchiveError>, u64) {
        match Archive::open(bytes) {
            Ok(mut archive) => (archive.contents("top").map(Contents::lossy), archive.unpacked),
            Err(error) => (Err(error), 0),
        }
    }

    #[test]
    fn no_more_is_unpacked_than_the_limit_for_all_files() {
        let megabyte = vec![b' '; 1 << 20];
        let names: Vec<_> = (0..40).map(|number| format!("{number}.txt")).collect();
        let of = |count: usize| zipped(names[..count].iter().map(|name| (name.as_str(), megabyte.as_slice())));
        assert_eq!(unpacked(&of(16)).0.map(|files| files.len()), Ok(16));
        let (read, bytes) = unpacked(&of(40));
        assert_eq!(read, Err(ArchiveError::TooLarge));
        assert_eq!(bytes, MOST_BYTES + 1);
        assert_eq!(ArchiveError::TooLarge.to_string(), "unpacks to more than 16777216 bytes, the most that are read");
    }

    #[test]
    fn nothing_is_unpacked_where_files_overlap() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("0.txt", SimpleFileOptions::default()).expect("the path is short");
        zip.write_all(&[b' '; 1 << 20]).expect("memory can be written");
        (1..1_900).for_each(|number| zip.shallow_copy_file("0.txt", &format!("{number}.txt")).expect("it is there"));
        let bytes = zip.finish().expect("memory can be written").into_inner();
        assert_eq!(unpacked(&bytes), (Err(ArchiveError::Overlapping), 0));
    }

    #[test]
    fn files_are_counted() {
        let names: Vec<_> = (0..=MOST_FILES).map(|number| number.to_string()).collect();
        let (read, _) = unpacked(&zipped(names.iter().map(|name| (name.as_str(), &b""[..]))));
        assert_eq!(read, Err(ArchiveError::TooManyFiles(2_001)));
        let said = ArchiveError::TooManyFiles(2_001).to_string();
        assert_eq!(said, "has 2001 files, more than the 2000 that are read");
    }

    #[test]
    fn two_files_of_one_name_are_refused() {
        let twice = renamed(zipped([("a/inputs.tf", &b"1"[..]), ("b/inputs.tf", b"2")]), "b/inputs.tf", "a/inputs.tf");
        assert_eq!(unpacked(&twice), (Err(ArchiveError::OneName), 0));
        let (read, _) = unpacked(&zipped([("top/LICENSE", &b"1"[..]), ("LICENSE", b"2")]));
        assert_eq!(read, Err(ArchiveError::OnePath("LICENSE".into())));
    }

    #[test]
    fn a_file_that_is_no_text_is_kept_and_named_where_a_text_is_needed() {
        let bytes = zipped([("top/a.png", &b"\xff\xfe"[..]), ("top/b", b"text")]);
        let mut archive = Archive::open(&bytes).expect("a zip");
        let contents = archive.contents("top").expect("nothing is damaged");
        assert_eq!(contents.others, BTreeMap::from([("a.png".to_owned(), b"\xff\xfe".to_vec())]));
        assert_eq!(contents.paths().collect::<Vec<_>>(), ["b", "a.png"]);
        assert_eq!(contents.lossy().get("a.png"), Some("\u{fffd}\u{fffd}"));
        assert_eq!(archive.text(0, "a.png"), Err(ArchiveError::NoText("a.png".into())));
    }
}
