//! Where columns and rows of the landscape picture are.

use super::super::canvas::{bar_height, tile_height};
use super::super::cluster::Cluster;
use super::measures::{Measures, TILE};
use crate::drawing::Rect;
use crate::kind::BoundaryKind;
use crate::node::Node;
use crate::part::{BoundaryId, NodeId};
use crate::topology::Topology;

/// The widths of the cards: a NAT gateway, a bar above and one below the VPC.
pub(super) const NAT: i32 = 112;
pub(super) const EDGE_CARD: i32 = 176;
pub(super) const STRIP_CARD: i32 = 190;

/// The height of a frame's label, and the room inside its edge.
pub(super) const HEAD: i32 = 26;
pub(super) const PAD: i32 = 12;
const SUBNET_PAD: i32 = 10;
/// Between frames that stand beside each other.
const GAP: i32 = 24;
/// The height of the two label lines at the top of a subnet.
pub(super) const SUBNET_HEAD: i32 = 38;
/// Where the tasks' lines to the NAT gateways are labelled, and those to the data.
const WAY_OUT: i32 = 62;
pub(super) const CHANNEL: i32 = 78;
/// Between the columns of a public subnet: room for the line from the NAT gateways.
const BUS: i32 = 18;

/// The columns that stay where they are, from left to right.
const INTERNET_W: i32 = TILE + 2 * PAD;
pub(super) const ACCOUNT_X: i32 = INTERNET_W + GAP;
pub(super) const REGION_X: i32 = ACCOUNT_X + PAD + TILE + PAD;
pub(super) const VPC_X: i32 = REGION_X + PAD;
const ZONE_X: i32 = VPC_X + PAD;
const PUBLIC_X: i32 = ZONE_X + SUBNET_PAD;
pub(super) const BALANCER_X: i32 = PUBLIC_X + SUBNET_PAD;
pub(super) const BUS_X: i32 = BALANCER_X + TILE + BUS / 2;
pub(super) const NAT_X: i32 = BALANCER_X + TILE + BUS;
const PUBLIC_W: i32 = NAT_X + NAT + SUBNET_PAD - PUBLIC_X;
const PRIVATE_X: i32 = PUBLIC_X + PUBLIC_W + 14;
const CLUSTER_X: i32 = PRIVATE_X + WAY_OUT;
/// The middle between the internet and the region, where lines are labelled.
pub(super) const APPROACH: i32 = (ACCOUNT_X + REGION_X) / 2;
/// The middle between the private subnets' edge and the cluster.
pub(super) const EXIT: i32 = (PRIVATE_X + CLUSTER_X) / 2;

/// Every coordinate that depends on what there is.
pub(super) struct Geometry<'m> {
    pub(super) measures: &'m Measures,
    pub(super) internet: Rect,
    pub(super) account: Rect,
    pub(super) region: Rect,
    pub(super) vpc: Rect,
    pub(super) rows: Vec<Row>,
    pub(super) cluster: Rect,
    /// The height of the way from the users to the web service.
    pub(super) main: i32,
    /// The top of the cards above the VPC, and the middle of the domain's card beside them.
    pub(super) strip: i32,
    pub(super) dns_middle: i32,
    pub(super) data_x: i32,
    /// How many slots the data column has in the first row.
    pub(super) slots: i32,
    /// The height of the line to the regional services, and the top of their cards.
    pub(super) bus_y: i32,
    pub(super) services_y: i32,
    pub(super) elsewhere_x: i32,
}

/// A zone, or a pair of subnets where zones are not known.
pub(super) struct Row {
    pub(super) zone: Rect,
    pub(super) public: Rect,
    pub(super) private: Rect,
}

