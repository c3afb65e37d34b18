//! The places of the growth that can be pointed at.

use super::bars::percent;
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::cost::{Growth, Moment, Scaled, Total, UsdRange};
use openmercato_ecs_core::labels::counted;
use std::sync::Arc;

/// No load, a step of autoscaling, or the busy month.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stop {
    /// The share of the busy month's load.
    pub(super) load: f64,
    /// The load in words.
    pub(super) load_in_words: String,
    /// Who has more tasks from here on; nobody at the ends.
    pub(super) scaled: Vec<Scaled>,
    /// What the step adds.
    pub(super) adds: Option<UsdRange>,
    /// The total from here on.
    pub(super) total: Total,
    /// How high that is in the plot, as a share of it.
    height: f64,
}

impl Stop {
    /// What is said of it.
    fn words(&self) -> String {
        let tasks: Vec<_> = self.scaled.iter().map(tasks).collect();
        let adds = self.adds.map(|adds| format!(" It adds {adds}.")).unwrap_or_default();
        let tasks = if tasks.is_empty() { String::new() } else { format!(" {}.", tasks.join(", ")) };
        format!("{}:{tasks}{adds} {} a month in all.", self.load_in_words, self.total)
    }
}

/// A service with its tasks.
pub(super) fn tasks(Scaled { service, tasks }: &Scaled) -> String {
    format!("{service}: {}", counted(*tasks, "task", "tasks"))
}

/// The ends, and every step between them.
pub(super) fn stops(growth: &Growth) -> Vec<Stop> {
    let height = |total: UsdRange| growth.money.share(total.high.to_f64());
    let end = |moment: &Moment, words: String| Stop {
        load: moment.load,
        load_in_words: words,
        scaled: Vec::new(),
        adds: None,
        total: growth.in_all(moment.total),
        height: height(moment.total),
    };
    let steps = growth.steps.iter().map(|step| Stop {
        load: step.load,
        load_in_words: format!("Above {}", growth.at(step.load)),
        scaled: step.scaled.clone(),
        adds: Some(step.adds()),
        total: growth.in_all(step.after),
        height: height(step.after),
    });
    let none = growth.moments.first().map(|moment| end(moment, "No use".to_owned()));
    let busy = growth.moments.last().map(|moment| end(moment, format!("A busy month, {}", growth.at(1.0))));
    none.into_iter().chain(steps).chain(busy).collect()
}

/// The plot as a slider from stop to stop, by arrow keys and by pointing, and the sentence about the present one.
pub(super) fn slider(stops: Vec<Stop>, drawing: AnyView) -> (AnyView, AnyView) {
    let last = stops.len().saturating_sub(1);
    let stops = Arc::new(stops);
    let element = NodeRef::<html::Div>::new();
    // The busy month, where the bill is highest.
    let present = RwSignal::new(last);
    let all = stops.clone();
    let stop = Memo::new(move |_| all.get(present.get()).cloned());
    let words = move || stop.read().as_ref().map(Stop::words).unwrap_or_default();
    let left = move || stop.read().as_ref().map(|stop| percent(stop.load)).unwrap_or_default();
    let bottom = move || stop.read().as_ref().map(|stop| percent(stop.height)).unwrap_or_default();
    let pointed = move |event: web_sys::PointerEvent| {
        let Some(element) = element.get_untracked() else { return };
        let rect = element.get_bounding_client_rect();
        let load = (f64::from(event.client_x()) - rect.left()) / rect.width().max(1.0);
        present.set(nearest(&stops, load));
    };
    let again = pointed.clone();
    let key = move |event: web_sys::KeyboardEvent| {
        if let Some(next) = led_to(&event.key(), present.get_untracked(), last) {
            event.prevent_default();
            present.set(next);
        }
    };
    let plot = view! {
        <div
            node_ref=element
            class="growth-plot"
            role="slider"
            tabindex="0"
            aria-label="Load"
            aria-valuemin="0"
            aria-valuemax=last.to_string()
            aria-valuenow=move || present.get().to_string()
            aria-valuetext=words
            on:keydown=key
            on:pointermove=pointed
            on:pointerdown=again
        >
            {drawing}
            <span class="growth-here" style:left=left></span>
            <span class="growth-dot" style:left=left style:bottom=bottom></span>
        </div>
    };
    let said = view! { <p class="growth-said" dir="auto">{words}</p> };
    (plot.into_any(), said.into_any())
}

/// The stop that a key leads to; `None` for a key that is not the slider's.
fn led_to(key: &str, now: usize, last: usize) -> Option<usize> {
    match key {
        "ArrowRight" | "ArrowUp" => Some((now + 1).min(last)),
        "ArrowLeft" | "ArrowDown" => Some(now.saturating_sub(1)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

/// The stop nearest to a load.
fn nearest(stops: &[Stop], load: f64) -> usize {
    let distance = |stop: &Stop| (stop.load - load).abs();
    let nearest = stops.iter().enumerate().min_by(|(_, one), (_, other)| distance(one).total_cmp(&distance(other)));
    nearest.map_or(0, |(place, _)| place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_between_the_ends() {
        let keys = ["ArrowLeft", "ArrowRight", "Home", "End", "Tab"];
        assert_eq!(keys.map(|key| led_to(key, 0, 2)), [Some(0), Some(1), Some(0), Some(2), None]);
        assert_eq!(keys.map(|key| led_to(key, 2, 2)), [Some(1), Some(2), Some(0), Some(2), None]);
    }
}
