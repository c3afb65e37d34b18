//! The picture from left to right: the internet, the account with its network, and what is elsewhere. Availability
//! zones lie one below the other; what spans them crosses their borders, as in the diagrams that AWS draws.

mod geometry;

use super::canvas::{Canvas, REPLICA_HEIGHT, tile_height};
use super::cluster::Cluster;
use crate::{Anchor, BoundaryKind, Drawing, Node, NodeKind, Rect, Topology};
use geometry::{
    ACCOUNT_X, APPROACH, BALANCER_X, BUS_X, CHANNEL, EDGE_CARD, EXIT, Geometry, HEAD, NAT, NAT_X, PAD, SERVICE,
    STRIP_CARD, SUBNET_HEAD, TILE, VPC_X, count, strip_nodes,
};

pub(super) fn draw(topology: &Topology, expanded: bool) -> Drawing {
    let cluster = Cluster::of(topology, expanded, SERVICE, usize::MAX);
    let geometry = Geometry::of(topology, &cluster);
    let mut canvas = Canvas::new(topology);
    frames(&mut canvas, &geometry);
    edge(&mut canvas, &geometry);
    cluster.draw(&mut canvas, geometry.cluster);
    data(&mut canvas, &geometry);
    services(&mut canvas, &geometry);
    let right =
        topology.boundary("elsewhere").map_or(geometry.account.right(), |_| geometry.elsewhere_x + TILE + 2 * PAD);
    let mut drawing = canvas.drawing;
    (drawing.width, drawing.height) = (right, geometry.account.bottom());
    drawing
}

fn frames(canvas: &mut Canvas, geometry: &Geometry) {
    for boundary in &canvas.topology.boundaries {
        let row = || geometry.row_of(&boundary.id);
        match boundary.kind {
            BoundaryKind::Internet => canvas.frame(boundary, geometry.internet),
            BoundaryKind::Account => canvas.frame(boundary, geometry.account),
            BoundaryKind::Region => canvas.frame(boundary, geometry.region),
            // The certificate's and the web ACL's lines pass to the right of these labels.
            BoundaryKind::Vpc => canvas.frame_with_room(boundary, geometry.vpc, TILE),
            BoundaryKind::Zone => canvas.frame_with_room(boundary, geometry.rows[row()].zone, TILE - 16),
            BoundaryKind::PublicSubnet => {
                let rect = geometry.rows[row()].public;
                canvas.frame_with_label_at(boundary, rect, rect.x + 8, rect.y + 17, TILE - 20);
            }
            BoundaryKind::PrivateSubnet => {
                let rect = geometry.rows[row()].private;
                let x = geometry.cluster.right() + 10;
                canvas.frame_with_label_at(boundary, rect, x, rect.y + 17, rect.right() - 6 - x);
            }
            BoundaryKind::Cluster => canvas.frame(boundary, geometry.cluster),
            BoundaryKind::Elsewhere => elsewhere(canvas, geometry),
        }
    }
}

fn elsewhere(canvas: &mut Canvas, geometry: &Geometry) {
    let Some(boundary) = canvas.topology.boundary("elsewhere") else { return };
    let y = geometry.data_slot(0, 0) - HEAD - 8;
    let h = geometry.data_slot(0, 2) - y;
    canvas.frame(boundary, Rect { x: geometry.elsewhere_x, y, w: TILE + 2 * PAD, h });
}

