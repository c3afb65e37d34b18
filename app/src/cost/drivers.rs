//! The drivers: a bar each, and the lines behind it.

use super::range;
use crate::icon::{Glyph, Icon};
use crate::labels;
use crate::navigation::{Navigation, focus};
use crate::store::Store;
use leptos::prelude::*;
use openmercato_ecs_core::cost::{Assumption, Basis, Estimate, Line, Usd};
use std::collections::BTreeSet;

/// A driver as it is shown.
#[derive(Clone, Debug, PartialEq)]
struct Group {
    name: String,
    low: Usd,
    high: Usd,
    /// The high end of the costliest driver, which its bar fills.
    most: Usd,
    lines: Vec<Line>,
}

impl Group {
    /// All that is shown of it: while that stays, so does its element, with the focus in it.
    fn text(&self) -> String {
        let mut text = format!("{} {} {} {}", self.name, self.low, self.high, self.most);
        for Line { item, quantity, price, basis, .. } in &self.lines {
            text.push_str(&format!(" {item} {quantity} {} {}", price.text(), price.regions().join(" ")));
            text.extend(basis.iter().map(|basis| format!(" {basis}")));
        }
        text
    }
}

/// A list of drivers, each of which opens.
#[component]
pub(super) fn Drivers(estimate: Memo<Estimate>) -> impl IntoView {
    let open = RwSignal::new(BTreeSet::new());
    let groups = move || groups(&estimate.read());
    view! {
        <div class="drivers">
            <For each=groups key=Group::text children=move |group| view! { <DriverDetails group open/> }/>
        </div>
    }
}

fn groups(estimate: &Estimate) -> Vec<Group> {
    let sums = estimate.by_driver();
    let most = sums.iter().map(|(_, _, high)| *high).max().unwrap_or_default();
    let group = |(driver, low, high): (&_, Usd, Usd)| Group {
        name: format!("{driver}"),
        low,
        high,
        most,
        lines: estimate.lines.iter().filter(|line| line.driver == *driver).cloned().collect(),
    };
    sums.into_iter().map(group).collect()
}

/// A driver whose lines show when it is opened. `open` holds the names of those that are.
#[component]
fn DriverDetails(group: Group, open: RwSignal<BTreeSet<String>>) -> impl IntoView {
    let Group { name, low, high, most, lines } = group;
    let is_marked = lines.iter().any(|line| line.price.elsewhere);
    let is_open = open.with_untracked(|open| open.contains(&name));
    let label = format!("Lines of {name}");
    let shown = name.clone();
    let toggled = move |event: web_sys::Event| {
        let is_open = event_target::<web_sys::Element>(&event).has_attribute("open");
        open.update_untracked(|open| if is_open { open.insert(name.clone()) } else { open.remove(&name) });
    };
    view! {
        <details open=is_open on:toggle=toggled>
            <summary>
                <Icon glyph=Glyph::Next/>
                <span class="driver">{shown} {is_marked.then(|| view! { <span class="tag">"other regions"</span> })}</span>
                <Bar low high most/>
                <span class="amount">{range(low, high)}</span>
            </summary>
            <div class="scroll" tabindex="0" role="region" aria-label=label>
                <table>
                    <thead><tr>
                        <th scope="col">"What, and what it rests on"</th>
                        <th scope="col" class="number">"Quantity"</th>
                        <th scope="col" class="number">"Price"</th>
                        <th scope="col" class="number">"A month"</th>
                        <th scope="col">"Source"</th>
                    </tr></thead>
                    <tbody>{lines.into_iter().map(|line| view! { <LineRow line/> }).collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}

/// The share of the costliest driver: solid up to the low end, pale to the high one. The words beside it say the same.
#[component]
fn Bar(low: Usd, high: Usd, most: Usd) -> impl IntoView {
    let share = |amount: Usd| if most == Usd::ZERO { 0.0 } else { amount.to_f64() / most.to_f64() * 100.0 };
    let (low, high) = (share(low), share(high));
    view! {
        <svg class="bar-of-cost" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <rect class="high" width=high.to_string() height="10"/>
            <rect class="low" width=low.to_string() height="10"/>
        </svg>
    }
}

#[component]
fn LineRow(line: Line) -> impl IntoView {
    let Line { item, quantity, unit, price, low, high, basis, .. } = line;
    let mark = price.elsewhere.then(|| {
        let title = format!("The range of {}", price.regions().join(", "));
        view! { <span class="tag" title=title>"other regions"</span> }
    });
    // The quantity is in hours already.
    let basis = basis.into_iter().filter(|basis| *basis != Basis::Hours);
    let basis = basis.map(|basis| view! { <li><BasisView basis/></li> }).collect_view();
    view! {
        <tr>
            <th scope="row">{item} <ul class="basis">{basis}</ul></th>
            <td class="number">{quantity.to_string()} " × " {unit}</td>
            <td class="number">{price.text()} {mark}</td>
            <td class="number">{range(low, high)}</td>
            <td>{price.sources()} ", " {price.date()}</td>
        </tr>
    }
}

/// What a line rests on; inputs and assumptions lead to their fields.
#[component]
fn BasisView(basis: Basis) -> impl IntoView {
    let store = expect_context::<Store>();
    let navigation = expect_context::<Navigation>();
    match basis {
        Basis::Input(path) => {
            let label = labels::of_path(&path);
            let go = move |_| navigation.go_to(store, &path);
            view! { <button type="button" class="link" on:click=go>{label}</button> }.into_any()
        }
        Basis::Assumption(assumption) => {
            let go = move |_| {
                focus(&field(assumption, "low"));
            };
            view! { <button type="button" class="link" on:click=go>{assumption.title()}</button> }.into_any()
        }
        Basis::Resource(address) => view! { <code>{address.to_string()}</code> }.into_any(),
        other => other.to_string().into_any(),
    }
}

/// The id of an assumption's input, `low` or `high`.
pub(super) fn field(assumption: Assumption, end: &str) -> String {
    format!("assumed-{}-{end}", assumption.name().replace('_', "-"))
}
