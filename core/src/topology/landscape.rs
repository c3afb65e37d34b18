//! The picture from left to right: the internet, the account with its network, and what is elsewhere. Availability
//! zones lie one below the other; what spans them crosses their borders, as in the diagrams that AWS draws.

use super::canvas::{Canvas, REPLICA_HEIGHT, tile_height};
use super::cluster::Cluster;
use super::{Anchor, BoundaryKind, Drawing, Node, NodeKind, Rect, Topology};

const TILE: i32 = 128;
const NAT: i32 = 112;
const SERVICE: i32 = 190;
const STRIP_CARD: i32 = 190;
const EDGE_CARD: i32 = 176;
const HEAD: i32 = 26;
const PAD: i32 = 12;
/// Between frames that stand beside each other.
const GAP: i32 = 24;
/// The height of the two label lines at the top of a subnet.
const SUBNET_HEAD: i32 = 38;
/// Where the tasks' lines to the NAT gateways are labelled, and those to the data.
const WAY_OUT: i32 = 62;
const CHANNEL: i32 = 78;
/// Between the columns of a public subnet: room for the line from the NAT gateways.
const BUS: i32 = 18;

/// Every coordinate that does not belong to a single card.
struct Geometry {
    internet: Rect,
    account: Rect,
    region: Rect,
    vpc: Rect,
    rows: Vec<Row>,
    load_balancer_x: i32,
    cluster: Rect,
    /// The height of the way from the users to the web service.
    main: i32,
    dns_middle: i32,
    strip: i32,
    nat_x: i32,
    data_x: i32,
    bus_x: i32,
    bus_y: i32,
    services_y: i32,
    elsewhere_x: i32,
}

/// A zone, or a pair of subnets where zones are not known.
struct Row {
    zone: Rect,
    public: Rect,
    private: Rect,
}

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

impl Geometry {
    fn of(topology: &Topology, cluster: &Cluster) -> Self {
        let within_vpc = |id: &str| topology.node(id).is_some_and(|node| node.within[0].starts_with("private"));
        let has_data = ["database", "redis", "endpoints"].into_iter().any(within_vpc);
        let internet_w = TILE + 2 * PAD;
        let account_x = internet_w + GAP;
        let region_x = account_x + PAD + TILE + PAD;
        let vpc_x = region_x + PAD;
        let zone_x = vpc_x + PAD;
        let public_x = zone_x + 10;
        let load_balancer_x = public_x + 10;
        let nat_x = load_balancer_x + TILE + BUS;
        let public_w = nat_x + NAT + 10 - public_x;
        let private_x = public_x + public_w + 14;
        let cluster_x = private_x + WAY_OUT;
        let data_x = cluster_x + cluster.width() + CHANNEL;
        let free = if has_data { CHANNEL + TILE + 20 } else { CHANNEL + 58 };
        let private_w = WAY_OUT + cluster.width() + free;
        let zone_w = private_x + private_w + 10 - zone_x;

        let strip_height = strip_nodes(topology).iter().map(|node| super::canvas::bar_height(node)).max();
        let strip = 2 * HEAD;
        let vpc_y = strip + strip_height.map_or(0, |height| height + GAP);
        let mut rows = rows(topology, vpc_y + HEAD, zone_x, zone_w);
        let load_balancer_h =
            topology.node("load-balancer").map_or(tile_height(2), |node| tile_height(node.details.len()));
        // The load balancer, the web service and the users are at one height.
        let main_in_cell = SUBNET_HEAD + 2 + load_balancer_h / 2;
        let inset = (main_in_cell - cluster.web_middle()).max(10);
        stretch(&mut rows, cluster.height() + inset + 10);
        for row in &mut rows {
            let y = row.zone.y + HEAD - 2;
            let h = row.zone.bottom() - 10 - y;
            row.public = Rect { x: public_x, y, w: public_w, h };
            row.private = Rect { x: private_x, y, w: private_w, h };
        }
        let top = rows[0].private.y + inset;
        let private_rows = count(topology, "private/").clamp(1, rows.len());
        let cluster_bottom = (rows[private_rows - 1].private.bottom() - 10).max(top + cluster.height());
        let vpc_bottom = rows[rows.len() - 1].zone.bottom() + PAD;
        let (bus_y, services_y) = (vpc_bottom + 18, vpc_bottom + 36);
        let services = ["registry", "secrets", "logs"].into_iter().filter_map(|id| topology.node(id));
        let services_h = services.filter(|node| node.within[0] == "region").map(super::canvas::bar_height).max();
        let outside_h = topology
            .node("registry")
            .filter(|node| node.within[0] == "internet")
            .map_or(0, |node| tile_height(node.details.len()));
        let services_h = services_h.unwrap_or(0).max(outside_h - 20);
        let region = Rect {
            x: region_x,
            y: HEAD,
            w: zone_x + zone_w + 2 * PAD - region_x,
            h: services_y + services_h + PAD - HEAD,
        };
        let account = Rect { x: account_x, y: 0, w: region.right() + PAD - account_x, h: region.bottom() + PAD };
        let main = top + cluster.web_middle();
        Self {
            internet: Rect { x: 0, y: 0, w: internet_w, h: account.h },
            vpc: Rect { x: vpc_x, y: vpc_y, w: zone_w + 2 * PAD, h: vpc_bottom - vpc_y },
            load_balancer_x,
            cluster: Rect { x: cluster_x, y: top, w: cluster.width(), h: cluster_bottom - top },
            main,
            dns_middle: strip + strip_height.unwrap_or(44) / 2,
            strip,
            nat_x,
            data_x,
            bus_x: nat_x - BUS / 2,
            bus_y,
            services_y,
            elsewhere_x: account.right() + GAP,
            account,
            region,
            rows,
        }
    }

