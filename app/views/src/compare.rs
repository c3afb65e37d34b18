//! This deployment beside another one.

mod another;
mod pictures;

use crate::cost::CostTable;
use crate::diff::Diff;
use crate::files;
use crate::opened::Opened;
use crate::running::RunningPanel;
use crate::saved::Shelf;
use crate::upgrade::UpgradeView;
use another::AnotherFields;
use leptos::prelude::*;
use openmercato_ecs_core::labels;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_core::labels::text_of;
use openmercato_ecs_core::{Deployment, Inputs, Running, preset};
use openmercato_ecs_form::store::{Evaluated, Store};
use pictures::Pictures;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What this deployment can be held against.
#[derive(Clone, Debug)]
struct Other {
    label: String,
    inputs: Inputs,
    /// What runs, where another version of the module has made it than this page's.
    running: Option<Arc<Running>>,
    /// Whether it is what was opened.
    is_opened: bool,
}

impl Other {
    fn new(label: impl Into<String>, inputs: Inputs) -> Self {
        Self { label: label.into(), inputs, running: None, is_opened: false }
    }
}

/// The other deployment is chosen, then inputs, resources and files are held against its own.
#[component]
pub(crate) fn CompareView() -> impl IntoView {
    let store = expect_context::<Store>();
    let opened = expect_context::<Opened>();
    let others = RwSignal::new(others(store, opened));
    let chosen = RwSignal::new(0_usize);
    Effect::new(move |_| {
        if opened.is_compared.get() {
            opened.is_compared.set(false);
            let place = others.read_untracked().iter().position(|other| other.is_opened);
            chosen.set(place.unwrap_or_default());
        }
    });
    let options = move || {
        let options = others.get().into_iter().enumerate().map(|(index, other)| {
            let is_chosen = move || chosen.get() == index;
            view! { <option value=index.to_string() prop:selected=is_chosen>{other.label}</option> }
        });
        options.collect_view()
    };
    let other = Memo::new(move |_| {
        let inputs = others.read().get(chosen.get()).map(|other| other.inputs.clone()).unwrap_or_default();
        Evaluated::of(Deployment::assuming(store.module, &inputs, &store.assumptions.read()))
    });
    let running = Signal::derive(move || others.read().get(chosen.get()).and_then(|other| other.running.clone()));
    view! {
        <div class="compare">
            <UpgradeView/>
            <div class="field">
                <label for="compare-with">"Compare this deployment with"</label>
                <select
                    id="compare-with"
                    on:change=move |event| chosen.set(event_target_value(&event).parse().unwrap_or_default())
                >
                    {options}
                </select>
            </div>
            <AnotherFields add=move |other: Other| {
                others.write().push(other);
                chosen.set(others.read_untracked().len() - 1);
            }/>
            <InputTable other/>
            <RunningPanel other running/>
            <CostTable other/>
            <Pictures other/>
            <ResourceLists other/>
            <FileTable other/>
        </div>
    }
}

fn others(store: Store, opened: Opened) -> Vec<Other> {
    let before = store.before.get_untracked();
    let last = Other::new("Before the last change", before.evaluation.inputs.clone());
    let opened = opened.deployment.get_untracked().map(|opened| {
        let label = format!("As opened: {}", opened.source.words());
        Other { is_opened: true, ..Other::new(label, opened.deployment.evaluation.inputs.clone()) }
    });
    let defaults = Other::new("The module's defaults", Inputs::new());
    let shelf = Shelf::read();
    let saved = shelf.iter().map(|saved| Other::new(format!("Saved: {}", saved.name), saved.inputs.clone()));
    let presets = preset::all().iter();
    let presets = presets.map(|preset| Other::new(format!("Preset: {}", preset.name), preset.inputs.clone()));
    [last].into_iter().chain(opened).chain([defaults]).chain(saved).chain(presets).collect()
}

