//! An older repository brought to this version, and what that says.

use super::folder::Folder;
use super::{Format, Printed, brought, changes, emission, line_difference};
use openmercato_ecs_core::news::News;
use openmercato_ecs_core::renewal::Fate;
use openmercato_ecs_core::upgrade::Edits;
use openmercato_ecs_core::{Changes, Existing, Files, Module, NotArchived, Repository, Upgrade};
use serde_json::json;
use std::fs;
use std::path::{Path, PathBuf};

/// What is brought to this version, and where it goes.
#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The older archive, or the folder that one was written into.
    path: PathBuf,
    /// The zip file to write; a folder is written where it is.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Write nothing, and say what would be.
    #[arg(long)]
    dry_run: bool,
    /// Overwrite files that were edited, too.
    #[arg(long)]
    force: bool,
    /// How to print.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

/// Brings it to this version unless it is a dry run. All is well where nothing is left for somebody to look at: no edited
/// file that this version writes otherwise, no input that is refused or left out, nothing that the module refuses.
pub(super) fn upgrade(arguments: &Arguments) -> Result<(Printed, bool), String> {
    let Arguments { path, out, dry_run, force, format } = arguments;
    let edits = if *force { Edits::Overwritten } else { Edits::Kept };
    let (repository, folder) = read(path)?;
    let upgrade = repository.upgrade();
    let is_blind = !force && upgrade.is_without_manifest() && upgrade.edits().next().is_some();
    let is_written = !dry_run && !is_blind;
    match (&folder, out) {
        (Some(_), Some(_)) => return Err(format!("{} is a folder, which is written where it is.", path.display())),
        (None, None) if !dry_run => return Err("name the zip file to write with --out, or add --dry-run.".into()),
        _ if !is_written => {}
        (Some(folder), None) => folder.renew(upgrade.made(), &upgrade.renewal, edits)?,
        (None, Some(out)) => write(&upgrade, edits, path, out)?,
        (None, None) => {}
    }
    let files = upgrade.files(edits);
    let prospects: Vec<_> = repository.deployments.iter().map(|existing| Prospect::of(existing, &files)).collect();
    let is_well = prospects.iter().all(Prospect::is_well) && (*force || upgrade.edits().next().is_none());
    let printed = match format {
        Format::Json => {
            let mut json = upgrade.to_json();
            json["is_written"] = is_written.into();
            json["deployments"] = prospects.iter().map(Prospect::to_json).collect();
            Printed::json(&json)
        }
        Format::Text => {
            let mut lines: Vec<_> = prospects.iter().flat_map(Prospect::lines).collect();
            lines.extend(news(&upgrade.news));
            lines.extend(fates(&upgrade, edits));
            lines.push(if is_written { written(arguments) } else { "Nothing was written.".to_owned() });
            Printed::Lines(lines)
        }
    };
    Ok((printed, is_well))
}

fn read(path: &Path) -> Result<(Repository, Option<Folder>), String> {
    let failed = |error| format!("{}: {error}.", path.display());
    if path.is_dir() {
        let (folder, files) = Folder::repository(path)?;
        return Ok((Repository::of(files).map_err(failed)?, Some(folder)));
    }
    Ok((Repository::of_archive(&brought::bytes(path)?).map_err(failed)?, None))
}

/// Writes the zip. The older one stays.
fn write(upgrade: &Upgrade, edits: Edits, from: &Path, out: &Path) -> Result<(), String> {
    if fs::canonicalize(out).is_ok_and(|out| fs::canonicalize(from).is_ok_and(|from| from == out)) {
        return Err(format!("{} is the older archive: name another file.", out.display()));
    }
    let bundle = upgrade.bundle(edits);
    fs::write(out, &bundle.bytes).map_err(|error| format!("cannot write {}: {error}.", out.display()))
}

fn written(Arguments { path, out, .. }: &Arguments) -> String {
    format!("Written: {}", out.as_ref().unwrap_or(path).display())
}

