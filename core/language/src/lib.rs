#![doc = include_str!("../README.md")]
//!
//! # Modules
//!
//! [`parser`] reads the files of a folder into a [`configuration::Configuration`]; [`configuration::Configuration::hoist`]
//! finds what it would evaluate twice; [`evaluate::Scope`] gives its names their values. Every step is a pure function:
//! no clock, no randomness, no input or output.

mod address;
pub mod body;
pub mod configuration;
pub mod console;
pub mod evaluate;
pub mod expression;
mod files;
pub mod functions;
pub mod graphemes;
pub mod hcl;
mod hoist;
mod location;
pub mod normal_form;
mod number;
pub mod packed;
pub mod parser;
mod path;
mod prune;
pub mod reach;
pub mod reference;
mod rule;
pub mod scan;
mod segment;
mod sorted;
pub mod source;
mod value;

pub use address::{Address, InstanceKey};
pub use configuration::{Configuration, ConfigurationError};
pub use files::Files;
pub use location::Location;
pub use number::{Number, floats};
pub use path::{InputPath, Step};
pub use segment::Segment;
pub use sorted::sorted;
pub use value::{Attribute, Mismatch, Nullness, Type, Value, by_name};
