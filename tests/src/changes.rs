//! What a change of inputs does to a deployment that runs.
//!
//! The rows are HCL files below `tests/changes/`. A row changes one input of a deployment, and says what that means:
//!
//! ```hcl
//! change "alb_idle_timeout" "longer" {
//!   base     = "production"
//!   to       = { alb_idle_timeout = 120 }
//!   meaning  = "in place"
//!   sentence = "The load balancer keeps idle connections longer, from then on."
//!   actions = {
//!     "aws_lb.this" = "update: idle_timeout"
//!   }
//! }
//! ```
//!
//! `from` changes the base first, where it lacks what is changed. `actions` is never written by hand: `cargo run --bin
//! record-changes` asks Terraform. It plans with the real AWS provider on a state in which everything runs ([`Planner`]),
//! and asks AWS nothing.

mod action;
mod ask;
mod core;
mod fill;
mod meaning;
mod mistake;
mod planner;
mod row;
mod running;
mod sample;
mod specimen;
mod state_machines;
mod table;
mod upgrade;

pub use action::{Action, Actions, actions};
pub use ask::{Answer, ask, differences, refused};
pub use core::{foretell, worst_consequence};
pub use meaning::Meaning;
pub use mistake::Mistake;
pub use planner::{PlanOrWords, Planner};
pub use row::Row;
pub use running::{Instance, Running};
pub use sample::{sample, seed};
pub use specimen::{KNOWN_AFTER_APPLY, Said, Specimen};
pub use table::{Table, folder};
pub use upgrade::{Upgrade, released};

/// The folder of the present module.
#[must_use]
pub fn module() -> std::path::PathBuf {
    crate::module_templates().join(openmercato_ecs_core::templates::MODULE)
}
