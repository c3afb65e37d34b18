//! What a change does to a deployment that runs.

mod impact;
mod note;
mod panel;
mod short;

pub(crate) use impact::Impact;
pub(crate) use note::{Notes, RunningNote};
pub(crate) use panel::{RunningPanel, impact_view};
pub(crate) use short::ShortImpact;
