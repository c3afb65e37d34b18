//! The Terraform module `openmercato-ecs`, interpreted from its own HCL.
//!
//! ```text
//! inputs ──complete──▶ values ──┬─check──▶ diagnostics
//!                               └─plan───▶ plan
//! ```
//!
//! [`Module`] is the module as it was read; [`Inputs`] is what someone set, [`Draft`] is the same while someone still
//! decides; [`Evaluation`] is all that follows from module and inputs. Names, types, defaults, rules, advice and counts of
//! resources come from the HCL; what is written here in words ([`labels`]) is optional.

mod argument_inputs;
mod change;
mod check;
pub mod circumstances;
mod consequence;
pub mod defaults;
mod dependencies;
pub mod description;
mod diagnostic;
mod difference;
pub mod draft;
mod earlier;
mod edit;
mod environment;
mod environment_names;
mod evaluation;
pub mod example;
mod fixes;
mod inputs;
mod json;
mod json_order;
pub mod labels;
mod level;
pub mod made_up;
mod module;
pub mod names;
mod notation;
mod outputs;
mod outside;
mod plan;
mod planned;
mod prerequisite;
pub mod preset;
mod provider;
mod reading;
mod relocation;
mod resource_values;
mod running;
pub mod schema;
mod severity;
mod suggestion;
mod task_range;
mod task_size;
pub mod templates;
pub mod tfvars;
mod unchanged;
mod values;
mod variable_set;
mod wholes;
pub mod zones;

pub use argument_inputs::ArgumentInputs;
pub use change::{Action, ArgumentPath, ArgumentStep, Change, Refusal};
pub use consequence::{Consequence, ConsequenceKind};
pub use diagnostic::{Diagnostic, Fix};
pub use difference::{ChangedInput, Difference};
pub use draft::Draft;
pub use environment::{Container, EnvironmentVariable, Origin};
pub use environment_names::EnvironmentNames;
pub use evaluation::Evaluation;
pub use fixes::{is_slip, misspelled, nearest, region_called};
pub use inputs::Inputs;
pub use level::Level;
pub use module::{Mode, Module, Output, Section, Variable};
pub use notation::Line;
pub use outputs::OutputValue;
pub use plan::{Plan, PlannedResource};
pub use prerequisite::{Prerequisite, PrerequisiteKind};
pub use provider::Provider;
pub use reading::{Reading, counted};
pub use resource_values::{PlannedBlock, ResourceValues};
pub use running::{Changes, Running};
pub use severity::Severity;
pub use suggestion::{Suggestion, suggestions};
pub use task_range::TaskRange;
pub use task_size::TaskSize;
pub use values::Values;
