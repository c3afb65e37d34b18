//! Printing, which gives the brief whatever the page shows.

use super::html;
use leptos::prelude::*;
use openmercato_ecs_form::store::Store;

/// The brief on paper. It is made when somebody prints, and gone after that.
#[component]
pub(crate) fn PrintsBrief() -> impl IntoView {
    let store = expect_context::<Store>();
    let paper = NodeRef::<leptos::html::Article>::new();
    let fill = move |html: &str| {
        if let (Some(paper), Some(body)) = (paper.get_untracked(), document().body()) {
            paper.set_inner_html(html);
            let _ = body.class_list().toggle_with_force("paper-only", !html.is_empty());
        }
    };
    let listeners = [
        // The browser prints what stands here when the listener returns.
        window_event_listener_untyped("beforeprint", move |_| fill(&html(&store.deployment.read_untracked()))),
        window_event_listener_untyped("afterprint", move |_| fill("")),
    ];
    on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
    view! { <article class="brief paper" node_ref=paper/> }
}
