//! The question before an archive is handed out that changes what may run.

use crate::archive::Archive;
use crate::dialog::{Dialog, OpenDialog, Which};
use crate::running::ShortImpact;
use leptos::prelude::*;

/// What the archive does to the deployment that was opened, and whether to save it.
#[component]
pub(crate) fn ConfirmDialog() -> impl IntoView {
    view! {
        <Dialog which=Which::Confirm>
            <SaveOrNot/>
        </Dialog>
    }
}

/// What the archive does, with a button that saves it and closes the dialog around, and one that only closes it.
#[component]
pub(crate) fn SaveOrNot() -> impl IntoView {
    let (archive, dialog) = (expect_context::<Archive>(), expect_context::<OpenDialog>());
    let save = move |_| {
        dialog.close();
        archive.hand_out();
    };
    view! {
        <ShortImpact/>
        <p class="remedies">
            <button type="button" class="primary" on:click=save>"Save the archive"</button>
            <button type="button" on:click=move |_| dialog.close()>"Not now"</button>
        </p>
    }
}
