//! The archive as the page hands it out.

use crate::dialog::{OpenDialog, Which};
use crate::import::Importing;
use crate::older::Older;
use crate::opened::Opened;
use crate::running::Impact;
use crate::{download, problems};
use leptos::prelude::*;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_core::{Bundle, Deployment};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::clock::Pause;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::place::{Pane, Place};
use openmercato_ecs_form::store::Store;
use std::sync::Arc;

/// Milliseconds without a change before the archive is packed for its hash.
const PAUSE: u64 = 800;

/// The archive that the store's inputs make.
#[derive(Clone, Copy)]
pub(crate) struct Archive {
    store: Store,
    place: Place,
    announcer: Announcer,
    dialog: OpenDialog,
    opened: Opened,
    importing: Importing,
    /// Its SHA-256 after a pause, since packing takes longer than a frame; `None` until then.
    pub(crate) sha256: RwSignal<Option<String>>,
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

impl Archive {
    /// The archive of the page, not packed so far.
    pub(crate) fn of_page() -> Self {
        Self {
            store: expect_context(),
            place: expect_context(),
            announcer: expect_context(),
            dialog: expect_context(),
            opened: expect_context(),
            importing: expect_context(),
            sha256: RwSignal::new(None),
            taken: RwSignal::new(None),
        }
    }

    /// Keeps the hash up to date.
    pub(crate) fn follow(self) {
        let pause = Pause::of(PAUSE);
        Effect::new(move |_| {
            let deployment = self.store.deployment.get();
            let older = self.older();
            self.sha256.set(None);
            pause.then(move || drop(self.sha256.try_set(Some(bundle(&deployment, older.as_deref()).sha256()))));
        });
    }

    /// The archive that was taken, where what somebody edited in it is to be kept.
    fn older(self) -> Option<Arc<Older>> {
        self.importing.older().map(|(older, _)| older).filter(|_| self.importing.keeps_edits.get())
    }

    /// Hands out the archive, or says what stands against it. What does something grave to the deployment that was opened
    /// is said before.
    pub(crate) fn download(self) {
        if self.store.error_count() > 0 {
            self.store.revealed.set(true);
            self.place.pane.set(Pane::Choose);
            problems::focus_summary();
        } else if Impact::of_page(self.store, self.opened).is_some_and(|impact| impact.is_grave()) {
            self.dialog.open(Which::Confirm);
        } else {
            self.hand_out();
        }
    }

    /// Hands out the archive.
    pub(crate) fn hand_out(self) {
        let deployment = self.store.deployment.get_untracked();
        let bundle = bundle(&deployment, untrack(|| self.older()).as_deref());
        let name = format!("openmercato-{}.zip", deployment.name());
        match download::save(&name, "application/zip", &bundle.bytes) {
            Ok(()) => {
                let sha256 = bundle.sha256();
                let to_fill_in = match deployment.evaluation.to_fill_in().len() {
                    0 => String::new(),
                    count => format!(
                        " {} made up: its README lists them.",
                        counted(count, "value in it is", "values in it are")
                    ),
                };
                let impact = Impact::of_page(self.store, self.opened);
                let runs = impact.map(|impact| format!(" If what was opened runs: {}", impact.counts()));
                let runs = runs.unwrap_or_default();
                let kept = untrack(|| self.importing.older()).filter(|_| self.importing.keeps_edits.get_untracked());
                let kept = kept.map(|(_, title)| format!(" What was added or edited in {title} is in it."));
                let kept = kept.unwrap_or_default();
                self.announcer.announce(format!("Downloaded {name}, SHA-256 {sha256}.{kept}{to_fill_in}{runs}"));
                self.taken.set(Some(Taken { name, sha256 }));
            }
            Err(_) => self.announcer.announce(download::REFUSED),
        }
    }
}

/// The archive of a deployment, or what the older one becomes with it.
fn bundle(deployment: &Deployment, older: Option<&Older>) -> Bundle {
    older.map_or_else(|| deployment.bundle(), |older| older.bundle(deployment))
}

/// Hands out the archive when it is clicked.
#[component]
pub(crate) fn DownloadButton() -> impl IntoView {
    let archive = expect_context::<Archive>();
    view! {
        <button type="button" class="primary download" on:click=move |_| archive.download()>
            <Icon glyph=Glyph::Download/>
            "Download"
        </button>
    }
}
