//! Interprets the Terraform module `openmercato-ecs`.
//!
//! The module's own HCL is the only description of the module. Terraform interprets it at plan; this crate
//! interprets the same files in a browser or on a command line. Every step is a pure function of the one before it:
//! no clock, no randomness, no input or output.
//!
//! ```text
//! inputs ──complete──▶ values ──┬─check──▶ diagnostics
//!                               ├─plan───▶ plan ──┬──▶ topology
//!                               │                 └──▶ estimate
//!                               └─emit───▶ files ─────▶ bundle
//! ```
//!
//! [`Evaluation::of`] begins it; the rest is made when it is first asked for.

mod address;
pub mod admission;
pub mod brief;
pub mod bundle;
mod check;
pub mod console;
pub mod cost;
pub mod csv;
pub mod defaults;
pub mod description;
mod diagnostic;
mod emit;
mod environment;
mod evaluate;
mod evaluation;
mod expression;
mod files;
mod fix;
mod functions;
pub mod hcl;
pub mod import;
mod inputs;
pub mod labels;
pub mod link;
mod module;
mod number;
mod outputs;
mod path;
mod plan;
mod prerequisite;
pub mod preset;
mod reading;
pub mod schema;
mod segment;
mod suggestion;
pub mod templates;
pub mod topology;
mod types;
mod value;
mod values;

pub use address::{Address, InstanceKey};
pub use bundle::Bundle;
pub use diagnostic::{Diagnostic, Location, Severity};
pub use emit::tfvars;
pub use environment::{Container, EnvironmentVariable, Origin};
pub use evaluation::Evaluation;
pub use files::Files;
pub use fix::Fix;
pub use inputs::Inputs;
pub use module::{Mode, Module, ModuleError, Output, Section, Variable};
pub use number::Number;
pub use outputs::OutputValue;
pub use path::{InputPath, Step};
pub use plan::{Plan, PlannedResource};
pub use prerequisite::{Prerequisite, PrerequisiteKind};
pub use segment::Segment;
pub use suggestion::suggestions;
pub use topology::Topology;
pub use types::{Attribute, Mismatch, Type};
pub use value::{Nullness, Value};
pub use values::Values;
