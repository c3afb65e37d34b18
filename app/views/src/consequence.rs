//! What another value would change: the price of a month, the plan, and what is to be filled in.

use leptos::prelude::*;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_core::{Deployment, InputPath, Suggestion, Value};
use openmercato_ecs_form::store::Store;

/// What another value at the place would change, in words; nothing where that is nothing.
pub(crate) fn consequence(store: Store, path: &InputPath, value: &Value) -> String {
    let now = store.deployment.get_untracked();
    let Some(then) = with(store, path, value) else { return String::new() };
    let parts: Vec<_> = resources(&now, &then).into_iter().chain(demands(&now, &then)).collect();
    let price = price(&now, &then).unwrap_or_default();
    match (price.as_str(), &parts[..]) {
        (SAME_PRICE, []) => String::new(),
        ("", _) => parts.join(", "),
        (_, []) => price,
        _ => format!("{price}, {}", parts.join(", ")),
    }
}

/// What may be typed at the place, with words that tell it apart, and what it changes a month.
pub(crate) fn suggestions(store: Store, path: &InputPath) -> Vec<(String, String)> {
    let now = store.deployment.get_untracked();
    let found = store.inputs.with_untracked(|inputs| openmercato_ecs_core::suggestions(store.module, inputs, path));
    let of = |Suggestion { value, words }: Suggestion| {
        let typed = Value::string(value.as_str());
        let price = with(store, path, &typed).and_then(|then| price(&now, &then)).filter(|price| price != SAME_PRICE);
        let words: Vec<_> = [words, price.unwrap_or_default()].into_iter().filter(|part| !part.is_empty()).collect();
        (value, words.join(", "))
    };
    found.into_iter().map(of).collect()
}

/// The deployment with another value at the place; `None` where that is what is set.
fn with(store: Store, path: &InputPath, value: &Value) -> Option<Deployment> {
    let draft = store.draft_with(path, Some(value.clone()));
    let is_set = store.inputs.with_untracked(|inputs| *inputs == draft.inputs);
    (!is_set).then(|| Deployment::assuming(store.module, &draft.inputs, &store.assumptions.read_untracked()))
}

/// How a price is called that does not change.
const SAME_PRICE: &str = "same price";

/// By how much a month's price changes; `None` where there are no prices of the region.
fn price(now: &Deployment, then: &Deployment) -> Option<String> {
    let change = then.estimate().change_since(now.estimate())?;
    if !then.estimate().has_gaps_of(now.estimate()) {
        return Some("price not known".to_owned());
    }
    Some(change.short().unwrap_or_else(|| SAME_PRICE.to_owned()))
}

fn resources(now: &Deployment, then: &Deployment) -> Option<String> {
    let (before, after) = (now.evaluation.plan.resources.len(), then.evaluation.plan.resources.len());
    let count = counted(after.abs_diff(before), "resource", "resources");
    (after != before).then(|| format!("{count} {}", if after > before { "more" } else { "less" }))
}

/// What would have to be filled in or mended that is not wrong now.
fn demands(now: &Deployment, then: &Deployment) -> Vec<String> {
    let is_new = |path: &InputPath| now.evaluation.errors().all(|error| error.path != *path);
    let new = then.evaluation.errors().filter(|error| is_new(&error.path));
    let (missing, wrong): (Vec<_>, Vec<_>) = new.partition(|error| then.evaluation.is_missing(error));
    let said = [(missing.len(), "to fill in"), (wrong.len(), "to mend")].into_iter().filter(|(count, _)| *count > 0);
    said.map(|(count, words)| format!("{count} {words}")).collect()
}
