//! From what a customer needs to deployments that are worth comparing.
//!
//! A [`Scope`] holds answers to the [`QUESTIONS`]. Each answer is a list of [`Constraint`]s on what a deployment is, not
//! a preset. A [`Search`] goes over the modes and sizes that matter, asks the module's own rules and advice, prices what
//! they accept, and gives [`Proposal`]s: the cheapest that meets all answers, and what more money buys. Where nothing
//! meets them, it says which answers to relax.
//!
//! ```text
//! answers ──▶ constraints ──┐
//! space: parts, each with alternatives ──▶ search ──▶ proposals (inputs, total, reasons), or what cannot be met
//! ```

mod candidate;
mod conflict;
mod constraint;
mod demand;
mod goal;
mod improvement;
mod interview;
mod json;
mod lever;
mod price;
mod proposal;
mod question;
mod saving;
mod scope;
mod search;
mod sizing;
mod space;
#[cfg(test)]
mod tests;

pub use candidate::Candidate;
pub use constraint::Constraint;
pub use goal::Goal;
pub use improvement::{Improvement, Merit, improvements};
pub use interview::Interview;
pub use proposal::{Origin, Proposal, Reason, Relaxation, Unmet};
pub use question::{Kind, QUESTIONS, Question, Reply};
pub use saving::Savings;
pub use scope::{Answer, Scope};
pub use search::{Outcome, Progress, Search};
pub use sizing::{Sizing, SizingAssumption};
pub use space::{Alternative, Part, Space};
