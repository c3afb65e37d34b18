//! Puts frames, cards and lines on a drawing.

use crate::boundary::Boundary;
use crate::connection::Ends;
use crate::drawing::{Anchor, Card, Drawing, Frame, Line, Point, Rect, STAGE_LETTERS, Text, TextStyle};
use crate::node::Node;
use crate::ownership::Ownership;
use crate::part::NodeId;
use crate::text::{fit, one_line, width};
use crate::topology::Topology;
use crate::ways::ports_in_words;

/// The room between the edge of a card and what is on it.
const PAD: i32 = 12;
const GLYPH: i32 = 24;
const LABEL_LINE: i32 = 16;
const DETAIL_LINE: i32 = 14;

/// Where a line's label goes: its baseline, and what `x` is to it.
#[derive(Clone, Copy)]
pub(super) struct LabelPlace {
    pub(super) at: Point,
    pub(super) anchor: Anchor,
}

impl LabelPlace {
    pub(super) fn of(x: i32, y: i32, anchor: Anchor) -> Self {
        Self { at: Point::at(x, y), anchor }
    }
}

/// A drawing in the making.
pub(super) struct Canvas<'a> {
    pub(super) topology: &'a Topology,
    pub(super) drawing: Drawing,
    /// Whether every letter has the size of [`STAGE_LETTERS`].
    is_stage: bool,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(topology: &'a Topology) -> Self {
        Self { topology, drawing: Drawing::default(), is_stage: false }
    }

    /// A canvas on which every letter has the size of [`STAGE_LETTERS`].
    pub(super) fn of_stage(topology: &'a Topology) -> Self {
        Self { is_stage: true, ..Self::new(topology) }
    }

    /// The text on one line, shortened to at most `room` units.
    fn fit(&self, text: &str, style: TextStyle, room: i32) -> String {
        fit(text, style, if self.is_stage { room * style.size() / STAGE_LETTERS } else { room })
    }

    /// The room that a text takes.
    fn width(&self, text: &str, style: TextStyle) -> i32 {
        let width = width(text, style);
        if self.is_stage { width * STAGE_LETTERS / style.size() + 1 } else { width }
    }

    /// The place of a node's own card, once it is drawn.
    pub(super) fn rect_of(&self, node: &NodeId) -> Option<Rect> {
        self.drawing.cards.iter().find(|card| card.node == *node && !card.replica).map(|card| card.rect)
    }

    /// A boundary with its label at the top left.
    pub(super) fn frame(&mut self, boundary: &Boundary, rect: Rect) {
        self.frame_with_room(boundary, rect, rect.w - 16);
    }

    /// A boundary with its label at the top left, in at most `room` units.
    pub(super) fn frame_with_room(&mut self, boundary: &Boundary, rect: Rect, room: i32) {
        let label = self.fit(&boundary.label, TextStyle::Frame, room);
        let left = rect.x + 8;
        let detail_x = left + self.width(&label, TextStyle::Frame) + 4;
        let mut texts = vec![text(left, rect.y + 17, Anchor::Start, TextStyle::Frame, label)];
        let detail = self.fit(&boundary.detail, TextStyle::Range, left + room - detail_x);
        texts.push(text(detail_x, rect.y + 17, Anchor::Start, TextStyle::Range, detail));
        self.labelled_frame(boundary, rect, texts);
    }

    /// A boundary with its label and, below it, its detail in a given place.
    pub(super) fn frame_with_label_at(&mut self, boundary: &Boundary, rect: Rect, at: Point, room: i32) {
        let lines = [(TextStyle::Frame, &boundary.label), (TextStyle::Range, &boundary.detail)];
        let texts = lines.into_iter().zip(0..).map(|((style, line), index)| {
            text(at.x, at.y + 14 * index, Anchor::Start, style, self.fit(line, style, room))
        });
        let texts = texts.collect();
        self.labelled_frame(boundary, rect, texts);
    }

    /// A boundary whose label runs from top to bottom, where there is no room across.
    pub(super) fn frame_with_turned_label(&mut self, boundary: &Boundary, rect: Rect, at: Point, room: i32) {
        let label = self.fit(&boundary.label, TextStyle::Frame, room);
        self.labelled_frame(boundary, rect, vec![turned(at.x, at.y, TextStyle::Frame, label)]);
    }

    fn labelled_frame(&mut self, boundary: &Boundary, rect: Rect, mut texts: Vec<Text>) {
        texts.retain(|text| !text.text.is_empty());
        // The label may have been shortened.
        let whole = self.topology.boundary(boundary.id).unwrap_or(boundary);
        let detail = if whole.detail.is_empty() { String::new() } else { format!(" {}", whole.detail) };
        self.drawing.frames.push(Frame {
            id: boundary.id,
            ownership: boundary.ownership,
            rect,
            texts,
            title: one_line(&format!("{}{detail}, {}", whole.label, whole.ownership.words())),
        });
    }

    /// A card with the glyph above the texts.
    pub(super) fn tile(&mut self, node: &Node, x: i32, y: i32, w: i32) -> Rect {
        let rect = Rect { x, y, w, h: tile_height(node.details.len()) };
        let texts = self.tile_texts(rect, &lines_of(node, usize::MAX));
        self.card(node, node.id.to_string(), rect, tile_glyph(rect), texts);
        rect
    }

    /// A card with the glyph above the label and nothing else, for where there is little room. The label runs from top to
    /// bottom where there is none across.
    pub(super) fn small(&mut self, node: &Node, x: i32, y: i32, w: i32) -> Rect {
        let rect = Rect { x, y, w, h: small_height(node, w) };
        let short = first_word(node);
        let label = if width(&node.label, TextStyle::Label) <= w - 8 { node.label.as_str() } else { short };
        let size = GLYPH.min(w - 10);
        let glyph = Rect { x: rect.center_x() - size / 2, y: y + 10, w: size, h: size };
        let texts = if width(label, TextStyle::Label) <= w - 8 {
            self.tile_texts(Rect { y: y - 2, ..rect }, &[(TextStyle::Label, label)])
        } else {
            let top = glyph.bottom() + 7;
            let label = self.fit(label, TextStyle::Label, rect.bottom() - 4 - top);
            vec![turned(rect.center_x() - 4, top, TextStyle::Label, label)]
        };
        self.card(node, node.id.to_string(), rect, glyph, texts);
        rect
    }

    /// A card for a further instance of a node.
    pub(super) fn replica(&mut self, node: &Node, index: usize, x: i32, y: i32, w: i32) -> Rect {
        let rect = Rect { x, y, w, h: REPLICA_HEIGHT };
        let label = node.replicas[index].label();
        let texts = self.tile_texts(rect, &[(TextStyle::Detail, label.as_str())]);
        self.replica_card(node, index, rect, tile_glyph(rect), texts)
    }

    /// A low card for a further instance of a node, with the glyph left of the text.
    pub(super) fn replica_bar(&mut self, node: &Node, index: usize, x: i32, y: i32, w: i32) -> Rect {
        let rect = Rect { x, y, w, h: REPLICA_BAR_HEIGHT };
        let size = GLYPH - 4;
        let glyph = Rect { x: x + PAD, y: rect.center_y() - size / 2, w: size, h: size };
        let left = glyph.right() + PAD;
        let label = self.fit(&node.replicas[index].label(), TextStyle::Detail, rect.right() - 8 - left);
        let texts = vec![text(left, rect.center_y() + 5, Anchor::Start, TextStyle::Detail, label)];
        self.replica_card(node, index, rect, glyph, texts)
    }

    fn replica_card(&mut self, node: &Node, index: usize, rect: Rect, glyph: Rect, texts: Vec<Text>) -> Rect {
        let label = node.replicas[index].label();
        self.card(node, format!("{}~{index}", node.id), rect, glyph, texts);
        if let Some(card) = self.drawing.cards.last_mut() {
            card.replica = true;
            card.title = one_line(&format!("{label} of {}, {}", node.label, node.ownership.words()));
        }
        rect
    }

    /// A card with the glyph left of the texts.
    pub(super) fn bar(&mut self, node: &Node, x: i32, y: i32, w: i32) -> Rect {
        self.bar_of_height(node, x, y, w, bar_height(node))
    }

    /// A bar of a given height, its texts in the middle.
    pub(super) fn bar_of_height(&mut self, node: &Node, x: i32, y: i32, w: i32, h: i32) -> Rect {
        let rect = Rect { x, y, w, h };
        let glyph = Rect { x: x + PAD, y: y + (h - GLYPH) / 2, w: GLYPH, h: GLYPH };
        let left = x + PAD + GLYPH + PAD;
        let lines = lines_of(node, BAR_DETAILS);
        let count = i32::try_from(lines.len()).unwrap_or(1) - 1;
        let top = y + (h - LABEL_LINE - DETAIL_LINE * count) / 2;
        let room = rect.right() - 8 - left;
        let texts = lines.iter().zip(0..).map(|((style, line), index)| {
            let baseline = top + 13 + if index == 0 { 0 } else { 1 + DETAIL_LINE * index };
            text(left, baseline, Anchor::Start, *style, self.fit(line, *style, room))
        });
        let mut texts: Vec<_> = texts.collect();
        // The name comes first: the cluster's frame says it, too.
        let taken = self.width(&node.label, TextStyle::Label) + 8 + self.width(&node.spread, TextStyle::Detail);
        if taken <= room {
            texts.push(text(rect.right() - 8, top + 13, Anchor::End, TextStyle::Detail, node.spread.clone()));
        }
        self.card(node, node.id.to_string(), rect, glyph, texts);
        rect
    }

    fn card(&mut self, node: &Node, key: String, rect: Rect, glyph: Rect, mut texts: Vec<Text>) {
        texts.retain(|text| !text.text.is_empty());
        self.drawing.cards.push(Card {
            key,
            node: node.id.clone(),
            ownership: node.ownership,
            replica: false,
            count: 1,
            rect,
            glyph,
            texts,
            title: one_line(&node.in_words()),
        });
    }

    /// A line for all connections that run from one end to the other, by way of the given points.
    ///
    /// Draws nothing when there is no such connection.
    pub(super) fn line(&mut self, ends: Ends, points: &[Point], label: Option<LabelPlace>) {
        let connections = self.topology.legs(&ends);
        let Some(first) = connections.first() else { return };
        let words = ports_in_words(&connections);
        let label = label
            .filter(|_| !words.is_empty())
            .map(|place| text(place.at.x, place.at.y, place.anchor, TextStyle::Port, words));
        let titles: Vec<_> = connections.iter().map(|connection| self.topology.in_words(connection)).collect();
        self.drawing.lines.push(Line {
            key: format!("{}>{}", ends.from, ends.to),
            connections: connections.iter().map(|connection| connection.id()).collect(),
            traffic: first.port.is_some(),
            points: simplified(points),
            label,
            ends: Some(ends),
            title: one_line(&titles.join(" ")),
        });
    }

    fn tile_texts(&self, rect: Rect, lines: &[(TextStyle, &str)]) -> Vec<Text> {
        let first = rect.y + PAD + GLYPH + 6 + 13;
        let placed = lines.iter().zip(0..).map(|((style, line), index)| {
            let baseline = first + if index == 0 { 0 } else { 1 + DETAIL_LINE * index };
            text(rect.center_x(), baseline, Anchor::Middle, *style, self.fit(line, *style, rect.w - 8))
        });
        placed.collect()
    }

    /// A line between a node and a further instance of it.
    pub(super) fn tie(&mut self, node: &Node, index: usize, points: &[Point]) {
        self.drawing.lines.push(Line {
            key: format!("{}={index}", node.id),
            connections: Vec::new(),
            ends: Some(Ends::of(node.id.clone(), node.id.clone())),
            traffic: false,
            points: simplified(points),
            label: None,
            title: one_line(&format!("{} of {}", node.replicas[index].label(), node.label)),
        });
    }
}

