//! What the page loads once its form can be used: the views, the dialogs, the fields of several controls, and all that
//! makes the archive.
//!
//! Here it is functions whose bodies this crate cannot name. The program names them, in the one place where its build
//! cuts it in two.

use crate::opening::Opening;
use crate::spec::Spec;
use crate::store::Store;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;
use openmercato_ecs_core::{Diagnostic, InputPath, Module, Section, Value};
use std::pin::Pin;

/// The parts of the page that come later. Each makes its part anew, in the owner that is current.
#[derive(Clone, Copy)]
pub struct Chunk {
    /// What the address asks for.
    pub opening: fn(&'static Module) -> Opening,
    /// Provides what the parts share, as contexts of the current owner.
    pub share: fn(),
    /// The field for a value of several parts: a list, a map, an object.
    pub composite: fn(Spec) -> AnyView,
    /// What stands for a field that cannot show its value.
    pub raw: fn(Spec) -> AnyView,
    /// What keeps address and inputs together, with what of the link was left out and what has changed since; and what
    /// keeps the archive from being downloaded.
    pub address: fn(Vec<String>, Vec<String>) -> AnyView,
    /// What can be done with the whole, on a page that is part of another one or not.
    pub tools: fn(bool) -> AnyView,
    /// The tabs of the views with their panel.
    pub views: fn() -> AnyView,
    /// What a narrow screen shows under *Take*.
    pub take_away: fn() -> AnyView,
    /// The state of the whole, and the download.
    pub status: fn() -> AnyView,
    /// The panes of a narrow screen.
    pub panes: fn() -> AnyView,
    /// The buttons that mend what a diagnostic is about.
    pub remedies: fn(Diagnostic) -> AnyView,
    /// What may be typed at a place, each with words that tell it apart.
    pub suggestions: fn(Store, &InputPath) -> Vec<(String, String)>,
    /// What another value at a place would change, in words; nothing where that is nothing.
    pub consequence: fn(Store, &InputPath, &Value) -> String,
    /// What an input decides in the plan, and what its change does to a deployment that runs.
    pub about: fn(&InputPath) -> AnyView,
    /// The inputs of a section that the page around this one has settled.
    pub pinned: fn(&'static Section) -> AnyView,
    /// Keys, dialogs, and the exchange with the page around this one, if it is part of one, of this origin.
    pub around: fn(bool, Option<String>) -> AnyView,
}

/// Why the chunk is not there.
pub type Missing = SplitLoaderError;

/// Loads the chunk, or gives the one that is there.
pub type Load = fn() -> Pin<Box<dyn Future<Output = Result<Chunk, Missing>>>>;
