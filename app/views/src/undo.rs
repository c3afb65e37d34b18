//! Undo and redo, with what the page says of it.

use leptos::prelude::*;
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::focus::Focus;
use openmercato_ecs_form::history::What;
use openmercato_ecs_form::store::Store;

/// Takes changes of the inputs back, and makes them again.
#[derive(Clone, Copy)]
pub(crate) struct Undo {
    store: Store,
    focus: Focus,
    announcer: Announcer,
}

impl Undo {
    /// Undo of the page's inputs.
    pub(crate) fn of_page() -> Self {
        Self { store: expect_context(), focus: expect_context(), announcer: expect_context() }
    }

    /// Takes the last change back and says so; whether there was one.
    pub(crate) fn undo(self) -> bool {
        let undone = self.store.undo();
        self.show(undone.as_ref());
        let said = undone.as_ref().map_or("Nothing to undo.".to_owned(), |what| format!("Undone: {what}."));
        self.announcer.announce(said);
        undone.is_some()
    }

    /// Makes the change again that was taken back last, and says so; whether there was one.
    pub(crate) fn redo(self) -> bool {
        let redone = self.store.redo();
        self.show(redone.as_ref());
        let said = redone.as_ref().map_or("Nothing to redo.".to_owned(), |what| format!("Done again: {what}."));
        self.announcer.announce(said);
        redone.is_some()
    }

    /// Opens the section in which something changed, and what folds it away there, so that it is seen.
    fn show(self, what: Option<&What>) {
        if let Some(What::Field(path)) = what {
            self.focus.show(path);
        }
    }
}
