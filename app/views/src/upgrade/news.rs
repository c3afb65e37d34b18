//! What is new in the module since an archive was made.

use crate::older::Older;
use leptos::prelude::*;
use openmercato_ecs_core::labels::{self, counted};
use openmercato_ecs_core::news::News;
use openmercato_ecs_form::prose::Prose;
use std::sync::Arc;

/// The entries of the module's changelog that the archive's own does not have, by version and kind.
#[component]
pub(super) fn NewsList(older: Arc<Older>) -> impl IntoView {
    let news = &older.upgrade.news;
    if news.is_empty() {
        return ().into_any();
    }
    let groups = news.chunk_by(|one, next| (&one.version, &one.kind) == (&next.version, &next.kind));
    let groups = groups.map(group).collect_view();
    let words = format!("{} in the module", counted(news.len(), "thing is new", "things are new"));
    view! { <details class="fold"><summary>{words}</summary> {groups}</details> }.into_any()
}

fn group(news: &[News]) -> AnyView {
    let heading = news.first().map(|News { version, kind, .. }| {
        let parts: Vec<_> = [version.as_str(), kind].into_iter().filter(|part| !part.is_empty()).collect();
        parts.join(", ")
    });
    let entries = news.iter().map(|news| view! { <li><Prose text=labels::written_out(&news.text)/></li> });
    view! { <h5>{heading}</h5> <ul class="news">{entries.collect_view()}</ul> }.into_any()
}
