//! What the security and platform people of a customer ask about a deployment.
//!
//! ```text
//! evaluation ──┬──▶ policy: who deploys may do this, and no more
//!              ├──▶ quotas: what of the account it takes
//!              └──▶ report: what is encrypted, open, kept, and read by whom
//! ```
//!
//! The table of what each resource type asks of IAM is in `table`; which of it a deployment needs, and on which ARNs,
//! follows from its plan.

pub mod document;
mod grant;
mod names;
mod policy;
mod quota;
mod region;
mod report;
mod table;

pub use document::{Condition, PolicyDocument, Statement};
pub use grant::{Basis, Phase};
pub use policy::{Policy, Reason, types_without_a_grant};
pub use quota::{Quota, READ, quotas};
pub use region::ecr_repository;
pub use report::{Chapter, report};

#[cfg(test)]
mod tests;
