//! Files that someone gives to the page. They are read here and go nowhere.

mod button;
mod dropped;

pub(crate) use button::{FileButton, FolderButton};
pub(crate) use dropped::{Dropped, offers_files};

use openmercato_ecs_core::archive::LARGEST;
use openmercato_ecs_core::import::SourceFile;
use openmercato_ecs_core::import::folder::{self, MOST_FILES};
use openmercato_ecs_core::labels::counted;
use wasm_bindgen_futures::JsFuture;

/// Bytes of a file that are read at most.
const LIMIT: f64 = LARGEST as f64;

/// Bytes of all files that are read at most.
const LIMIT_TOGETHER: f64 = folder::MOST_BYTES as f64;

/// A file that was given and is not read so far.
#[derive(Clone, Debug)]
pub(crate) struct Given {
    /// Its name, with the folders that it was found in.
    path: String,
    file: web_sys::File,
}

/// What was read of what was given.
#[derive(Clone, Debug, Default)]
pub(crate) struct Upload {
    /// The files.
    pub(crate) files: Vec<SourceFile>,
    /// What was not read, and why, as sentences.
    pub(crate) unread: Vec<String>,
}

impl Given {
    /// A file by itself.
    fn alone(file: web_sys::File) -> Self {
        Self { path: file.name(), file }
    }
}

/// Reads what was given, the first by path where that is too much.
pub(crate) async fn read(mut given: Vec<Given>) -> Upload {
    let mut upload = Upload::default();
    given.sort_by(|one, other| one.path.cmp(&other.path));
    if let Some(rest) = given.len().checked_sub(MOST_FILES).filter(|rest| *rest > 0) {
        given.truncate(MOST_FILES);
        upload.unread.push(format!("{} beyond the first {MOST_FILES} not read.", were(rest, "file")));
    }
    let mut bytes = 0.0;
    for Given { path, file } in given {
        let size = file.size();
        if size > LIMIT {
            upload.unread.push(format!("{path} is larger than {} MB, which no file of a deployment is.", LIMIT / 1e6));
        } else if bytes + size > LIMIT_TOGETHER {
            upload
                .unread
                .push(format!("{path} was not read: together the files are larger than {} MB.", LIMIT_TOGETHER / 1e6));
        } else if let Ok(buffer) = JsFuture::from(file.array_buffer()).await {
            bytes += size;
            upload.files.push(SourceFile::new(path, js_sys::Uint8Array::new(&buffer).to_vec()));
        } else {
            upload.unread.push(format!("{path} could not be read."));
        }
    }
    upload
}

/// The files of a folder that may hold something to read, and what is said of the others.
fn sources(found: Vec<Given>) -> (Vec<Given>, Option<String>) {
    let count = found.len();
    let sources: Vec<_> = found.into_iter().filter(|given| folder::is_source(&given.path)).collect();
    let others = count - sources.len();
    let said = (others > 0).then(|| format!("{} in the folder passed over, by their names.", were(others, "file")));
    (sources, said)
}

fn were(count: usize, what: &str) -> String {
    let verb = if count == 1 { "was" } else { "were" };
    format!("{} {verb}", counted(count, what, &format!("{what}s")))
}
