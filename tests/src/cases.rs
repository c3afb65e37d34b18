//! The conformance corpus: small inputs with the verdict that they must get, from Terraform and from core alike.
//!
//! A file of `tests/cases/` tells of one input or topic. Each rule about it is a section, with what breaks it and what
//! just does not:
//!
//! ```hcl
//! # Which host the external database has.
//!
//! base = "external-dependencies"
//!
//! rule "db_host is for an external database" {
//!   refuses "managed mode" {
//!     why    = "The matrix: managed mode mixed with external inputs."
//!     base   = "minimal-managed"
//!     inputs = { db_host = "db.example.com" }
//!     fails  = ["db_host"]
//!   }
//!
//!   accepts "external mode" {
//!     why    = "…"
//!     inputs = { db_host = "db.example.com" }
//!   }
//! }
//! ```
//!
//! Of `advice "<check>"` the cases are `warns` and `silent`. A `topic` is about several rules, or about none. `base`
//! names a preset whose inputs the case changes; null takes an input away, and `base = null` starts from nothing.
//! `fails` are the paths of the errors, `warns` the names of the checks that give advice; in a `warns` case of a check
//! it is that check when nothing else is said. What its base is advised of a case may leave out, but for a topic's.

mod file;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::LazyLock;

use openmercato_ecs_core::preset::{self, Preset};
use openmercato_ecs_core::{Evaluation, Inputs, Module};
use walkdir::WalkDir;

/// What a section is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A `validation`.
    Rule,
    /// A `check`.
    Advice,
    /// Several rules, or none.
    Topic,
}

/// What the cases of one rule have in common.
#[derive(Clone, Debug)]
pub struct Section {
    /// The file, relative to `tests/cases` and without its ending, and the section's name.
    pub name: String,
    /// What it is about.
    pub subject: Subject,
    /// The rule in words, or the check's name.
    pub title: String,
    /// Its cases, in the order of the file.
    pub cases: Vec<Case>,
}

/// One case, ready to be judged.
#[derive(Clone, Debug)]
pub struct Case {
    /// The section's name and the case's own.
    pub name: String,
    /// Whether it breaks the section's rule, or makes its check warn.
    pub breaks: bool,
    /// The inputs, merged over those of its base.
    pub inputs: Inputs,
    /// The paths of the errors.
    pub fails: BTreeSet<String>,
    /// The names of the checks that warn.
    pub warns: BTreeSet<String>,
    /// What the inputs were merged over.
    pub base: Option<&'static Preset>,
}

impl Case {
    /// The names of the checks that warn of its base too.
    #[must_use]
    pub fn advice_of_base(&self) -> BTreeSet<String> {
        static ADVICE: LazyLock<BTreeMap<&str, BTreeSet<String>>> = LazyLock::new(|| {
            let checks = |preset: &Preset| {
                let evaluation = Evaluation::of(Module::embedded(), &preset.inputs);
                evaluation.advice().filter_map(|advice| advice.check.clone()).collect()
            };
            preset::all().iter().map(|preset| (preset.name.as_str(), checks(preset))).collect()
        });
        self.base.and_then(|base| ADVICE.get(base.name.as_str())).cloned().unwrap_or_default()
    }
}

/// The folder of the corpus.
#[must_use]
pub fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/cases"))
}

/// Every section, by file.
///
/// # Errors
/// The first file that cannot be read, with the line and what would be right.
pub fn sections() -> Result<Vec<Section>, String> {
    let files = WalkDir::new(folder()).sort_by_file_name().into_iter().flatten();
    let files = files.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|end| end == "hcl"));
    let mut sections = Vec::new();
    for path in files {
        let name = path.strip_prefix(folder()).unwrap_or(&path).with_extension("");
        let name = name.to_string_lossy().replace('\\', "/");
        let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        sections.extend(file::read(&name, &text).map_err(|why| format!("{}:{why}", path.display()))?);
    }
    Ok(sections)
}

/// Every so many-th case is in a sample.
const SAMPLE: u64 = 3;

/// A third of the corpus, as [`all`] gives it: with another seed, others.
///
/// # Errors
/// As [`all`].
pub fn sample(seed: u64) -> Result<Vec<Case>, String> {
    let is_in_sample = |(place, _): &(u64, Case)| place % SAMPLE == seed % SAMPLE;
    Ok((0..).zip(all()?).filter(is_in_sample).map(|(_, case)| case).collect())
}

/// Every case, by file and section.
///
/// # Errors
/// As [`sections`].
pub fn all() -> Result<Vec<Case>, String> {
    Ok(sections()?.into_iter().flat_map(|section| section.cases).collect())
}