    /// The top of a slot in the data column: the database's, Redis's, that of the endpoints.
    fn data_slot(&self, row: usize, slot: i32) -> i32 {
        let height = if row == 0 { tile_height(3) } else { REPLICA_HEIGHT };
        self.rows[row].private.y + SUBNET_HEAD + slot * (height + PAD)
    }

    /// The row of a boundary whose id ends in its number.
    fn row_of(&self, boundary: &str) -> usize {
        let number = boundary.split('/').nth(1).and_then(|row| row.parse::<usize>().ok());
        number.unwrap_or(0).min(self.rows.len() - 1)
    }

    fn slot_middle(&self, slot: i32) -> i32 {
        self.data_slot(0, slot) + tile_height(3) / 2
    }
}

fn count(topology: &Topology, prefix: &str) -> usize {
    topology.boundaries.iter().filter(|boundary| boundary.id.starts_with(prefix)).count()
}

/// The zones one below the other, each as high as what is in it.
fn rows(topology: &Topology, top: i32, x: i32, w: i32) -> Vec<Row> {
    let number = count(topology, "public/").max(count(topology, "private/")).max(1);
    let mut y = top;
    let row = |index: usize| {
        let h = HEAD + 8 + data_height(topology, index).max(SUBNET_HEAD + 2 + tile_height(2)) + 10;
        let zone = Rect { x, y, w, h };
        y += h + PAD;
        Row { zone, public: zone, private: zone }
    };
    (0..number).map(row).collect()
}

/// The height of the data column in a row. Slots of the first two rows are kept free, so that nothing moves when a
/// standby comes or goes.
fn data_height(topology: &Topology, row: usize) -> i32 {
    let boundary = format!("private/{row}");
    let holds =
        |node: &Node| node.within.contains(&boundary) || node.replicas.iter().any(|replica| replica.within == boundary);
    let managed = topology.nodes.iter().filter(|node| matches!(node.kind, NodeKind::Database | NodeKind::Redis));
    let any_managed = managed.clone().any(|node| node.within[0] != "elsewhere");
    let slots = match row {
        0 | 1 if any_managed || row == 0 => 2,
        _ => i32::from(managed.clone().any(holds)) * 2,
    };
    let slot = if row == 0 { tile_height(3) } else { REPLICA_HEIGHT };
    // Further instances in the first zone, where there is but one.
    let crowded =
        managed.flat_map(|node| &node.replicas).filter(|replica| row == 0 && replica.within == boundary).count();
    let crowded = i32::try_from(crowded).unwrap_or(0) * (REPLICA_HEIGHT + PAD);
    let endpoints = topology.node("endpoints").filter(|node| holds(node));
    let endpoints = endpoints.map_or(0, |node| tile_height(node.details.len()) + PAD);
    SUBNET_HEAD + slots * (slot + PAD) + crowded + endpoints
}

