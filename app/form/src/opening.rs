//! How the page was opened: with which inputs, where in it, and from inside which other page.

use crate::place::View;
use openmercato_ecs_core::cost::Assumptions;
use openmercato_ecs_core::{Inputs, Module, Offer, preset};

/// What the address asks for.
pub struct Opening {
    /// The inputs to start with.
    pub inputs: Inputs,
    /// The inputs that stay as they are.
    pub pins: Inputs,
    /// What the estimate assumes.
    pub assumptions: Assumptions,
    /// For whom it is.
    pub offer: Offer,
    /// What of it was left out, and why.
    pub dropped: Vec<String>,
    /// What has changed since its link was made.
    pub changes: Vec<String>,
    /// The section that is open, by its place in the module.
    pub section: usize,
    /// The view that is open.
    pub view: View,
    /// Whether the page is part of another one.
    pub is_embedded: bool,
    /// The origin of the other page, where it may talk to this one.
    pub host: Option<String>,
}

impl Opening {
    /// What a bare address asks for.
    pub fn plain(module: &Module) -> Self {
        Self {
            inputs: preset::opening(module).clone(),
            pins: Inputs::new(),
            assumptions: Assumptions::default(),
            offer: Offer::default(),
            dropped: Vec::new(),
            changes: Vec::new(),
            section: 0,
            view: View::Topology,
            is_embedded: false,
            host: None,
        }
    }
}
