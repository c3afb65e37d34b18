//! Where someone is on the page.

use crate::dialog::Which;
use crate::store::Store;
use leptos::prelude::*;
use leptos::task::{spawn_local, tick};
use openmercato_ecs_core::topology::NodeKind;
use openmercato_ecs_core::{InputPath, Location, Module, Step, draft};
use wasm_bindgen::JsCast;

/// Which section, view and pane are open.
#[derive(Clone, Copy)]
pub(crate) struct Navigation {
    module: &'static Module,
    /// The section of the form, by its place in the module.
    pub(crate) section: RwSignal<usize>,
    /// What the right column shows.
    pub(crate) view: RwSignal<View>,
    /// What a narrow screen shows.
    pub(crate) pane: RwSignal<Pane>,
    /// The field that is being gone to: what hides it opens.
    pub(crate) target: RwSignal<Option<InputPath>>,
    /// The file that the files view shows; `None` before one was chosen.
    pub(crate) file: RwSignal<Option<String>>,
    /// The line in that file that was asked for, from 1.
    pub(crate) line: RwSignal<Option<usize>>,
    /// The id of the node that is selected in the picture.
    pub(crate) node: RwSignal<Option<String>>,
    /// The dialog that is open.
    pub(crate) dialog: RwSignal<Option<Which>>,
    /// What the page reports next.
    pub(crate) announcement: RwSignal<String>,
    /// What was downloaded last.
    pub(crate) taken: RwSignal<Option<Taken>>,
}

/// An archive that was handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Taken {
    /// The file's name.
    pub(crate) name: String,
    /// The SHA-256 of its bytes, in hexadecimal digits.
    pub(crate) sha256: String,
}

/// What the right column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum View {
    /// The picture of the deployment.
    Topology,
    /// The archive's files.
    Files,
    /// The resources that Terraform will create.
    Plan,
    /// What it costs a month.
    Cost,
    /// Errors and advice.
    Problems,
    /// One page for a meeting.
    Brief,
    /// This deployment beside another one.
    Compare,
}

/// What a narrow screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pane {
    /// The form.
    Choose,
    /// The views.
    See,
    /// What can be taken away.
    Take,
}

impl View {
    /// All views, in the order of their tabs.
    pub(crate) const ALL: [Self; 7] =
        [Self::Topology, Self::Files, Self::Plan, Self::Cost, Self::Problems, Self::Brief, Self::Compare];

    /// The tab's label.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Topology => "Topology",
            Self::Files => "Files",
            Self::Plan => "Plan",
            Self::Cost => "Cost",
            Self::Problems => "Problems",
            Self::Brief => "Brief",
            Self::Compare => "Compare",
        }
    }

    /// The view in ids of elements.
    pub(crate) fn slug(self) -> &'static str {
        match self {
            Self::Topology => "topology",
            Self::Files => "files",
            Self::Plan => "plan",
            Self::Cost => "cost",
            Self::Problems => "problems",
            Self::Brief => "brief",
            Self::Compare => "compare",
        }
    }
}

impl Pane {
    /// All panes, in the order of their tabs.
    pub(crate) const ALL: [Self; 3] = [Self::Choose, Self::See, Self::Take];

    /// The tab's label.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::Choose => "Choose",
            Self::See => "See",
            Self::Take => "Take",
        }
    }

    /// The pane in attributes and ids of elements.
    pub(crate) fn slug(self) -> &'static str {
        match self {
            Self::Choose => "choose",
            Self::See => "see",
            Self::Take => "take",
        }
    }
}

impl Navigation {
    /// A page just opened, at this section and view.
    pub(crate) fn new(module: &'static Module, section: usize, view: View) -> Self {
        Self {
            module,
            section: RwSignal::new(section),
            view: RwSignal::new(view),
            pane: RwSignal::new(Pane::Choose),
            target: RwSignal::new(None),
            file: RwSignal::new(None),
            line: RwSignal::new(None),
            node: RwSignal::new(None),
            dialog: RwSignal::new(None),
            announcement: RwSignal::new(String::new()),
            taken: RwSignal::new(None),
        }
    }

