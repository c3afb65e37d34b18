//! What is taken away and brought back.
//!
//! ```text
//! evaluation ──▶ deployment ──┬──▶ brief
//!                             └──▶ files ──▶ bundle
//! link, import ──▶ inputs
//! ```

pub mod admission;
pub mod archive;
mod archived;
pub mod brief;
pub mod bundle;
mod deployment;
mod emit;
pub mod import;
pub mod link;
mod markdown;
pub mod offer;
pub mod saving;
pub mod verification;

pub use archived::{Archived, NotArchived};
pub use brief::Brief;
pub use bundle::Bundle;
pub use deployment::Deployment;
pub use link::Link;
pub use offer::Offer;
pub use verification::Verification;
