//! The picture of the deployment.

mod camera;
mod chapter;
mod drag;
mod pane;
mod picture;
mod present;
mod selection;
mod shapes;
mod still;
mod style;

use crate::dialog::{OpenDialog, Which};
use crate::{clipboard, download};
use camera::Camera;
use leptos::html;
use leptos::prelude::*;
use openmercato_ecs_core::Topology;
use openmercato_ecs_core::topology::{Changes, Drawing, DrawingOptions, FOLD_ABOVE, NodeId, NodeKind, Orientation};
use openmercato_ecs_form::announcer::Announcer;
use openmercato_ecs_form::icon::{Glyph, Icon};
use openmercato_ecs_form::store::Store;
use pane::orientation_in;
use picture::Picture;
pub(crate) use present::Present;
use selection::Selection;
use std::sync::Arc;
pub(crate) use still::{Piece, Sign, still};
pub(crate) use style::adopt as adopt_style;

/// The picture with its tools, what is selected in it, and the same in words.
#[component]
pub(crate) fn TopologyView() -> impl IntoView {
    let store = expect_context::<Store>();
    let element = NodeRef::<html::Div>::new();
    let orientation = orientation_in(element);
    let expanded = RwSignal::new(false);
    // Most edits leave the picture as it is: it need not be laid out again.
    let topology = Memo::new(move |_| store.deployment.read().topology().clone());
    let drawing = Memo::new(move |_| {
        let options = DrawingOptions { orientation: orientation.get(), expanded: expanded.get() };
        Arc::new(topology.read().layout(options))
    });
    let changes = Memo::new(move |_| {
        let before = store.before.read();
        Arc::new(store.deployment.read().topology().changes_since(before.topology()))
    });
    let camera = Camera::new(drawing);
    let dialog = expect_context::<OpenDialog>();
    // A long picture is as broad as its pane, and goes on below it, until the whole is asked for: else its words would
    // be too small.
    let is_whole = RwSignal::new(false);
    let show_whole = move || {
        camera.reset();
        is_whole.set(true);
    };
    let zoom = move |factor: f64| {
        let (is_long, was_whole) = (is_long(&drawing.read_untracked()), is_whole.get_untracked());
        if is_long && was_whole && factor > 1.0 {
            is_whole.set(false);
        } else if is_long && !was_whole && factor < 1.0 && !camera.is_close() {
            is_whole.set(true);
        } else {
            camera.zoom(factor);
        }
    };
    let many = Memo::new(move |_| worker_count(store.deployment.read().topology()) > FOLD_ABOVE);
    view! {
        <div class="topology-view" node_ref=element data-orientation=move || name_of(orientation.get()) class:long=move || is_long(&drawing.read()) class:whole=is_whole>
            <div class="picture-tools" role="group" aria-label="Picture">
                <button type="button" class="icon" title="Closer (+)" aria-label="Closer" on:click=move |_| zoom(1.25)>
                    <Icon glyph=Glyph::Add/>
                </button>
                <button type="button" class="icon" title="Farther (−)" aria-label="Farther" on:click=move |_| zoom(0.8)>
                    <Icon glyph=Glyph::Minus/>
                </button>
                <button type="button" class="icon" title="Whole picture (0)" aria-label="Whole picture" on:click=move |_| show_whole()>
                    <Icon glyph=Glyph::Fit/>
                </button>
                <button type="button" class="small" title="The picture alone, for a projector (s)" on:click=move |_| dialog.open(Which::Present)>
                    "Present"
                </button>
                <Show when=move || many.get()>
                    <button
                        type="button"
                        class="small"
                        aria-pressed=move || if expanded.get() { "true" } else { "false" }
                        on:click=move |_| expanded.update(|expanded| *expanded = !*expanded)
                    >
                        "Every worker"
                    </button>
                </Show>
                <Exports drawing/>
            </div>
            <Picture drawing changes camera on_zoom=zoom on_whole=show_whole on_fold=move || expanded.set(true)/>
            <div class="beside">
                <LastChange changes/>
                <Selection/>
                <Connections/>
            </div>
        </div>
    }
}

