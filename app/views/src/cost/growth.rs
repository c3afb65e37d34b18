//! How the bill grows with load.

use super::bars::percent;
use super::lines::OpenLines;
use super::stop::{self, Stop};
use super::table::{Column, list, table};
use leptos::prelude::*;
use openmercato_ecs_core::cost::{Assumption, Driver, Growth, Moment, Scale, Scaled, Usd};
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_form::store::Store;

/// The total by load with the steps of autoscaling, and the same in words.
#[component]
pub(super) fn GrowthOfCost(lines: OpenLines) -> impl IntoView {
    let store = expect_context::<Store>();
    let growth = Memo::new(move |_| store.deployment.read().growth());
    view! {
        <h2>"How it grows with load"</h2>
        <p class="help">{move || meaning(store, &growth.read())}</p>
        {move || figure(&growth.read())}
        <details>
            <summary>"Load and cost in words"</summary>
            {move || in_words(&growth.read(), lines)}
        </details>
    }
    .into_any()
}

/// What load is, and what it decides.
fn meaning(store: Store, growth: &Growth) -> String {
    let busy = [(Assumption::Requests, "million requests"), (Assumption::TrafficOut, "GB to users")];
    let busy = busy.map(|(assumption, what)| format!("{} {what}", store.assumptions.read().get(assumption).high));
    let steps = match growth.steps.len() {
        0 => "No service is given more tasks by autoscaling.".to_owned(),
        steps => format!("Autoscaling adds tasks at {}.", counted(steps, "step", "steps")),
    };
    format!(
        "From no use to the busy month that is assumed below ({} and so on), in which every autoscaled service has its \
         most tasks. No assumption falls below its low end. {steps} A band is as broad as what load does not decide: prices of other regions, storage that may \
         grow, how long logs are kept. Point at the plot or use the arrow keys to read it.",
        busy.join(", ")
    )
}

/// The plot with its axes, and what is said of the place that is pointed at.
fn figure(growth: &Growth) -> AnyView {
    let money = growth.money.ticks.iter().map(|tick| {
        let at = percent(growth.money.share(*tick));
        view! { <span style:bottom=at>{growth.money.usd(*tick)}</span> }
    });
    let load = growth.load.ticks.iter().map(|tick| {
        let at = percent(growth.load.share(*tick));
        view! { <span style:left=at>{Scale::number(*tick)}</span> }
    });
    let steps = growth.steps.iter().map(|step| {
        let (left, height) = (percent(step.load), percent(growth.money.share(step.before.low.to_f64())));
        view! { <span class="growth-step" style:left=left style:height=height></span> }
    });
    let drawing = view! {
        <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <path class="growth-grid" d=grid(growth)/>
            <path class="growth-band" d=band(growth)/>
            <path class="growth-edge" d=edge(growth, |moment| moment.total.low)/>
            <path class="growth-edge" d=edge(growth, |moment| moment.total.high)/>
        </svg>
    };
    let parts = view! { {drawing} {steps.collect::<Vec<_>>()} }.into_any();
    let (plot, said) = stop::slider(stop::stops(growth), parts);
    view! {
        <div class="growth">
            <div class="growth-money" aria-hidden="true">{money.collect::<Vec<_>>()}</div>
            {plot}
            <div class="growth-load" aria-hidden="true">{load.collect::<Vec<_>>()}</div>
            <p class="growth-unit">{growth.unit}</p>
        </div>
        {said}
    }
    .into_any()
}

/// A load for each row: who gets more tasks there, and the total.
fn in_words(growth: &Growth, lines: OpenLines) -> AnyView {
    const COLUMNS: &[Column] =
        &[("Load", false), ("Tasks from there on", false), ("It adds", true), ("In all, a month", true)];
    let row = |stop: Stop| {
        let tasks = stop.scaled.iter().map(|scaled| leading(scaled, lines)).collect();
        let adds = stop.adds.map(|adds| adds.to_string()).unwrap_or_default();
        vec![stop.load_in_words.into_any(), list("tasks", tasks), adds.into_any(), stop.total.to_string().into_any()]
    };
    table("Load and cost".to_owned(), COLUMNS, stop::stops(growth).into_iter().map(row).collect())
}

/// A service with its tasks, which leads to its lines.
fn leading(scaled: &Scaled, lines: OpenLines) -> AnyView {
    let driver = Driver::Tasks(scaled.service.clone());
    let words = stop::tasks(scaled);
    view! { <button type="button" class="link" on:click=move |_| lines.show(&driver)>{words}</button> }.into_any()
}

/// A place in the plot of a thousand by a thousand.
fn place(growth: &Growth, load: f64, amount: f64) -> String {
    format!("{:.1} {:.1}", load * 1000.0, (1.0 - growth.money.share(amount)) * 1000.0)
}

fn path(growth: &Growth, of: fn(&Moment) -> Usd) -> Vec<String> {
    growth.moments.iter().map(|moment| place(growth, moment.load, of(moment).to_f64())).collect()
}

fn edge(growth: &Growth, of: fn(&Moment) -> Usd) -> String {
    format!("M{}", path(growth, of).join("L"))
}

fn band(growth: &Growth) -> String {
    let mut around = path(growth, |moment| moment.total.low);
    around.extend(path(growth, |moment| moment.total.high).into_iter().rev());
    format!("M{}Z", around.join("L"))
}

fn grid(growth: &Growth) -> String {
    let line = |tick: &f64| format!("M{}H1000", place(growth, 0.0, *tick));
    growth.money.ticks.iter().map(line).collect()
}
