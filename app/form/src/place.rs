//! Where someone is on the page.

use leptos::prelude::*;
use openmercato_ecs_core::Module;
use openmercato_ecs_core::topology::NodeId;

/// What is open: a section of the form, a view, a pane, a file in the files view, a node in the picture.
#[derive(Clone, Copy)]
pub struct Place {
    /// The module whose sections the form shows.
    pub(crate) module: &'static Module,
    /// The section of the form, by its place in the module.
    pub section: RwSignal<usize>,
    /// What the right column shows.
    pub view: RwSignal<View>,
    /// What a narrow screen shows.
    pub pane: RwSignal<Pane>,
    /// The file that the files view shows; `None` before one was chosen.
    pub file: RwSignal<Option<String>>,
    /// The line in that file that was asked for, from 1.
    pub line: RwSignal<Option<usize>>,
    /// The node that is selected in the picture.
    pub node: RwSignal<Option<NodeId>>,
}

/// What the right column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
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
    /// A customer's needs, and what meets them.
    Scope,
}

/// What a narrow screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The form.
    Choose,
    /// The views.
    See,
    /// What can be taken away.
    Take,
}

impl View {
    /// All views, in the order of their tabs.
    pub const ALL: [Self; 8] =
        [Self::Topology, Self::Files, Self::Plan, Self::Cost, Self::Problems, Self::Brief, Self::Compare, Self::Scope];

    /// The tab's label.
    pub fn title(self) -> &'static str {
        match self {
            Self::Topology => "Topology",
            Self::Files => "Files",
            Self::Plan => "Plan",
            Self::Cost => "Cost",
            Self::Problems => "Problems",
            Self::Brief => "Brief",
            Self::Compare => "Compare",
            Self::Scope => "Scope",
        }
    }

    /// The view in ids of elements.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Topology => "topology",
            Self::Files => "files",
            Self::Plan => "plan",
            Self::Cost => "cost",
            Self::Problems => "problems",
            Self::Brief => "brief",
            Self::Compare => "compare",
            Self::Scope => "scope",
        }
    }
}

impl Pane {
    /// All panes, in the order of their tabs.
    pub const ALL: [Self; 3] = [Self::Choose, Self::See, Self::Take];

    /// The tab's label.
    pub fn title(self) -> &'static str {
        match self {
            Self::Choose => "Choose",
            Self::See => "See",
            Self::Take => "Take",
        }
    }

    /// The pane in attributes and ids of elements.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Choose => "choose",
            Self::See => "see",
            Self::Take => "take",
        }
    }
}

impl Place {
    /// A page just opened, at this section and view.
    pub(crate) fn new(module: &'static Module, section: usize, view: View) -> Self {
        Self {
            module,
            section: RwSignal::new(section),
            view: RwSignal::new(view),
            pane: RwSignal::new(Pane::Choose),
            file: RwSignal::new(None),
            line: RwSignal::new(None),
            node: RwSignal::new(None),
        }
    }

    /// Opens a section of the form.
    pub fn open_section(self, section: usize) {
        self.section.set(section);
        self.pane.set(Pane::Choose);
    }

    /// Opens a view.
    pub fn open_view(self, view: View) {
        self.view.set(view);
        self.pane.set(Pane::See);
    }

    /// Opens a file, and a line in it, in the files view.
    pub fn open_file(self, path: &str, line: Option<usize>) {
        self.file.set(Some(path.to_owned()));
        self.line.set(line);
        self.open_view(View::Files);
    }

    /// Selects a node of the picture, and shows the section that decides about it.
    pub fn select_node(self, node: &NodeId) {
        self.node.set(Some(node.clone()));
        if let Some(section) = self.section_called(node.kind().section()) {
            self.section.set(section);
        }
    }

    /// The section of this title.
    pub fn section_called(self, title: &str) -> Option<usize> {
        self.module.sections().iter().position(|section| section.title == title)
    }

    /// The section that holds the variable.
    pub fn section_of(self, variable: &str) -> Option<usize> {
        self.module.sections().iter().position(|section| section.variables.iter().any(|name| name == variable))
    }
}
