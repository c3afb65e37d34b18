//! Texts or numbers by name.

use super::rows::{Row, RowName, Rows};
use leptos::prelude::*;
use openmercato_ecs_core::labels::text_of;
use openmercato_ecs_core::{Type, Value};
use openmercato_ecs_form::focus::field_id;
use openmercato_ecs_form::frame::Group;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::messages::Messages;
use openmercato_ecs_form::spec::{Spec, value_of};
use openmercato_ecs_form::store::Store;

/// A field for a map, a row for each element.
#[component]
pub(crate) fn MapField(spec: Spec) -> impl IntoView {
    let store = expect_context::<Store>();
    let messages = Messages::of(store, &spec);
    let is_number = matches!(&spec.ty, Type::Map(of) if **of == Type::Number);
    let rows = Rows::of(store, spec.path.clone());
    let label = StoredValue::new(spec.label.clone());
    let add_id = StoredValue::new(format!("{}-add", field_id(&spec.path)));
    view! {
        <Group spec messages>
            <ul class="rows">
                <For
                    each=move || rows.list.get()
                    key=|row| row.id
                    children=move |row| view! { <MapRow rows row is_number label add_id/> }
                />
            </ul>
            <button type="button" class="small" id=add_id.get_value() on:click=move |_| rows.add()>
                <Icon glyph=Glyph::Add/>
                "Add a row"
                <span class="visually-hidden">{format!(" to {}", label.get_value())}</span>
            </button>
        </Group>
    }
}

/// The messages of a row, for as long as it has a name.
fn messages_of(rows: Rows, row: Row) -> impl Fn() -> Option<Messages> + Copy + Send + Sync {
    let store = expect_context::<Store>();
    let messages = move || row.key.get().map(|key| Messages::of_row(store, rows.path(&key)));
    let messages = Memo::new_with_compare(move |_| messages().map(StoredValue::new), |_, _| true);
    move || messages.get().map(|messages| messages.get_value())
}

#[component]
fn MapRow(
    rows: Rows,
    row: Row,
    is_number: bool,
    label: StoredValue<String>,
    add_id: StoredValue<String>,
) -> impl IntoView {
    let messages = messages_of(rows, row);
    view! {
        <li>
            <div class="row pair">
                <RowName rows row label=format!("{}: name", label.get_value()) empty="".into() placeholder="NAME"/>
                <RowValue rows row is_number label messages/>
                <button
                    type="button"
                    class="icon"
                    title="Remove"
                    aria-label=move || format!("Remove {}", row.called())
                    on:click=move |_| rows.remove(row, add_id.get_value())
                >
                    <Icon glyph=Glyph::Remove/>
                </button>
            </div>
            {move || messages().map(Messages::view)}
        </li>
    }
}

/// As many lines as a value takes in the narrowest column: for browsers that do not fit an element to its text.
fn lines_of(text: &str) -> String {
    const WIDTH: usize = 16;
    const MOST: usize = 8;
    let lines: usize = text.lines().map(|line| line.chars().count().div_ceil(WIDTH).max(1)).sum();
    lines.clamp(1, MOST).to_string()
}

/// The element in which a row's value is typed.
#[component]
fn RowValue<M>(rows: Rows, row: Row, is_number: bool, label: StoredValue<String>, messages: M) -> impl IntoView
where
    M: Fn() -> Option<Messages> + Copy + Send + Sync + 'static,
{
    let element = NodeRef::<leptos::html::Textarea>::new();
    let current = Memo::new(move |_| rows.value(row));
    Effect::new(move |_| {
        let current = current.get();
        let Some(element) = element.get() else { return };
        let text = current.as_ref().map(text_of).unwrap_or_default();
        if element.value() != text {
            element.set_value(&text);
        }
    });
    let typed = move |event| {
        if let Some(messages) = messages() {
            messages.typed();
        }
        let text = event_target_value(&event);
        rows.set_value(row, value_of(&text, is_number).unwrap_or_else(|| Value::from("")));
    };
    view! {
        <textarea
            node_ref=element
            rows=move || lines_of(&current.read().as_ref().map(text_of).unwrap_or_default())
            id=move || row.key.get().map(|key| field_id(&rows.path(&key)))
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            placeholder="value"
            aria-label=move || format!("{}: value of {}", label.get_value(), row.called())
            aria-invalid=move || messages().and_then(|messages| messages.invalid().get())
            aria-describedby=move || messages().and_then(|messages| messages.described_by().get())
            on:input=typed
            on:blur=move |_| {
                if let Some(messages) = messages() {
                    messages.left();
                }
            }
        />
    }
}
