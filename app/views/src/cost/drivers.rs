//! The drivers: a bar each, and the lines behind it.

use super::table::{Column, list, table};
use leptos::prelude::*;
use openmercato_ecs_core::cost::{Assumption, Basis, Driver, Estimate, Line, Usd, UsdRange};
use openmercato_ecs_core::labels;
use openmercato_ecs_form::focus::{Focus, move_focus};
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::store::Store;

/// A list of drivers, each of which opens.
#[component]
pub(super) fn Drivers() -> impl IntoView {
    let store = expect_context::<Store>();
    // The names of those that are open: a driver may come and go with the inputs.
    let open = RwSignal::new(Vec::new());
    let drivers = move || drivers(store.deployment.read().estimate(), open);
    view! { <div class="drivers">{drivers}</div> }.into_any()
}

fn drivers(estimate: &Estimate, open: RwSignal<Vec<String>>) -> Vec<AnyView> {
    let sums = estimate.by_driver();
    let most = sums.iter().map(|(_, sum)| sum.high).max().unwrap_or_default();
    sums.into_iter().map(|(driver, sum)| details(estimate, driver, sum, most, open)).collect()
}

/// A driver whose lines show when it is opened.
fn details(estimate: &Estimate, driver: &Driver, sum: UsdRange, most: Usd, open: RwSignal<Vec<String>>) -> AnyView {
    const COLUMNS: &[Column] = &[
        ("What, and what it rests on", false),
        ("Quantity", true),
        ("Price", true),
        ("A month", true),
        ("Source", false),
    ];
    let lines = || estimate.lines.iter().filter(|line| line.driver == *driver);
    let mark = lines().any(|line| line.price.elsewhere).then(|| mark(""));
    let name = driver.to_string();
    let (shown, listed) = (name.clone(), name.clone());
    let toggled = move |event: web_sys::Event| {
        let is_open = event_target::<web_sys::Element>(&event).has_attribute("open");
        if is_open != open.with_untracked(|open| open.contains(&name)) {
            open.update(|open| {
                open.retain(|other| *other != name);
                open.extend(is_open.then(|| name.clone()));
            });
        }
    };
    view! {
        <details open=move || open.read().contains(&listed) on:toggle=toggled>
            <summary>
                <Icon glyph=Glyph::Next/>
                <span class="driver">{shown.clone()} " " {mark}</span>
                {bar(sum, most)}
                <span class="amount">{sum.to_string()}</span>
            </summary>
            {table(format!("Lines of {shown}"), COLUMNS, lines().map(row).collect())}
        </details>
    }
    .into_any()
}

/// The share of the costliest driver: solid up to the low end, pale to the high one. The words beside it say the same.
fn bar(sum: UsdRange, most: Usd) -> AnyView {
    let share = |amount: Usd| if most == Usd::ZERO { 0.0 } else { amount.to_f64() / most.to_f64() * 100.0 };
    let (low, high) = (share(sum.low).to_string(), share(sum.high).to_string());
    view! {
        <svg class="bar-of-cost" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="high" width=high height="10"/>
            <rect class="low" width=low height="10"/>
        </svg>
    }
    .into_any()
}

/// Says that a price is the range of other regions.
fn mark(title: &str) -> AnyView {
    view! { <span class="tag" title=title.to_owned()>"other regions"</span> }.into_any()
}

fn row(line: &Line) -> Vec<AnyView> {
    let Line { item, quantity, unit, price, amount, basis, .. } = line;
    let mark = price.elsewhere.then(|| mark(&format!("The range of {}", price.regions().join(", "))));
    // The quantity is in hours already.
    let basis = basis.iter().filter(|basis| **basis != Basis::Hours).map(ground).collect();
    vec![
        view! { {item.clone()} {list("basis", basis)} }.into_any(),
        format!("{quantity} × {unit}").into_any(),
        view! { {price.text()} {mark} }.into_any(),
        amount.to_string().into_any(),
        format!("{}, {}", price.sources(), price.date()).into_any(),
    ]
}

/// What a line rests on; inputs and assumptions lead to their fields.
fn ground(basis: &Basis) -> AnyView {
    match basis {
        Basis::Input(path) => {
            let focus = expect_context::<Focus>();
            let path = path.clone();
            link(labels::of_path(&path), Box::new(move || focus.go_to(&path)))
        }
        Basis::Assumption(assumption) => {
            let field = field(*assumption, "low");
            let go = move || {
                move_focus(&field);
            };
            link(assumption.title().to_owned(), Box::new(go))
        }
        Basis::Resource(address) => view! { <code>{address.to_string()}</code> }.into_any(),
        other => other.to_string().into_any(),
    }
}

fn link(words: String, go: Box<dyn Fn()>) -> AnyView {
    view! { <button type="button" class="link" on:click=move |_| go()>{words}</button> }.into_any()
}

/// The id of an assumption's input, `low` or `high`.
pub(super) fn field(assumption: Assumption, end: &str) -> String {
    format!("assumed-{}-{end}", assumption.name().replace('_', "-"))
}