/// The height of a further instance's card.
pub(super) const REPLICA_HEIGHT: i32 = PAD + GLYPH + 4 + LABEL_LINE + 8;

/// The height of a low one.
pub(super) const REPLICA_BAR_HEIGHT: i32 = 40;

/// The height of a small card that is `w` units wide.
pub(super) fn small_height(node: &Node, w: i32) -> i32 {
    let label = width(first_word(node), TextStyle::Label);
    if label <= w - 8 { 60 } else { 10 + GLYPH.min(w - 10) + 7 + label + 6 }
}

fn first_word(node: &Node) -> &str {
    node.label.split(' ').next().unwrap_or_default()
}

/// The most details on a bar.
const BAR_DETAILS: usize = 3;

pub(super) const fn tile_height(details: usize) -> i32 {
    // No node has so many that they do not fit.
    PAD + GLYPH + 6 + LABEL_LINE + DETAIL_LINE * details as i32 + 8
}

pub(super) fn bar_height(node: &Node) -> i32 {
    let details = i32::try_from(node.details.len().min(BAR_DETAILS)).unwrap_or(0);
    (2 * PAD + LABEL_LINE + DETAIL_LINE * details).max(2 * PAD + GLYPH)
}

fn tile_glyph(rect: Rect) -> Rect {
    Rect { x: rect.center_x() - GLYPH / 2, y: rect.y + PAD, w: GLYPH, h: GLYPH }
}

