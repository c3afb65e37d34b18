//! What the tests of the whole share: the real Terraform, run on real folders.
//!
//! A test target under `tests/tests/` whose name starts with `terraform_` needs
//! Terraform and runs in the part `terraform` of `cargo xtask test`; `module`
//! is the part of that name; any other runs in the part `unit`.

pub mod terraform;