/// From the users to the web service.
fn edge(canvas: &mut Canvas, g: &Geometry) {
    let topology = canvas.topology;
    let mut users = Rect::default();
    if let Some(node) = topology.node("users") {
        users = canvas.tile(node, PAD, g.main - tile_height(node.details.len()) / 2, TILE);
    }
    let mut balancer = Rect { x: BALANCER_X, y: g.main, w: TILE, h: 0 };
    if let Some(node) = topology.node("load-balancer") {
        balancer = canvas.tile(node, balancer.x, g.main - tile_height(node.details.len()) / 2, TILE);
        let mut above = balancer;
        for (index, replica) in node.replicas.iter().enumerate() {
            let y = g.rows[g.row_of(&replica.within)].public.y + SUBNET_HEAD + 2;
            let further = canvas.replica(node, index, balancer.x, y, TILE);
            // To the right of the subnet's label.
            let x = balancer.right() - 10;
            canvas.tie(node, index, &[(x, above.bottom()), (x, further.y)]);
            above = further;
        }
    }
    if let Some(node) = topology.node("dns") {
        dns(canvas, g, node, users);
    }
    let mut x = VPC_X;
    for node in strip_nodes(topology) {
        let card = canvas.bar(node, x, g.strip, EDGE_CARD);
        x = card.right() + PAD;
        // To the right of the frames' labels.
        let (start, end) = match node.kind {
            NodeKind::Certificate => (balancer.right() - 22, balancer.right() - 22),
            _ => (card.x + 24, balancer.right() - 10),
        };
        let turn = g.vpc.y - 11;
        canvas.line(
            &node.id,
            "load-balancer",
            &[(start, card.bottom()), (start, turn), (end, turn), (end, balancer.y)],
            None,
        );
    }
    let label = Some((APPROACH, g.main + 15, Anchor::Middle));
    canvas.line("users", "load-balancer", &[(users.right(), g.main), (balancer.x, g.main)], label);
    let label = Some((NAT_X + NAT / 2, g.main - 6, Anchor::Middle));
    canvas.line("load-balancer", "web", &[(balancer.right(), g.main), (g.cluster.x + PAD, g.main)], label);
    ways_out(canvas, g);
}

fn dns(canvas: &mut Canvas, g: &Geometry, node: &Node, users: Rect) {
    let outside = node.within[0] == "internet";
    let height = tile_height(node.details.len());
    let x = if outside { PAD } else { ACCOUNT_X + PAD };
    let y = (g.dns_middle - height / 2).max(HEAD + 4);
    let card = canvas.tile(node, x, y, TILE);
    let middle = card.center_y();
    let above_main = g.main - 16;
    if outside {
        canvas.line("users", "dns", &[(users.center_x(), users.y), (users.center_x(), card.bottom())], None);
        let turn = ACCOUNT_X + PAD;
        let points = [(card.right(), middle), (turn, middle), (turn, above_main), (BALANCER_X, above_main)];
        canvas.line("dns", "load-balancer", &points, None);
    } else {
        canvas.line("users", "dns", &[(users.center_x(), users.y), (users.center_x(), middle), (card.x, middle)], None);
        let x = card.center_x();
        canvas.line("dns", "load-balancer", &[(x, card.bottom()), (x, above_main), (BALANCER_X, above_main)], None);
    }
    canvas.line("dns", "certificate", &[(card.right(), middle), (VPC_X, middle)], None);
}

/// From the tasks to the NAT gateways or the endpoints.
fn ways_out(canvas: &mut Canvas, g: &Geometry) {
    for node in canvas.topology.nodes.iter().filter(|node| node.kind == NodeKind::Nat) {
        let row = g.row_of(&node.within[0]);
        let cell = g.rows[row].public;
        // In the first row the way to the web service passes above it.
        let y = if row == 0 { cell.bottom() - 10 - tile_height(node.details.len()) } else { cell.y + SUBNET_HEAD + 2 };
        let card = canvas.tile(node, NAT_X, y, NAT);
        let y = card.center_y();
        let label = Some((EXIT, y - 5, Anchor::Middle));
        canvas.line("cluster", &node.id, &[(g.cluster.x, y), (card.right(), y)], label);
    }
}

