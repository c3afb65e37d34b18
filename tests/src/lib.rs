//! What the tests of the whole share: the real Terraform, run on real folders.
//!
//! The first word of a test target's name under `tests/tests/` tells in which
//! part of `cargo xtask test` it runs: `archive` needs what people unpack with,
//! `module` (the delivered HCL on its own) and `terraform` need Terraform, `scanners` needs checkov and Trivy, `moto` a local AWS; any other
//! runs in the part `unit`.

use std::path::PathBuf;

pub mod archive;
pub mod calls;
pub mod cases;
pub mod changes;
pub mod configurations;
pub mod conformity;
pub mod defaults;
pub mod expressions;
pub mod gate;
pub mod inputs;
pub mod moto;
pub mod prerequisites;
pub mod provider;
pub mod resource_types;
pub mod structure;
pub mod tables;
pub mod terraform;

/// The checkout's `module-templates`: the delivered repository, bar its
/// generated roots.
#[must_use]
pub fn module_templates() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../module-templates"))
}
