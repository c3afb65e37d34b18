//! Deployments that are kept in this browser.

mod dialog;
mod shelf;

pub(crate) use dialog::SavedDialog;
pub(crate) use shelf::{Saved, Shelf};
