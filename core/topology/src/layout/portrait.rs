//! The picture from top to bottom, narrow enough for a phone. Availability zones stand beside each other; what spans
//! them is a bar across.

use super::canvas::Canvas;
use super::cluster::Cluster;
use crate::text;
use crate::{Anchor, Boundary, BoundaryKind, Drawing, Node, NodeKind, Rect, TextStyle, Topology};

/// The width of the whole picture without its margin.
const WIDTH: i32 = 328;
const HEAD: i32 = 24;
const PAD: i32 = 8;
const GAP: i32 = 10;
/// Where a line is labelled between two cards.
const LABEL_GAP: i32 = 24;
const SUBNET_HEAD: i32 = 36;
const NAT_HEIGHT: i32 = 60;
const USERS: i32 = 146;
/// The most zones beside each other that leave the last one room for the way down.
const ROOMY: usize = 4;

/// The zones' left and right edges, inside account, region and VPC.
const ZONES_LEFT: i32 = 3 * PAD;
const ZONES_RIGHT: i32 = WIDTH - 3 * PAD - BUS_ROOM;
const BUS_ROOM: i32 = 18;
/// Left and right of what spans the zones.
const BAR_LEFT: i32 = ZONES_LEFT + 10;
const BAR_RIGHT: i32 = ZONES_RIGHT - 10;
/// The ways down: attachments, requests, connections to external data, and those of the NAT gateways.
const ATTACHED: i32 = BAR_RIGHT - 30;
const MAIN: i32 = BAR_RIGHT - 14;
const DATA: i32 = ZONES_RIGHT + 6;
const BUS: i32 = ZONES_RIGHT + 13;
/// Bars that leave the ways down free end here.
const SHORT_RIGHT: i32 = ATTACHED - 16;

struct Portrait<'a> {
    canvas: Canvas<'a>,
    topology: &'a Topology,
    cluster: Cluster<'a>,
    y: i32,
    /// Frames that are not closed yet: boundary and top.
    open: Vec<(&'a Boundary, i32)>,
    columns: Vec<Rect>,
    users: Rect,
    balancer: Rect,
    /// Where the NAT gateways' lines join the bus.
    nat_join: i32,
    cluster_rect: Rect,
}

pub(super) fn draw(topology: &Topology, expanded: bool) -> Drawing {
    let mut portrait = Portrait {
        canvas: Canvas::new(topology),
        topology,
        cluster: Cluster::of(topology, expanded, BAR_RIGHT - BAR_LEFT - 24, 1),
        y: 0,
        open: Vec::new(),
        columns: Vec::new(),
        users: Rect::default(),
        balancer: Rect::default(),
        nat_join: 0,
        cluster_rect: Rect::default(),
    };
    portrait.internet();
    portrait.open("account");
    portrait.bars(&[NodeKind::Dns], 2 * PAD);
    portrait.open("region");
    portrait.bars(&[NodeKind::Certificate, NodeKind::Waf], 2 * PAD);
    portrait.attachments();
    portrait.open("vpc");
    portrait.network();
    portrait.close(0);
    portrait.services();
    portrait.close(PAD);
    portrait.close(PAD);
    portrait.elsewhere();
    let mut drawing = portrait.canvas.drawing;
    drawing.frames.sort_by_key(|frame| topology.boundaries.iter().position(|boundary| boundary.id == frame.id));
    (drawing.width, drawing.height) = (WIDTH, portrait.y);
    drawing
}

impl<'a> Portrait<'a> {
    /// Starts a frame that the next cards are in; its place is known when it is closed.
    fn open(&mut self, id: &str) {
        if let Some(boundary) = self.topology.boundary(id) {
            self.open.push((boundary, self.y));
            self.y += HEAD + 4;
        }
    }

