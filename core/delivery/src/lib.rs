//! What is taken away, and the link that brings it back.
//!
//! ```text
//! evaluation ──▶ deployment ──┬──▶ brief
//!                             └──▶ files ──▶ bundle
//! link ──▶ inputs
//! ```

pub mod admission;
pub mod archive;
pub mod brief;
pub mod bundle;
mod deployment;
mod emit;
pub mod link;
pub mod manifest;
mod markdown;
pub mod news;
pub mod offer;
pub mod renewal;
pub mod upgrade;
pub mod verification;
pub mod written_once;

pub use brief::Brief;
pub use bundle::Bundle;
pub use deployment::Deployment;
pub use emit::is_generated;
pub use link::Link;
pub use manifest::Manifest;
pub use offer::Offer;
pub use renewal::Renewal;
pub use upgrade::Upgrade;
pub use verification::Verification;
