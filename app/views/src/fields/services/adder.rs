//! Adding rows by name.

use crate::fields::rows::Rows;
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::Value;
use openmercato_ecs_form::icon::{Glyph, Icon};

/// Adds a row for each name that is typed, with commas between them; a row without a name where none is.
#[component]
pub(super) fn Adder(
    rows: Rows,
    /// The id of the button.
    id: String,
    /// What the rows are of.
    label: String,
) -> impl IntoView {
    let names = NodeRef::<html::Input>::new();
    let refused = RwSignal::new(None);
    let add = move || {
        let Some(element) = names.get_untracked() else { return };
        let text = element.value();
        let wanted: Vec<_> = text.split([',', ' ', '\n']).filter(|name| !name.is_empty()).collect();
        if wanted.is_empty() {
            refused.set(None);
            return rows.add();
        }
        let taken = rows.add_named(&wanted, &Value::object::<&str>([]));
        element.set_value(&taken.join(", "));
        refused
            .set((!taken.is_empty()).then(|| format!("There are rows of these names already: {}.", taken.join(", "))));
    };
    let (names_id, message_id) = (format!("{id}-names"), format!("{id}-message"));
    view! {
        <div class="adder">
            <input
                node_ref=names
                type="text"
                class="names"
                id=names_id
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                placeholder="one name or several, with commas"
                aria-label=format!("Names to add to {label}")
                aria-invalid=move || refused.read().is_some().then_some("true")
                aria-describedby=message_id.clone()
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                        add();
                    }
                }
            />
            <button type="button" class="small" id=id on:click=move |_| add()>
                <Icon glyph=Glyph::Add/>
                "Add"
                <span class="visually-hidden">{format!(" to {label}")}</span>
            </button>
        </div>
        <p class="message error" id=message_id aria-live="polite">{refused}</p>
    }
}
