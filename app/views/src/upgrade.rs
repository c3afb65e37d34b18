//! An archive of another version, brought to this one with its edits kept.

mod files;
mod news;

use crate::download;
use crate::older::Older;
use crate::running::{Impact, impact_view};
use files::FileFates;
use leptos::prelude::*;
use news::NewsList;
use openmercato_ecs_core::Existing;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_core::upgrade::Edits;
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::prose::Prose;
use std::sync::Arc;

/// What this version makes of an archive: what Terraform will do, what is new, what becomes of each file, and the new
/// archive. One that this version made, and that nobody edited since, needs none.
#[component]
pub(crate) fn UpgradeView(older: Arc<Older>) -> impl IntoView {
    if older.is_as_made() {
        let text = "This version made it, and nobody has edited a file since: there is nothing to bring up to date.";
        return view! { <p class="fine"><Icon glyph=Glyph::Fine/> {text}</p> }.into_any();
    }
    let edits = RwSignal::new(Edits::Kept);
    let deployments = older.repository.deployments.iter().map(|existing| {
        let (older, root) = (Arc::clone(&older), existing.root.clone());
        view! { <Prospect older root edits/> }
    });
    let deployments = deployments.collect_view();
    view! {
        <section class="upgrade" aria-labelledby="upgrade-heading">
            <h4 id="upgrade-heading">{older.heading()}</h4>
            <p class="help">
                "Bring it to this version as it is: what you edited stays. Or use its inputs here, below, and change them."
            </p>
            <HandOut older=Arc::clone(&older) edits/>
            {deployments}
            <FileFates older=Arc::clone(&older) edits/>
            <NewsList older/>
        </section>
    }
    .into_any()
}

/// The new archive, and whether it keeps what was edited.
#[component]
fn HandOut(older: Arc<Older>, edits: RwSignal<Edits>) -> impl IntoView {
    let announcer = expect_context::<Announcer>();
    let edited = older.upgrade.edits().count();
    let overwrites = move || edits.get() == Edits::Overwritten;
    let choice = (edited > 0).then(|| {
        let words = format!("Write {} anew that you edited", counted(edited, "file", "files"));
        let change = move |event| {
            let edits_now = if event_target_checked(&event) { Edits::Overwritten } else { Edits::Kept };
            edits.set(edits_now);
        };
        view! {
            <label class="choice">
                <input type="checkbox" prop:checked=overwrites on:change=change/>
                {words}
            </label>
        }
    });
    let hand_out = move |_| {
        let bundle = older.upgrade.bundle(edits.get_untracked());
        let name = older.new_name();
        let said = match download::save(&name, "application/zip", &bundle.bytes) {
            Ok(()) => format!("Downloaded {name}, SHA-256 {}.", bundle.sha256()),
            Err(_) => download::REFUSED.to_owned(),
        };
        announcer.announce(said);
    };
    view! {
        {choice}
        <p class="ways">
            <button type="button" class="primary" on:click=hand_out>
                <Icon glyph=Glyph::Download/> "Download the new archive"
            </button>
        </p>
    }
    .into_any()
}

/// What lies ahead of a deployment of the archive.
#[component]
fn Prospect(older: Arc<Older>, root: String, edits: RwSignal<Edits>) -> impl IntoView {
    let several = older.repository.deployments.len() > 1;
    let name = root.rsplit('/').next().unwrap_or_default().to_owned();
    let heading = match several {
        true => format!("What Terraform will do to {name}"),
        false => "What Terraform will do".to_owned(),
    };
    let body = move || {
        let existing = older.repository.deployments.iter().find(|existing| existing.root == root);
        existing.map(|existing| prospect(&older, existing, edits.get()))
    };
    view! { <h5>{heading}</h5> {body} }.into_any()
}

fn prospect(older: &Older, existing: &Existing, edits: Edits) -> AnyView {
    let left_out = existing.left_out.iter().map(|text| ("Left out: ", text.clone()));
    let defaults = existing.link.changes().into_iter().map(|text| ("", text));
    let evaluation = existing.evaluation();
    let errors: Vec<_> = evaluation.errors().map(|error| format!("`{}`: {}", error.path, error.message)).collect();
    let is_refused = !errors.is_empty();
    let errors = errors.into_iter().map(|text| ("Terraform refuses ", text));
    let said =
        left_out.chain(defaults).chain(errors).map(|(head, text)| view! { <li><b>{head}</b> <Prose text/></li> });
    let said = said.collect_view();
    let impact = match (is_refused, existing.changes(&older.upgrade.files(edits))) {
        (true, _) => ().into_any(),
        (false, Ok(changes)) => impact_view(&Impact::of(changes)),
        (false, Err(why)) => view! { <p class="help">"It cannot be told: " {why.to_string()} "."</p> }.into_any(),
    };
    view! { <ul class="said-list">{said}</ul> {impact} }.into_any()
}
