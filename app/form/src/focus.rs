//! The focus of the keyboard, and where someone is sent with it.

use crate::place::Place;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use openmercato_ecs_core::{InputPath, Inputs, Step, draft};
use wasm_bindgen::JsCast;

/// Sends someone to a place in the form: opens what holds it and moves the focus there.
#[derive(Clone, Copy)]
pub struct Focus {
    inputs: Memo<Inputs>,
    place: Place,
    /// The field that is being gone to: what hides it opens.
    pub target: RwSignal<Option<InputPath>>,
}

impl Focus {
    /// The focus of a page that shows this place, with a form of these inputs.
    pub(crate) fn new(inputs: Memo<Inputs>, place: Place) -> Self {
        Self { inputs, place, target: RwSignal::new(None) }
    }

    /// Opens the section of the field at `path` and moves the focus into the field.
    pub fn go_to(self, path: &InputPath) {
        let owner = draft::owner(self.place.module, &self.inputs.read_untracked(), path);
        if let Some(section) = self.place.section_of(owner.variable()) {
            self.place.open_section(section);
        }
        self.target.set(Some(owner.clone()));
        after_render(move || {
            move_focus_near(&owner);
            self.target.set(None);
        });
    }

    /// Opens what holds the field at `path`, and leaves the focus where it is.
    pub fn show(self, path: &InputPath) {
        let Some(section) = self.place.section_of(path.variable()) else { return };
        self.place.section.set(section);
        self.target.set(Some(path.clone()));
        after_render(move || self.target.set(None));
    }

    /// Opens a section and moves the focus to its heading.
    pub fn open_section(self, section: usize) {
        self.place.open_section(section);
        after_render(|| {
            move_focus(SECTION_HEADING);
        });
    }
}

/// The id of the open section's heading.
pub(crate) const SECTION_HEADING: &str = "section-heading";

/// The id of the field at a path: letters, digits and hyphens only, so that it can stand in a list of ids.
pub fn field_id(path: &InputPath) -> String {
    let mut id = format!("field-{}", path.variable());
    for step in path.steps() {
        id.push('-');
        match step {
            Step::Index(index) => id.push_str(&index.to_string()),
            Step::Attribute(name) | Step::Key(name) => name.chars().for_each(|character| match character {
                'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => id.push(character),
                other => id.push_str(&format!("-{:x}-", u32::from(other))),
            }),
        }
    }
    id
}

/// As many rounds as effects may set each other off in, one opening what the next one draws, and some to spare.
const ROUNDS: usize = 4;

/// Runs `action` once what was changed is on the page, and before the next key or click is heard: a focus that moves
/// later would be taken from where someone has gone meanwhile.
pub fn after_render(action: impl FnOnce() + 'static) {
    // Effects are microtasks, and so is this; a frame or a timer would let events in between.
    spawn_local(async move {
        for _ in 0..ROUNDS {
            tick().await;
        }
        action();
    });
}

/// Moves the focus to the element with this id; says whether there is one.
pub fn move_focus(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    match element.dyn_into::<web_sys::HtmlElement>() {
        Ok(element) => element.focus().is_ok(),
        // A node of the picture.
        Err(element) => element.dyn_into::<web_sys::SvgElement>().is_ok_and(|element| element.focus().is_ok()),
    }
}

/// Moves the focus to the field at the path, or to the nearest one around it.
fn move_focus_near(path: &InputPath) {
    let mut steps = path.steps();
    loop {
        let mut at = InputPath::of(path.variable());
        for step in steps {
            at = at.then(step.clone());
        }
        if move_focus(&field_id(&at)) {
            return;
        }
        let Some((_, outer)) = steps.split_last() else { return };
        steps = outer;
    }
}
