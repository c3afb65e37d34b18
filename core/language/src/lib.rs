//! Terraform's configuration language: reads HCL, and evaluates it as Terraform does.
//!
//! ```
//! use std::collections::BTreeMap;
//! use terraform_language::evaluate::Scope;
//! use terraform_language::{Files, Value, console, parser};
//!
//! assert_eq!(console::evaluate(r#"upper("shop")"#), Ok(Value::from("SHOP")));
//!
//! let mut files = Files::default();
//! files.insert("main.tf", r#"
//!   variable "zones" { type = set(string) }
//!   resource "aws_subnet" "this" {
//!     for_each          = var.zones
//!     availability_zone = each.key
//!   }
//!   locals { count = length(aws_subnet.this) }
//! "#);
//! let configuration = parser::parse("", &files).unwrap();
//! let zones = Value::set(["eu-west-1a".into(), "eu-west-1b".into()]);
//! let variables = BTreeMap::from([("zones".to_owned(), zones)]);
//! let scope = Scope::new(&configuration, &variables);
//! assert_eq!(scope.local(&"count".into()), Ok(Value::from(2)));
//! ```
//!
//! [`parser`] reads the files of a folder into a [`configuration::Configuration`]; [`configuration::Configuration::hoist`]
//! finds what it would evaluate twice; [`evaluate::Scope`] gives its names their values. Every step is a pure function:
//! no clock, no randomness, no input or output.

mod address;
pub mod configuration;
pub mod console;
pub mod evaluate;
pub mod expression;
mod files;
pub mod functions;
pub mod hcl;
mod hoist;
mod location;
mod number;
pub mod packed;
pub mod parser;
mod path;
mod segment;
mod value;

pub use address::{Address, InstanceKey};
pub use configuration::{Configuration, ConfigurationError};
pub use files::Files;
pub use location::Location;
pub use number::Number;
pub use path::{InputPath, Step};
pub use segment::Segment;
pub use value::{Attribute, Mismatch, Nullness, Type, Value, by_name};