#[component]
fn InputTable(other: Memo<Evaluated>) -> impl IntoView {
    let store = expect_context::<Store>();
    let differing = Memo::new(move |_| differing_inputs(&store.deployment.read(), &other.read()));
    let rows = move || {
        let rows = differing.get().into_iter().map(|(name, here, there)| {
            view! {
                <tr>
                    <th scope="row">{labels::label(&name)} " " <code>{name}</code></th>
                    <td><code>{here}</code></td>
                    <td><code>{there}</code></td>
                </tr>
            }
        });
        rows.collect_view()
    };
    view! {
        <h2>{move || counted(differing.read().len(), "input differs", "inputs differ")}</h2>
        <Show when=move || !differing.read().is_empty()>
            <div class="scroll" tabindex="0" role="region" aria-label="Inputs that differ">
                <table>
                    <thead><tr><th scope="col">"Input"</th><th scope="col">"Here"</th><th scope="col">"There"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Show>
    }
}

/// Name, value here and value there of each variable that has not the same value.
fn differing_inputs(here: &Deployment, there: &Deployment) -> Vec<(String, String, String)> {
    let value = |deployment: &Deployment, name: &str| {
        let value = deployment.evaluation.values.get(name).filter(|value| value.is_wholly_known());
        let known = value.or_else(|| deployment.evaluation.inputs.get(name));
        known.map(text_of).unwrap_or_default()
    };
    let names: BTreeSet<_> =
        here.evaluation.values.iter().chain(there.evaluation.values.iter()).map(|(name, _)| name).collect();
    let rows = names.into_iter().map(|name| (name.to_owned(), value(here, name), value(there, name)));
    rows.filter(|(_, here, there)| here != there).collect()
}

#[component]
fn ResourceLists(other: Memo<Evaluated>) -> impl IntoView {
    let store = expect_context::<Store>();
    let here = Memo::new(move |_| store.deployment.read().evaluation.plan.addresses());
    let there = Memo::new(move |_| other.read().evaluation.plan.addresses());
    let only = |a: Memo<BTreeSet<String>>, b: Memo<BTreeSet<String>>| {
        move || a.read().difference(&b.read()).cloned().collect::<Vec<_>>()
    };
    view! {
        <h2>"Resources: " {move || here.read().len()} " here, " {move || there.read().len()} " there"</h2>
        <AddressList title="Only here" addresses=Signal::derive(only(here, there))/>
        <AddressList title="Only there" addresses=Signal::derive(only(there, here))/>
    }
}

#[component]
fn AddressList(title: &'static str, addresses: Signal<Vec<String>>) -> impl IntoView {
    let rows =
        move || addresses.get().into_iter().map(|address| view! { <li><code>{address}</code></li> }).collect_view();
    view! {
        <Show when=move || !addresses.read().is_empty()>
            <details open>
                <summary>{title} " " <span class="count">{move || addresses.read().len()}</span></summary>
                <ul class="addresses">{rows}</ul>
            </details>
        </Show>
    }
}

#[component]
fn FileTable(other: Memo<Evaluated>) -> impl IntoView {
    let store = expect_context::<Store>();
    let changes = Memo::new(move |_| files::changes(other.read().files(), store.deployment.read().files()));
    let rows = move || {
        let rows = changes.get().into_iter().map(|(path, Diff { added, removed })| {
            view! { <tr><th scope="row"><code>{path}</code></th><td>{added.len()}</td><td>{removed}</td></tr> }
        });
        rows.collect_view()
    };
    view! {
        <h2>{move || counted(changes.read().len(), "file differs", "files differ")}</h2>
        <Show when=move || !changes.read().is_empty()>
            <div class="scroll" tabindex="0" role="region" aria-label="Files that differ">
                <table>
                    <thead><tr>
                        <th scope="col">"File"</th>
                        <th scope="col">"Lines only here"</th>
                        <th scope="col">"Lines only there"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_core::Module;

    #[test]
    fn only_what_differs_is_listed() {
        let module = Module::embedded();
        let of = |name: &str| Deployment::of(module, &Inputs::new().with("name", name.into()));
        let rows = differing_inputs(&of("a"), &of("b"));
        assert_eq!(rows, [("name".to_owned(), "a".to_owned(), "b".to_owned())]);
    }
}
