//! Several texts or numbers in order.

use leptos::prelude::*;
use openmercato_ecs_core::labels::text_of;
use openmercato_ecs_core::{InputPath, Step, Type, Value};
use openmercato_ecs_form::focus::{after_render, field_id, move_focus};
use openmercato_ecs_form::frame::Group;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::messages::Messages;
use openmercato_ecs_form::spec::{Spec, value_of};
use openmercato_ecs_form::store::Store;
use openmercato_ecs_form::text::TextInput;

/// A list, row by row.
#[derive(Clone, Copy)]
struct List {
    store: Store,
    path: StoredValue<InputPath>,
    elements: Memo<Vec<Value>>,
    /// The id of the button that adds a row.
    add_id: StoredValue<String>,
}

impl List {
    fn of(store: Store, path: &InputPath) -> Self {
        let add_id = StoredValue::new(format!("{}-add", field_id(path)));
        let path = StoredValue::new(path.clone());
        let elements = Memo::new(move |_| {
            let value = store.value(&path.read_value()).or_else(|| store.default(&path.read_value()));
            value.as_ref().and_then(Value::elements).map(<[_]>::to_vec).unwrap_or_default()
        });
        Self { store, path, elements, add_id }
    }

    /// Where the row's value stands among the inputs.
    fn path(self, index: usize) -> InputPath {
        self.path.read_value().then(Step::Index(index))
    }

    /// Adds a row without a value and moves the focus there.
    fn add(self) {
        let index = self.elements.read_untracked().len();
        self.store.set(&self.path(index), Some("".into()));
        after_render(move || {
            move_focus(&field_id(&self.path(index)));
        });
    }

    /// Takes a row away; the focus goes to the next one, or to where one is added.
    fn remove(self, index: usize) {
        self.store.set(&self.path(index), None);
        let left = self.elements.read_untracked().len();
        let add_id = self.add_id.get_value();
        after_render(move || {
            let next = index.min(left.saturating_sub(1));
            if left == 0 || !move_focus(&field_id(&self.path(next))) {
                move_focus(&add_id);
            }
        });
    }

    /// What stands for the list when it is left alone, as a text; nothing while it has rows.
    fn left_alone(self) -> Option<String> {
        let placeholder = self.store.placeholder(&self.path.read_value());
        let elements = placeholder.as_ref().and_then(Value::elements).unwrap_or_default();
        let text = elements.iter().map(text_of).collect::<Vec<_>>().join(", ");
        (self.elements.read().is_empty() && !text.is_empty()).then_some(text)
    }
}

/// A field for a list or a set, a row for each element.
#[component]
pub(crate) fn ListField(spec: Spec) -> impl IntoView {
    let store = expect_context::<Store>();
    let messages = Messages::of(store, &spec);
    let is_number = matches!(&spec.ty, Type::List(of) | Type::Set(of) if **of == Type::Number);
    let list = List::of(store, &spec.path);
    let left_alone = Memo::new(move |_| list.left_alone());
    let label = StoredValue::new(spec.label.clone());
    let row = move |index: usize| {
        let current = Memo::new(move |_| list.elements.read().get(index).cloned());
        let name = format!("{}, row {}", label.get_value(), index + 1);
        view! {
            <li>
                <ListRow path=list.path(index) is_number current=current.into() name on_remove=move || list.remove(index)/>
            </li>
        }
    };
    view! {
        <Group spec messages>
            <ul class="rows">
                <For each=move || 0..list.elements.read().len() key=|index| *index children=row/>
            </ul>
            {move || left_alone.get().map(|text| view! { <p class="help">"Now: " <code>{text}</code></p> })}
            <button type="button" class="small" id=list.add_id.get_value() on:click=move |_| list.add()>
                <Icon glyph=Glyph::Add/>
                "Add a row"
                <span class="visually-hidden">{move || format!(" to {}", label.get_value())}</span>
            </button>
        </Group>
    }
}

#[component]
fn ListRow(
    path: InputPath,
    is_number: bool,
    current: Signal<Option<Value>>,
    name: String,
    on_remove: impl Fn() + 'static,
) -> impl IntoView {
    let store = expect_context::<Store>();
    let messages = Messages::of_row(store, path.clone());
    let remove = format!("Remove {name}");
    let pasted = path.clone();
    view! {
        <div class="row" on:paste=move |event| paste(store, &pasted, is_number, &event)>
            <TextInput path is_number keeps_empty=true current placeholder="" messages label=name/>
            <button type="button" class="icon" title="Remove" aria-label=remove on:click=move |_| on_remove()>
                <Icon glyph=Glyph::Remove/>
            </button>
        </div>
        {messages.view()}
    }
}

/// Pastes several values at once as several rows: one a line, with commas, or as a list of the language.
fn paste(store: Store, path: &InputPath, is_number: bool, event: &web_sys::ClipboardEvent) {
    let text = event.clipboard_data().and_then(|data| data.get_data("text").ok()).unwrap_or_default();
    let pieces = pieces(&text);
    let (Some((Step::Index(at), outer)), true) = (path.steps().split_last(), pieces.len() > 1) else { return };
    event.prevent_default();
    let list = outer.iter().fold(InputPath::of(path.variable()), |list, step| list.then(step.clone()));
    let held = store.value(&list).or_else(|| store.default(&list));
    let mut elements = held.as_ref().and_then(Value::elements).map(<[_]>::to_vec).unwrap_or_default();
    let pasted = pieces.into_iter().filter_map(|piece| value_of(piece, is_number));
    let end = (at + 1).min(elements.len());
    elements.splice((*at).min(end)..end, pasted);
    store.set(&list, Some(Value::tuple(elements)));
}

fn pieces(text: &str) -> Vec<&str> {
    let around = |character: char| character.is_whitespace() || matches!(character, '"' | '[' | ']');
    text.split(['\n', ',']).map(|piece| piece.trim_matches(around)).filter(|piece| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_a_pasted_list_apart() {
        assert_eq!(pieces("[\"10.0.0.0/8\",\n  \"10.1.0.0/16\",\n]"), ["10.0.0.0/8", "10.1.0.0/16"]);
        assert_eq!(pieces("a"), ["a"]);
        assert!(pieces(" , ").is_empty());
    }
}
