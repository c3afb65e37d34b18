//! The picture from top to bottom.
use super::{Drawing, Topology};
pub(super) fn draw(_topology: &Topology, _expanded: bool) -> Drawing { Drawing::default() }
