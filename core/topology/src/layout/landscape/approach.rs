//! From the users to the web service, and the tasks' ways out.

use super::super::canvas::{Canvas, LabelPlace, tile_height};
use super::geometry::{
    ACCOUNT_X, APPROACH, BALANCER_X, EDGE_CARD, EXIT, Geometry, HEAD, NAT, NAT_X, PAD, SUBNET_HEAD, VPC_X,
};
use super::measures::TILE;
use crate::connection::Ends;
use crate::drawing::{Anchor, Point, Rect};
use crate::node::Node;
use crate::part::{BoundaryId, NodeId};

/// What stands between the internet and the cluster.
pub(super) struct Approach<'a> {
    pub(super) users: Option<&'a Node>,
    pub(super) dns: Option<&'a Node>,
    pub(super) certificate: Option<&'a Node>,
    pub(super) waf: Option<&'a Node>,
    pub(super) balancer: Option<&'a Node>,
}

pub(super) fn draw(canvas: &mut Canvas, g: &Geometry, approach: &Approach) {
    let Approach { users, dns, certificate, waf, balancer } = approach;
    let users = users
        .map_or(Rect::default(), |node| canvas.tile(node, PAD, g.main - tile_height(node.details.len()) / 2, TILE));
    let balancer =
        balancer.map_or(Rect { x: BALANCER_X, y: g.main, w: TILE, h: 0 }, |node| load_balancer(canvas, g, node));
    if let Some(node) = dns {
        domain(canvas, g, node, users);
    }
    strip(canvas, g, [*certificate, *waf], balancer);
    let label = LabelPlace::of(APPROACH, g.main + 15, Anchor::Middle);
    let points = [Point::at(users.right(), g.main), Point::at(balancer.x, g.main)];
    canvas.line(Ends::of(NodeId::Users, NodeId::LoadBalancer), &points, Some(label));
    let label = LabelPlace::of(NAT_X + NAT / 2, g.main - 6, Anchor::Middle);
    let points = [Point::at(balancer.right(), g.main), Point::at(g.cluster.x + PAD, g.main)];
    canvas.line(Ends::of(NodeId::LoadBalancer, NodeId::Web), &points, Some(label));
}

/// The load balancer with its further instances below it.
fn load_balancer(canvas: &mut Canvas, g: &Geometry, node: &Node) -> Rect {
    let balancer = canvas.tile(node, BALANCER_X, g.main - tile_height(node.details.len()) / 2, TILE);
    let mut above = balancer;
    for (index, replica) in node.replicas.iter().enumerate() {
        let y = g.row(replica.within).public.y + SUBNET_HEAD + 2;
        let further = canvas.replica(node, index, balancer.x, y, TILE);
        // To the right of the subnet's label.
        let x = balancer.right() - 10;
        canvas.tie(node, index, &[Point::at(x, above.bottom()), Point::at(x, further.y)]);
        above = further;
    }
    balancer
}

fn domain(canvas: &mut Canvas, g: &Geometry, node: &Node, users: Rect) {
    let outside = node.within == BoundaryId::Internet;
    let height = tile_height(node.details.len());
    let x = if outside { PAD } else { ACCOUNT_X + PAD };
    let y = (g.dns_middle - height / 2).max(HEAD + 4);
    let card = canvas.tile(node, x, y, TILE);
    let (start, middle) = (Point::at(users.center_x(), users.y), card.center_y());
    let above_main = g.main - 16;
    let end = Point::at(BALANCER_X, above_main);
    if outside {
        canvas.line(Ends::of(NodeId::Users, NodeId::Dns), &[start, Point::at(users.center_x(), card.bottom())], None);
        let turn = ACCOUNT_X + PAD;
        let points = [Point::at(card.right(), middle), Point::at(turn, middle), Point::at(turn, above_main), end];
        canvas.line(Ends::of(NodeId::Dns, NodeId::LoadBalancer), &points, None);
    } else {
        let points = [start, Point::at(users.center_x(), middle), Point::at(card.x, middle)];
        canvas.line(Ends::of(NodeId::Users, NodeId::Dns), &points, None);
        let x = card.center_x();
        let points = [Point::at(x, card.bottom()), Point::at(x, above_main), end];
        canvas.line(Ends::of(NodeId::Dns, NodeId::LoadBalancer), &points, None);
    }
    let points = [Point::at(card.right(), middle), Point::at(VPC_X, middle)];
    canvas.line(Ends::of(NodeId::Dns, NodeId::Certificate), &points, None);
}

/// The certificate and the web ACL above the VPC.
fn strip(canvas: &mut Canvas, g: &Geometry, nodes: [Option<&Node>; 2], balancer: Rect) {
    let mut x = VPC_X;
    for node in nodes.into_iter().flatten() {
        let card = canvas.bar(node, x, g.strip, EDGE_CARD);
        x = card.right() + PAD;
        // To the right of the frames' labels.
        let (start, end) = if node.id == NodeId::Certificate {
            (balancer.right() - 22, balancer.right() - 22)
        } else {
            (card.x + 24, balancer.right() - 10)
        };
        let turn = g.vpc.y - 11;
        let points =
            [Point::at(start, card.bottom()), Point::at(start, turn), Point::at(end, turn), Point::at(end, balancer.y)];
        canvas.line(Ends::of(node.id.clone(), NodeId::LoadBalancer), &points, None);
    }
}

/// From the tasks to the NAT gateways.
pub(super) fn ways_out(canvas: &mut Canvas, g: &Geometry, gateways: &[&Node]) {
    for node in gateways {
        let row = g.row_of(node.within);
        let cell = g.rows[row].public;
        // In the first row the way to the web service passes above it.
        let y = if row == 0 { cell.bottom() - 10 - tile_height(node.details.len()) } else { cell.y + SUBNET_HEAD + 2 };
        let card = canvas.tile(node, NAT_X, y, NAT);
        let y = card.center_y();
        let label = LabelPlace::of(EXIT, y - 5, Anchor::Middle);
        let points = [Point::at(g.cluster.x, y), Point::at(card.right(), y)];
        canvas.line(Ends::of(BoundaryId::Cluster, node.id.clone()), &points, Some(label));
    }
}
