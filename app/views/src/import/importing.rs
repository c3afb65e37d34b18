//! What was brought last, and what became of it.

use super::HEADING;
use crate::dialog::{OpenDialog, Which};
use crate::older::Older;
use crate::report::{Report, shown};
use crate::upload::{Dropped, Upload};
use leptos::prelude::*;
use openmercato_ecs_core::import::{Proposal, added};
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_core::{InputPath, Inputs};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::focus::{Focus, after_render, move_focus};
use openmercato_ecs_form::history::What;
use openmercato_ecs_form::store::Store;
use std::sync::Arc;

/// The name in the history of a change that took proposals.
const PROPOSALS: &str = "proposals";

/// What becomes of what is set when something is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Manner {
    /// It goes: the deployment is what was brought.
    Replace,
    /// It stays, unless what was brought sets it.
    Add,
}

impl Manner {
    /// The name of the change in the history.
    pub(super) fn action(self) -> &'static str {
        match self {
            Self::Replace => "import",
            Self::Add => "added settings",
        }
    }

    /// What people expect of it: a deployment takes the place of another one, a part of one is added.
    pub(super) fn expected(report: &Report) -> Self {
        if report.is_whole { Self::Replace } else { Self::Add }
    }

    /// The inputs that it makes.
    pub(super) fn inputs(self, present: &Inputs, report: &Report) -> Inputs {
        match self {
            Self::Replace => report.with_proposals_of(present),
            Self::Add => added(present, &report.inputs),
        }
    }
}

/// What was taken last.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    pub(super) report: Arc<Report>,
    pub(super) manner: Manner,
}

/// What was brought last, and what was taken.
#[derive(Clone, Copy)]
pub(crate) struct Importing {
    store: Store,
    dialog: OpenDialog,
    announcer: Announcer,
    focus: Focus,
    /// What the dialog shows.
    pub(super) report: RwSignal<Option<Arc<Report>>>,
    /// What was taken last, until it is taken back or something else is started.
    pub(super) taken: RwSignal<Option<Taken>>,
    /// Whether what was taken is told of above the form.
    pub(super) is_told: RwSignal<bool>,
    /// Whether the archive that is handed out keeps what somebody edited in the one that was taken.
    pub(crate) keeps_edits: RwSignal<bool>,
    /// How often something was brought: what is read more slowly than what came after it is not shown.
    arrivals: StoredValue<usize>,
}

impl Importing {
    /// Nothing was brought so far.
    pub(crate) fn of_page() -> Self {
        let store = expect_context::<Store>();
        let taken = RwSignal::new(None::<Taken>);
        // What was taken is no news any more once it is taken back, or something else is started.
        Effect::new(move |_| {
            let (undoable, redoable) = (store.undoable(), store.redoable());
            let Some(action) = taken.read_untracked().as_ref().map(|taken| taken.manner.action()) else { return };
            let is_start = |what: &What| matches!(what, What::All(name) if matches!(*name, "blank" | "link" | "preset" | "saved deployment"));
            if redoable == Some(What::All(action)) || undoable.as_ref().is_some_and(is_start) {
                taken.set(None);
            }
        });
        Self {
            store,
            dialog: expect_context(),
            announcer: expect_context(),
            focus: expect_context(),
            report: RwSignal::new(None),
            taken,
            is_told: RwSignal::new(true),
            keeps_edits: RwSignal::new(true),
            arrivals: StoredValue::new(0),
        }
    }

    /// Shows what was dropped or pasted; whether it is anything.
    pub(super) fn show_dropped(self, dropped: Dropped) -> bool {
        if !dropped.has_files() {
            return dropped.text.is_some_and(|text| self.show_some(&text));
        }
        self.arrivals.update_value(|arrivals| *arrivals += 1);
        let arrival = self.arrivals.get_value();
        leptos::task::spawn_local(async move {
            let upload = dropped.read().await;
            if self.arrivals.try_get_value() == Some(arrival) {
                self.show_upload(&upload);
            }
        });
        true
    }

    /// Shows files that were read.
    pub(super) fn show_upload(self, upload: &Upload) {
        self.show(Report::of_upload(self.store.module, upload));
    }

    /// Shows a text that was given to be read.
    pub(super) fn show_text(self, text: &str) {
        self.show(Report::of_text(self.store.module, text));
    }

    /// Shows a text if there is something in it to take; says otherwise that there is not.
    fn show_some(self, text: &str) -> bool {
        let report = Report::of_text(self.store.module, text);
        let is_of_use = report.is_of_use();
        if is_of_use {
            self.show(report);
        } else {
            self.announcer.announce("Nothing in that text can be imported. Import says why.");
        }
        is_of_use
    }

    fn show(self, report: Report) {
        self.arrivals.update_value(|arrivals| *arrivals += 1);
        self.report.set(Some(Arc::new(report)));
        self.dialog.open(Which::Import);
        after_render(|| {
            move_focus(HEADING);
        });
    }

    /// Shows once more what was taken last.
    pub(super) fn show_taken(self) {
        self.report.set(self.taken.get_untracked().map(|taken| taken.report));
        self.dialog.open(Which::Import);
        after_render(|| {
            move_focus(HEADING);
        });
    }

    /// Forgets what was brought and not taken.
    pub(super) fn forget(self) {
        self.report.try_set(None);
    }

    /// Takes what was brought, as one change.
    pub(super) fn take(self, report: Arc<Report>, manner: Manner) {
        let inputs = manner.inputs(&self.store.inputs.get_untracked(), &report);
        if let Some((assumptions, offer)) = report.beside.clone() {
            self.store.attend(assumptions, offer);
        }
        match manner {
            Manner::Replace => self.store.load(inputs, manner.action()),
            Manner::Add => self.store.apply(inputs, manner.action()),
        }
        self.announcer.announce(format!("{} Undo takes the import back.", report.summary()));
        self.taken.set(Some(Taken { report, manner }));
        self.is_told.set(true);
        self.keeps_edits.set(true);
        self.dialog.close();
    }

    /// Takes proposals, as one change.
    pub(super) fn take_proposals(self, proposals: &[Proposal]) {
        let present = self.store.inputs.get_untracked();
        let inputs = proposals.iter().fold(present, |inputs, proposal| proposal.taken_into(&inputs));
        self.store.apply(inputs, PROPOSALS);
        let words = match proposals {
            [proposal] => shown(&proposal.path.to_string()),
            proposals => counted(proposals.len(), "proposal", "proposals"),
        };
        self.announcer.announce(format!("Taken: {words}. Undo takes it back."));
    }

    /// Whether the last change took proposals.
    pub(super) fn has_taken_proposals(self) -> bool {
        self.store.undoable() == Some(What::All(PROPOSALS))
    }

    /// Leaves what was brought.
    pub(super) fn leave(self) {
        self.dialog.close();
    }

    /// The archive that was taken, if it is not as this version makes it, with its name.
    pub(crate) fn older(self) -> Option<(Arc<Older>, String)> {
        let taken = self.taken.get()?;
        let older = taken.report.older.clone().filter(|older| !older.is_as_made())?;
        Some((older, taken.report.title.clone()))
    }

    /// Whether a report is that of what was taken last.
    pub(super) fn is_taken(self, report: &Arc<Report>) -> bool {
        self.taken.read().as_ref().is_some_and(|taken| Arc::ptr_eq(&taken.report, report))
    }

    /// Goes to the field of an input.
    pub(super) fn go_to(self, path: &InputPath) {
        self.dialog.close();
        self.focus.go_to(path);
    }
}