/// What lies ahead of a deployment.
struct Prospect<'a> {
    existing: &'a Existing,
    /// What Terraform will do; `None` where it refuses the inputs.
    changes: Option<Result<Changes, NotArchived>>,
}

impl<'a> Prospect<'a> {
    fn of(existing: &'a Existing, files: &Files) -> Self {
        let is_refused = existing.evaluation().errors().next().is_some();
        Self { existing, changes: (!is_refused).then(|| existing.changes(files)) }
    }

    fn is_well(&self) -> bool {
        let is_refused = |changes: &Changes| !changes.refusals.is_empty();
        let changes = self.changes.as_ref();
        self.existing.left_out.is_empty() && changes.is_some_and(|changes| !changes.as_ref().is_ok_and(is_refused))
    }

    /// `root`, `version`, `left_out`, `defaults` in words, `check` as `check` has it, and `changes` as `diff --running`
    /// has them; null where Terraform refuses the inputs or nobody can say, and then `unknown` says why.
    fn to_json(&self) -> serde_json::Value {
        let Self { existing, changes } = self;
        let changes = changes.as_ref();
        json!({
            "root": existing.root,
            "version": existing.link.module_version,
            "left_out": existing.left_out,
            "defaults": existing.link.changes(),
            "check": existing.evaluation().check_json(),
            "changes": changes.and_then(|changes| changes.as_ref().ok()).map(Changes::to_json),
            "unknown": changes.and_then(|changes| changes.as_ref().err()).map(ToString::to_string),
        })
    }

    /// Which version made it, what is left out of its inputs, and what Terraform will do.
    fn lines(&self) -> Vec<String> {
        let Self { existing, changes } = self;
        let version = match existing.link.module_version.as_str() {
            "" => "nothing says by which version it was made".to_owned(),
            version => format!("made by version {version}"),
        };
        let mut lines = vec![format!("{}: {version}; this is {}.", existing.root, Module::VERSION)];
        lines.extend(existing.left_out.iter().map(|text| format!("  Left out: {text}")));
        lines.extend(existing.link.changes().into_iter().map(|text| format!("  {text}")));
        let errors = existing.evaluation().errors();
        lines.extend(errors.map(|error| format!("  Terraform refuses: {}: {}", error.path, error.message)));
        match changes {
            Some(Ok(changes)) => lines.extend(changes::lines(changes).into_iter().map(|line| format!("  {line}"))),
            Some(Err(why)) => lines.push(format!("  What Terraform will do cannot be told: {why}.")),
            None => {}
        }
        lines.push(String::new());
        lines
    }
}

/// What is new in the module, by version and kind.
fn news(news: &[News]) -> Vec<String> {
    let mut lines = Vec::new();
    for group in news.chunk_by(|one, next| (&one.version, &one.kind) == (&next.version, &next.kind)) {
        let [News { version, kind, .. }, ..] = group else { continue };
        let heading = [version.as_str(), kind].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        lines.push(format!("New in the module: {}", heading.join(", ")));
        lines.extend(group.iter().map(|news| format!("  - {}", news.text)));
        lines.push(String::new());
    }
    lines
}

/// What becomes of the files: those that were edited with what would stand in their place.
fn fates(upgrade: &Upgrade, edits: Edits) -> Vec<String> {
    let mut lines = Vec::new();
    if upgrade.is_without_manifest() {
        lines.push(
            "No SHA256SUMS says how the files were written: each that differs counts as edited, and nothing is written \
             unless --force writes them anew."
                .to_owned(),
        );
    }
    let what = if edits == Edits::Kept { "kept as you edited it" } else { "edited, and overwritten" };
    let mut differences = Vec::new();
    for (path, found, made) in upgrade.edits() {
        differences.push(format!("{what}: {path}"));
        line_difference::add(&mut differences, found, made);
    }
    lines.extend(differences);
    lines.extend(emission::said(&upgrade.renewal, &[]));
    let count = upgrade.renewal.with(Fate::Written).count();
    lines.push(format!("{count} files are new, {} as they were.", upgrade.renewal.with(Fate::Same).count()));
    lines
}
