//! Objects by name: a row for each, which opens.

mod adder;
mod scaling;

use super::object::Attributes;
use super::rows::{Row, RowName, Rows};
use adder::Adder;
use leptos::prelude::*;
use openmercato_ecs_core::labels::{self, text_of};
use openmercato_ecs_core::{InputPath, Type, Value};
use openmercato_ecs_form::count::{Counts, Marks};
use openmercato_ecs_form::focus::{Focus, field_id};
use openmercato_ecs_form::frame::Group;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::messages::Messages;
use openmercato_ecs_form::spec::Spec;
use openmercato_ecs_form::store::Store;
use scaling::{ScaleAll, can_scale};

/// As many attributes as the closed row names.
const SUMMARY: usize = 3;

/// A field for a map of objects.
#[component]
pub(crate) fn ServicesField(spec: Spec) -> impl IntoView {
    let store = expect_context::<Store>();
    let messages = Messages::of(store, &spec);
    let rows = Rows::of(store, spec.path.clone());
    let add_id = format!("{}-add", field_id(&spec.path));
    let held = StoredValue::new(spec.clone());
    let focus_after = StoredValue::new(add_id.clone());
    let (label, can_scale) = (spec.label.clone(), can_scale(&spec));
    let row = move |row| view! { <ServiceRow rows row spec=held focus_after/> };
    view! {
        <Group spec messages>
            <ul class="services">
                <For each=move || rows.list.get() key=|row| row.id children=row/>
            </ul>
            <Adder rows id=add_id label/>
            <Show when=move || can_scale && !rows.list.read().is_empty()>
                <ScaleAll spec=held/>
            </Show>
        </Group>
    }
}

/// A row, closed or open.
#[derive(Clone, Copy)]
struct Service {
    rows: Rows,
    row: Row,
    /// Where its value stands; `None` while it has no name.
    path: Memo<Option<InputPath>>,
    /// What the map is about.
    spec: StoredValue<Spec>,
    is_open: RwSignal<bool>,
}

impl Service {
    fn of(rows: Rows, row: Row, spec: StoredValue<Spec>) -> Self {
        let path = Memo::new(move |_| row.key.get().map(|key| rows.path(&key)));
        // A new row opens, so that it can be filled in; those that were there do not, since there may be hundreds.
        let is_open = RwSignal::new(row.key.read_untracked().is_none());
        let focus = expect_context::<Focus>();
        Effect::new(move |_| {
            if let (Some(target), Some(path)) = (focus.target.get(), path.get())
                && target.is_within(&path)
                && target != path
            {
                is_open.set(true);
            }
        });
        Self { rows, row, path, spec, is_open }
    }

    /// What the object of the row is about; `None` while it has no name.
    fn entry(self) -> Option<Spec> {
        let Type::Map(of) = &self.spec.read_value().ty else { return None };
        Some(self.spec.read_value().entry(&self.row.key.get()?, of))
    }

    /// The id of the element that shows when the row is open.
    fn body_id(self) -> String {
        format!("{}-body", self.rows.name_id(self.row))
    }
}

#[component]
fn ServiceRow(rows: Rows, row: Row, spec: StoredValue<Spec>, focus_after: StoredValue<String>) -> impl IntoView {
    let service = Service::of(rows, row, spec);
    let body = move || {
        if !service.is_open.get() {
            return ().into_any();
        }
        match service.entry() {
            Some(spec) => view! { <Attributes spec/> }.into_any(),
            None => view! { <p class="help">"Give it a name first."</p> }.into_any(),
        }
    };
    view! {
        <li class="service">
            <ServiceHead service focus_after/>
            <div class="service-body" id=service.body_id() hidden=move || !service.is_open.get()>
                {body}
            </div>
        </li>
    }
}

/// What a row shows open or closed: its name, what is in it, and what can be done with it.
#[component]
fn ServiceHead(service: Service, focus_after: StoredValue<String>) -> impl IntoView {
    let store = expect_context::<Store>();
    let Service { rows, row, path, is_open, .. } = service;
    let counts = Memo::new(move |_| {
        let path = path.get();
        Counts::of(&store, |found| path.as_ref().is_some_and(|path| found.is_within(path)))
    });
    let in_short = move || {
        let spec = service.entry().filter(|_| !is_open.get());
        spec.map(|spec| view! { <span class="service-summary">{summary(store, &spec)}</span> })
    };
    view! {
        <div class="service-head" id=move || path.get().map(|path| field_id(&path)) tabindex="-1">
            <button
                type="button"
                class="icon disclosure"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-controls=service.body_id()
                aria-label=move || format!("Settings of {}", row.called())
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                <Icon glyph=Glyph::Next/>
            </button>
            <RowName rows row label="Name".to_owned() empty=empty_object() placeholder="name"/>
            {in_short}
            {move || view! { <Marks counts=counts.get()/> }}
            <ServiceActions rows row focus_after/>
        </div>
    }
}

#[component]
fn ServiceActions(rows: Rows, row: Row, focus_after: StoredValue<String>) -> impl IntoView {
    view! {
        <span class="service-actions">
            <button
                type="button"
                class="icon"
                title="Duplicate"
                aria-label=move || format!("Duplicate {}", row.called())
                disabled=move || row.key.read().is_none()
                on:click=move |_| rows.duplicate(row)
            >
                <Icon glyph=Glyph::Duplicate/>
            </button>
            <button
                type="button"
                class="icon"
                title="Remove"
                aria-label=move || format!("Remove {}", row.called())
                on:click=move |_| rows.remove(row, focus_after.get_value())
            >
                <Icon glyph=Glyph::Remove/>
            </button>
        </span>
    }
}

/// What is in a closed row: of a service the number and size of its tasks, as the picture has it; of anything else its
/// first plain attributes with their values.
fn summary(store: Store, spec: &Spec) -> String {
    let attributes = spec.attributes();
    let value = |spec: &Spec| store.value(&spec.path).or_else(|| spec.default.clone()).unwrap_or(Value::Null);
    let service = Value::object(attributes.iter().map(|spec| (spec.name.as_str(), value(spec))));
    let tasks = labels::service(&service);
    if !tasks.is_empty() {
        return tasks;
    }
    let plain = attributes.iter().filter(|spec| matches!(spec.ty, Type::Number | Type::String)).take(SUMMARY);
    let texts = plain.map(|spec| format!("{}: {}", spec.label, text_of(&value(spec))));
    texts.collect::<Vec<_>>().join(" \u{b7} ")
}

fn empty_object() -> Value {
    Value::object::<&str>([])
}
