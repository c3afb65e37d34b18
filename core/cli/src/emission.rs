//! An archive that is written as a folder, and what that says.

use super::folder::Folder;
use super::{Format, Printed, line_difference};
use openmercato_ecs_core::renewal::Fate;
use openmercato_ecs_core::upgrade::Edits;
use openmercato_ecs_core::{Deployment, Renewal};
use serde_json::json;
use std::path::Path;

/// Writes every file below a folder, and whether it did: files that somebody edited are refused by name unless forced,
/// and nothing is written then.
pub(super) fn emit(
    deployment: &Deployment,
    out: &Path,
    force: bool,
    format: Format,
) -> Result<(Printed, bool), String> {
    if out.is_file() {
        return Err(format!("{} is a file; name a folder.", out.display()));
    }
    let root = deployment.root();
    let folder = Folder::read(out, deployment.files(), &root)?;
    let renewal = Renewal::of(deployment.files(), &folder.written, &folder.found);
    let is_refused = !force && renewal.with(Fate::Edited).next().is_some();
    let others = folder.other_deployments(&root);
    if !is_refused {
        folder.renew(deployment.files(), &renewal, Edits::Overwritten)?;
    }
    let printed = match format {
        Format::Json => {
            let mut json = renewal.to_json();
            json["is_written"] = (!is_refused).into();
            json["root"] = json!(root);
            Printed::json(&json)
        }
        Format::Text => {
            let mut lines = edits(deployment, &folder, &renewal);
            if is_refused {
                lines.push(refusal(&renewal, out, &root));
            } else {
                lines.extend(said(&renewal, &others));
                let files = deployment.files().len();
                lines.push(format!("{files} files in {}; start in {root}", out.display()));
            }
            Printed::Lines(lines)
        }
    };
    Ok((printed, !is_refused))
}

/// Each file that somebody edited, with what writing it takes away and brings.
fn edits(deployment: &Deployment, folder: &Folder, renewal: &Renewal) -> Vec<String> {
    let mut lines = Vec::new();
    for path in renewal.with(Fate::Edited) {
        let found = folder.found.get(path).map(|bytes| String::from_utf8_lossy(bytes)).unwrap_or_default();
        let made = deployment.files().get(path).unwrap_or_default();
        lines.push(format!("edited: {path}"));
        line_difference::add(&mut lines, &found, made);
    }
    lines
}

fn refusal(renewal: &Renewal, out: &Path, root: &str) -> String {
    let count = renewal.with(Fate::Edited).count();
    let inputs = format!("{root}/inputs.tf");
    let from_inputs = match renewal.with(Fate::Edited).any(|path| path == inputs) {
        true => format!(" Choices in inputs.tf are kept by --inputs {}.", out.join(&inputs).display()),
        false => String::new(),
    };
    format!(
        "Nothing was written: {count} {} above, and would be lost.{from_inputs} --force overwrites them.",
        if count == 1 { "file was edited as shown" } else { "files were edited as shown" }
    )
}

/// What else became of files that were there.
pub(super) fn said(renewal: &Renewal, others: &[String]) -> Vec<String> {
    let of = |fate, what: &'static str| renewal.with(fate).map(move |path| format!("{what}: {path}"));
    of(Fate::Kept, "kept, since it is yours")
        .chain(of(Fate::Removed, "removed, since there is no such file any more"))
        .chain(of(Fate::Left, "left, since it was edited, though there is no such file any more"))
        .chain(others.iter().map(|other| format!("another deployment, as it was: {other}")))
        .collect()
}
