//! A folder that an archive is written into.

use super::{brought, source};
use openmercato_ecs_core::manifest::{self, Manifest};
use openmercato_ecs_core::renewal::Fate;
use openmercato_ecs_core::upgrade::Edits;
use openmercato_ecs_core::written_once::{DEPLOYMENTS, is_written_once};
use openmercato_ecs_core::{Deployment, Files, Inputs, Link, Module, Renewal, link, templates};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::{fs, str};
use tempfile::NamedTempFile;

/// A folder, with what the files in it say whose paths matter.
pub(super) struct Folder {
    path: PathBuf,
    /// The bytes of the files that there are, by their paths below the folder.
    pub(super) found: BTreeMap<String, Vec<u8>>,
    /// What programs of this kind wrote there, as its manifests say.
    pub(super) written: Manifest,
}

impl Folder {
    /// Reads what a folder has of an archive's files, and of those that were written there before. A folder that does not
    /// exist has none. `root` is the path of the archive's deployment.
    ///
    /// # Errors
    /// A file cannot be read, or a link stands on the way to it.
    pub(super) fn read(path: &Path, archive: &Files, root: &str) -> Result<Self, String> {
        let mut folder = Self::at(path);
        let is_listed = folder.add_manifest("")? & folder.add_manifest(root)?;
        if !is_listed {
            folder.add_made_again(root)?;
        }
        let listed: Vec<_> = folder.written.paths().map(str::to_owned).collect();
        for path in archive.iter().map(|(path, _)| path).chain(listed.iter().map(String::as_str)) {
            if let Some(bytes) = folder.bytes(path)? {
                folder.found.insert(path.to_owned(), bytes);
            }
        }
        folder.accept_inputs(archive, &format!("{root}/inputs.tf"));
        Ok(folder)
    }

    /// A folder of which nothing was read yet.
    fn at(path: &Path) -> Self {
        Self { path: path.to_owned(), found: BTreeMap::new(), written: Manifest::default() }
    }

    /// Reads what programs of this kind may have written into a folder, and what stands beside it in the roots of its
    /// deployments. What is no text is no file of theirs any more: it is read as far as it can be.
    ///
    /// # Errors
    /// A file cannot be read, or a link stands on the way to it.
    pub(super) fn repository(path: &Path) -> Result<(Self, Files), String> {
        let mut folder = Self::at(path);
        let present = Deployment::of(Module::embedded(), &Inputs::new());
        let mut paths: BTreeSet<_> = present.files().iter().map(|(path, _)| path.to_owned()).collect();
        let mut roots = folder.names(DEPLOYMENTS);
        roots.retain(|root| folder.path.join(root).join("inputs.tf").exists());
        for root in std::iter::once("").chain(roots.iter().map(String::as_str)) {
            folder.add_manifest(root)?;
        }
        paths.extend(folder.written.paths().map(str::to_owned));
        let contract = format!("{}/contract", templates::MODULE);
        for beside in roots.iter().map(String::as_str).chain([templates::MODULE, &contract]) {
            paths.extend(folder.names(beside).into_iter().filter(|path| folder.is_file(path)));
        }
        let mut files = Files::default();
        for path in paths {
            if let Some(bytes) = folder.bytes(&path)? {
                files.insert(path, String::from_utf8_lossy(&bytes).into_owned());
            }
        }
        Ok((folder, files))
    }

