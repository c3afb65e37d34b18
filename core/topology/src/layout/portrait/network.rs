//! The VPC: load balancer, NAT gateways, cluster and data, one below the other.

use super::super::canvas::{LabelPlace, small_height};
use super::super::cluster::Cluster;
use super::frames::{Band, Bands};
use super::{
    ATTACHED, BAR_LEFT, BAR_RIGHT, BUS, DATA, HEAD, LABEL_GAP, MAIN, PAD, Portrait, ROOMY, SHORT_RIGHT, ZONES_LEFT,
    ZONES_RIGHT, subnet_head, within,
};
use crate::connection::Ends;
use crate::drawing::{Anchor, Point, Rect};
use crate::node::Node;
use crate::part::{BoundaryId, NodeId};

/// What is in the VPC, and the registry, which the NAT gateways lead to when it is outside.
pub(super) struct Network<'a> {
    pub(super) balancer: Option<&'a Node>,
    pub(super) gateways: &'a [&'a Node],
    pub(super) running: Cluster<'a>,
    pub(super) registry: Option<&'a Node>,
    /// The database, Redis, the search engine and the endpoints.
    pub(super) data: [Option<&'a Node>; 4],
}

impl Portrait<'_> {
    /// Draws the cards and lines; gives the height of the frames around them.
    pub(super) fn network(&mut self, network: &Network, zones: usize) -> Bands {
        let top = self.y - 2;
        self.columns = columns(zones, top);

        let public_top = top + HEAD - 2;
        self.y = public_top + subnet_head(zones);
        if let Some(node) = network.balancer {
            self.balancer = self.canvas.bar(node, BAR_LEFT, self.y, BAR_RIGHT - BAR_LEFT);
        }
        self.y = self.balancer.bottom().max(self.y) + 30;
        self.gateways(network.gateways);
        let public_bottom = self.y + 6;

        let private_top = public_bottom + 6;
        self.y = private_top + subnet_head(zones);
        self.cluster = Rect { x: BAR_LEFT, y: self.y, w: BAR_RIGHT - BAR_LEFT, h: network.running.height() };
        network.running.draw(&mut self.canvas, self.cluster);
        self.y = self.cluster.bottom();
        self.way_in();
        self.ways_out(network);
        self.data(network.data);
        let private_bottom = self.y + PAD;
        self.y = private_bottom + 4 + PAD;
        Bands {
            zones: Band { top, bottom: private_bottom + 4, inset: 0 },
            public: Band { top: public_top, bottom: public_bottom, inset: 4 },
            private: Band { top: private_top, bottom: private_bottom, inset: 4 },
        }
    }

    /// The NAT gateways below the load balancer, each in its zone.
    fn gateways(&mut self, gateways: &[&Node]) {
        self.nat_join = self.y - 8;
        let beside = if self.columns.len() > ROOMY { 16 } else { 40 };
        let mut height = 0;
        for node in gateways {
            let column = self.column_of(node.within);
            let w = (column.w - beside).max(16);
            self.canvas.small(node, column.x + 8, self.y, w);
            height = height.max(small_height(node, w));
        }
        self.y += height;
    }

    /// The column of a zone or a subnet.
    pub(super) fn column_of(&self, boundary: BoundaryId) -> Rect {
        self.columns[boundary.number().unwrap_or(0).min(self.columns.len() - 1)]
    }

    /// From the load balancer to the web service.
    fn way_in(&mut self) {
        let Some(web) = self.canvas.rect_of(&NodeId::Web) else { return };
        let balancer = self.balancer;
        let label = LabelPlace::of(MAIN - 6, balancer.bottom() + 14, Anchor::End);
        let around = [
            Point::at(balancer.right(), balancer.center_y()),
            Point::at(DATA, balancer.center_y()),
            Point::at(DATA, web.center_y()),
            Point::at(web.right(), web.center_y()),
        ];
        let straight = [Point::at(MAIN, balancer.bottom()), Point::at(MAIN, web.y)];
        let points: &[_] = if self.columns.len() > ROOMY { &around } else { &straight };
        self.canvas.line(Ends::of(NodeId::LoadBalancer, NodeId::Web), points, Some(label));
    }

    /// From the tasks to the NAT gateways, and on to what is on the internet.
    fn ways_out(&mut self, network: &Network) {
        let registry = within(network.registry, BoundaryId::Internet).and_then(|node| self.canvas.rect_of(&node.id));
        for node in network.gateways {
            let Some(card) = self.canvas.rect_of(&node.id) else { continue };
            let x = card.right() - 5;
            let points = [Point::at(x, self.cluster.y), Point::at(x, card.bottom())];
            self.canvas.line(Ends::of(BoundaryId::Cluster, node.id.clone()), &points, None);
            let mut points = self.gateway_to_bus(card).to_vec();
            points.push(Point::at(BUS, self.internet_foot));
            self.canvas.line(Ends::of(node.id.clone(), BoundaryId::Internet), &points, None);
            if let Some(registry) = registry {
                let (x, turn) = (registry.center_x(), self.internet_foot - 9);
                points.pop();
                points.extend([Point::at(BUS, turn), Point::at(x, turn), Point::at(x, registry.bottom())]);
                self.canvas.line(Ends::of(node.id.clone(), NodeId::Registry), &points, None);
            }
        }
    }

    /// From a NAT gateway to the bus.
    pub(super) fn gateway_to_bus(&self, card: Rect) -> [Point; 3] {
        let x = card.center_x();
        [Point::at(x, card.y), Point::at(x, self.nat_join), Point::at(BUS, self.nat_join)]
    }

    /// The database, Redis, the search engine and endpoints below the cluster, each with its line along the right.
    fn data(&mut self, nodes: [Option<&Node>; 4]) {
        let mut side = ATTACHED;
        for node in nodes.into_iter().flatten().filter(|node| node.within != BoundaryId::Elsewhere) {
            let top = self.y + LABEL_GAP;
            let card = self.canvas.bar(node, BAR_LEFT, top, SHORT_RIGHT - BAR_LEFT);
            let start = self.cluster.bottom();
            let ends = Ends::of(BoundaryId::Cluster, node.id.clone());
            if top == start + LABEL_GAP {
                let x = card.right() - 20;
                let label = LabelPlace::of(x - 6, top - 8, Anchor::End);
                self.canvas.line(ends, &[Point::at(x, start), Point::at(x, card.y)], Some(label));
            } else {
                let y = card.center_y();
                let label = LabelPlace::of(SHORT_RIGHT - 4, top - 8, Anchor::End);
                let points = [Point::at(side, start), Point::at(side, y), Point::at(card.right(), y)];
                self.canvas.line(ends, &points, Some(label));
                side += 12;
            }
            self.y = card.bottom();
        }
    }
}

/// The zones beside each other.
fn columns(zones: usize, top: i32) -> Vec<Rect> {
    let wide = i32::try_from(zones).unwrap_or(1);
    let w = (ZONES_RIGHT - ZONES_LEFT - 6 * (wide - 1)) / wide;
    (0..wide).map(|index| Rect { x: ZONES_LEFT + index * (w + 6), y: top, w, h: 0 }).collect()
}
