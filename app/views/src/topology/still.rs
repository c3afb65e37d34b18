//! A drawing that is only looked at: alone on a screen, or beside another one.

use super::shapes::{legend_entry, legend_line, rect, stroke, text};
use leptos::prelude::*;
use openmercato_ecs_core::topology::{Card, Drawing, Frame, Line};

/// Room around the picture, in its own units.
const MARGIN: i32 = 8;

/// A part of a drawing.
#[derive(Clone, Copy)]
pub(crate) enum Piece<'a> {
    Card(&'a Card),
    Frame(&'a Frame),
    Line(&'a Line),
}

/// A sign on a card, and what it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sign {
    /// What is drawn: a character or two.
    pub(crate) sign: &'static str,
    /// What it means, in words.
    pub(crate) words: &'static str,
    /// Its class, for style sheets.
    pub(crate) class: &'static str,
}

/// The drawing as one image with a name. `class_of` gives a part a further class, `sign_of` a card a sign.
pub(crate) fn still(
    drawing: &Drawing,
    name: String,
    class_of: impl Fn(Piece) -> &'static str,
    sign_of: impl Fn(&Card) -> Option<Sign>,
) -> AnyView {
    let (w, h) = (drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN);
    let frames = drawing.frames.iter().map(|frame| frame_of(frame, class_of(Piece::Frame(frame)))).collect_view();
    let lines = drawing.lines.iter().map(|line| line_of(line, class_of(Piece::Line(line)))).collect_view();
    let cards = drawing.cards.iter().map(|card| card_of(card, class_of(Piece::Card(card)), sign_of(card)));
    let cards = cards.collect_view();
    let legend = drawing.legend.iter().map(legend_entry).chain(drawing.legend_lines.iter().map(legend_line));
    let legend = legend.collect_view();
    view! {
        <svg class="topology still" viewBox=format!("-{MARGIN} -{MARGIN} {w} {h}") role="img" aria-label=name>
            {frames} {lines} {cards} {legend}
        </svg>
    }
    .into_any()
}

fn frame_of(frame: &Frame, class: &str) -> AnyView {
    view! {
        <g class=format!("{} {class}", frame.class())>
            <title>{frame.title.clone()}</title>
            {rect(frame.rect, "edge", 4)}
            {frame.texts.iter().map(text).collect_view()}
        </g>
    }
    .into_any()
}

fn line_of(line: &Line, class: &str) -> AnyView {
    view! {
        <g class=format!("{} {class}", line.class())>
            <title>{line.title.clone()}</title>
            {stroke(line)}
            {line.label.as_ref().map(text)}
        </g>
    }
    .into_any()
}

fn card_of(card: &Card, class: &str, sign: Option<Sign>) -> AnyView {
    let title = sign.map_or_else(|| card.title.clone(), |sign| format!("{}, {}", card.title, sign.words));
    let (x, y) = (card.rect.right() - 4, card.rect.y + 4);
    let sign = sign.map(|Sign { sign, class, .. }| {
        view! {
            <g class=format!("sign {class}")>
                <circle cx=x cy=y r="9"/>
                <text x=x y=y + 5 text-anchor="middle">{sign}</text>
            </g>
        }
    });
    view! {
        <g class=format!("{} {class}", card.class())>
            <title>{title}</title>
            {card.stack().into_iter().map(|below| rect(below, "edge", 8)).collect_view()}
            {rect(card.rect, "edge", 8)}
            {rect(card.tint(), "tint", 6)}
            <path class="glyph" d=card.kind().glyph() transform=card.glyph_transform()/>
            {card.texts.iter().map(text).collect_view()}
            {sign}
        </g>
    }
    .into_any()
}
