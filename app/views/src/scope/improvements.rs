//! Single changes of the present deployment, found anew after each change of it.

use leptos::prelude::*;
use openmercato_ecs_core::scope::{Improvement, improvements};
use openmercato_ecs_form::clock::Pause;
use openmercato_ecs_form::store::Store;

/// Milliseconds without a change before other deployments are tried: dozens of them are evaluated.
const PAUSE: u64 = 400;

/// What would make the deployment in the form cheaper, safer or simpler.
#[derive(Clone, Copy)]
pub(crate) struct Improvements {
    /// All of them; `None` until they are found.
    pub(crate) found: RwSignal<Option<Vec<Improvement>>>,
}

impl Improvements {
    /// Looks for them for as long as the view is open that calls this.
    pub(crate) fn of_page() -> Self {
        let store = expect_context::<Store>();
        let found = RwSignal::new(None::<Vec<Improvement>>);
        let pause = Pause::of(PAUSE);
        Effect::new(move |_| {
            store.inputs.track();
            store.assumptions.track();
            // What was found for other inputs would take these back.
            found.set(None);
            pause.then(move || {
                let (inputs, assumptions) = (store.inputs.get_untracked(), store.assumptions.get_untracked());
                found.try_set(Some(improvements(store.module, &inputs, &assumptions)));
            });
        });
        Self { found }
    }
}
