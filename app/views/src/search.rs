//! A search over all that can be set, decided or shown.

mod entry;
mod rank;

use crate::archive::Archive;
use crate::dialog::{Dialog, OpenDialog, Which};
use crate::plan::PlanRows;
use crate::start::Start;
use crate::theme::Colours;
use entry::{Entry, Goal, all, found, planned};
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::InputPath;
use openmercato_ecs_core::labels::{self, counted};
use openmercato_ecs_core::preset::Preset;
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::focus::{Focus, after_render, move_focus};
use openmercato_ecs_form::place::{Place, View};
use openmercato_ecs_form::sight::bring_into_sight;
use openmercato_ecs_form::store::Store;

/// The id of the list of what was found.
const LIST: &str = "search-list";

/// The dialog in which someone types what they look for, and chooses where to go.
#[component]
pub(crate) fn SearchDialog() -> impl IntoView {
    view! { <Dialog which=Which::Search><Search/></Dialog> }
}

/// A text with the list of what it finds, as the ARIA practices have a combobox: the focus stays in the text.
#[component]
fn Search() -> impl IntoView {
    let way = Way::of_page();
    let entries = StoredValue::new(all(way.store.module));
    // Nobody waits for the plan before they have typed.
    let with_plan = move || {
        let is_there =
            entries.with_value(|entries| entries.iter().any(|entry| matches!(entry.goal, Goal::Planned(..))));
        if !is_there {
            let deployment = way.store.deployment.read_untracked();
            entries.update_value(|entries| entries.extend(planned(deployment.evaluation.planned_blocks())));
        }
    };
    let typed = RwSignal::new(String::new());
    let chosen = RwSignal::new(0_usize);
    let list = Memo::new(move |_| entries.with_value(|entries| found(entries, &typed.read())));
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            after_render(move || drop(input.focus()));
        }
    });
    Effect::new(move |_| {
        if let Some(option) = document().get_element_by_id(&option_id(chosen.get())) {
            bring_into_sight(&option, 0.0);
        }
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        let count = list.read().len();
        match event.key().as_str() {
            "ArrowDown" if count > 0 => chosen.update(|chosen| *chosen = (*chosen + 1) % count),
            "ArrowUp" if count > 0 => chosen.update(|chosen| *chosen = chosen.checked_sub(1).unwrap_or(count - 1)),
            // While an input method composes, the key is about its letters.
            "Enter" if !event.is_composing() => {
                let entry = list.read_untracked().get(chosen.get_untracked()).copied();
                if let Some(entry) = entry {
                    way.go(&entries.read_value()[entry].goal);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let options = move || {
        let list = list.get().into_iter().enumerate();
        list.map(|(index, entry)| view! { <Choice index entry=entries.read_value()[entry].clone() chosen way/> })
            .collect_view()
    };
    view! {
        <input
            node_ref=input
            type="text"
            role="combobox"
            autofocus=true
            aria-label="What do you look for?"
            aria-autocomplete="list"
            aria-expanded=move || if list.read().is_empty() { "false" } else { "true" }
            aria-controls=LIST
            aria-activedescendant=move || (!list.read().is_empty()).then(|| option_id(chosen.get()))
            placeholder="Frankfurt, Postgres, backup, price …"
            autocomplete="off"
            spellcheck="false"
            on:input=move |event| {
                with_plan();
                chosen.set(0);
                typed.set(event_target_value(&event));
            }
            on:keydown=on_key
        />
        <ul class="found" role="listbox" id=LIST aria-label="What was found">{options}</ul>
        <p class="help" role="status">{move || counted(list.read().len(), "place", "places")}</p>
    }
}

/// One of those that were found.
#[component]
fn Choice(index: usize, entry: Entry, chosen: RwSignal<usize>, way: Way) -> impl IntoView {
    let Entry { texts, kind, goal } = entry;
    let is_chosen = move || if chosen.get() == index { "true" } else { "false" };
    let unused = way.unused(&goal).then_some(", not used with what is chosen");
    view! {
        <li id=option_id(index) role="option" aria-selected=is_chosen on:click=move |_| way.go(&goal)>
            <span class="found-title">{texts.title}</span>
            <span class="help">{kind} {unused}</span>
            {(!texts.name.is_empty()).then(|| view! { <code>{texts.name}</code> })}
        </li>
    }
}

fn option_id(index: usize) -> String {
    format!("search-{index}")
}

/// What leads to what was chosen.
#[derive(Clone, Copy)]
struct Way {
    store: Store,
    place: Place,
    focus: Focus,
    dialog: OpenDialog,
    archive: Archive,
    start: Start,
    colours: Colours,
    rows: PlanRows,
    announcer: Announcer,
}

impl Way {
    fn of_page() -> Self {
        Self {
            store: expect_context(),
            place: expect_context(),
            focus: expect_context(),
            dialog: expect_context(),
            archive: expect_context(),
            start: expect_context(),
            colours: expect_context(),
            rows: expect_context(),
            announcer: expect_context(),
        }
    }

    /// Closes the dialog and goes there.
    fn go(self, goal: &Goal) {
        self.dialog.close();
        match goal {
            Goal::Field(path) => self.focus.go_to(&self.decider(path)),
            Goal::Section(index) => self.focus.open_section(*index),
            Goal::Planned(address, argument) => {
                // Closing the dialog gives the focus back to where it was before.
                let (rows, address, argument) = (self.rows, address.clone(), argument.clone());
                after_render(move || rows.show(&address, argument.as_deref()));
            }
            Goal::View(view) => self.open_view(*view),
            Goal::Preset(preset) => self.load(preset),
            Goal::Dialog(which) => self.dialog.open(*which),
            Goal::Download => self.archive.download(),
            Goal::Start => self.start.open(),
            // The dialog has to be gone first.
            Goal::Print => after_render(|| drop(window().print())),
            Goal::Theme => self.colours.turn(),
        }
    }

    /// Whether what is chosen elsewhere leaves the place unused.
    fn unused(self, goal: &Goal) -> bool {
        matches!(goal, Goal::Field(path) if self.decider(path) != *path)
    }

    /// The place itself where the form shows it, or else the mode that decides that it does not.
    fn decider(self, path: &InputPath) -> InputPath {
        let variable = self.store.module.variable(path.variable());
        let hidden = variable.filter(|variable| untrack(|| !self.store.is_shown(variable)));
        let mode = hidden.and_then(|variable| variable.modes.iter().flatten().next());
        mode.map_or_else(|| path.clone(), |mode| InputPath::of(&mode.selector))
    }

    fn open_view(self, view: View) {
        self.place.open_view(view);
        // Closing the dialog gives the focus back to where it was before.
        after_render(move || {
            move_focus(&format!("tab-{}", view.slug()));
        });
    }

    fn load(self, preset: &Preset) {
        self.store.load(preset.over(self.store.module, &self.store.inputs.get_untracked()), "preset");
        self.announcer.announce(format!("Started from: {}.", labels::preset(&preset.name)));
    }
}
