//! The picture from left to right: the internet, the account with its network, and what is elsewhere. Availability
//! zones lie one below the other; what spans them crosses their borders, as in the diagrams that AWS draws.

mod approach;
mod data;
mod geometry;
mod measures;
mod services;

use super::canvas::Canvas;
use super::cluster::Cluster;
use super::nodes::Nodes;
use crate::boundary::Boundary;
use crate::drawing::{Drawing, Point, Rect};
use crate::part::BoundaryId;
use crate::topology::Topology;
use approach::Approach;
use geometry::{Geometry, HEAD, PAD};
pub(super) use measures::Measures;
use measures::TILE;

pub(super) fn draw(topology: &Topology, measures: &Measures, most_workers: usize) -> Drawing {
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
    let cluster = Cluster::of(running, most_workers, measures.service, usize::MAX);
    let geometry = Geometry::of(topology, &cluster, measures);
    let mut canvas = if measures.is_stage { Canvas::of_stage(topology) } else { Canvas::new(topology) };
    frames(&mut canvas, &geometry);
    approach::draw(&mut canvas, &geometry, &Approach { users, dns, certificate, waf, balancer });
    approach::ways_out(&mut canvas, &geometry, &gateways);
    cluster.draw(&mut canvas, geometry.cluster);
    data::draw(&mut canvas, &geometry, [database, redis, search]);
    data::endpoints(&mut canvas, &geometry, endpoints);
    let starts = services::starts(&canvas, &geometry, &gateways, endpoints);
    services::draw(&mut canvas, &geometry, &starts, [registry, secrets, logs, uploads]);
    let mut drawing = canvas.drawing;
    let elsewhere = topology.boundary(BoundaryId::Elsewhere);
    drawing.width = elsewhere.map_or(geometry.account.right(), |_| geometry.elsewhere_x + measures.data + 2 * PAD);
    drawing.height = geometry.account.bottom();
    drawing
}

fn frames(canvas: &mut Canvas, geometry: &Geometry) {
    for boundary in &canvas.topology.boundaries {
        match boundary.id {
            BoundaryId::Internet => canvas.frame(boundary, geometry.internet),
            BoundaryId::Account => canvas.frame(boundary, geometry.account),
            BoundaryId::Region => canvas.frame(boundary, geometry.region),
            // The certificate's and the web ACL's lines pass to the right of these labels.
            BoundaryId::Vpc => canvas.frame_with_room(boundary, geometry.vpc, TILE),
            BoundaryId::Zone(_) => canvas.frame_with_room(boundary, geometry.row(boundary.id).zone, TILE - 16),
            BoundaryId::PublicSubnet(_) => {
                let rect = geometry.row(boundary.id).public;
                canvas.frame_with_label_at(boundary, rect, Point::at(rect.x + 8, rect.y + 17), TILE - 20);
            }
            BoundaryId::PrivateSubnet(_) => {
                let rect = geometry.row(boundary.id).private;
                let label = Point::at(geometry.cluster.right() + 10, rect.y + 17);
                canvas.frame_with_label_at(boundary, rect, label, rect.right() - 6 - label.x);
            }
            BoundaryId::Cluster => canvas.frame(boundary, geometry.cluster),
            BoundaryId::Elsewhere => elsewhere(canvas, geometry, boundary),
        }
    }
}

fn elsewhere(canvas: &mut Canvas, geometry: &Geometry, boundary: &Boundary) {
    let y = geometry.data_slot(0, 0) - HEAD - 8;
    let h = geometry.data_slot(0, geometry.slots) - y;
    canvas.frame(boundary, Rect { x: geometry.elsewhere_x, y, w: geometry.measures.data + 2 * PAD, h });
}
