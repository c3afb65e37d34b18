//! The page: someone chooses how OpenMercato runs on AWS, sees what that makes, is told what is wrong with it, and
//! takes the archive away.
//!
//! The page holds the draft of the inputs and the assumptions of the estimate (`store::Store`). All that it shows is
//! derived from them by the core: the form from the module's variables, the rest from the evaluation. It knows no
//! Terraform of its own.

// The component macro writes `pub` on what it generates beside a component.
#![allow(unreachable_pub)]
// A component owns what it is given, whether it keeps it or not.
#![allow(clippy::needless_pass_by_value)]

mod app;
mod brief;
mod chunk;
mod clock;
mod compare;
mod cost;
mod dialog;
mod diff;
mod download;
mod files;
mod form;
mod highlight;
mod history;
mod host;
mod icon;
mod import;
mod live;
mod navigation;
mod opening;
mod plan;
mod presets;
mod problems;
mod prose;
mod saved;
mod share;
mod shortcuts;
mod status;
mod store;
mod tabs;
mod theme;
mod toolbar;
mod topology;
mod upload;

use wasm_bindgen::prelude::wasm_bindgen;

/// Puts the page into the document's `main` element.
#[wasm_bindgen(start)]
pub fn start() {
    app::mount();
}
