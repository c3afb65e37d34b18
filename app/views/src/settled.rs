//! The deployment once nobody edits it any more.

use leptos::prelude::*;
use openmercato_ecs_form::clock::Pause;
use openmercato_ecs_form::store::{Evaluated, Store};

/// Milliseconds without a change before what takes longer than an edit may is worked out anew.
const PAUSE: u64 = 250;

/// The deployment as it was when the last pause began. What follows it never slows an edit.
#[derive(Clone, Copy)]
pub(crate) struct Settled(pub(crate) RwSignal<Evaluated>);

impl Settled {
    /// The deployment of the page's store.
    pub(crate) fn of_page() -> Self {
        let store = expect_context::<Store>();
        let settled = RwSignal::new(store.deployment.get_untracked());
        let pause = Pause::of(PAUSE);
        Effect::new(move |before: Option<()>| {
            let deployment = store.deployment.get();
            if before.is_some() {
                pause.then(move || drop(settled.try_set(deployment)));
            }
        });
        Self(settled)
    }
}
