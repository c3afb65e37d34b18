//! The first part of the page: the form, and all that it needs to be used.
//!
//! The page holds the draft of the inputs and the assumptions of the estimate ([`store::Store`]), where someone is in it
//! ([`place::Place`]), and nothing else. All that it shows is derived from them by the core: the form from the module's
//! variables, the rest from the evaluation. It knows no Terraform of its own.
//!
//! What comes later ([`chunk::Chunk`]) builds on this part, so this part cannot name it.

// The component macro writes `pub` on what it generates beside a component.
#![allow(unreachable_pub)]
// A component owns what it is given, whether it keeps it or not.
#![allow(clippy::needless_pass_by_value)]

pub mod announcer;
mod choice;
pub mod chunk;
pub mod clock;
mod consequence;
pub mod count;
pub mod field;
pub mod focus;
pub mod fold;
pub mod frame;
pub mod handover;
pub mod history;
pub mod icon;
mod later;
mod live;
pub mod messages;
pub mod opening;
pub mod page;
pub mod place;
pub mod prose;
mod section;
mod sections;
pub mod sight;
pub mod spec;
pub mod store;
pub mod text;