    /// Opens the section of the field at `path` and moves the focus into the field.
    pub(crate) fn go_to(self, store: Store, path: &InputPath) {
        let owner = draft::owner(self.module, &store.inputs.read_untracked(), path);
        if let Some(section) = self.section_of(owner.variable()) {
            self.section.set(section);
            self.pane.set(Pane::Choose);
        }
        self.target.set(Some(owner.clone()));
        after_render(move || {
            focus_first(&owner);
            self.target.set(None);
        });
    }

    /// Opens a section and moves the focus to its heading.
    pub(crate) fn open_section(self, section: usize) {
        self.section.set(section);
        self.pane.set(Pane::Choose);
        after_render(|| {
            focus(SECTION_HEADING);
        });
    }

    /// Opens the section of this title and moves the focus there.
    pub(crate) fn open_section_called(self, title: &str) {
        if let Some(section) = self.section_called(title) {
            self.open_section(section);
        }
    }

    fn section_called(self, title: &str) -> Option<usize> {
        self.module.sections().iter().position(|section| section.title == title)
    }

    /// Selects a node of the picture, and opens the section that decides about it without moving the focus.
    pub(crate) fn select_node(self, node: &str, kind: NodeKind) {
        self.node.set(Some(node.to_owned()));
        if let Some(section) = self.section_called(kind.section()) {
            self.section.set(section);
        }
    }

    /// The place of the section that holds the variable.
    pub(crate) fn section_of(self, variable: &str) -> Option<usize> {
        self.module.sections().iter().position(|section| section.variables.iter().any(|name| name == variable))
    }

    /// Opens a view.
    pub(crate) fn open_view(self, view: View) {
        self.view.set(view);
        self.pane.set(Pane::See);
    }

    /// Opens the line of a rule in the files view.
    pub(crate) fn open_rule(self, store: Store, location: &Location) {
        let deployment = store.deployment.get_untracked();
        let tail = format!("/{}", location.file);
        let module_file = |path: &&str| path.ends_with(&tail) && path.contains("/modules/");
        let found = deployment.files().iter().map(|(path, _)| path).filter(module_file).min_by_key(|path| path.len());
        if let Some(path) = found {
            self.open_file(path, Some(location.line));
        }
    }

    /// Opens a file, and a line in it, in the files view.
    pub(crate) fn open_file(self, path: &str, line: Option<usize>) {
        self.file.set(Some(path.to_owned()));
        self.line.set(line);
        self.open_view(View::Files);
    }

    /// Tells a screen reader something.
    pub(crate) fn announce(self, text: impl Into<String>) {
        self.announcement.set(text.into());
    }
}

/// The id of the open section's heading.
pub(crate) const SECTION_HEADING: &str = "section-heading";

/// The id of the field at a path: letters, digits and hyphens only, so that it can stand in a list of ids.
pub(crate) fn field_id(path: &InputPath) -> String {
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
pub(crate) fn after_render(action: impl FnOnce() + 'static) {
    // Effects are microtasks, and so is this; a frame or a timer would let events in between.
    spawn_local(async move {
        for _ in 0..ROUNDS {
            tick().await;
        }
        action();
    });
}

/// Moves the focus to the element with this id; says whether there is one.
pub(crate) fn focus(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    match element.dyn_into::<web_sys::HtmlElement>() {
        Ok(element) => element.focus().is_ok(),
        // A node of the picture.
        Err(element) => element.dyn_into::<web_sys::SvgElement>().is_ok_and(|element| element.focus().is_ok()),
    }
}

/// Moves the focus to the field at the path, or to the nearest one around it.
fn focus_first(path: &InputPath) {
    let mut steps = path.steps();
    loop {
        let mut at = InputPath::of(path.variable());
        for step in steps {
            at = at.then(step.clone());
        }
        if focus(&field_id(&at)) {
            return;
        }
        let Some((_, outer)) = steps.split_last() else { return };
        steps = outer;
    }
}
