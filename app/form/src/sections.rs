//! The list of sections.

use crate::count::{Counts, Marks};
use crate::focus::Focus;
use crate::live::live;
use crate::place::Place;
use crate::sight::bring_into_sight;
use crate::store::Store;
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::Section;

/// Where someone is, what differs from the defaults, and where something is wrong.
#[component]
pub(crate) fn SectionList(place: Place) -> impl IntoView {
    let store = expect_context::<Store>();
    let items = store.module.sections().iter().enumerate();
    let items = items.map(|(index, section)| view! { <li><SectionItem index section place/></li> }).collect_view();
    view! { <ol class="sections">{items}</ol> }
}

#[component]
fn SectionItem(index: usize, section: &'static Section, place: Place) -> impl IntoView {
    let store = expect_context::<Store>();
    let focus = expect_context::<Focus>();
    let changed = Memo::new(move |_| {
        let inputs = store.inputs.read();
        section.variables.iter().filter(|name| inputs.get(name).is_some()).count()
    });
    let counts =
        Memo::new(move |_| Counts::of(&store, |path| section.variables.iter().any(|name| name == path.variable())));
    let is_open = move || place.section.get() == index;
    let element = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let (Some(element), true) = (element.get(), is_open()) {
            // The row of a tablet or a phone is longer than the screen.
            bring_into_sight(&element, 0.0);
        }
    });
    view! {
        <button
            node_ref=element
            type="button"
            class="section-link"
            aria-current=move || is_open().then_some("step")
            on:click=move |_| focus.open_section(index)
        >
            <span class="section-title">{section.title.clone()}</span>
            {live(move || match changed.get() {
                0 => ().into_any(),
                count => {
                    view! { <span class="count">{count.to_string()} <span class="visually-hidden">" set"</span></span> }
                        .into_any()
                }
            })}
            {live(move || view! { <Marks counts=counts.get()/> }.into_any())}
        </button>
    }
}
