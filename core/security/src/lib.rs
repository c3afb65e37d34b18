//! What the security and platform people of a customer ask about a deployment.
//!
//! ```text
//! evaluation ──▶ planned ──┬──▶ policy: who deploys may do this, and the roles that are made may do that, and no more
//!                          ├──▶ quotas: what of the account it takes
//!                          └──▶ report: what is encrypted, open, kept, and read by whom
//! ```
//!
//! The table of what each resource type asks of IAM is in `table`; which of it a deployment needs, and on which ARNs,
//! follows from its plan.

mod boundary;
mod container;
pub mod document;
mod grant;
mod names;
mod planned;
mod policy;
mod quota;
mod region;
mod report;
mod role;
mod table;

pub use document::{Condition, PolicyDocument, Statement};
pub use grant::{Basis, Phase};
pub use planned::Planned;
pub use policy::{Policy, Reason, types_without_a_grant};
pub use quota::{Quota, Source, quotas};
pub use region::ecr_repository;
pub use report::{Chapter, database_tls, report};
pub use role::Role;

#[cfg(test)]
mod tests;
