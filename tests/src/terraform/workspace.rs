use std::fs;
use std::path::{Component, Path, PathBuf};

use tempfile::TempDir;
use walkdir::WalkDir;

use super::{Result, TerraformError};

/// A temporary folder for Terraform to run in; gone when dropped.
#[derive(Debug)]
pub struct Workspace {
    folder: TempDir,
}

impl Workspace {
    /// An empty one.
    ///
    /// # Errors
    /// When no temporary folder can be made.
    pub fn new() -> Result<Self> {
        tempfile::Builder::new()
            .prefix("openmercato-ecs-")
            .tempdir()
            .map(|folder| Self { folder })
            .map_err(|source| TerraformError::io("make a temporary folder", source))
    }

    /// The folder itself.
    #[must_use]
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes one file, and the folders above it. `path` is relative.
    ///
    /// # Errors
    /// When `path` would leave the workspace, or cannot be written.
    pub fn write(&self, path: impl AsRef<Path>, contents: impl AsRef<[u8]>) -> Result<()> {
        let target = self.inside(path.as_ref())?;
        let written = target.parent().map_or(Ok(()), fs::create_dir_all);
        written
            .and_then(|()| fs::write(&target, contents))
            .map_err(|source| TerraformError::io(format!("write {}", target.display()), source))
    }

    /// Copies the files under `from` to `path`, a relative folder; `.terraform`
    /// folders stay behind.
    ///
    /// # Errors
    /// When `path` would leave the workspace, or a file cannot be copied.
    pub fn copy(&self, from: &Path, path: impl AsRef<Path>) -> Result<()> {
        let entries = WalkDir::new(from).into_iter().filter_entry(|entry| entry.file_name() != ".terraform");
        for entry in entries {
            let entry = entry.map_err(|error| TerraformError::io(format!("read {}", from.display()), error.into()))?;
            if entry.file_type().is_file() {
                let contents = fs::read(entry.path())
                    .map_err(|source| TerraformError::io(format!("read {}", entry.path().display()), source))?;
                let relative = entry.path().strip_prefix(from).unwrap_or(entry.path());
                self.write(path.as_ref().join(relative), contents)?;
            }
        }
        Ok(())
    }

    fn inside(&self, path: &Path) -> Result<PathBuf> {
        let stays = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
        if stays {
            Ok(self.path().join(path))
        } else {
            let source = std::io::Error::other("the path leaves the workspace");
            Err(TerraformError::io(format!("write {}", path.display()), source))
        }
    }
}