    /// The paths of what lies in a folder below this one.
    fn names(&self, below: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path.join(below)).into_iter().flatten().flatten();
        entries.map(|entry| format!("{below}/{}", entry.file_name().to_string_lossy())).collect()
    }

    /// Whether a file lies at a path, and no link.
    fn is_file(&self, path: &str) -> bool {
        fs::symlink_metadata(self.path.join(path)).is_ok_and(|metadata| metadata.is_file())
    }

    /// Takes over what the manifest in a folder below this one says; whether there is one.
    fn add_manifest(&mut self, below: &str) -> Result<bool, String> {
        let path = if below.is_empty() { manifest::NAME.to_owned() } else { format!("{below}/{}", manifest::NAME) };
        let bytes = self.bytes(&path)?.unwrap_or_default();
        let listed = str::from_utf8(&bytes).ok().and_then(Manifest::parse);
        let is_there = listed.is_some();
        self.written.add(below, listed.unwrap_or_default());
        Ok(is_there)
    }

    /// Where a manifest is missing, what the deployment's link makes was written, if this version of the program made it.
    fn add_made_again(&mut self, root: &str) -> Result<(), String> {
        let bytes = self.bytes(&format!("{root}/share-link.txt"))?.unwrap_or_default();
        let text = str::from_utf8(&bytes).unwrap_or_default();
        let Link { inputs, assumptions, offer, module_version, .. } =
            link::decode(Module::embedded(), link::fragment(text));
        if module_version == Module::VERSION {
            let made = Deployment::assuming(Module::embedded(), &inputs, &assumptions).offered(offer);
            self.written.add("", Manifest::of(made.files()));
        }
        Ok(())
    }

    /// Inputs that say what the archive's say are no edit: the archive was made from them. Comments of somebody's own are
    /// one.
    fn accept_inputs(&mut self, archive: &Files, path: &str) {
        let (Some(found), Some(made)) = (self.found.get(path), archive.get(path)) else { return };
        let read = |bytes: &[u8]| source::imported(path, bytes);
        let (was, is) = (read(found), read(made.as_bytes()));
        if was.inputs == is.inputs && !was.has_left_out() && !has_own_comment(&String::from_utf8_lossy(found), made) {
            self.written.accept(path, found);
        }
    }

    /// The bytes of a file below the folder; `None` where there is none. Of a link that stands for a file that is written
    /// once, no bytes: it is there, and stays.
    fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, String> {
        if self.link_on_the_way(path).is_some_and(|link| link == self.path.join(path)) && is_written_once(path) {
            return Ok(Some(Vec::new()));
        }
        self.refuse_links(path)?;
        let file = self.path.join(path);
        match fs::symlink_metadata(&file) {
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(format!("cannot read {}: {error}.", file.display())),
            Ok(_) => brought::bytes(&file).map(Some),
        }
    }

    /// The first link among the folders and the file on the way to a path.
    fn link_on_the_way(&self, path: &str) -> Option<PathBuf> {
        let mut place = self.path.clone();
        path.split('/').find_map(|name| {
            place.push(name);
            fs::symlink_metadata(&place).is_ok_and(|metadata| metadata.is_symlink()).then(|| place.clone())
        })
    }

    fn refuse_links(&self, path: &str) -> Result<(), String> {
        match self.link_on_the_way(path) {
            None => Ok(()),
            Some(link) => Err(format!(
                "{} is a link, which may lead out of {}. Nothing was written. Put a file or a folder in its place.",
                link.display(),
                self.path.display()
            )),
        }
    }

    /// Writes what is to be written, removes what is to be removed, and writes the manifests last: as long as they are the
    /// old ones, the same can be done again after a failure. Files that were edited are written where `edits` says so.
    ///
    /// # Errors
    /// A file cannot be written or removed. Each is whole, as it was or as it is to be.
    pub(super) fn renew(&self, archive: &Files, renewal: &Renewal, edits: Edits) -> Result<(), String> {
        let fates = [Fate::Written].into_iter().chain((edits == Edits::Overwritten).then_some(Fate::Edited));
        let (last, first): (Vec<_>, Vec<_>) =
            fates.flat_map(|fate| renewal.with(fate)).partition(|path| manifest::is_manifest(path));
        for path in &first {
            self.write(path, archive)?;
        }
        for path in renewal.with(Fate::Removed) {
            self.remove(path)?;
        }
        for path in renewal.with(Fate::Same) {
            set_mode(&self.path.join(path), path).map_err(|error| self.failed(path, &error))?;
        }
        last.iter().try_for_each(|path| self.write(path, archive))
    }

    /// Beside it first: a file is whole, or as it was.
    fn write(&self, path: &str, archive: &Files) -> Result<(), String> {
        self.refuse_links(path)?;
        let file = self.path.join(path);
        let write = || {
            let folder = file.parent().unwrap_or(&self.path);
            fs::create_dir_all(folder)?;
            let mut beside = NamedTempFile::new_in(folder)?;
            beside.write_all(archive.get(path).unwrap_or_default().as_bytes())?;
            set_mode(beside.path(), path)?;
            beside.persist(&file).map(drop).map_err(|error| error.error)
        };
        write().map_err(|error| self.failed(path, &error))
    }

    /// Removes a file, and the folders that are empty then.
    fn remove(&self, path: &str) -> Result<(), String> {
        self.refuse_links(path)?;
        let file = self.path.join(path);
        fs::remove_file(&file).map_err(|error| self.failed(path, &error))?;
        let folders = file.ancestors().skip(1).take_while(|folder| *folder != self.path);
        // A folder that holds something else stays.
        for folder in folders.take_while(|folder| fs::remove_dir(folder).is_ok()) {
            debug_assert!(!folder.exists());
        }
        Ok(())
    }

    fn failed(&self, path: &str, error: &io::Error) -> String {
        format!(
            "cannot write {}: {error}. Some files are new, the others as they were; mend it, and do the same again.",
            self.path.join(path).display()
        )
    }

    /// The paths of the other deployments in the folder, sorted.
    pub(super) fn other_deployments(&self, root: &str) -> Vec<String> {
        let entries = fs::read_dir(self.path.join(DEPLOYMENTS)).into_iter().flatten().flatten();
        let folders = entries.filter(|entry| entry.path().join("main.tf").exists());
        let paths = folders.map(|entry| format!("{DEPLOYMENTS}/{}", entry.file_name().to_string_lossy()));
        let mut others: Vec<_> = paths.filter(|path| path != root).collect();
        others.sort_unstable();
        others
    }
}

/// Whether inputs have a comment that the program did not write: it writes the titles of sections, and what it `made`.
fn has_own_comment(inputs: &str, made: &str) -> bool {
    let is_ours = |line: &str| {
        let title = line.strip_prefix("# ");
        made.lines().any(|made| made.trim() == line)
            || Module::embedded().sections().iter().any(|section| title == Some(section.title.as_str()))
    };
    let comments = inputs.lines().map(str::trim);
    comments
        .filter(|line| line.contains('#') || line.starts_with("//") || line.contains("/*"))
        .any(|line| !is_ours(line))
}

#[cfg(unix)]
fn set_mode(path: &Path, name: &str) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(Files::mode(name)))
}

#[cfg(not(unix))]
fn set_mode(_: &Path, _: &str) -> io::Result<()> {
    Ok(())
}
