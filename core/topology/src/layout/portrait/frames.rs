//! The frames inside the VPC, which share a line of zones.

use super::{ATTACHED, MAIN, Portrait};
use crate::boundary::Boundary;
use crate::drawing::{Point, Rect, TextStyle};
use crate::part::BoundaryId;
use crate::text::width;
use crate::topology::Topology;

/// The boundaries by what the portrait does with them. It takes this apart with all its fields.
#[derive(Default)]
pub(super) struct Boundaries<'a> {
    pub(super) internet: Option<&'a Boundary>,
    pub(super) account: Option<&'a Boundary>,
    pub(super) region: Option<&'a Boundary>,
    pub(super) vpc: Option<&'a Boundary>,
    pub(super) zones: Vec<&'a Boundary>,
    pub(super) public: Vec<&'a Boundary>,
    pub(super) private: Vec<&'a Boundary>,
    pub(super) cluster: Option<&'a Boundary>,
    pub(super) elsewhere: Option<&'a Boundary>,
}

impl<'a> Boundaries<'a> {
    pub(super) fn of(topology: &'a Topology) -> Self {
        let mut boundaries = Self::default();
        for boundary in &topology.boundaries {
            match boundary.id {
                BoundaryId::Internet => boundaries.internet = Some(boundary),
                BoundaryId::Account => boundaries.account = Some(boundary),
                BoundaryId::Region => boundaries.region = Some(boundary),
                BoundaryId::Vpc => boundaries.vpc = Some(boundary),
                BoundaryId::Zone(_) => boundaries.zones.push(boundary),
                BoundaryId::PublicSubnet(_) => boundaries.public.push(boundary),
                BoundaryId::PrivateSubnet(_) => boundaries.private.push(boundary),
                BoundaryId::Cluster => boundaries.cluster = Some(boundary),
                BoundaryId::Elsewhere => boundaries.elsewhere = Some(boundary),
            }
        }
        boundaries
    }
}

/// The height of frames that stand beside each other, and their distance from the edges of their columns.
#[derive(Clone, Copy)]
pub(super) struct Band {
    pub(super) top: i32,
    pub(super) bottom: i32,
    pub(super) inset: i32,
}

/// The heights of the frames inside the VPC.
pub(super) struct Bands {
    pub(super) zones: Band,
    pub(super) public: Band,
    pub(super) private: Band,
}

impl Portrait<'_> {
    pub(super) fn cluster(&mut self, boundary: Option<&Boundary>) {
        if let Some(boundary) = boundary {
            self.canvas.frame(boundary, self.cluster);
        }
    }

    /// Frames of one kind beside each other.
    pub(super) fn frames(&mut self, boundaries: &[&Boundary], band: Band) {
        let mut columns: Vec<_> = boundaries.iter().map(|boundary| self.column_of(boundary.id)).collect();
        if let (Some(last), Some(outer)) = (columns.last_mut(), self.columns.last()) {
            // Where there are fewer of these than of the others, the last one takes the room.
            last.w = outer.right() - last.x;
        }
        let Band { top, bottom, inset } = band;
        let placed = |column: &Rect| Rect { x: column.x + inset, y: top, w: column.w - 2 * inset, h: bottom - top };
        let rects: Vec<_> = columns.iter().map(placed).collect();
        let rooms: Vec<_> =
            boundaries.iter().zip(&rects).map(|(boundary, rect)| self.label_room(boundary.id, *rect)).collect();
        for ((boundary, rect), room) in shortened(boundaries, &rooms).iter().zip(&rects).zip(&rooms) {
            self.canvas.frame_with_label_at(boundary, *rect, Point::at(rect.x + 6, rect.y + 14), *room);
        }
    }

    /// How far a label may go before it meets a line.
    fn label_room(&self, boundary: BoundaryId, rect: Rect) -> i32 {
        let limit = if let BoundaryId::PrivateSubnet(_) = boundary {
            // Left of the line from the tasks to the NAT gateway.
            (rect.right() - 34).min(MAIN - 6)
        } else {
            (rect.right() - 4).min(self.first_way_down() - 6)
        };
        (limit - rect.x - 6).max(0)
    }

    /// The leftmost way down that is in use.
    fn first_way_down(&self) -> i32 {
        let mut lines = self.canvas.drawing.lines.iter();
        let attached = lines.any(|line| line.points.last().is_some_and(|end| end.x == ATTACHED));
        if attached { ATTACHED } else { MAIN }
    }
}

/// The boundaries with the longest form of their labels that all of them have room for.
fn shortened(boundaries: &[&Boundary], rooms: &[i32]) -> Vec<Boundary> {
    let fits = |label: &str, style, room: i32| width(label, style) <= room;
    let whole = boundaries.iter().zip(rooms).all(|(boundary, room)| fits(&boundary.label, TextStyle::Frame, *room));
    let detailed = boundaries.iter().zip(rooms).all(|(boundary, room)| fits(&boundary.detail, TextStyle::Range, *room));
    let short = |boundary: &Boundary, room: i32| {
        let mut short = boundary.clone();
        let end = match boundary.id {
            BoundaryId::Zone(_) => boundary.label.rsplit(['-', ' ']).next(),
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
