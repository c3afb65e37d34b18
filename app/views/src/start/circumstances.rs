//! What is known of a customer before a preset is chosen.

use leptos::prelude::*;
use openmercato_ecs_core::circumstances::{Circumstances, EXISTING};
use openmercato_ecs_core::labels::{self, PLACES};
use openmercato_ecs_core::names::{Choice, input};
use openmercato_ecs_core::region_called;
use openmercato_ecs_form::store::Store;

const REGION: &str = "start-region";
const REGIONS: &str = "start-regions";
const FOUND: &str = "start-region-found";

/// The region, and what exists already: every card shows what it makes of them.
#[component]
pub(super) fn CircumstancesFields(circumstances: RwSignal<Circumstances>) -> impl IntoView {
    let existing = EXISTING.map(|choice| view! { <Existing choice circumstances/> });
    view! {
        <div class="circumstances">
            <RegionField circumstances/>
            <fieldset>
                <legend>"Exists already"</legend>
                {existing.collect_view()}
            </fieldset>
        </div>
    }
}

/// A region by its name or its place.
#[component]
fn RegionField(circumstances: RwSignal<Circumstances>) -> impl IntoView {
    let store = expect_context::<Store>();
    let now = store.inputs.with_untracked(|inputs| inputs.text(input::AWS_REGION).unwrap_or_default().to_owned());
    let is_unknown = RwSignal::new(false);
    let typed = move |event| {
        let text = event_target_value(&event);
        let region = region_called(&text);
        is_unknown.set(region.is_none() && !text.trim().is_empty());
        circumstances.update(|known| known.region = region.map(ToOwned::to_owned));
    };
    let called = |region: &str| labels::place(region).map(|place| format!("{region}, {place}")).unwrap_or_default();
    let as_it_is = called(&now);
    let found = move || match &circumstances.read().region {
        Some(region) => called(region),
        None if is_unknown.get() => "No region is called so.".to_owned(),
        None => as_it_is.clone(),
    };
    let regions = PLACES.iter().map(|(region, place)| view! { <option value=*region>{*place}</option> });
    view! {
        <div class="field">
            <label for=REGION>"Region"</label>
            <input
                type="text"
                id=REGION
                list=REGIONS
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                placeholder=now
                aria-describedby=FOUND
                on:input=typed
            />
            <datalist id=REGIONS>{regions.collect_view()}</datalist>
            <p class="help" id=FOUND aria-live="polite">{found}</p>
        </div>
    }
}

/// Whether one thing exists already, by the section that it is decided in.
#[component]
fn Existing(choice: Choice, circumstances: RwSignal<Circumstances>) -> impl IntoView {
    let store = expect_context::<Store>();
    let name = choice.input.name();
    let mut sections = store.module.sections().iter();
    let section = sections.find(|section| section.variables.iter().any(|variable| variable == name));
    let title = section.map_or_else(|| labels::label(name), |section| section.title.clone());
    let ticked = move |event| {
        let is_there = event_target_checked(&event);
        circumstances.update(|known| {
            known.existing.retain(|other| *other != choice);
            known.existing.extend(is_there.then_some(choice));
        });
    };
    view! {
        <label class="tick">
            <input type="checkbox" id=format!("start-{name}") on:change=ticked/>
            {title}
        </label>
    }
}
