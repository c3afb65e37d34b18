//! One page for a meeting.

use crate::clipboard;
use leptos::prelude::*;
use openmercato_ecs_core::brief::Part;
use openmercato_ecs_core::topology::DrawingOptions;
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::prose::Prose;
use openmercato_ecs_form::store::Store;

/// The brief, which prints on one or two pages.
#[component]
pub(crate) fn BriefView() -> impl IntoView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let brief = Memo::new(move |_| store.deployment.read().brief());
    let title = move || brief.read().title.clone();
    let picture = Memo::new(move |_| {
        let svg = store.deployment.read().topology().layout(DrawingOptions::default()).to_svg();
        format!("data:image/svg+xml;charset=utf-8,{}", js_sys::encode_uri_component(&svg))
    });
    let copy = move |_| {
        clipboard::copy_and_report(brief.read_untracked().to_markdown(), "the brief", announcer);
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
