//! Interprets the Terraform module `openmercato-ecs`: what the page, the binary, packages and tests see.
//!
//! The module's own HCL is the only description of the module. Terraform interprets it at plan; this project
//! interprets the same files in a browser or on a command line. Every step is a pure function of the one before it:
//! no clock, no randomness, no input or output.
//!
//! ```text
//! inputs ──complete──▶ values ──┬─check──▶ diagnostics
//!                               └─plan───▶ plan ──┬──▶ topology
//!                                                 ├──▶ estimate
//!                                                 └──▶ files ──▶ bundle
//! ```
//!
//! [`Evaluation::of`] begins it: values, diagnostics and plan. [`Deployment::of`] goes on to what people look at and
//! take away.
//!
//! Everything here is of another crate: Terraform's language of `terraform-language`, the module of
//! `openmercato-ecs-module`, and so on. ARCHITECTURE.md says which does what.

pub use openmercato_ecs_chart as chart;
pub use openmercato_ecs_cost::{self as cost, csv};
pub use openmercato_ecs_delivery::{
    Brief, Bundle, Deployment, Link, Manifest, Offer, Renewal, Upgrade, Verification, admission, archive, brief,
    bundle, link, manifest, news, offer, renewal, upgrade, verification, written_once,
};
pub use openmercato_ecs_import::{self as import, Archived, Existing, Import, NotArchived, Repository};
pub use openmercato_ecs_module::{
    Action, ArgumentInputs, ArgumentPath, ArgumentStep, Change, ChangedInput, Changes, Consequence, ConsequenceKind,
    Container, Diagnostic, Difference, Draft, EnvironmentVariable, Evaluation, Fix, Inputs, Level, Line, Mode, Module,
    Origin, Output, OutputValue, Plan, PlannedBlock, PlannedResource, Prerequisite, PrerequisiteKind, Provider,
    Refusal, ResourceValues, Running, Section, Severity, Suggestion, Values, Variable, circumstances, defaults,
    description, draft, labels, made_up, names, nearest, preset, region_called, schema, suggestions, templates, tfvars,
    zones,
};
pub use openmercato_ecs_scope as scope;
pub use openmercato_ecs_security::{self as security, Policy, PolicyDocument};
pub use openmercato_ecs_topology::{self as topology, Topology};
pub use terraform_language::{
    Address, Attribute, ConfigurationError, Files, InputPath, InstanceKey, Location, Mismatch, Nullness, Number,
    Segment, Step, Type, Value, console, floats, graphemes, hcl, normal_form, sorted,
};
