//! The drawing as SVG elements, which keep their identity while the drawing changes.

use super::camera::Camera;
use super::drag::Drag;
use super::shapes::{legend_entry, legend_line, rect, stroke, text};
use leptos::prelude::*;
use openmercato_ecs_core::topology::{Card, Changes, Drawing, Frame, Line};
use openmercato_ecs_form::focus::move_focus;
use openmercato_ecs_form::place::Place;
use openmercato_ecs_form::store::Store;
use std::sync::Arc;
use wasm_bindgen::JsCast;

/// One step of an arrow key with Shift, as a share of what is in sight.
const STEP: f64 = 0.1;

/// The picture: the mouse drags and zooms it, arrow keys go from node to node.
#[component]
pub(super) fn Picture(
    drawing: Memo<Arc<Drawing>>,
    changes: Memo<Arc<Changes>>,
    camera: Camera,
    /// Goes closer by a factor above 1, or farther by one below it.
    on_zoom: impl Fn(f64) + Copy + Send + Sync + 'static,
    /// Shows the whole picture.
    on_whole: impl Fn() + Copy + Send + Sync + 'static,
    /// What selecting the card does that stands for many workers.
    on_fold: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let place = expect_context::<Place>();
    let drag = Drag::new(camera);
    let view_box = move || {
        let frame = camera.frame();
        format!("{:.1} {:.1} {:.1} {:.1}", frame.x, frame.y, frame.w, frame.h)
    };
    let current = current(drawing);
    let select = move |card: &Card| {
        if card.count > 1 {
            on_fold();
        } else {
            place.select_node(&card.node);
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| match event.key().as_str() {
        "+" | "=" => on_zoom(1.25),
        "-" => on_zoom(0.8),
        "0" => on_whole(),
        _ => walk(&event, camera, &drawing.read_untracked()),
    };
    view! {
        <svg
            class="topology picture"
            class:close=move || camera.is_close()
            viewBox=view_box
            role="group"
            aria-labelledby="picture-title picture-description"
            on:keydown=on_key
            on:wheel=move |event| drag.wheel(&event)
            on:pointerdown=move |event| drag.down(&event)
            on:pointermove=move |event| drag.moved(&event)
            on:pointerup=move |event| drag.up(&event)
            on:pointercancel=move |event| drag.up(&event)
        >
            <title id="picture-title">{move || drawing.read().title.clone()}</title>
            <desc id="picture-description">{move || drawing.read().description.clone()}</desc>
            {under_the_cards(drawing, changes)}
            <g role="list" aria-label="Nodes">
                <For
                    each=move || drawing.read().cards.clone()
                    key=|card| card.key.clone()
                    children=move |card| card_group(card, drawing, changes, current, select)
                />
            </g>
            {legend(drawing)}
        </svg>
    }
}

/// The key of the one card that Tab reaches: the selected one, else the first.
fn current(drawing: Memo<Arc<Drawing>>) -> Memo<Option<String>> {
    let place = expect_context::<Place>();
    Memo::new(move |_| {
        let drawing = drawing.read();
        let selected = place.node.get();
        let card = drawing.cards.iter().find(|card| Some(&card.node) == selected.as_ref() && !card.replica);
        card.or(drawing.cards.iter().find(|card| !card.replica)).map(|card| card.key.clone())
    })
}

/// The boundaries, and the connections over them.
fn under_the_cards(drawing: Memo<Arc<Drawing>>, changes: Memo<Arc<Changes>>) -> impl IntoView {
    view! {
        <g aria-hidden="true">
            <For each=move || drawing.read().frames.clone() key=|frame| frame.id children=move |frame| frame_group(frame, drawing)/>
        </g>
        <g aria-hidden="true">
            <For
                each=move || drawing.read().lines.clone()
                key=|line| line.key.clone()
                children=move |line| line_group(line, drawing, changes)
            />
        </g>
    }
}

fn legend(drawing: Memo<Arc<Drawing>>) -> impl IntoView {
    view! {
        <g aria-hidden="true">
            {move || drawing.read().legend.iter().map(legend_entry).collect_view()}
            {move || drawing.read().legend_lines.iter().map(legend_line).collect_view()}
        </g>
    }
}

/// The id of a card's element.
fn card_id(key: &str) -> String {
    format!("node-{}", key.replace(|c: char| !c.is_ascii_alphanumeric(), "-"))
}

/// What the drawing has now for the part that `first` was; what is gone keeps its last look until it is taken off.
fn latest<T: Clone + PartialEq + Send + Sync + 'static>(
    first: T,
    drawing: Memo<Arc<Drawing>>,
    parts: fn(&Drawing) -> &[T],
    is_same: fn(&T, &T) -> bool,
) -> Memo<T> {
    Memo::new(move |_| {
        let drawing = drawing.read();
        parts(&drawing).iter().find(|part| is_same(part, &first)).unwrap_or(&first).clone()
    })
}

fn frame_group(frame: Frame, drawing: Memo<Arc<Drawing>>) -> impl IntoView {
    let frame = latest(frame, drawing, |drawing| &drawing.frames, |a, b| a.id == b.id);
    view! {
        <g class=move || frame.read().class()>
            <title>{move || frame.read().title.clone()}</title>
            <rect
                class="edge"
                rx="4"
                x=move || frame.read().rect.x
                y=move || frame.read().rect.y
                width=move || frame.read().rect.w
                height=move || frame.read().rect.h
            />
            {move || frame.read().texts.iter().map(text).collect_view()}
        </g>
    }
}

fn line_group(line: Line, drawing: Memo<Arc<Drawing>>, changes: Memo<Arc<Changes>>) -> impl IntoView {
    let place = expect_context::<Place>();
    let line = latest(line, drawing, |drawing| &drawing.lines, |a, b| a.key == b.key);
    let is_new = move || line.read().connections.iter().any(|id| changes.read().added_connections.contains(id));
    let touches = move || {
        let node = place.node.read();
        node.as_ref().is_some_and(|node| line.read().ends.as_ref().is_some_and(|ends| ends.touch(node)))
    };
    view! {
        <g class=move || line.read().class() class:new=is_new class:touched=touches>
            <title>{move || line.read().title.clone()}</title>
            {move || stroke(&line.read())}
            {move || line.read().label.as_ref().map(text)}
        </g>
    }
}

fn card_group(
    card: Card,
    drawing: Memo<Arc<Drawing>>,
    changes: Memo<Arc<Changes>>,
    current: Memo<Option<String>>,
    select: impl Fn(&Card) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let card = latest(card, drawing, |drawing| &drawing.cards, |a, b| a.key == b.key);
    let place = expect_context::<Place>();
    let is_selected = Memo::new(move |_| place.node.read().as_ref() == Some(&card.read().node));
    let is_related = is_related(card);
    let state = state_of(card, changes);
    let class = move || format!("{} {}", card.read().class(), state());
    let name = move || match state() {
        "" => card.read().title.clone(),
        state => format!("{}, {state} since the last change", card.read().title),
    };
    let is_replica = card.read_untracked().replica;
    view! {
        <g role="listitem">
            <g
                class=class
                class:selected=move || is_selected.get()
                class:related=is_related
                id=move || card_id(&card.read().key)
                role=if is_replica { "img" } else { "button" }
                aria-pressed=move || (!is_replica).then(|| if is_selected.get() { "true" } else { "false" })
                tabindex=move || (!is_replica).then(|| if current.read().as_ref() == Some(&card.read().key) { "0" } else { "-1" })
                on:click=move |_| select(&card.read_untracked())
                on:keydown=move |event| {
                    if matches!(event.key().as_str(), "Enter" | " ") {
                        event.prevent_default();
                        select(&card.read_untracked());
                    }
                }
            >
                <title>{name}</title>
                {shapes(card, state)}
            </g>
        </g>
    }
}

/// Whether the open section decides about the card.
fn is_related(card: Memo<Card>) -> impl Fn() -> bool + Copy + Send + Sync {
    let store = expect_context::<Store>();
    let place = expect_context::<Place>();
    move || {
        let section = store.module.sections().get(place.section.get());
        section.is_some_and(|section| section.title == card.read().kind().section())
    }
}

/// What the last change did to the card, in a word; nothing where it left it alone.
fn state_of(card: Memo<Card>, changes: Memo<Arc<Changes>>) -> impl Fn() -> &'static str + Copy + Send + Sync {
    move || {
        let (changes, card) = (changes.read(), card.read());
        if changes.added_nodes.contains(&card.node) {
            "new"
        } else if changes.changed_nodes.contains(&card.node) {
            "changed"
        } else {
            ""
        }
    }
}

