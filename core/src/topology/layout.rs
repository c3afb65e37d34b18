//! Gives a topology its places.

use super::canvas::ownerships;
use super::text::{one_line, width};
use super::{
    Anchor, Drawing, DrawingOptions, LegendEntry, NodeKind, Orientation, Rect, Text, TextStyle, Topology, landscape,
    portrait,
};

impl Topology {
    /// Gives everything its place: the same topology always gets the same drawing, and one thing that comes or goes
    /// leaves the others in their order.
    pub fn layout(&self, options: DrawingOptions) -> Drawing {
        let mut drawing = match options.orientation {
            Orientation::Landscape => landscape::draw(self, options.expanded),
            Orientation::Portrait => portrait::draw(self, options.expanded),
        };
        drawing.title = one_line(&format!("Topology of {}", self.name));
        drawing.description = self.description();
        add_legend(&mut drawing);
        drawing
    }

    /// The picture in a few sentences.
    fn description(&self) -> String {
        let count = |kind| self.nodes.iter().filter(|node| node.kind == kind).count();
        let names: Vec<_> =
            self.nodes.iter().filter(|node| node.kind != NodeKind::Worker).map(|node| node.label.as_str()).collect();
        let workers = match count(NodeKind::Worker) {
            0 => String::new(),
            1 => " and 1 worker".to_owned(),
            number => format!(" and {number} workers"),
        };
        let traffic = self.connections.iter().filter(|connection| connection.port.is_some());
        let traffic: Vec<_> = traffic
            .map(|connection| {
                let row = self.row(connection);
                format!("{} to {}, {}", row.from, row.to, row.port)
            })
            .collect();
        one_line(&format!("{}{workers}. Traffic that is allowed: {}.", names.join(", "), traffic.join("; ")))
    }
}

const LEGEND_GAP: i32 = 18;
const SAMPLE: i32 = 28;

/// What the line styles mean, below the picture; on several lines where the picture is narrow.
fn add_legend(drawing: &mut Drawing) {
    let (mut x, mut y) = (0, drawing.height + LEGEND_GAP);
    for ownership in ownerships(drawing) {
        let words = ownership.words();
        let entry_width = SAMPLE + 8 + width(words, TextStyle::Detail);
        if x > 0 && x + entry_width > drawing.width {
            (x, y) = (0, y + 20);
        }
        let sample = Rect { x, y, w: SAMPLE, h: 14 };
        let text = Text {
            x: x + SAMPLE + 8,
            y: y + 11,
            anchor: Anchor::Start,
            style: TextStyle::Detail,
            text: words.to_owned(),
        };
        drawing.legend.push(LegendEntry { ownership, sample, text });
        x += entry_width + LEGEND_GAP;
    }
    drawing.height = y + 16;
}
