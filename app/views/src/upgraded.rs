//! An older archive that somebody brought, and whether it is shown as this page writes it.

use crate::upload::Upload;
use leptos::prelude::*;
use openmercato_ecs_core::renewal::Fate;
use openmercato_ecs_core::{Repository, Upgrade};
use openmercato_ecs_form::focus::{after_render, move_focus};
use openmercato_ecs_form::place::{Place, View};
use std::sync::Arc;

/// The id of the heading of what is shown.
pub(crate) const HEADING: &str = "upgrade-heading";

/// An older archive, as this page writes it.
#[derive(Clone, Debug)]
pub(crate) struct Upgraded(Arc<(Repository, Upgrade)>);

impl PartialEq for Upgraded {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Upgraded {
    /// The archive that somebody brought alone; `None` for anything else, and where this page would write the same.
    pub(crate) fn of_upload(upload: &Upload) -> Option<Self> {
        let [file] = upload.files.as_slice() else { return None };
        let repository = file.bytes.starts_with(b"PK").then(|| Repository::of_archive(&file.bytes).ok())??;
        let upgrade = repository.upgrade();
        let differs = [Fate::Written, Fate::Edited, Fate::Removed]
            .into_iter()
            .any(|fate| upgrade.renewal.with(fate).next().is_some());
        differs.then(|| Self(Arc::new((repository, upgrade))))
    }

    /// The archive.
    pub(crate) fn repository(&self) -> &Repository {
        &self.0.0
    }

    /// What becomes of it.
    pub(crate) fn upgrade(&self) -> &Upgrade {
        &self.0.1
    }
}

/// The older archive that is shown as this page writes it, if one is.
#[derive(Clone, Copy)]
pub(crate) struct Upgrading {
    place: Place,
    shown: RwSignal<Option<Upgraded>>,
}

impl Upgrading {
    /// None is shown so far.
    pub(crate) fn of_page() -> Self {
        Self { place: expect_context(), shown: RwSignal::new(None) }
    }

    /// The archive that is shown.
    pub(crate) fn shown(self) -> Option<Upgraded> {
        self.shown.get()
    }

    /// Shows an archive, and leads there.
    pub(crate) fn show(self, upgraded: Upgraded) {
        self.shown.set(Some(upgraded));
        self.place.open_view(View::Compare);
        after_render(|| {
            move_focus(HEADING);
        });
    }

    /// Shows none any more.
    pub(crate) fn leave(self) {
        self.shown.set(None);
    }
}
