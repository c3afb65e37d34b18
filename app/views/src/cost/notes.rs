//! What is not in the total, what costs nothing, and where the prices come from.

use super::table::{Column, list, said, table};
use leptos::prelude::*;
use openmercato_ecs_core::cost::{Estimate, Free, Omission, Outside, PriceSource};
use openmercato_ecs_form::store::Store;

/// The id of the heading over what is not included.
pub(super) const NOT_INCLUDED: &str = "not-included";

/// What costs and is not in the total.
#[component]
pub(super) fn NotIncluded() -> impl IntoView {
    let store = expect_context::<Store>();
    view! {
        <h2 id=NOT_INCLUDED tabindex="-1">"Not included"</h2>
        {move || list("notes", not_included(store.deployment.read().estimate()))}
    }
    .into_any()
}

fn not_included(estimate: &Estimate) -> Vec<AnyView> {
    let note = |Omission { what, why, is_gap }: &Omission| {
        let what = if *is_gap { format!("Missing: {what}") } else { what.clone() };
        said(what, format!(": {why}."))
    };
    estimate.not_included.iter().map(note).collect()
}

/// What costs nothing, and where the prices come from.
#[component]
pub(super) fn Notes() -> impl IntoView {
    const COLUMNS: &[Column] = &[("Type", false), ("Count", true), ("Why", false)];
    let store = expect_context::<Store>();
    let label = "Resources that cost nothing";
    view! {
        <h2>"Costs nothing here"</h2>
        <p class="help">"It exists already or is outside the account. Where a price is known, it is what the owner pays."</p>
        {move || list("notes", outside(store.deployment.read().estimate()))}
        <details>
            <summary>{label}</summary>
            {move || table(label.to_owned(), COLUMNS, free(store.deployment.read().estimate()))}
        </details>
        <details>
            <summary>"Sources of the prices"</summary>
            <p class="help">"Public copies of AWS's price list. None was checked against AWS itself."</p>
            {move || list("notes", store.deployment.read().estimate().sources().into_iter().map(source).collect())}
        </details>
    }
    .into_any()
}

fn outside(estimate: &Estimate) -> Vec<AnyView> {
    let note = |Outside { what, why, rates }: &Outside| {
        let rates = rates.iter().map(|rate| rate.to_string().into_any()).collect();
        view! { {said(what.clone(), format!(": {why}"))} {list("rates", rates)} }.into_any()
    };
    estimate.outside.iter().map(note).collect()
}

fn free(estimate: &Estimate) -> Vec<Vec<AnyView>> {
    let row = |Free { resource_type, count, why }: &Free| {
        vec![view! { <code>{*resource_type}</code> }.into_any(), count.to_string().into_any(), (*why).into_any()]
    };
    estimate.free.iter().map(row).collect()
}

fn source(source: &'static PriceSource) -> AnyView {
    let PriceSource { letter, name, url, date } = source;
    let name = if url.is_empty() {
        (*name).into_any()
    } else {
        view! { <a href=*url target="_blank" rel="noopener noreferrer">{*name}</a> }.into_any()
    };
    view! { {said(letter.to_string(), " ".to_owned())} {name} ", " {*date} }.into_any()
}