fn data(canvas: &mut Canvas, g: &Geometry) {
    let mut free = vec![0; g.rows.len()];
    for (id, slot) in [("database", 0), ("redis", 1)] {
        let Some(node) = canvas.topology.node(id) else { continue };
        let middle = g.slot_middle(slot);
        let external = node.within[0] == "elsewhere";
        let x = if external { g.elsewhere_x + PAD } else { g.data_x };
        let height = tile_height(node.details.len());
        let card = canvas.tile(node, x, middle - height / 2, TILE);
        let label = Some((g.cluster.right() + CHANNEL / 2, middle - 5, Anchor::Middle));
        canvas.line("cluster", id, &[(g.cluster.right(), middle), (card.x, middle)], label);
        for (index, replica) in node.replicas.iter().enumerate() {
            let row = g.row_of(&replica.within);
            let y = if row == 0 { g.data_slot(0, 2) + free[0] } else { g.data_slot(row, slot) };
            free[row] += REPLICA_HEIGHT + PAD;
            let further = canvas.replica(node, index, g.data_x, y, TILE);
            let side = card.right() + 7 + 6 * slot;
            let points = [
                (card.right(), middle),
                (side, middle),
                (side, further.center_y()),
                (further.right(), further.center_y()),
            ];
            canvas.tie(node, index, &points);
        }
    }
    if let Some(node) = canvas.topology.node("endpoints") {
        let row = g.rows.len().min(count(canvas.topology, "private/").max(1)) - 1;
        let y = g.rows[row].private.bottom() - 10 - tile_height(node.details.len());
        let card = canvas.tile(node, g.data_x, y, TILE);
        let middle = card.center_y();
        let label = Some((g.cluster.right() + CHANNEL / 2, middle - 5, Anchor::Middle));
        canvas.line("cluster", "endpoints", &[(g.cluster.right(), middle), (card.x, middle)], label);
    }
}

/// The regional services, reached over one line from the ways out.
fn services(canvas: &mut Canvas, g: &Geometry) {
    let topology = canvas.topology;
    let starts = starts(canvas, g);
    let mut labelled = false;
    for (id, slot) in [("registry", 0), ("secrets", 1), ("logs", 2)] {
        let Some(node) = topology.node(id) else { continue };
        let outside = node.within[0] == "internet";
        let (target, middle) = if outside {
            let height = tile_height(node.details.len());
            let card = canvas.tile(node, PAD, g.account.bottom() - PAD - height, TILE);
            ((card.right(), card.center_y()), card.center_y())
        } else {
            let card = canvas.bar(node, VPC_X + slot * (STRIP_CARD + 16), g.services_y, STRIP_CARD);
            ((card.center_x(), card.y), g.bus_y)
        };
        let mut first = outside;
        for (way, start) in &starts {
            let place = if outside { APPROACH } else { BUS_X + 42 };
            let label = Some((place, middle - 5, Anchor::Middle)).filter(|_| if outside { first } else { !labelled });
            let before = canvas.drawing.lines.len();
            let nat = topology.node(way).is_some_and(|node| node.kind == NodeKind::Nat);
            let x = if nat { BUS_X } else { start.0 };
            // To a registry outside, the way leads past the other services.
            let turn = if outside { BUS_X } else { target.0 };
            let points =
                [*start, (x, start.1), (x, g.bus_y), (turn, g.bus_y), (turn, middle), (target.0, middle), target];
            canvas.line(way, id, &points, label);
            let drawn = canvas.drawing.lines.len() > before;
            labelled |= drawn && !outside;
            first &= !drawn;
        }
    }
    for (index, (way, start)) in starts.iter().enumerate() {
        let label = Some((APPROACH, g.bus_y - 5, Anchor::Middle)).filter(|_| index == 0);
        let turn = (BUS_X, start.1);
        canvas.line(way, "internet", &[*start, turn, (turn.0, g.bus_y), (g.internet.right(), g.bus_y)], label);
    }
}

/// Where the lines to the regional services start: left of each NAT gateway, below the endpoints, or below
/// the cluster where it is not known how the tasks get out.
fn starts(canvas: &Canvas, g: &Geometry) -> Vec<(String, (i32, i32))> {
    let card = |id: &str| canvas.drawing.cards.iter().find(|card| card.key == id).map(|card| card.rect);
    let mut starts = Vec::new();
    for node in &canvas.topology.nodes {
        let Some(rect) = card(&node.id) else { continue };
        match node.kind {
            NodeKind::Nat => starts.push((node.id.clone(), (rect.x, rect.center_y()))),
            NodeKind::Endpoints => starts.push((node.id.clone(), (rect.center_x(), rect.bottom()))),
            _ => {}
        }
    }
    starts.push(("cluster".to_owned(), (g.cluster.center_x(), g.cluster.bottom())));
    starts
}
