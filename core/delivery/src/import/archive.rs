//! Inputs from one of our archives.

use super::{Import, LARGEST};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

/// The bytes that every zip starts with.
pub(super) const SIGNATURE: &[u8] = b"PK\x03\x04";

/// The most entries of an archive that are looked at. Ours have about a hundred.
const MOST_ENTRIES: usize = 2_000;

/// Reads `deployments/<name>/inputs.tf`, the first by name where there are several.
pub(super) fn read(bytes: &[u8]) -> Import {
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
        return super::refused("the file is no zip that can be read.".into());
    };
    if zip.len() > MOST_ENTRIES {
        return super::refused(format!("the archive has {} files, more than {MOST_ENTRIES}.", zip.len()));
    }
    let names = zip.file_names().flatten().map(std::borrow::Cow::into_owned);
    let mut roots: Vec<String> = names.filter(|name| is_inputs(name)).collect();
    roots.sort();
    let Some(first) = roots.first() else {
        return super::refused("the archive holds no infra/terraform/deployments/…/inputs.tf.".into());
    };
    let mut text = String::new();
    let is_read = zip.by_name(first).is_ok_and(|file| file.take(LARGEST as u64 + 1).read_to_string(&mut text).is_ok());
    if !is_read {
        return super::refused(format!("{} cannot be unpacked.", super::short(first)));
    }
    let mut import = super::read_whole("inputs.tf", &text);
    for other in &roots[1..] {
        import.notes.push(super::ImportNote {
            line: None,
            text: format!("{} is left out: {} was read.", super::short(other), super::short(first)),
        });
    }
    import
}

fn is_inputs(path: &str) -> bool {
    let mut names = path.rsplit('/');
    names.next() == Some("inputs.tf") && names.next().is_some() && names.next() == Some("deployments")
}
