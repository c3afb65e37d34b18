//! One of a few values, and yes or no.

use crate::clock::Pause;
use crate::focus::field_id;
use crate::frame::{Frame, Group};
use crate::live::live;
use crate::messages::Messages;
use crate::prose::Prose;
use crate::spec::Spec;
use crate::store::Store;
use leptos::prelude::*;
use openmercato_ecs_core::labels;
use openmercato_ecs_core::labels::text_of;
use openmercato_ecs_core::{Deployment, InputPath, Value};

/// More choices than this go into a list that drops down.
const RADIOS: usize = 4;

/// A field for one of the values that the module allows.
#[component]
pub(crate) fn ChoiceField(spec: Spec) -> impl IntoView {
    if spec.choices.len() > RADIOS {
        view! { <SelectField spec/> }.into_any()
    } else {
        view! { <RadioField spec/> }.into_any()
    }
}

/// What is chosen: what is set, or what stands for it.
fn chosen(store: Store, path: &InputPath) -> Signal<Option<Value>> {
    let path = path.clone();
    Memo::new(move |_| store.value(&path).or_else(|| store.placeholder(&path))).into()
}

#[component]
fn RadioField(spec: Spec) -> impl IntoView {
    let store = expect_context::<Store>();
    let messages = Messages::of(store, &spec);
    let chosen = chosen(store, &spec.path);
    let consequences = spec.is_selector.then(|| consequences(store, &spec));
    let path = StoredValue::new(spec.path.clone());
    let id = field_id(&spec.path);
    let options = spec.choices.iter().enumerate().map(|(index, value)| {
        let text = text_of(value);
        let name = match labels::choice(&spec.name, &text) {
            Some(label) => view! { {label} " " <code>{text.clone()}</code> }.into_any(),
            None => text.clone().into_any(),
        };
        let hint = spec.description.choices.get(&text).cloned();
        let (option, hint_id) = (format!("{id}-{index}"), format!("{id}-{index}-hint"));
        let value = StoredValue::new(value.clone());
        view! {
            <div class="option">
                <input
                    type="radio"
                    id=option.clone()
                    name=id.clone()
                    prop:checked=move || chosen.read().as_ref() == Some(&value.get_value())
                    aria-describedby=hint_id.clone()
                    on:change=move |_| {
                        messages.chosen();
                        store.set(&path.get_value(), Some(value.get_value()));
                    }
                />
                <label for=option>{name}</label>
                <p class="hint" id=hint_id>
                    {hint.map(|text| view! { <span translate="yes"><Prose text/></span> })}
                    {consequences
                        .map(|all| {
                            live(move || match all.read().get(index) {
                                Some(words) if !words.is_empty() => {
                                    view! { <span class="consequence">{words.clone()}</span> }.into_any()
                                }
                                _ => ().into_any(),
                            })
                        })}
                </p>
            </div>
        }
    });
    let options = options.collect_view();
    view! { <Group spec messages>{options}</Group> }
}

/// What each choice would change, in words; for the one that is chosen, nothing.
fn consequences(store: Store, spec: &Spec) -> RwSignal<Vec<String>> {
    let words = RwSignal::new(Vec::new());
    let pause = Pause::of(150);
    let spec = StoredValue::new(spec.clone());
    Effect::new(move |_| {
        store.deployment.track();
        pause.then(move || {
            let Some(spec) = spec.try_get_value() else { return };
            let all = spec.choices.iter().map(|choice| consequence(store, &spec.path, choice)).collect();
            words.try_set(all);
        });
    });
    words
}

fn consequence(store: Store, path: &InputPath, choice: &Value) -> String {
    let now = store.deployment.get_untracked();
    let draft = store.draft_with(path, Some(choice.clone()));
    if draft.inputs == now.evaluation.inputs {
        return String::new();
    }
    let then = Deployment::of(store.module, &draft.inputs);
    let (before, after) = (now.evaluation.plan.resources.len(), then.evaluation.plan.resources.len());
    let resources = match after.abs_diff(before) {
        0 => None,
        1 if after > before => Some("Adds 1 resource".to_owned()),
        1 => Some("Saves 1 resource".to_owned()),
        count if after > before => Some(format!("Adds {count} resources")),
        count => Some(format!("Saves {count} resources")),
    };
    let is_new = |path: &InputPath| now.evaluation.errors().all(|error| error.path != *path);
    let needed = match then.evaluation.errors().filter(|error| is_new(&error.path)).count() {
        0 => None,
        1 => Some("1 thing to fill in or change".to_owned()),
        count => Some(format!("{count} things to fill in or change")),
    };
    let parts: Vec<_> = resources.into_iter().chain(needed).collect();
    parts.join(", ")
}

#[component]
fn SelectField(spec: Spec) -> impl IntoView {
    let store = expect_context::<Store>();
    let messages = Messages::of(store, &spec);
    let chosen = chosen(store, &spec.path);
    let path = spec.path.clone();
    let id = field_id(&path);
    let name = spec.name.clone();
    let values = StoredValue::new(spec.choices.clone());
    let is_chosen = move |value: &Value| chosen.read().as_ref() == Some(value);
    // What is set need not be a choice: it stays in sight, so that nothing seems to be chosen that is not.
    let other = move || {
        chosen
            .get()
            .filter(|value| !values.read_value().contains(value))
            .map(|value| view! { <option value="" prop:selected=true>{text_of(&value)}</option> }.into_any())
    };
    let options = spec.choices.clone().into_iter().enumerate().map(|(index, value)| {
        let text = text_of(&value);
        let label = labels::choice(&name, &text).map_or(text, ToOwned::to_owned);
        view! { <option value=index.to_string() prop:selected=move || is_chosen(&value)>{label}</option> }
    });
    let options = options.collect_view();
    view! {
        <Frame spec messages>
            <select
                id=id
                aria-invalid=messages.invalid()
                aria-describedby=messages.described_by()
                on:change=move |event| {
                    let index = event_target_value(&event).parse::<usize>().ok();
                    if let Some(value) = index.and_then(|index| values.read_value().get(index).cloned()) {
                        messages.chosen();
                        store.set(&path, Some(value));
                    }
                }
            >
                {live(move || other().into_any())}
                {options}
            </select>
        </Frame>
    }
}

/// A field for yes or no.
#[component]
pub(crate) fn SwitchField(spec: Spec) -> impl IntoView {
    let store = expect_context::<Store>();
    let messages = Messages::of(store, &spec);
    let chosen = chosen(store, &spec.path);
    // Terraform takes the texts "true" and "false" for truth values too.
    let is_on = move || chosen.read().as_ref().is_some_and(|value| text_of(value) == "true");
    let path = spec.path.clone();
    let id = field_id(&path);
    view! {
        <Frame spec messages>
            <span class="switch">
                <input
                    type="checkbox"
                    role="switch"
                    id=id
                    prop:checked=is_on
                    aria-invalid=messages.invalid()
                    aria-describedby=messages.described_by()
                    on:change=move |event| {
                        messages.chosen();
                        let on = Value::Bool(event_target_checked(&event));
                        // Back at what stands for it, it is left alone.
                        let left_alone = store.placeholder(&path).as_ref() == Some(&on);
                        store.set(&path, (!left_alone).then_some(on));
                    }
                />
                <span aria-hidden="true">{live(move || if is_on() { "On" } else { "Off" }.into_any())}</span>
            </span>
        </Frame>
    }
}
