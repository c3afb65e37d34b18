//! Two pages for a meeting.

mod offer;
mod print;

use crate::clipboard;
use crate::download;
use crate::share::address;
use leptos::prelude::*;
use offer::OfferFields;
use openmercato_ecs_core::Deployment;
use openmercato_ecs_core::topology::{Drawing, DrawingOptions};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::store::Store;
pub(crate) use print::PrintsBrief;

/// The brief, with what is said to a customer above it.
#[component]
pub(crate) fn BriefView() -> impl IntoView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let html = Memo::new(move |_| html(&store.deployment.read()));
    let markdown = move |_| {
        let text = store.deployment.read_untracked().brief().to_markdown();
        clipboard::copy_and_report(text, "the brief", announcer);
    };
    let mail = move |_| {
        let deployment = store.deployment.get_untracked();
        leptos::task::spawn_local(async move {
            let (html, text) = mail(&deployment).await;
            clipboard::copy_rich_and_report(&html, &text, "the brief, to paste into mail", announcer).await;
        });
    };
    view! {
        <div class="brief-tools">
            <button type="button" class="small" on:click=move |_| drop(window().print())>"Print"</button>
            <button type="button" class="small" on:click=mail><Icon glyph=Glyph::Copy/> "Copy for mail"</button>
            <button type="button" class="small" on:click=markdown><Icon glyph=Glyph::Copy/> "Copy as Markdown"</button>
        </div>
        <OfferFields/>
        <article class="brief" inner_html=html/>
    }
}

/// What the page shows and prints. Core escapes what was typed.
fn html(deployment: &Deployment) -> String {
    deployment.brief().to_html(&drawing(deployment).to_svg(), &deployment.cost_picture(), Some(&address(deployment)))
}

/// What mail is made of: HTML whose picture is a PNG, since few mail programs draw SVG, and plain text.
async fn mail(deployment: &Deployment) -> (String, String) {
    let drawing = drawing(deployment);
    let (brief, address) = (deployment.brief(), address(deployment));
    let size = (f64::from(drawing.width), f64::from(drawing.height));
    let picture = match download::png_address(&drawing.to_svg(), size).await {
        Ok(png) => format!("<img src=\"{png}\" width=\"{}\" alt=\"The picture of the deployment\">", drawing.width),
        Err(_) => String::new(),
    };
    (brief.to_html(&picture, "", Some(&address)), format!("{}\n{address}\n", brief.to_text()))
}

fn drawing(deployment: &Deployment) -> Drawing {
    deployment.topology().layout(DrawingOptions::default())
}