    fn close(&mut self, foot: i32) {
        let depth = i32::try_from(self.open.len()).unwrap_or(1) - 1;
        if let Some((boundary, top)) = self.open.pop() {
            self.y += foot;
            let rect = Rect { x: PAD * depth, y: top, w: WIDTH - 2 * PAD * depth, h: self.y - top };
            // Left of the lines down.
            self.canvas.frame_with_room(boundary, rect, SHORT_RIGHT - 28 - rect.x);
            self.y += PAD;
        }
    }

    /// Users at the right, above the way down; what else is on the internet at the left.
    fn internet(&mut self) {
        let Some(boundary) = self.topology.boundary("internet") else { return };
        let outside = |kind: NodeKind| {
            self.topology.nodes.iter().find(move |node| node.kind == kind && node.within[0] == "internet")
        };
        let (dns, registry) = (outside(NodeKind::Dns), outside(NodeKind::Registry));
        let (top, right) = (HEAD + 4, WIDTH - PAD - USERS);
        let half = right - GAP - PAD;
        let mut left_y = top;
        if let Some(node) = self.topology.node("users") {
            self.users = self.canvas.bar(node, right, top, USERS);
        }
        for node in dns.into_iter().chain(registry) {
            left_y = self.canvas.bar(node, PAD, left_y, half).bottom() + GAP;
        }
        let foot = (left_y - GAP).max(self.users.bottom()) + if registry.is_some() { 18 } else { PAD };
        self.canvas.frame(boundary, Rect { x: 0, y: 0, w: WIDTH, h: foot });
        self.y = foot + LABEL_GAP;
        if dns.is_some() {
            let y = self.users.center_y();
            self.canvas.line("users", "dns", &[(self.users.x, y), (PAD + half, y)], None);
        }
    }

    fn bars(&mut self, kinds: &[NodeKind], x: i32) {
        for node in self.topology.nodes.iter().filter(|node| kinds.contains(&node.kind) && node.within[0] != "internet")
        {
            let left = if node.kind == NodeKind::Dns { x } else { x + PAD };
            self.y = self.canvas.bar(node, left, self.y, SHORT_RIGHT - left).bottom() + GAP;
        }
    }

    fn card(&self, key: &str) -> Option<Rect> {
        self.canvas.drawing.cards.iter().find(|card| card.key == key).map(|card| card.rect)
    }

    /// What belongs to the load balancer, which stands further down: its place is worked out beforehand.
    fn attachments(&mut self) {
        let balancer = self.y + 2 * HEAD + 2 + SUBNET_HEAD;
        let dns_outside = self.topology.node("dns").is_some_and(|node| node.within[0] == "internet");
        for id in ["dns", "certificate", "waf"] {
            let Some(card) = self.card(id) else { continue };
            let y = card.center_y();
            let points = if id == "dns" && dns_outside {
                let (side, turn) = (card.right() + GAP / 2, self.users.bottom().max(card.bottom()) + 4);
                vec![(card.right(), y + 8), (side, y + 8), (side, turn), (ATTACHED, turn), (ATTACHED, balancer)]
            } else {
                vec![(card.right(), y), (ATTACHED, y), (ATTACHED, balancer)]
            };
            self.canvas.line(id, "load-balancer", &points, None);
        }
        if let (Some(dns), false) = (self.card("dns"), dns_outside) {
            let points = [(ATTACHED, self.users.bottom()), (ATTACHED, dns.y + 12), (dns.right(), dns.y + 12)];
            self.canvas.line("users", "dns", &points, None);
            if let Some(certificate) = self.card("certificate") {
                let x = SHORT_RIGHT - 12;
                self.canvas.line("dns", "certificate", &[(x, dns.bottom()), (x, certificate.y)], None);
            }
        }
        let label = Some((ATTACHED - 8, self.internet_foot() + 15, Anchor::End));
        self.canvas.line("users", "load-balancer", &[(MAIN, self.users.bottom()), (MAIN, balancer)], label);
    }

