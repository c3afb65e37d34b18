//! What stands below the VPC, reached from the right.

use super::super::canvas::LabelPlace;
use super::{BUS, DATA, GAP, HEAD, PAD, Portrait, SHORT_RIGHT, WIDTH, within};
use crate::boundary::Boundary;
use crate::connection::Ends;
use crate::drawing::{Anchor, Point, Rect};
use crate::node::Node;
use crate::part::{BoundaryId, Part};

/// Where a line to the regional services starts, and how it gets to the bus.
pub(super) struct Start {
    from: Part,
    points: Vec<Point>,
}

impl Portrait<'_> {
    /// Where the lines to the regional services start: at the NAT gateways, at the endpoints, or at the cluster where
    /// it is not known how the tasks get out.
    pub(super) fn starts(&self, gateways: &[&Node], endpoints: Option<&Node>) -> Vec<Start> {
        let to_bus = |x: i32, y: i32| vec![Point::at(x, y), Point::at(BUS, y)];
        let mut starts = Vec::new();
        for node in gateways {
            let Some(card) = self.canvas.rect_of(&node.id) else { continue };
            starts.push(Start { from: node.id.clone().into(), points: self.gateway_to_bus(card).to_vec() });
        }
        if let Some((node, card)) = endpoints.and_then(|node| Some((node, self.canvas.rect_of(&node.id)?))) {
            starts.push(Start { from: node.id.clone().into(), points: to_bus(card.right(), card.center_y() + 10) });
        }
        let points = to_bus(self.cluster.right(), self.cluster.bottom() - 12);
        starts.push(Start { from: BoundaryId::Cluster.into(), points });
        starts
    }

    /// The regional services.
    pub(super) fn services(&mut self, nodes: [Option<&Node>; 4], starts: &[Start]) {
        let left = 3 * PAD;
        let mut labelled = false;
        for node in nodes.into_iter().filter_map(|node| within(node, BoundaryId::Region)) {
            let card = self.canvas.bar(node, left, self.y + GAP - PAD + 4, SHORT_RIGHT - left);
            self.y = card.bottom() + 2;
            let y = card.center_y();
            for Start { from, points } in starts {
                let label = Some(LabelPlace::of(BUS - 2, y - 5, Anchor::End)).filter(|_| !labelled);
                let before = self.canvas.drawing.lines.len();
                let points = [points.as_slice(), &[Point::at(BUS, y), Point::at(card.right(), y)]].concat();
                self.canvas.line(Ends::of(from.clone(), node.id.clone()), &points, label);
                labelled |= self.canvas.drawing.lines.len() > before;
            }
        }
    }

    /// The external services that the tasks connect to.
    pub(super) fn elsewhere(&mut self, boundary: Option<&Boundary>, nodes: [Option<&Node>; 3]) {
        let Some(boundary) = boundary else { return };
        let top = self.y + GAP;
        self.y = top + HEAD + 4;
        let mut start = self.cluster.bottom() - 26;
        for node in nodes.into_iter().filter_map(|node| within(node, BoundaryId::Elsewhere)) {
            let card = self.canvas.bar(node, PAD, self.y, SHORT_RIGHT - PAD);
            let y = card.center_y();
            let points = [
                Point::at(self.cluster.right(), start),
                Point::at(DATA, start),
                Point::at(DATA, y),
                Point::at(card.right(), y),
            ];
            let label = LabelPlace::of(DATA - 2, y - 5, Anchor::End);
            self.canvas.line(Ends::of(BoundaryId::Cluster, node.id.clone()), &points, Some(label));
            start -= 12;
            self.y = card.bottom() + PAD;
        }
        self.canvas.frame(boundary, Rect { x: 0, y: top, w: WIDTH, h: self.y - top });
    }
}