impl<'m> Geometry<'m> {
    pub(super) fn of(topology: &Topology, cluster: &Cluster, measures: &'m Measures) -> Self {
        let strip = 2 * HEAD;
        let strip_height = strip_nodes(topology).into_iter().map(bar_height).max();
        let vpc_y = strip + strip_height.map_or(0, |height| height + GAP);

        let balancer = topology.node(&NodeId::LoadBalancer).map_or(2, |node| node.details.len());
        // The load balancer, the web service and the users are at one height.
        let main_in_cell = SUBNET_HEAD + 2 + tile_height(balancer) / 2;
        let inset = (main_in_cell - cluster.web_middle()).max(SUBNET_PAD);
        let private_w = private_width(topology, cluster, measures);
        let rows = rows(topology, measures, vpc_y + HEAD, private_w, cluster.height() + inset + SUBNET_PAD);

        let top = rows[0].private.y + inset;
        let last_private = &rows[count(topology, BoundaryKind::PrivateSubnet).clamp(1, rows.len()) - 1].private;
        let bottom = (last_private.bottom() - SUBNET_PAD).max(top + cluster.height());
        let zone = rows[rows.len() - 1].zone;
        let vpc = Rect { x: VPC_X, y: vpc_y, w: zone.w + 2 * PAD, h: zone.bottom() + PAD - vpc_y };
        let services_y = vpc.bottom() + 36;
        let foot = services_y + services_height(topology) + PAD;
        let region = Rect { x: REGION_X, y: HEAD, w: vpc.right() + PAD - REGION_X, h: foot - HEAD };
        let account = Rect { x: ACCOUNT_X, y: 0, w: region.right() + PAD - ACCOUNT_X, h: region.bottom() + PAD };
        Self {
            measures,
            internet: Rect { x: 0, y: 0, w: INTERNET_W, h: account.h },
            vpc,
            cluster: Rect { x: CLUSTER_X, y: top, w: cluster.width(), h: bottom - top },
            main: top + cluster.web_middle(),
            strip,
            dns_middle: strip + strip_height.unwrap_or(44) / 2,
            data_x: CLUSTER_X + cluster.width() + CHANNEL,
            slots: slots(topology),
            bus_y: vpc.bottom() + 18,
            services_y,
            elsewhere_x: account.right() + GAP,
            account,
            region,
            rows,
        }
    }

    /// The top of a slot in the data column: the database's, Redis's, the search engine's, that of what is below.
    pub(super) fn data_slot(&self, row: usize, slot: i32) -> i32 {
        let height = if row == 0 { self.measures.slot } else { self.measures.replica };
        self.rows[row].private.y + SUBNET_HEAD + slot * (height + PAD)
    }

    /// The middle of a slot in the first row.
    pub(super) fn slot_middle(&self, slot: i32) -> i32 {
        self.data_slot(0, slot) + self.measures.slot / 2
    }

    /// The number of the row of a zone or a subnet; what is in none of them is beside the first.
    pub(super) fn row_of(&self, boundary: BoundaryId) -> usize {
        boundary.number().unwrap_or(0).min(self.rows.len() - 1)
    }

    /// The row of a zone or a subnet, with its places.
    pub(super) fn row(&self, boundary: BoundaryId) -> &Row {
        &self.rows[self.row_of(boundary)]
    }
}

/// How many boundaries of a kind there are.
pub(super) fn count(topology: &Topology, kind: BoundaryKind) -> usize {
    topology.boundaries.iter().filter(|boundary| boundary.kind() == kind).count()
}

/// What stands above the VPC.
fn strip_nodes(topology: &Topology) -> Vec<&Node> {
    [NodeId::Certificate, NodeId::Waf].iter().filter_map(|id| topology.node(id)).collect()
}

fn services_height(topology: &Topology) -> i32 {
    let services = [NodeId::Registry, NodeId::Secrets, NodeId::Logs, NodeId::Uploads];
    let services = services.iter().filter_map(|id| topology.node(id));
    let heights = services.map(|node| {
        if node.within == BoundaryId::Region {
            bar_height(node)
        } else {
            // On the internet, a tile that may reach a little above.
            tile_height(node.details.len()) - 20
        }
    });
    heights.max().unwrap_or(0)
}

