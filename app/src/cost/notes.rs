//! What is not in the total, what costs nothing, and where the prices come from.

use leptos::prelude::*;
use openmercato_ecs_core::cost::{Estimate, Free, Omission, Outside, Source};

/// The id of the heading over what is not included.
pub(super) const NOT_INCLUDED: &str = "not-included";

/// What costs and is not in the total.
#[component]
pub(super) fn NotIncluded(estimate: Memo<Estimate>) -> impl IntoView {
    let rows = move || {
        let rows = estimate.get().not_included.into_iter().map(|Omission { what, why, is_gap }| {
            view! { <li class:gap=is_gap><b>{what}</b> ": " {why} "."</li> }
        });
        rows.collect_view()
    };
    view! {
        <h2 id=NOT_INCLUDED tabindex="-1">"Not included"</h2>
        <ul class="notes">{rows}</ul>
    }
}

/// What costs nothing, and where the prices come from.
#[component]
pub(super) fn Notes(estimate: Memo<Estimate>) -> impl IntoView {
    let outside = move || {
        let rows = estimate.get().outside.into_iter().map(|Outside { what, why, rates }| {
            let rates = rates.into_iter().map(|rate| view! { <li>{rate.to_string()}</li> }).collect_view();
            view! { <li><b>{what}</b> ": " {why} <ul class="rates">{rates}</ul></li> }
        });
        rows.collect_view()
    };
    let free = move || {
        let rows = estimate.get().free.into_iter().map(|Free { kind, count, why }| {
            view! { <tr><th scope="row"><code>{kind}</code></th><td class="number">{count}</td><td>{why}</td></tr> }
        });
        rows.collect_view()
    };
    let sources = move || estimate.read().sources().into_iter().map(source).collect_view();
    view! {
        <h2>"Costs nothing here"</h2>
        <p class="help">"It exists already or is outside the account. Where a price is known, it is what the owner pays."</p>
        <ul class="notes">{outside}</ul>
        <details>
            <summary>"Resources that cost nothing"</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="Resources that cost nothing">
                <table>
                    <thead><tr>
                        <th scope="col">"Type"</th>
                        <th scope="col" class="number">"Count"</th>
                        <th scope="col">"Why"</th>
                    </tr></thead>
                    <tbody>{free}</tbody>
                </table>
            </div>
        </details>
        <details>
            <summary>"Sources of the prices"</summary>
            <p class="help">"Public copies of AWS's price list. None was checked against AWS itself."</p>
            <ul class="notes">{sources}</ul>
        </details>
    }
}

fn source(source: &'static Source) -> impl IntoView {
    let Source { letter, name, url, date } = source;
    let name = if url.is_empty() {
        (*name).into_any()
    } else {
        view! { <a href=*url target="_blank" rel="noopener noreferrer">{*name}</a> }.into_any()
    };
    view! { <li><b>{letter.to_string()}</b> " " {name} ", " {*date}</li> }
}
