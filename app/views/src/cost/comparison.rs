//! The cost of two deployments side by side.

use super::table::{Column, table};
use super::{conditions, title};
use leptos::prelude::*;
use openmercato_ecs_core::cost::Estimate;
use openmercato_ecs_form::store::{Evaluated, Store};

/// The drivers of this deployment and of the other one, under the same assumptions.
#[component]
pub(crate) fn CostTable(other: Memo<Evaluated>) -> impl IntoView {
    const COLUMNS: &[Column] = &[("A month", false), ("Here", true), ("There", true)];
    let store = expect_context::<Store>();
    let heading = move || {
        let deployment = store.deployment.read();
        match deployment.estimate().change_since(other.read().estimate()) {
            Some(change) if change.is_nothing() => "They cost the same".to_owned(),
            Some(change) => format!("This one {}", change.text()),
            None => "Cost".to_owned(),
        }
    };
    let rows = move || {
        let rows = rows(store.deployment.read().estimate(), other.read().estimate());
        rows.into_iter().map(|row| row.map(IntoAny::into_any).into()).collect()
    };
    view! {
        <h2>{heading}</h2>
        {move || table("Cost of both".to_owned(), COLUMNS, rows())}
        <p class="help">{move || conditions(store.deployment.read().estimate())}</p>
    }
    .into_any()
}

/// Driver, amount here and amount there, the totals last.
fn rows(here: &Estimate, there: &Estimate) -> Vec<[String; 3]> {
    let none = || "–".to_owned();
    let mut rows: Vec<[String; 3]> = Vec::new();
    for (driver, sum) in here.by_driver() {
        rows.push([driver.to_string(), sum.to_string(), none()]);
    }
    for (driver, sum) in there.by_driver() {
        let name = driver.to_string();
        match rows.iter_mut().find(|row| row[0] == name) {
            Some(row) => row[2] = sum.to_string(),
            None => rows.push([name, none(), sum.to_string()]),
        }
    }
    rows.push(["Total".to_owned(), title(here), title(there)]);
    rows
}