fn private_width(topology: &Topology, cluster: &Cluster, measures: &Measures) -> i32 {
    let in_private = |node: &Node| matches!(node.within, BoundaryId::PrivateSubnet(_));
    let data = [NodeId::Database, NodeId::Redis, NodeId::Search, NodeId::Endpoints];
    let has_data = data.iter().any(|id| topology.node(id).is_some_and(in_private));
    let free = if has_data {
        measures.data + 20
    } else if topology.node(&NodeId::Uploads).is_some() {
        // Four cards below the VPC take the same room.
        TILE + 20
    } else {
        measures.free
    };
    WAY_OUT + cluster.width() + CHANNEL + free
}

/// The zones one below the other, each as high as what is in it, together at least as high as what spans them.
fn rows(topology: &Topology, measures: &Measures, top: i32, private_w: i32, spanning: i32) -> Vec<Row> {
    let number = count(topology, BoundaryKind::PublicSubnet).max(count(topology, BoundaryKind::PrivateSubnet)).max(1);
    let least = SUBNET_HEAD + 2 + tile_height(2);
    let heights: Vec<i32> =
        (0..number).map(|row| data_height(topology, measures, row).max(least) + SUBNET_PAD).collect();
    let rows = i32::try_from(number).unwrap_or(1);
    let missing = (spanning - heights.iter().sum::<i32>() - (rows - 1) * BETWEEN).max(0);
    let mut y = top;
    let row = |(height, index): (&i32, i32)| {
        let h = height + missing / rows + if index + 1 == rows { missing % rows } else { 0 };
        let (cell, zone_w) = (y + HEAD - 2, PRIVATE_X + private_w + SUBNET_PAD - ZONE_X);
        y += h + BETWEEN;
        Row {
            zone: Rect { x: ZONE_X, y: cell - HEAD + 2, w: zone_w, h: h + HEAD - 2 + SUBNET_PAD },
            public: Rect { x: PUBLIC_X, y: cell, w: PUBLIC_W, h },
            private: Rect { x: PRIVATE_X, y: cell, w: private_w, h },
        }
    };
    heights.iter().zip(0..).map(row).collect()
}

/// The slots of the data column in the first row: the database and Redis have theirs always.
fn slots(topology: &Topology) -> i32 {
    2 + i32::from(topology.node(&NodeId::Search).is_some())
}

/// From the foot of a subnet to the top of the one in the next zone.
const BETWEEN: i32 = SUBNET_PAD + PAD + HEAD - 2;

/// The height of the data column in a row. Slots of the first two rows are kept free, so that nothing moves when a
/// standby comes or goes.
fn data_height(topology: &Topology, measures: &Measures, row: usize) -> i32 {
    let boundary = BoundaryId::PrivateSubnet(row);
    let holds = |node: &Node| node.within == boundary || node.replicas.iter().any(|replica| replica.within == boundary);
    let managed = topology.nodes.iter().filter(|node| matches!(node.id, NodeId::Database | NodeId::Redis));
    let any_managed = managed.clone().any(|node| node.within != BoundaryId::Elsewhere);
    let slots = match row {
        0 => slots(topology),
        1 if any_managed => 2,
        _ => i32::from(managed.clone().any(holds)) * 2,
    };
    let slot = if row == 0 { measures.slot } else { measures.replica };
    // Further instances in the first zone, where there is but one.
    let crowded =
        managed.flat_map(|node| &node.replicas).filter(|replica| row == 0 && replica.within == boundary).count();
    let crowded = i32::try_from(crowded).unwrap_or(0) * (measures.replica + PAD);
    let endpoints = topology.node(&NodeId::Endpoints).filter(|node| holds(node));
    let endpoints = endpoints.map_or(0, |node| tile_height(node.details.len()) + PAD);
    SUBNET_HEAD + slots * (slot + PAD) + crowded + endpoints
}