/// What a card looks like, with a mark while the last change touched it.
fn shapes(card: Memo<Card>, state: impl Fn() -> &'static str + Copy + Send + Sync + 'static) -> impl IntoView {
    view! {
        {move || card.read().stack().into_iter().map(|below| rect(below, "edge", 8)).collect_view()}
        {move || rect(card.read().rect, "edge", 8)}
        {move || rect(card.read().tint(), "tint", 6)}
        <path
            class="glyph"
            d=move || card.read().kind().glyph()
            transform=move || card.read().glyph_transform()
        />
        {move || card.read().texts.iter().map(text).collect_view()}
        <circle
            class="mark"
            cx=move || card.read().rect.right() - 2
            cy=move || card.read().rect.y + 2
            r=move || if state().is_empty() { 0 } else { 5 }
        />
    }
}

/// Arrow keys go from node to node, with Shift they move the picture.
fn walk(event: &web_sys::KeyboardEvent, camera: Camera, drawing: &Drawing) {
    let frame = camera.frame();
    let direction = match event.key().as_str() {
        "ArrowLeft" => (-1.0, 0.0),
        "ArrowRight" => (1.0, 0.0),
        "ArrowUp" => (0.0, -1.0),
        "ArrowDown" => (0.0, 1.0),
        _ => return,
    };
    event.prevent_default();
    if event.shift_key() {
        camera.pan(direction.0 * frame.w * STEP, direction.1 * frame.h * STEP);
        return;
    }
    let here = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()).map(|element| element.id());
    let cards = || drawing.cards.iter().filter(|card| !card.replica);
    let Some(from) = here.and_then(|id| cards().find(|card| card_id(&card.key) == id)) else { return };
    let nearest = cards().filter_map(|card| Some((distance(from, card, direction)?, card)));
    let nearest = nearest.min_by(|(a, _), (b, _)| a.total_cmp(b)).map(|(_, card)| card);
    // At the edge the order of the picture goes on: no node is out of reach.
    let neighbour = || {
        let place = cards().position(|card| card.key == from.key)?;
        if direction.0 + direction.1 > 0.0 { cards().nth(place + 1) } else { cards().nth(place.checked_sub(1)?) }
    };
    if let Some(card) = nearest.or_else(neighbour) {
        move_focus(&card_id(&card.key));
    }
}

/// How far a card lies in a direction, sideways steps counting double; `None` when it does not lie there.
fn distance(from: &Card, to: &Card, direction: (f64, f64)) -> Option<f64> {
    let dx = f64::from(to.rect.center_x() - from.rect.center_x());
    let dy = f64::from(to.rect.center_y() - from.rect.center_y());
    let (ahead, aside) = (dx * direction.0 + dy * direction.1, (dx * direction.1).abs() + (dy * direction.0).abs());
    (ahead > 1.0).then_some(ahead + 2.0 * aside)
}
