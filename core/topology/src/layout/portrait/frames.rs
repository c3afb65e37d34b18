//! The frames inside the VPC, which share a line of zones.

use super::{ATTACHED, HEAD, MAIN, Portrait, subnet_head};
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
        let (shortened, is_turned) = shortened(boundaries, &rooms);
        for ((boundary, rect), room) in shortened.iter().zip(&rects).zip(&rooms) {
            if is_turned {
                let at = Point::at(turned_place(rect.x + 9 - inset), rect.y + 4);
                self.canvas.frame_with_turned_label(boundary, *rect, at, self.turned_room(boundary.id));
            } else {
                self.canvas.frame_with_label_at(boundary, *rect, Point::at(rect.x + 6, rect.y + 14), *room);
            }
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

    /// The room down for a label.
    fn turned_room(&self, boundary: BoundaryId) -> i32 {
        if let BoundaryId::Zone(_) = boundary { HEAD - 7 } else { subnet_head(self.columns.len()) - 6 }
    }

    /// The leftmost way down that is in use.
    fn first_way_down(&self) -> i32 {
        let mut lines = self.canvas.drawing.lines.iter();
        let attached = lines.any(|line| line.points.last().is_some_and(|end| end.x == ATTACHED));
        if attached { ATTACHED } else { MAIN }
    }
}

/// Where a label that runs down stands, as near to `x` as the way down of attachments lets it.
fn turned_place(x: i32) -> i32 {
    if (ATTACHED - LETTER..=ATTACHED + 3).contains(&x) { ATTACHED + 6 } else { x }
}

/// How far the letters of a label that runs down reach to its right.
const LETTER: i32 = 10;

/// The boundaries with the longest form of their labels that all of them have room for; and whether it has to run down.
fn shortened(boundaries: &[&Boundary], rooms: &[i32]) -> (Vec<Boundary>, bool) {
    let all_fit = |text: fn(&Boundary) -> &str, style| {
        boundaries.iter().zip(rooms).all(|(boundary, room)| width(text(boundary), style) <= *room)
    };
    let is_whole = all_fit(|boundary| &boundary.label, TextStyle::Frame);
    let is_detailed = all_fit(|boundary| &boundary.detail, TextStyle::Range);
    let is_turned = !is_whole && !all_fit(short_label, TextStyle::Frame);
    let short = |boundary: &&Boundary| {
        let mut short = (*boundary).clone();
        if !is_whole {
            short.label = short_label(boundary).to_owned();
        }
        if is_turned || !is_detailed {
            short.detail = String::new();
        }
        short
    };
    (boundaries.iter().map(short).collect(), is_turned)
}

/// What tells the boundary from others of its kind, or its kind from others: `1a`, `Public`.
fn short_label(boundary: &Boundary) -> &str {
    let word = match boundary.id {
        BoundaryId::Zone(_) => boundary.label.rsplit(['-', ' ']).next(),
        _ => boundary.label.split(' ').next(),
    };
    word.unwrap_or_default()
}