    fn network(&mut self) {
        let topology = self.topology;
        let top = self.y - 2;
        let number = ["public/", "private/"]
            .map(|prefix| topology.boundaries.iter().filter(|boundary| boundary.id.starts_with(prefix)).count());
        let count = number[0].max(number[1]).max(1);
        let wide = i32::try_from(count).unwrap_or(1);
        let w = (ZONES_RIGHT - ZONES_LEFT - 6 * (wide - 1)) / wide;
        self.columns = (0..wide).map(|index| Rect { x: ZONES_LEFT + index * (w + 6), y: top, w, h: 0 }).collect();

        let public_top = top + HEAD - 2;
        self.y = public_top + SUBNET_HEAD;
        if let Some(node) = topology.node("load-balancer") {
            self.balancer = self.canvas.bar(node, BAR_LEFT, self.y, BAR_RIGHT - BAR_LEFT);
        }
        self.y = self.balancer.bottom().max(self.y) + 30;
        self.gateways();
        let public_bottom = self.y + 6;

        let private_top = public_bottom + 6;
        self.y = private_top + SUBNET_HEAD;
        self.cluster_rect = Rect { x: BAR_LEFT, y: self.y, w: BAR_RIGHT - BAR_LEFT, h: self.cluster.height() };
        self.cluster.draw(&mut self.canvas, self.cluster_rect);
        self.y = self.cluster_rect.bottom();
        self.ways_in_and_out();
        self.data();
        let private_bottom = self.y + PAD;

        self.frames(top, [(public_top, public_bottom), (private_top, private_bottom)], private_bottom + 4);
        self.y = private_bottom + 4 + PAD;
    }

    /// The NAT gateways below the load balancer, each in its zone.
    fn gateways(&mut self) {
        let topology = self.topology;
        self.nat_join = self.y - 8;
        let mut any = false;
        for node in topology.nodes.iter().filter(|node| node.kind == NodeKind::Nat) {
            let column = self.column_of(&node.within[0]);
            let w = if self.columns.len() > ROOMY { column.w - 16 } else { column.w - 40 };
            self.canvas.small(node, column.x + 8, self.y, w.max(16), NAT_HEIGHT);
            any = true;
        }
        if any {
            self.y += NAT_HEIGHT;
        }
    }

    fn column_of(&self, boundary: &str) -> Rect {
        let number = boundary.split('/').nth(1).and_then(|column| column.parse::<usize>().ok()).unwrap_or(0);
        self.columns[number.min(self.columns.len() - 1)]
    }

    fn ways_in_and_out(&mut self) {
        let topology = self.topology;
        let frame = self.cluster_rect;
        if let Some(web) = self.card("web") {
            let label = Some((MAIN - 6, self.balancer.bottom() + 14, Anchor::End));
            let balancer = self.balancer;
            let around = [
                (balancer.right(), balancer.center_y()),
                (DATA, balancer.center_y()),
                (DATA, web.center_y()),
                (web.right(), web.center_y()),
            ];
            let straight = [(MAIN, balancer.bottom()), (MAIN, web.y)];
            let points: &[_] = if self.columns.len() > ROOMY { &around } else { &straight };
            self.canvas.line("load-balancer", "web", points, label);
        }
        for node in topology.nodes.iter().filter(|node| node.kind == NodeKind::Nat) {
            let Some(card) = self.card(&node.id) else { continue };
            let x = card.right() - 5;
            self.canvas.line("cluster", &node.id, &[(x, frame.y), (x, card.bottom())], None);
            let points = [
                (card.center_x(), card.y),
                (card.center_x(), self.nat_join),
                (BUS, self.nat_join),
                (BUS, self.internet_foot()),
            ];
            self.canvas.line(&node.id, "internet", &points, None);
            if let (Some(registry), true) = (self.card("registry"), self.registry_is_outside()) {
                let turn = self.internet_foot() - 9;
                let points = [
                    points[0],
                    points[1],
                    points[2],
                    (BUS, turn),
                    (registry.center_x(), turn),
                    (registry.center_x(), registry.bottom()),
                ];
                self.canvas.line(&node.id, "registry", &points, None);
            }
        }
    }

