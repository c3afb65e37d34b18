//! The regional services below the VPC, reached over one line from the ways out.

use super::super::canvas::{Canvas, LabelPlace, tile_height};
use super::geometry::{APPROACH, BUS_X, Geometry, PAD, STRIP_CARD, VPC_X};
use super::measures::TILE;
use crate::connection::Ends;
use crate::drawing::{Anchor, Point};
use crate::node::Node;
use crate::part::{BoundaryId, Part};

/// Where a line to the regional services starts.
pub(super) struct Start {
    from: Part,
    at: Point,
    /// Where it runs down to the height of the line that all share.
    down: i32,
}

/// Where the lines to the regional services start: left of each NAT gateway, below the endpoints, or below
/// the cluster where it is not known how the tasks get out.
pub(super) fn starts(canvas: &Canvas, g: &Geometry, gateways: &[&Node], endpoints: Option<&Node>) -> Vec<Start> {
    let rect = |node: &Node| canvas.rect_of(&node.id).unwrap_or_default();
    let left_of = |node: &&Node| {
        let card = rect(node);
        Start { from: node.id.clone().into(), at: Point::at(card.x, card.center_y()), down: BUS_X }
    };
    let below = |from: Part, x: i32, y: i32| Start { from, at: Point::at(x, y), down: x };
    let mut starts: Vec<_> = gateways.iter().map(left_of).collect();
    starts.extend(endpoints.map(|node| below(node.id.clone().into(), rect(node).center_x(), rect(node).bottom())));
    starts.push(below(BoundaryId::Cluster.into(), g.cluster.center_x(), g.cluster.bottom()));
    starts
}

pub(super) fn draw(canvas: &mut Canvas, g: &Geometry, starts: &[Start], services: [Option<&Node>; 4]) {
    let mut labelled = false;
    for (node, slot) in services.into_iter().zip(0..) {
        let Some(node) = node else { continue };
        if node.within == BoundaryId::Internet {
            outside(canvas, g, starts, node);
        } else {
            inside(canvas, g, starts, node, slot, &mut labelled);
        }
    }
    for (index, Start { from, at, .. }) in starts.iter().enumerate() {
        let label = Some(LabelPlace::of(APPROACH, g.bus_y - 5, Anchor::Middle)).filter(|_| index == 0);
        let points = [*at, Point::at(BUS_X, at.y), Point::at(BUS_X, g.bus_y), Point::at(g.internet.right(), g.bus_y)];
        canvas.line(Ends::of(from.clone(), BoundaryId::Internet), &points, label);
    }
}

/// A service on the internet: the way leads past the other services.
fn outside(canvas: &mut Canvas, g: &Geometry, starts: &[Start], node: &Node) {
    let height = tile_height(node.details.len());
    let card = canvas.tile(node, PAD, g.account.bottom() - PAD - height, TILE);
    let (end, turn) = (Point::at(card.right(), card.center_y()), Point::at(BUS_X, card.center_y()));
    let mut labelled = false;
    for start in starts {
        let label = Some(LabelPlace::of(APPROACH, end.y - 5, Anchor::Middle)).filter(|_| !labelled);
        labelled |= way(canvas, g, start, node, [turn, end], label);
    }
}

/// A service in the region: its card hangs on the line that all share.
fn inside(canvas: &mut Canvas, g: &Geometry, starts: &[Start], node: &Node, slot: i32, labelled: &mut bool) {
    let card = canvas.bar(node, VPC_X + slot * (STRIP_CARD + 16), g.services_y, STRIP_CARD);
    let (end, turn) = (Point::at(card.center_x(), card.y), Point::at(card.center_x(), g.bus_y));
    for start in starts {
        let label = Some(LabelPlace::of(BUS_X + 42, g.bus_y - 5, Anchor::Middle)).filter(|_| !*labelled);
        *labelled |= way(canvas, g, start, node, [turn, end], label);
    }
}

/// A line from a start down to the line that all share, along it, and on to a service; says whether there is one.
fn way(
    canvas: &mut Canvas,
    g: &Geometry,
    start: &Start,
    node: &Node,
    [turn, end]: [Point; 2],
    label: Option<LabelPlace>,
) -> bool {
    let before = canvas.drawing.lines.len();
    let Start { from, at, down } = start;
    let points = [*at, Point::at(*down, at.y), Point::at(*down, g.bus_y), Point::at(turn.x, g.bus_y), turn, end];
    canvas.line(Ends::of(from.clone(), node.id.clone()), &points, label);
    canvas.drawing.lines.len() > before
}
