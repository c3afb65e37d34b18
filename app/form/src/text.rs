//! A text or a number.

use crate::focus::field_id;
use crate::frame::Frame;
use crate::later::Later;
use crate::live::live;
use crate::messages::Messages;
use crate::spec::{Spec, value_of};
use crate::store::Store;
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::labels::text_of;
use openmercato_ecs_core::{InputPath, Value};

/// A field for a text or a number.
#[component]
pub(crate) fn TextField(spec: Spec) -> impl IntoView {
    let store = expect_context::<Store>();
    let messages = Messages::of(store, &spec);
    let path = spec.path.clone();
    let is_number = spec.is_number();
    let is_required = spec.default.is_none();
    let (current, placeholder) = (value_signal(store, &path), placeholder_signal(store, &path));
    view! {
        <Frame spec=spec messages>
            <TextInput path is_number is_required current placeholder messages/>
        </Frame>
    }
}

/// What is set at `path`.
fn value_signal(store: Store, path: &InputPath) -> Signal<Option<Value>> {
    let path = path.clone();
    Memo::new(move |_| store.value(&path)).into()
}

fn placeholder_signal(store: Store, path: &InputPath) -> Signal<String> {
    let path = path.clone();
    Signal::derive(move || store.placeholder(&path).map(|value| text_of(&value)).unwrap_or_default())
}

/// The input element alone.
///
/// It shows `current`, but never changes under someone's hands: what was typed stays as it was typed for as long as
/// it stands for the value that is held.
#[component]
pub fn TextInput(
    /// Where the value is put.
    path: InputPath,
    /// Whether it should be a number.
    is_number: bool,
    /// Whether it must be given.
    #[prop(optional)]
    is_required: bool,
    /// Whether an empty text is a value, as in a row, rather than none.
    #[prop(optional)]
    keeps_empty: bool,
    /// The value that is held.
    current: Signal<Option<Value>>,
    /// What stands for it when it is left alone.
    #[prop(into)]
    placeholder: Signal<String>,
    /// What is said at it.
    messages: Messages,
    /// Its name, where no label says it.
    #[prop(optional, into)]
    label: Option<String>,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let element = NodeRef::<html::Input>::new();
    let id = field_id(&path);
    let list = format!("{id}-suggestions");
    let suggestions = RwSignal::new(Vec::new());
    let read = move |text: &str| value_of(text, is_number).or_else(|| keeps_empty.then(|| "".into()));
    follow(element, current, store.default(&path), read);
    let looked_at = path.clone();
    let later = expect_context::<Later>();
    let suggest = move |_| {
        let Some(chunk) = untrack(|| later.chunk()) else { return };
        suggestions.set((chunk.suggestions)(store, &looked_at));
    };
    view! {
        <input
            node_ref=element
            type="text"
            class=if is_number { "number" } else { "" }
            id=id
            inputmode=is_number.then_some("decimal")
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            placeholder=placeholder
            aria-label=label
            list=list.clone()
            aria-required=is_required.then_some("true")
            aria-invalid=messages.invalid()
            aria-describedby=messages.described_by()
            on:input=move |event| {
                messages.typed();
                store.type_in(&path, read(&event_target_value(&event)));
            }
            on:focus=suggest
            on:blur=move |_| messages.left()
        />
        {suggested(list, suggestions)}
    }
}

/// Lets the element show `current` unless what was typed, as `read` understands it, stands for it.
fn follow(
    element: NodeRef<html::Input>,
    current: Signal<Option<Value>>,
    default: Option<Value>,
    read: impl Fn(&str) -> Option<Value> + 'static,
) {
    Effect::new(move |_| {
        let current = current.get();
        let Some(element) = element.get() else { return };
        let typed = read(&element.value());
        if typed != current && (current.is_some() || typed != default) {
            element.set_value(&current.as_ref().map(text_of).unwrap_or_default());
        }
    });
}

/// The list of what the browser suggests.
fn suggested(id: String, suggestions: RwSignal<Vec<(String, String)>>) -> impl IntoView {
    let options = move || {
        let options = suggestions.get().into_iter();
        let options = options.map(|(value, words)| view! { <option value=value>{words}</option> }.into_any());
        options.collect_view().into_any()
    };
    view! { <datalist id=id>{live(options)}</datalist> }
}
