//! What becomes of a deployment that runs, in short.

use super::impact::Impact;
use super::panel::{consequence, refusals};
use crate::dialog::OpenDialog;
use crate::opened::Opened;
use leptos::prelude::*;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_form::focus::{after_render, move_focus};
use openmercato_ecs_form::place::{Place, View};
use openmercato_ecs_form::store::Store;

/// As many consequences are said in short.
const MOST: usize = 3;

/// What the change does to the deployment that was opened, if it runs: the worst, the counts, and the way to the whole.
/// Nothing where nothing was opened that may run already.
#[component]
pub(crate) fn ShortImpact() -> impl IntoView {
    let store = expect_context::<Store>();
    let opened = expect_context::<Opened>();
    let (Some(impact), Some(runs)) = (Impact::of_page(store, opened), opened.deployment.get_untracked()) else {
        return ().into_any();
    };
    let (place, dialog) = (expect_context::<Place>(), expect_context::<OpenDialog>());
    let show_all = move |_| {
        dialog.close();
        show_whole(place, opened);
    };
    let consequences = impact.consequences();
    let rest = consequences.len().saturating_sub(MOST);
    let rest =
        (rest > 0).then(|| view! { <li class="help">{counted(rest, "consequence", "consequences")} " more"</li> });
    let worst = consequences.iter().take(MOST).map(|grave| view! { <li>{consequence(grave)}</li> }).collect_view();
    view! {
        <div class="running">
            <p>"If " {runs.source.words()} " runs, this is what the change does to it. " <span class="in-all">{impact.counts()}</span></p>
            {refusals(impact.refusals())}
            <ul class="graves">{worst} {rest}</ul>
            <p><button type="button" class="link" on:click=show_all>"All that changes"</button></p>
        </div>
    }
    .into_any()
}

/// Opens what is held against what was opened, and leads there.
pub(super) fn show_whole(place: Place, opened: Opened) {
    opened.is_compared.set(true);
    place.open_view(View::Compare);
    after_render(|| {
        move_focus("running-heading");
    });
}
