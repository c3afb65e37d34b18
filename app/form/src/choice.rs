//! One of a few values, and yes or no.

use crate::consequence::{consequence, consequences};
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
use openmercato_ecs_core::{InputPath, Value};

/// More choices than this go into a list that drops down, or are typed.
pub(crate) const RADIOS: usize = 4;

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
    let choices = spec.choices.clone();
    let consequences = consequences(store, &spec.path, move || choices.clone());
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
                    {consequence(consequences, index)}
                </p>
            </div>
        }
    });
    let options = options.collect_view();
    view! { <Group spec messages>{options}</Group> }
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
    // Many values are tried only while somebody looks at the list.
    let is_looked_at = RwSignal::new(false);
    let consequences =
        consequences(store, &path, move || if is_looked_at.get() { values.get_value() } else { Vec::new() });
    let options = spec.choices.clone().into_iter().enumerate().map(|(index, value)| {
        let text = text_of(&value);
        let label = labels::choice(&name, &text).map_or(text, ToOwned::to_owned);
        let words = move || match consequences.read().get(index) {
            Some(words) if !words.is_empty() => format!("{label}, {words}"),
            _ => label.clone(),
        };
        view! { <option value=index.to_string() prop:selected=move || is_chosen(&value)>{words}</option> }
    });
    let options = options.collect_view();
    view! {
        <Frame spec messages>
            <select
                id=id
                aria-invalid=messages.invalid()
                aria-describedby=messages.described_by()
                on:pointerenter=move |_| is_looked_at.set(true)
                on:focus=move |_| is_looked_at.set(true)
                on:blur=move |_| is_looked_at.set(false)
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
    let consequences = consequences(store, &path, move || vec![Value::Bool(!is_on())]);
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
            {consequence(consequences, 0)}
        </Frame>
    }
}
