//! What it costs a month, with all that the figure rests on.

mod assumptions;
mod bars;
mod comparison;
mod drivers;
mod growth;
mod lines;
mod notes;
mod savings;
mod stop;
mod table;

use crate::download;
use crate::share::address;
use assumptions::AssumptionFields;
use bars::BarsOfCost;
use drivers::Drivers;
use growth::GrowthOfCost;
use leptos::prelude::*;
use lines::OpenLines;
use notes::{NOT_INCLUDED, NotIncluded, Notes};
use openmercato_ecs_core::cost::Estimate;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::focus::move_focus;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::store::Store;
use savings::SavingsList;

pub(crate) use comparison::CostTable;

/// The range; what each part costs and how the bill grows, as pictures; the drivers with their lines; what is assumed,
/// and what is not in the figure.
#[component]
pub(crate) fn CostView() -> impl IntoView {
    let lines = OpenLines::new(expect_context::<Store>());
    view! {
        <div class="cost">
            <Heading/>
            <BarsOfCost lines/>
            <GrowthOfCost lines/>
            <Drivers lines/>
            <SavingsList/>
            <NotIncluded/>
            <AssumptionFields/>
            <Notes/>
        </div>
    }
    .into_any()
}

#[component]
fn Heading() -> impl IntoView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let about = move |say: fn(&Estimate) -> String| move || say(store.deployment.read().estimate());
    let unfinished = move || match store.error_count() {
        0 => String::new(),
        errors => {
            format!("{} to mend or fill in may keep parts out of the figure. ", counted(errors, "place", "places"))
        }
    };
    let show_rest = move |_| {
        move_focus(NOT_INCLUDED);
    };
    let save = move |_| {
        let deployment = store.deployment.get_untracked();
        let text = deployment.cost_table(Some(&address(&deployment)));
        let name = format!("{}-cost.csv", deployment.name());
        download::save_or_report(&name, "text/csv;charset=utf-8", &text, announcer);
    };
    let draw = move |_| {
        let deployment = store.deployment.get_untracked();
        let name = format!("{}-cost.svg", deployment.name());
        download::save_or_report(&name, "image/svg+xml", &deployment.cost_picture(), announcer);
    };
    view! {
        <h2>{about(title)}</h2>
        <p class="help">{unfinished} {about(conditions)}</p>
        <p class="help">
            <button type="button" class="link" on:click=show_rest>{about(not_included)}</button>
        </p>
        <p class="help last-change">{move || last_change(store)}</p>
        <p class="files-of-cost">
            <button type="button" class="small" on:click=save>
                <Icon glyph=Glyph::Download/>
                "Quote with lines and assumptions, as CSV"
            </button>
            <button type="button" class="small" on:click=draw>
                <Icon glyph=Glyph::Download/>
                "Picture as SVG"
            </button>
        </p>
    }
    .into_any()
}

/// Says that a price is the range of other regions.
fn mark(title: &str) -> AnyView {
    view! { <span class="tag" title=title.to_owned()>"other regions"</span> }.into_any()
}

fn not_included(estimate: &Estimate) -> String {
    format!("{} not included", counted(estimate.not_included.len(), "thing is", "things are"))
}

fn title(estimate: &Estimate) -> String {
    match estimate.total() {
        Some(total) => capital(&format!("{total} a month")),
        None if estimate.region.is_empty() => "No total without a region".to_owned(),
        None => format!("No total for {}", estimate.region),
    }
}

/// A range begins with `$`, or with words.
fn capital(text: &str) -> String {
    text.strip_prefix("at ").map_or_else(|| text.to_owned(), |rest| format!("At {rest}"))
}

fn conditions(estimate: &Estimate) -> String {
    let Estimate { region, priced_in, .. } = estimate;
    let date = estimate.oldest().unwrap_or_default();
    let terms = format!("On demand and before tax, for 730 hours, at prices as old as {date}.");
    if estimate.total().is_none() {
        let sum = estimate.reference_total();
        let prices = if region.is_empty() { "No region is chosen" } else { "There are no prices of this region here" };
        return format!("{prices}. For reference, in {priced_in}: {sum} a month. {terms}");
    }
    match estimate.gaps().count() {
        0 => terms,
        gaps => {
            let prices = counted(gaps, "price is", "prices are");
            format!(
                "{terms} {prices} not known for {region}: the range of other regions stands for them, and is marked."
            )
        }
    }
}

fn last_change(store: Store) -> String {
    let before = store.before.read();
    match store.deployment.read().estimate().change_since(before.estimate()) {
        None => "What the last change added cannot be told without a total before and after it.".to_owned(),
        Some(change) if change.is_nothing() => "The last change added nothing to the cost.".to_owned(),
        Some(change) => {
            let drivers: Vec<_> = change.drivers.iter().map(|change| change.driver.to_string()).collect();
            format!("The last change {}: {}.", change.text(), drivers.join(", "))
        }
    }
}