/// Makes the rows together as high as the cluster needs.
fn stretch(rows: &mut [Row], needed: i32) {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
    let missing = needed - (last.zone.bottom() - first.zone.y - HEAD - 8);
    if missing <= 0 {
        return;
    }
    let number = i32::try_from(rows.len()).unwrap_or(1);
    for (row, index) in rows.iter_mut().zip(0..) {
        row.zone.y += missing / number * index;
        row.zone.h += missing / number + if index + 1 == number { missing % number } else { 0 };
    }
}

fn strip_nodes(topology: &Topology) -> Vec<&Node> {
    ["certificate", "waf"].into_iter().filter_map(|id| topology.node(id)).collect()
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
    let mut balancer = Rect { x: g.load_balancer_x, y: g.main, w: TILE, h: 0 };
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
    let mut x = g.vpc.x;
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
    let label = Some(((g.account.x + g.region.x) / 2, g.main + 15, Anchor::Middle));
    canvas.line("users", "load-balancer", &[(users.right(), g.main), (balancer.x, g.main)], label);
    let label = Some((g.nat_x + NAT / 2, g.main - 6, Anchor::Middle));
    canvas.line("load-balancer", "web", &[(balancer.right(), g.main), (g.cluster.x + PAD, g.main)], label);
    ways_out(canvas, g);
}

fn dns(canvas: &mut Canvas, g: &Geometry, node: &Node, users: Rect) {
    let outside = node.within[0] == "internet";
    let height = tile_height(node.details.len());
    let x = if outside { PAD } else { g.account.x + PAD };
    let y = (g.dns_middle - height / 2).max(HEAD + 4);
    let card = canvas.tile(node, x, y, TILE);
    let middle = card.center_y();
    let above_main = g.main - 16;
    if outside {
        canvas.line("users", "dns", &[(users.center_x(), users.y), (users.center_x(), card.bottom())], None);
        let turn = g.account.x + PAD;
        let points = [(card.right(), middle), (turn, middle), (turn, above_main), (g.load_balancer_x, above_main)];
        canvas.line("dns", "load-balancer", &points, None);
    } else {
        canvas.line("users", "dns", &[(users.center_x(), users.y), (users.center_x(), middle), (card.x, middle)], None);
        let x = card.center_x();
        canvas.line(
            "dns",
            "load-balancer",
            &[(x, card.bottom()), (x, above_main), (g.load_balancer_x, above_main)],
            None,
        );
    }
    canvas.line("dns", "certificate", &[(card.right(), middle), (g.vpc.x, middle)], None);
}

/// From the tasks to the NAT gateways or the endpoints.
fn ways_out(canvas: &mut Canvas, g: &Geometry) {
    for node in canvas.topology.nodes.iter().filter(|node| node.kind == NodeKind::Nat) {
        let row = g.row_of(&node.within[0]);
        let cell = g.rows[row].public;
        // In the first row the way to the web service passes above it.
        let y = if row == 0 { cell.bottom() - 10 - tile_height(node.details.len()) } else { cell.y + SUBNET_HEAD + 2 };
        let card = canvas.tile(node, g.nat_x, y, NAT);
        let y = card.center_y();
        let label = Some(((g.rows[0].private.x + g.cluster.x) / 2, y - 5, Anchor::Middle));
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
            let card = canvas.bar(node, g.vpc.x + slot * (STRIP_CARD + 16), g.services_y, STRIP_CARD);
            ((card.center_x(), card.y), g.bus_y)
        };
        let mut first = outside;
        for (way, start) in &starts {
            let place = if outside { (g.account.x + g.region.x) / 2 } else { g.bus_x + 42 };
            let label = Some((place, middle - 5, Anchor::Middle)).filter(|_| if outside { first } else { !labelled });
            let before = canvas.drawing.lines.len();
            let nat = topology.node(way).is_some_and(|node| node.kind == NodeKind::Nat);
            let x = if nat { g.bus_x } else { start.0 };
            // To a registry outside, the way leads past the other services.
            let turn = if outside { g.bus_x } else { target.0 };
            let points =
                [*start, (x, start.1), (x, g.bus_y), (turn, g.bus_y), (turn, middle), (target.0, middle), target];
            canvas.line(way, id, &points, label);
            let drawn = canvas.drawing.lines.len() > before;
            labelled |= drawn && !outside;
            first &= !drawn;
        }
    }
    for (index, (way, start)) in starts.iter().enumerate() {
        let label = Some(((g.account.x + g.region.x) / 2, g.bus_y - 5, Anchor::Middle)).filter(|_| index == 0);
        let turn = (g.bus_x, start.1);
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
