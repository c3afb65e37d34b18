//! What becomes of an archive's files.

use crate::diff::Diff;
use crate::older::Older;
use leptos::prelude::*;
use openmercato_ecs_core::labels::{counted, written_out};
use openmercato_ecs_core::renewal::Fate;
use openmercato_ecs_core::upgrade::Edits;
use std::sync::Arc;

/// The most files of one fate that are listed.
const MOST: usize = 200;

/// Files by what becomes of them; those that somebody edited with the lines that this version would add and remove.
#[component]
pub(super) fn FileFates(older: Arc<Older>, edits: RwSignal<Edits>) -> impl IntoView {
    let renewal = &older.upgrade.renewal;
    let count = |fate| renewal.with(fate).count();
    let unread = older.upgrade.is_without_manifest().then(|| {
        let text = "No SHA256SUMS in it says how its files were written: each that differs from what this version writes \
                    counts as edited.";
        view! { <p class="help">{text}</p> }
    });
    let edited = (count(Fate::Edited) > 0).then(|| view! { <EditedFiles older=Arc::clone(&older) edits/> });
    let lists = [
        (Fate::Left, "edited, kept though this version has no such file"),
        (Fate::Removed, "removed: this version has no such file"),
        (Fate::Written, "written anew"),
    ];
    let kept = list(renewal.with(Fate::Kept).chain(older.upgrade.others()), "of yours, kept");
    let lists = lists.map(|(fate, words)| list(renewal.with(fate), words)).into_iter().collect_view();
    let same = format!("{} the same.", counted(count(Fate::Same), "file stays", "files stay"));
    view! {
        <h5>"What becomes of its files"</h5>
        {unread}
        {edited}
        {kept}
        {lists}
        <p class="help">{same}</p>
    }
    .into_any()
}

fn list<'a>(paths: impl Iterator<Item = &'a str>, words: &str) -> Option<AnyView> {
    let paths: Vec<_> = paths.collect();
    let rest = paths.len().checked_sub(MOST).filter(|rest| *rest > 0);
    let rest = rest.map(|rest| view! { <li>{format!("And {rest} more.")}</li> });
    let rows = paths.iter().take(MOST).map(|path| view! { <li><code>{written_out(path)}</code></li> });
    let rows = rows.collect_view();
    (!paths.is_empty()).then(|| {
        view! {
            <details class="fold">
                <summary>{counted(paths.len(), "file", "files")} " " {words.to_owned()}</summary>
                <ul class="addresses">{rows} {rest}</ul>
            </details>
        }
        .into_any()
    })
}

/// The files that somebody edited and that this version writes otherwise.
#[component]
fn EditedFiles(older: Arc<Older>, edits: RwSignal<Edits>) -> impl IntoView {
    let rows = older.upgrade.edits().take(MOST).map(|(path, found, made)| {
        let Diff { added, removed } = Diff::between(found, made);
        let lines = format!("{} to add, {removed} to remove", counted(added.len(), "line", "lines"));
        view! { <tr><th scope="row"><code>{written_out(path)}</code></th><td>{lines}</td></tr> }
    });
    let rows = rows.collect_view();
    let said = move || match edits.get() {
        Edits::Kept => "You edited these, and they stay. What this version would change in them:",
        Edits::Overwritten => "You edited these, and they are written anew. What changes in them:",
    };
    view! {
        <p>{said}</p>
        <div class="scroll" tabindex="0" role="region" aria-label="Files that you edited">
            <table><tbody>{rows}</tbody></table>
        </div>
    }
    .into_any()
}
