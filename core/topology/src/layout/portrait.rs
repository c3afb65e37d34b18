//! The picture from top to bottom, narrow enough for a phone. Availability zones stand beside each other; what spans
//! them is a bar across.

mod approach;
mod frames;
mod network;
mod services;

use super::canvas::Canvas;
use super::cluster::Cluster;
use super::nodes::Nodes;
use crate::boundary::Boundary;
use crate::drawing::{Drawing, Rect};
use crate::node::Node;
use crate::part::BoundaryId;
use crate::topology::Topology;
use frames::Boundaries;
use network::Network;

/// The width of the whole picture without its margin.
const WIDTH: i32 = 328;
const HEAD: i32 = 24;
const PAD: i32 = 8;
const GAP: i32 = 10;
/// Where a line is labelled between two cards.
const LABEL_GAP: i32 = 24;
const SUBNET_HEAD: i32 = 36;
/// Where labels of subnets run from top to bottom.
const TURNED_HEAD: i32 = 60;
/// The most zones beside each other in which the label of a subnet has room across.
const BROAD: usize = 2;
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

/// The picture in the making, from the top down to `y`.
struct Portrait<'a> {
    canvas: Canvas<'a>,
    y: i32,
    /// Frames that are not closed yet, outer ones first.
    open: Vec<OpenFrame<'a>>,
    /// The place of each zone across.
    columns: Vec<Rect>,
    /// The lower edge of the internet's frame.
    internet_foot: i32,
    users: Rect,
    balancer: Rect,
    /// Where the NAT gateways' lines join the bus.
    nat_join: i32,
    cluster: Rect,
}

/// A frame whose lower edge is not known yet.
struct OpenFrame<'a> {
    boundary: &'a Boundary,
    top: i32,
}

pub(super) fn draw(topology: &Topology, most_workers: usize) -> Drawing {
    let Nodes {
        users,
        dns,
        certificate,
        waf,
        balancer,
        gateways,
        endpoints,
        running,
        database,
        redis,
        search,
        registry,
        secrets,
        logs,
        uploads,
    } = Nodes::of(topology);
    let Boundaries { internet, account, region, vpc, zones, public, private, cluster, elsewhere } =
        Boundaries::of(topology);
    let running = Cluster::of(running, most_workers, BAR_RIGHT - BAR_LEFT - 24, 1);
    let mut portrait = Portrait::new(topology);
    portrait.internet(internet, users, [within(dns, BoundaryId::Internet), within(registry, BoundaryId::Internet)]);
    portrait.open(account);
    portrait.bars([within(dns, BoundaryId::Account)], 2 * PAD);
    portrait.open(region);
    portrait.bars([certificate, waf], 3 * PAD);
    let number = zones.len().max(public.len()).max(private.len()).max(1);
    portrait.attachments(dns, number);
    portrait.open(vpc);
    let network =
        Network { balancer, gateways: &gateways, running, registry, data: [database, redis, search, endpoints] };
    let bands = portrait.network(&network, number);
    portrait.frames(&zones, bands.zones);
    portrait.frames(&public, bands.public);
    portrait.frames(&private, bands.private);
    portrait.cluster(cluster);
    portrait.close(0);
    let starts = portrait.starts(&gateways, endpoints);
    portrait.services([registry, secrets, logs, uploads], &starts);
    portrait.close(PAD);
    portrait.close(PAD);
    portrait.elsewhere(elsewhere, [database, redis, search]);
    let mut drawing = portrait.canvas.drawing;
    drawing.frames.sort_by_key(|frame| topology.boundaries.iter().position(|boundary| boundary.id == frame.id));
    (drawing.width, drawing.height) = (WIDTH, portrait.y);
    drawing
}

/// The height of the labels at the top of subnets, of so many zones.
const fn subnet_head(zones: usize) -> i32 {
    if zones > BROAD { TURNED_HEAD } else { SUBNET_HEAD }
}

/// The node, when it is directly within the boundary.
fn within(node: Option<&Node>, boundary: BoundaryId) -> Option<&Node> {
    node.filter(|node| node.within == boundary)
}

impl<'a> Portrait<'a> {
    fn new(topology: &'a Topology) -> Self {
        Self {
            canvas: Canvas::new(topology),
            y: 0,
            open: Vec::new(),
            columns: Vec::new(),
            internet_foot: 0,
            users: Rect::default(),
            balancer: Rect::default(),
            nat_join: 0,
            cluster: Rect::default(),
        }
    }

    /// Starts a frame that the next cards are in; its place is known when it is closed.
    fn open(&mut self, boundary: Option<&'a Boundary>) {
        if let Some(boundary) = boundary {
            self.open.push(OpenFrame { boundary, top: self.y });
            self.y += HEAD + 4;
        }
    }

    fn close(&mut self, foot: i32) {
        let depth = i32::try_from(self.open.len()).unwrap_or(1) - 1;
        if let Some(OpenFrame { boundary, top }) = self.open.pop() {
            self.y += foot;
            let rect = Rect { x: PAD * depth, y: top, w: WIDTH - 2 * PAD * depth, h: self.y - top };
            // Left of the lines down.
            self.canvas.frame_with_room(boundary, rect, SHORT_RIGHT - 28 - rect.x);
            self.y += PAD;
        }
    }

    /// Cards with the same left edge, one below the other.
    fn bars(&mut self, nodes: impl IntoIterator<Item = Option<&'a Node>>, left: i32) {
        for node in nodes.into_iter().flatten() {
            self.y = self.canvas.bar(node, left, self.y, SHORT_RIGHT - left).bottom() + GAP;
        }
    }
}
