//! What a value would change.

use crate::clock::Pause;
use crate::later::Later;
use crate::live::live;
use crate::store::Store;
use leptos::prelude::*;
use openmercato_ecs_core::{InputPath, Value};

/// Milliseconds without a change before other values are tried.
const PAUSE: u64 = 150;

/// What each of the values would change at the place, in words; nothing before the second part is there, which tries
/// them. `values` is tracked: it may give none while nobody looks.
pub(crate) fn consequences(
    store: Store,
    path: &InputPath,
    values: impl Fn() -> Vec<Value> + Send + Sync + 'static,
) -> RwSignal<Vec<String>> {
    let words = RwSignal::new(Vec::new());
    let pause = Pause::of(PAUSE);
    let later = expect_context::<Later>();
    let path = StoredValue::new(path.clone());
    let values = StoredValue::new(values);
    Effect::new(move |_| {
        store.deployment.track();
        let values = values.with_value(|values| values());
        let Some(chunk) = later.chunk() else { return };
        pause.then(move || {
            let all = path
                .try_with_value(|path| values.iter().map(|value| (chunk.consequence)(store, path, value)).collect());
            words.try_set(all.unwrap_or_default());
        });
    });
    words
}

/// What one of the values would change.
pub(crate) fn consequence(all: RwSignal<Vec<String>>, index: usize) -> AnyView {
    live(move || match all.read().get(index) {
        Some(words) if !words.is_empty() => view! { <span class="consequence">{words.clone()}</span> }.into_any(),
        _ => ().into_any(),
    })
}
