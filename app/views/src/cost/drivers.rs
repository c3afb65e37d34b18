//! The drivers, and the lines behind each.

use super::lines::{OpenLines, heading_of};
use super::mark;
use super::table::{Column, list, table};
use leptos::prelude::*;
use openmercato_ecs_core::cost::{Assumption, Basis, Driver, Estimate, Line, UsdRange};
use openmercato_ecs_core::labels;
use openmercato_ecs_form::focus::{Focus, move_focus};
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::store::Store;

/// A list of drivers, each of which opens.
#[component]
pub(super) fn Drivers(lines: OpenLines) -> impl IntoView {
    let store = expect_context::<Store>();
    let drivers = move || drivers(store.deployment.read().estimate(), lines);
    view! {
        <h2>"Line by line"</h2>
        <div class="drivers">{drivers}</div>
    }
    .into_any()
}

fn drivers(estimate: &Estimate, lines: OpenLines) -> Vec<AnyView> {
    estimate.by_driver().into_iter().map(|(driver, sum)| details(estimate, driver, sum, lines)).collect()
}

/// A driver whose lines show when it is opened.
fn details(estimate: &Estimate, driver: &Driver, sum: UsdRange, lines: OpenLines) -> AnyView {
    const COLUMNS: &[Column] = &[
        ("What, and what it rests on", false),
        ("Quantity", true),
        ("Price", true),
        ("A month", true),
        ("Source", false),
    ];
    let own = estimate.lines.iter().filter(|line| line.driver == *driver);
    let mark = has_prices_elsewhere(estimate, driver).then(|| mark(""));
    let name = driver.to_string();
    let (shown, listed) = (name.clone(), name.clone());
    let toggled = move |event: web_sys::Event| {
        lines.toggled(&name, event_target::<web_sys::Element>(&event).has_attribute("open"));
    };
    view! {
        <details open=move || lines.has(&listed) on:toggle=toggled>
            <summary id=heading_of(estimate, driver)>
                <Icon glyph=Glyph::Next/>
                <span class="driver">{shown.clone()} " " {mark}</span>
                <span class="amount"><bdi>{sum.to_string()}</bdi></span>
            </summary>
            {table(format!("Lines of {shown}"), COLUMNS, own.map(row).collect())}
        </details>
    }
    .into_any()
}

/// Whether a line of the driver has the range of other regions for a price.
pub(super) fn has_prices_elsewhere(estimate: &Estimate, driver: &Driver) -> bool {
    estimate.gaps().any(|line| line.driver == *driver)
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