    fn internet_foot(&self) -> i32 {
        self.canvas.drawing.frames.iter().find(|frame| frame.id == "internet").map_or(0, |frame| frame.rect.bottom())
    }

    fn registry_is_outside(&self) -> bool {
        self.topology.node("registry").is_some_and(|node| node.within[0] == "internet")
    }

    /// The database, Redis and endpoints below the cluster, each with its line along the right.
    fn data(&mut self) {
        let topology = self.topology;
        let mut side = ATTACHED;
        for id in ["database", "redis", "endpoints"] {
            let Some(node) = topology.node(id).filter(|node| node.within[0] != "elsewhere") else { continue };
            let top = self.y + LABEL_GAP;
            let card = self.canvas.bar(node, BAR_LEFT, top, SHORT_RIGHT - BAR_LEFT);
            let start = self.cluster_rect.bottom();
            if top == start + LABEL_GAP {
                let x = card.right() - 20;
                self.canvas.line("cluster", id, &[(x, start), (x, card.y)], Some((x - 6, top - 8, Anchor::End)));
            } else {
                let y = card.center_y();
                let label = Some((SHORT_RIGHT - 4, top - 8, Anchor::End));
                self.canvas.line("cluster", id, &[(side, start), (side, y), (card.right(), y)], label);
                side += 12;
            }
            self.y = card.bottom();
        }
    }

    fn frames(&mut self, top: i32, subnets: [(i32, i32); 2], bottom: i32) {
        let topology = self.topology;
        for kind in [BoundaryKind::Zone, BoundaryKind::PublicSubnet, BoundaryKind::PrivateSubnet, BoundaryKind::Cluster]
        {
            let boundaries: Vec<_> = topology.boundaries.iter().filter(|boundary| boundary.kind == kind).collect();
            if kind == BoundaryKind::Cluster {
                boundaries.iter().for_each(|boundary| self.canvas.frame(boundary, self.cluster_rect));
                continue;
            }
            let (y, end) = match kind {
                BoundaryKind::Zone => (top, bottom),
                BoundaryKind::PublicSubnet => subnets[0],
                _ => subnets[1],
            };
            let inset = if kind == BoundaryKind::Zone { 0 } else { 4 };
            let mut columns: Vec<_> = boundaries.iter().map(|boundary| self.column_of(&boundary.id)).collect();
            if let (Some(last), Some(outer)) = (columns.last_mut(), self.columns.last()) {
                // Where there are fewer of these than of the others, the last one takes the room.
                last.w = outer.right() - last.x;
            }
            let placed = |column: &Rect| Rect { x: column.x + inset, y, w: column.w - 2 * inset, h: end - y };
            let rects: Vec<_> = columns.iter().map(placed).collect();
            let rooms: Vec<_> = rects.iter().map(|rect| self.label_room(kind, *rect)).collect();
            for ((boundary, rect), room) in shortened(&boundaries, &rooms).iter().zip(&rects).zip(&rooms) {
                self.canvas.frame_with_label_at(boundary, *rect, rect.x + 6, rect.y + 14, *room);
            }
        }
    }

    /// How far a label may go before it meets a line.
    fn label_room(&self, kind: BoundaryKind, rect: Rect) -> i32 {
        let attached =
            self.canvas.drawing.lines.iter().any(|line| line.points.last().is_some_and(|end| end.0 == ATTACHED));
        let down = if attached { ATTACHED } else { MAIN };
        let limit = match kind {
            // Left of the line from the tasks to the NAT gateway.
            BoundaryKind::PrivateSubnet => (rect.right() - 34).min(MAIN - 6),
            _ => (rect.right() - 4).min(down - 6),
        };
        (limit - rect.x - 6).max(0)
    }

