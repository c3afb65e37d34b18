//! Names that change with what is under them, so that a host and a browser may keep each file for ever.

use super::{DOCUMENT, SERVICE_WORKER, Site, sha256};
use anyhow::Result;

/// Digits of the hash in a name: enough that two builds do not meet by chance.
const DIGITS: usize = 12;

/// Files whose names others rely on: the document, the service worker, and what a host page names.
const KEPT: [&str; 4] = [DOCUMENT, SERVICE_WORKER, "embed.html", "embed.js"];

/// The site with a hash in each name but those that must stay, each reference following, and a service worker that
/// knows all files.
pub(super) fn of(parts: &Site) -> Result<Site> {
    let mut site = Site::default();
    let mut names: Vec<(String, String)> = Vec::new();
    let mut paths: Vec<_> = parts.files.keys().cloned().collect();
    paths.sort_by_key(|path| rank(path));
    let worker = parts.text(SERVICE_WORKER)?.to_owned();
    for path in paths.into_iter().filter(|path| path != SERVICE_WORKER) {
        let bytes = parts.bytes(&path)?;
        let bytes = if rank(&path) == 0 { bytes.to_vec() } else { renamed(parts.text(&path)?, &names).into_bytes() };
        let name = if KEPT.contains(&path.as_str()) { path.clone() } else { with_hash(&path, &bytes) };
        names.push((file_name(&path).to_owned(), file_name(&name).to_owned()));
        site.insert(&name, bytes);
    }
    let listed: serde_json::Map<_, _> =
        site.files.iter().map(|(path, bytes)| (path.clone(), sha256(bytes).into())).collect();
    let listed = serde_json::to_string_pretty(&listed)?;
    let version = sha256(listed.as_bytes());
    let version = version.get(..DIGITS).unwrap_or(&version);
    site.insert(SERVICE_WORKER, format!("const VERSION = \"{version}\";\nconst FILES = {listed};\n{worker}"));
    Ok(site)
}

/// In which turn a file is named: after those that it may refer to. The files of turn 0 refer to none.
fn rank(path: &str) -> usize {
    match path.rsplit('.').next() {
        Some("css" | "webmanifest") => 1,
        Some("js") if path.contains('/') => 1,
        Some("js") => 2,
        Some("html") => 3,
        _ => 0,
    }
}

fn with_hash(path: &str, bytes: &[u8]) -> String {
    let hash = sha256(bytes);
    let hash = hash.get(..DIGITS).unwrap_or(&hash);
    match path.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{path}.{hash}"),
    }
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The text with each file name that stands at the end of a reference replaced.
fn renamed(text: &str, names: &[(String, String)]) -> String {
    let mut text = text.to_owned();
    for (name, with_hash) in names {
        for before in ['"', '\'', '/', '('] {
            for after in ['"', '\'', ')'] {
                text = text.replace(&format!("{before}{name}{after}"), &format!("{before}{with_hash}{after}"));
            }
        }
    }
    text
}
