//! The cost of two deployments side by side.

use super::{conditions, range, title};
use crate::store::{Evaluated, Store};
use leptos::prelude::*;
use openmercato_ecs_core::cost::{Estimate, Usd};

/// The drivers of this deployment and of the other one, under the same assumptions.
#[component]
pub(crate) fn CostTable(other: Memo<Evaluated>) -> impl IntoView {
    let store = expect_context::<Store>();
    let heading = move || {
        let evaluation = store.evaluation.read();
        match evaluation.estimate().change_since(other.read().estimate()) {
            Some(change) if change.is_nothing() => "They cost the same".to_owned(),
            Some(change) => format!("This one {}", change.text()),
            None => "Cost".to_owned(),
        }
    };
    let rows = move || {
        let rows = rows(store.evaluation.read().estimate(), other.read().estimate());
        let rows = rows.into_iter().map(|(driver, here, there)| {
            view! { <tr><th scope="row">{driver}</th><td class="number">{here}</td><td class="number">{there}</td></tr> }
        });
        rows.collect_view()
    };
    view! {
        <h2>{heading}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label="Cost of both">
            <table>
                <thead><tr>
                    <th scope="col">"A month"</th>
                    <th scope="col" class="number">"Here"</th>
                    <th scope="col" class="number">"There"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
        <p class="help">{move || conditions(store.evaluation.read().estimate())}</p>
    }
}

/// Driver, amount here and amount there, the totals last.
fn rows(here: &Estimate, there: &Estimate) -> Vec<(String, String, String)> {
    let mut rows: Vec<(String, String, String)> = Vec::new();
    let amount = |(low, high): (Usd, Usd)| range(low, high);
    for (driver, low, high) in here.by_driver() {
        rows.push((driver.to_string(), amount((low, high)), "–".to_owned()));
    }
    for (driver, low, high) in there.by_driver() {
        let name = driver.to_string();
        match rows.iter_mut().find(|(known, ..)| *known == name) {
            Some(row) => row.2 = amount((low, high)),
            None => rows.push((name, "–".to_owned(), amount((low, high)))),
        }
    }
    rows.push(("Total".to_owned(), title(here), title(there)));
    rows
}