    /// The regional services below the VPC, reached from the right.
    fn services(&mut self) {
        let topology = self.topology;
        let left = 2 * PAD + PAD;
        let mut labelled = false;
        for id in ["registry", "secrets", "logs"] {
            let Some(node) = topology.node(id).filter(|node| node.within[0] == "region") else { continue };
            let card = self.canvas.bar(node, left, self.y + GAP - PAD + 4, SHORT_RIGHT - left);
            self.y = card.bottom() + 2;
            for (way, points) in self.ways_to(card) {
                let label = Some((BUS - 2, card.center_y() - 5, Anchor::End)).filter(|_| !labelled);
                let before = self.canvas.drawing.lines.len();
                self.canvas.line(&way, id, &points, label);
                labelled |= self.canvas.drawing.lines.len() > before;
            }
        }
    }

    fn ways_to(&self, card: Rect) -> Vec<(String, Vec<(i32, i32)>)> {
        let y = card.center_y();
        let end = [(BUS, y), (card.right(), y)];
        let mut ways = Vec::new();
        for node in &self.topology.nodes {
            let Some(way) = self.card(&node.id) else { continue };
            let start = match node.kind {
                NodeKind::Nat => vec![(way.center_x(), way.y), (way.center_x(), self.nat_join), (BUS, self.nat_join)],
                NodeKind::Endpoints => vec![(way.right(), way.center_y() + 10), (BUS, way.center_y() + 10)],
                _ => continue,
            };
            ways.push((node.id.clone(), [start.as_slice(), &end].concat()));
        }
        let y = self.cluster_rect.bottom() - 12;
        ways.push(("cluster".to_owned(), [[(self.cluster_rect.right(), y), (BUS, y)].as_slice(), &end].concat()));
        ways
    }

    fn elsewhere(&mut self) {
        let Some(boundary) = self.topology.boundary("elsewhere") else { return };
        let top = self.y + GAP;
        self.y = top + HEAD + 4;
        let nodes: Vec<&Node> = self.topology.nodes.iter().filter(|node| node.within[0] == "elsewhere").collect();
        let mut start = self.cluster_rect.bottom() - 26;
        for node in nodes {
            let card = self.canvas.bar(node, PAD, self.y, SHORT_RIGHT - PAD);
            let y = card.center_y();
            let points = [(self.cluster_rect.right(), start), (DATA, start), (DATA, y), (card.right(), y)];
            self.canvas.line("cluster", &node.id, &points, Some((DATA - 2, y - 5, Anchor::End)));
            start -= 12;
            self.y = card.bottom() + PAD;
        }
        self.canvas.frame(boundary, Rect { x: 0, y: top, w: WIDTH, h: self.y - top });
    }
}

/// The boundaries with the longest form of their labels that all of them have room for.
fn shortened(boundaries: &[&Boundary], rooms: &[i32]) -> Vec<Boundary> {
    let fits = |label: &str, style, room: i32| text::width(label, style) <= room;
    let whole = boundaries.iter().zip(rooms).all(|(boundary, room)| fits(&boundary.label, TextStyle::Frame, *room));
    let detailed = boundaries.iter().zip(rooms).all(|(boundary, room)| fits(&boundary.detail, TextStyle::Range, *room));
    let short = |boundary: &Boundary, room: i32| {
        let mut short = boundary.clone();
        let end = match boundary.kind {
            BoundaryKind::Zone => boundary.label.rsplit(['-', ' ']).next(),
            _ => boundary.label.split(' ').next(),
        };
        if !whole {
            short.label = end.filter(|label| fits(label, TextStyle::Frame, room)).unwrap_or_default().to_owned();
        }
        if !detailed {
            short.detail = String::new();
        }
        short
    };
    boundaries.iter().zip(rooms).map(|(boundary, room)| short(boundary, *room)).collect()
}
