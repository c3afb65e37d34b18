//! What stands to the right of the cluster: the database, Redis, the search engine and the endpoints.

use super::super::canvas::{Canvas, LabelPlace, bar_height, tile_height};
use super::geometry::{CHANNEL, Geometry, PAD, count};
use super::measures::TILE;
use crate::connection::Ends;
use crate::drawing::{Anchor, Point, Rect};
use crate::kind::BoundaryKind;
use crate::node::Node;
use crate::part::BoundaryId;

/// The database, Redis and the search engine, each in its slot, with their further instances in their zones.
pub(super) fn draw(canvas: &mut Canvas, g: &Geometry, nodes: [Option<&Node>; 3]) {
    let mut free = vec![0; g.rows.len()];
    for (node, slot) in nodes.into_iter().zip(0..) {
        let Some(node) = node else { continue };
        let middle = g.slot_middle(slot);
        let x = if node.within == BoundaryId::Elsewhere { g.elsewhere_x + PAD } else { g.data_x };
        let card = if g.measures.is_stage {
            canvas.bar(node, x, middle - bar_height(node) / 2, g.measures.data)
        } else {
            canvas.tile(node, x, middle - tile_height(node.details.len()) / 2, g.measures.data)
        };
        line_from_cluster(canvas, g, node, card, middle);
        for (index, replica) in node.replicas.iter().enumerate() {
            let row = g.row_of(replica.within);
            let y = if row == 0 { g.data_slot(0, g.slots) + free[0] } else { g.data_slot(row, slot) };
            free[row] += g.measures.replica + PAD;
            let further = if g.measures.is_stage {
                canvas.replica_bar(node, index, g.data_x, y, g.measures.data)
            } else {
                canvas.replica(node, index, g.data_x, y, g.measures.data)
            };
            let side = card.right() + 7 + 6 * slot;
            let points = [
                Point::at(card.right(), middle),
                Point::at(side, middle),
                Point::at(side, further.center_y()),
                Point::at(further.right(), further.center_y()),
            ];
            canvas.tie(node, index, &points);
        }
    }
}

/// The endpoints at the foot of the last private subnet.
pub(super) fn endpoints(canvas: &mut Canvas, g: &Geometry, endpoints: Option<&Node>) {
    let Some(node) = endpoints else { return };
    let row = g.rows.len().min(count(canvas.topology, BoundaryKind::PrivateSubnet).max(1)) - 1;
    let y = g.rows[row].private.bottom() - 10 - tile_height(node.details.len());
    let card = canvas.tile(node, g.data_x, y, TILE);
    line_from_cluster(canvas, g, node, card, card.center_y());
}

fn line_from_cluster(canvas: &mut Canvas, g: &Geometry, node: &Node, card: Rect, middle: i32) {
    let label = LabelPlace::of(g.cluster.right() + CHANNEL / 2, middle - 5, Anchor::Middle);
    let points = [Point::at(g.cluster.right(), middle), Point::at(card.x, middle)];
    canvas.line(Ends::of(BoundaryId::Cluster, node.id.clone()), &points, Some(label));
}
