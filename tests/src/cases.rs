//! The conformance corpus: small inputs with the verdict that they must get, from Terraform and from core alike.
//!
//! A case is a JSON file below `tests/cases/`:
//!
//! ```json
//! { "why": "what the case is for", "base": "minimal-managed",
//!   "inputs": { "db_host": "db.example.com" }, "fails": ["db_host"], "warns": ["plain_http"] }
//! ```
//!
//! `base` is a preset whose inputs the case changes; null takes one away. `fails` are the paths of the errors, `warns`
//! the names of the checks that give advice.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use openmercato_ecs_core::{Inputs, Value, preset};
use serde::Deserialize;
use walkdir::WalkDir;

/// One case, ready to be judged.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its file, relative to `tests/cases`, without `.json`.
    pub name: String,
    /// The inputs, merged over those of its base.
    pub inputs: Inputs,
    /// The paths of the errors.
    pub fails: BTreeSet<String>,
    /// The names of the checks that warn.
    pub warns: BTreeSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    why: String,
    base: Option<String>,
    inputs: serde_json::Value,
    #[serde(default)]
    fails: BTreeSet<String>,
    #[serde(default)]
    warns: BTreeSet<String>,
}

/// The folder of the corpus.
#[must_use]
pub fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/cases"))
}

/// Every case, sorted by name.
///
/// # Errors
/// The first file that is no case, with what is wrong with it.
pub fn all() -> Result<Vec<Case>, String> {
    let files = WalkDir::new(folder()).sort_by_file_name().into_iter().flatten();
    let files =
        files.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|end| end == "json"));
    files.map(|path| read(&path).map_err(|why| format!("{}: {why}", path.display()))).collect()
}

fn read(path: &Path) -> Result<Case, String> {
    let text = std::fs::read_to_string(path).map_err(|error| error.to_string())?;
    let file: File = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    if file.why.trim().is_empty() {
        return Err("a case says why it exists".into());
    }
    let mut inputs = match &file.base {
        Some(base) => preset::find(base).ok_or_else(|| format!("there is no preset {base}"))?.inputs.clone(),
        None => Inputs::new(),
    };
    for (name, value) in file.inputs.as_object().ok_or("inputs is no object")? {
        inputs.set(name, Value::from_json(value));
    }
    let name = path.strip_prefix(folder()).unwrap_or(path).with_extension("");
    Ok(Case { name: name.to_string_lossy().replace('\\', "/"), inputs, fails: file.fails, warns: file.warns })
}
