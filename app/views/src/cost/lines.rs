//! Which parts show their lines.

use leptos::prelude::*;
use openmercato_ecs_core::cost::{Driver, Estimate};
use openmercato_ecs_form::focus::move_focus;
use openmercato_ecs_form::store::Store;

/// The parts that are open, by name: one may come and go with the inputs.
#[derive(Clone, Copy)]
pub(super) struct OpenLines {
    store: Store,
    names: RwSignal<Vec<String>>,
}

impl OpenLines {
    /// None is open.
    pub(super) fn new(store: Store) -> Self {
        Self { store, names: RwSignal::new(Vec::new()) }
    }

    /// Whether this one is open.
    pub(super) fn has(self, name: &str) -> bool {
        self.names.read().iter().any(|other| other == name)
    }

    /// Takes over what the browser did.
    pub(super) fn toggled(self, name: &str, is_open: bool) {
        if is_open != self.names.read_untracked().iter().any(|other| other == name) {
            self.names.update(|names| {
                names.retain(|other| other != name);
                names.extend(is_open.then(|| name.to_owned()));
            });
        }
    }

    /// Opens the lines of a part and leads there.
    pub(super) fn show(self, driver: &Driver) {
        self.toggled(&driver.to_string(), true);
        let deployment = self.store.deployment.read_untracked();
        move_focus(&heading_of(deployment.estimate(), driver));
    }
}

/// The id of what is above the lines of a part.
pub(super) fn heading_of(estimate: &Estimate, driver: &Driver) -> String {
    let place = estimate.by_driver().iter().position(|(other, _)| *other == driver);
    format!("lines-{}", place.unwrap_or_default())
}
