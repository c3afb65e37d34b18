//! One page for a meeting.

use crate::download;
use crate::icon::{Glyph, Icon};
use crate::navigation::Navigation;
use crate::prose::Prose;
use crate::store::Store;
use leptos::prelude::*;
use openmercato_ecs_core::brief::Part;
use openmercato_ecs_core::topology::DrawingOptions;

/// The brief, which prints on one or two pages.
#[component]
pub(crate) fn BriefView() -> impl IntoView {
    let store = expect_context::<Store>();
    let navigation = expect_context::<Navigation>();
    let brief = Memo::new(move |_| store.deployment.read().brief());
    let title = move || brief.read().title.clone();
    let picture = Memo::new(move |_| {
        let svg = store.deployment.read().topology().layout(DrawingOptions::default()).to_svg();
        format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(&svg))
    });
    let copy = move |_| {
        download::copy(brief.read_untracked().to_markdown(), move |copied| {
            navigation.announce(if copied { "Copied the brief." } else { "The clipboard is not open to this page." });
        });
    };
    view! {
        <article class="brief">
            <div class="brief-tools">
                <button type="button" class="small" on:click=move |_| drop(window().print())>"Print"</button>
                <button type="button" class="small" on:click=copy><Icon glyph=Glyph::Copy/> "Copy as Markdown"</button>
            </div>
            <h2>{title}</h2>
            <img class="brief-picture" alt=move || format!("Picture of {}", title()) src=picture/>
            {move || brief.get().parts.into_iter().map(|part| view! { <PartView part/> }).collect_view()}
        </article>
    }
}

#[component]
fn PartView(part: Part) -> impl IntoView {
    let points = part.points.into_iter().map(|point| {
        view! { <div><dt>{point.subject}</dt><dd><Prose text=point.text/></dd></div> }
    });
    let points = points.collect_view();
    view! { <section><h3>{part.heading}</h3><dl>{points}</dl></section> }
}