fn name_of(orientation: Orientation) -> &'static str {
    match orientation {
        Orientation::Landscape | Orientation::Stage => "landscape",
        Orientation::Portrait => "portrait",
    }
}

/// Whether it is much higher than broad.
fn is_long(drawing: &Drawing) -> bool {
    5 * drawing.height > 6 * drawing.width
}

fn worker_count(topology: &Topology) -> usize {
    topology.nodes.iter().filter(|node| node.kind() == NodeKind::Worker).count()
}

/// What the last change did to the picture, in words.
#[component]
fn LastChange(changes: Memo<Arc<Changes>>) -> impl IntoView {
    let store = expect_context::<Store>();
    move || {
        let changes = changes.get();
        let deployment = store.deployment.read();
        let names = |ids: &std::collections::BTreeSet<NodeId>| {
            let nodes = ids.iter().filter_map(|id| deployment.topology().node(id));
            nodes.map(|node| node.label.clone()).collect::<Vec<_>>().join(", ")
        };
        let removed: Vec<_> = changes.removed_nodes.iter().map(|node| node.label.clone()).collect();
        let parts = [
            ("New", names(&changes.added_nodes)),
            ("Changed", names(&changes.changed_nodes)),
            ("Gone", removed.join(", ")),
        ];
        let said: Vec<_> = parts
            .iter()
            .filter(|(_, names)| !names.is_empty())
            .map(|(what, names)| format!("{what}: {names}."))
            .collect();
        (!said.is_empty()).then(|| view! { <p class="help last-change">"Last change. " {said.join(" ")}</p> })
    }
}

/// The connections in words: what the picture shows, for those who read.
#[component]
fn Connections() -> impl IntoView {
    let store = expect_context::<Store>();
    let rows = move || {
        let rows = store.deployment.read().topology().table().into_iter().map(|row| {
            view! {
                <tr>
                    <th scope="row">{row.from}</th>
                    <td>{row.to} <p class="help">{row.why}</p></td>
                    <td>{row.port}</td>
                </tr>
            }
        });
        rows.collect_view()
    };
    let undrawn = move || {
        let deployment = store.deployment.read();
        let rows = deployment.topology().undrawn.iter().map(|left| {
            view! { <li><code>{left.address.to_string()}</code> " " {left.why}</li> }
        });
        rows.collect_view()
    };
    view! {
        <details class="words" open>
            <summary>"Connections in words"</summary>
            <div class="scroll" tabindex="0" role="region" aria-label="Connections">
                <table>
                    <thead><tr>
                        <th scope="col">"From"</th><th scope="col">"To, and why"</th><th scope="col">"Port"</th>
                    </tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
        <details class="words">
            <summary>"Resources that are not drawn"</summary>
            <ul>{undrawn}</ul>
        </details>
    }
}

/// The picture as a file or a text.
#[component]
fn Exports(drawing: Memo<Arc<Drawing>>) -> impl IntoView {
    let store = expect_context::<Store>();
    let announcer = expect_context::<Announcer>();
    let report = move |saved: bool| {
        announcer.announce(if saved { "Saved the picture." } else { download::REFUSED });
    };
    let svg = move |_| {
        let svg = drawing.read_untracked().to_svg();
        report(download::save("topology.svg", "image/svg+xml", svg.as_bytes()).is_ok());
    };
    let png = move |_| {
        let drawing = drawing.get_untracked();
        leptos::task::spawn_local(async move {
            let size = (f64::from(drawing.width), f64::from(drawing.height));
            report(download::save_png("topology.png", &drawing.to_svg(), size).await.is_ok());
        });
    };
    let mermaid = move |_| {
        let text = store.deployment.read_untracked().topology().to_mermaid();
        clipboard::copy_and_report(text, "the Mermaid text", announcer);
    };
    view! {
        <span class="exports">
            <button type="button" class="small" on:click=svg>"SVG"</button>
            <button type="button" class="small" on:click=png>"PNG"</button>
            <button type="button" class="small" title="Copy as a Mermaid flowchart" on:click=mermaid>"Mermaid"</button>
        </span>
    }
}