fn lines_of(node: &Node, details: usize) -> Vec<(TextStyle, &str)> {
    let details = node.details.iter().take(details).map(|detail| (TextStyle::Detail, detail.as_str()));
    std::iter::once((TextStyle::Label, node.label.as_str())).chain(details).collect()
}

fn text(x: i32, y: i32, anchor: Anchor, style: TextStyle, text: String) -> Text {
    Text { x, y, anchor, style, turned: false, text }
}

/// A text that runs from top to bottom, from `y` on.
fn turned(x: i32, y: i32, style: TextStyle, words: String) -> Text {
    Text { turned: true, ..text(x, y, Anchor::Start, style, words) }
}

/// The points without those on a straight line between their neighbours.
fn simplified(points: &[Point]) -> Vec<Point> {
    let mut kept: Vec<Point> = Vec::new();
    for &point in points {
        if kept.last() == Some(&point) {
            continue;
        }
        if let [.., before, last] = kept.as_slice() {
            let straight = (before.x == last.x && last.x == point.x) || (before.y == last.y && last.y == point.y);
            if straight {
                kept.pop();
            }
        }
        kept.push(point);
    }
    kept
}

/// Ownership marks that occur, in the order of the legend.
pub(super) fn ownerships(drawing: &Drawing) -> Vec<Ownership> {
    let occurs = |ownership: &Ownership| {
        drawing.cards.iter().any(|card| card.ownership == *ownership)
            || drawing.frames.iter().any(|frame| frame.ownership == *ownership)
    };
    Ownership::ALL.into_iter().filter(occurs).collect()
}
