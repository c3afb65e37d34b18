//! What each part costs, as bars that lead to its lines.

use super::drivers::has_prices_elsewhere;
use super::lines::OpenLines;
use super::mark;
use leptos::prelude::*;
use openmercato_ecs_core::cost::{Bar, Bars, Estimate, Usd};
use openmercato_ecs_form::store::Store;

/// A bar for each part, the costliest first: solid up to the low end, pale to the high one. The amounts beside them say
/// the same.
#[component]
pub(super) fn BarsOfCost(lines: OpenLines) -> impl IntoView {
    let store = expect_context::<Store>();
    let bars = move || {
        let deployment = store.deployment.read();
        let estimate = deployment.estimate();
        let bars = Bars::of(estimate);
        let rows: Vec<_> = bars.bars.iter().map(|bar| row(estimate, &bars, bar, lines)).collect();
        view! {
            <div>
                <ul class="bars" style:--steps=(bars.scale.ticks.len() - 1).to_string()>{rows}</ul>
                <div class="bars-scale" aria-hidden="true">{scale(&bars)}</div>
            </div>
            {bars.reference.map(|region| view! { <p class="help">{format!("For reference, at the prices of {region}.")}</p> })}
        }
    };
    view! {
        <h2>"What each part costs a month"</h2>
        {bars}
        <p class="help keys">
            <bdi><span class="key low"></span> "low end"</bdi>
            <bdi><span class="key high"></span> "high end"</bdi>
            "A bar leads to its lines."
        </p>
    }
    .into_any()
}

fn row(estimate: &Estimate, bars: &Bars, Bar { driver, range }: &Bar, lines: OpenLines) -> AnyView {
    let share = |amount: Usd| percent(bars.scale.share(amount.to_f64()));
    let (low, high) = (share(range.low), share(range.high));
    let mark = has_prices_elsewhere(estimate, driver).then(|| mark(""));
    let name = driver.to_string();
    let driver = driver.clone();
    view! {
        <li>
            <button type="button" on:click=move |_| lines.show(&driver)>
                <span class="part">{name} " " {mark}</span>
                <span class="track" aria-hidden="true">
                    <span class="high" style:inline-size=high></span>
                    <span class="low" style:inline-size=low></span>
                </span>
                <span class="amount"><bdi>{range.to_string()}</bdi></span>
            </button>
        </li>
    }
    .into_any()
}

/// The numbers under the bars.
fn scale(bars: &Bars) -> Vec<AnyView> {
    let tick = |tick: &f64| {
        let at = percent(bars.scale.share(*tick));
        view! { <span style:inset-inline-start=at>{bars.scale.usd(*tick)}</span> }.into_any()
    };
    bars.scale.ticks.iter().map(tick).collect()
}

/// A share as a style sheet has it.
pub(super) fn percent(share: f64) -> String {
    format!("{:.2}%", share * 100.0)
}
