//! Gives a topology its places.

mod canvas;
mod cluster;
mod landscape;
mod nodes;
mod portrait;

use crate::drawing::{
    Anchor, Drawing, DrawingOptions, FOLD_ABOVE, LegendEntry, Line, Orientation, Point, Rect, Text, TextStyle,
};
use crate::kind::NodeKind;
use crate::text::{one_line, width};
use crate::topology::Topology;
use canvas::ownerships;
use landscape::Measures;

impl Topology {
    /// Gives everything its place: the same topology always gets the same drawing, and one thing that comes or goes
    /// leaves the others in their order.
    pub fn layout(&self, options: DrawingOptions) -> Drawing {
        let most_workers = if options.expanded { usize::MAX } else { FOLD_ABOVE };
        let mut drawing = match options.orientation {
            Orientation::Landscape => landscape::draw(self, &Measures::SCREEN, most_workers),
            Orientation::Portrait => portrait::draw(self, most_workers),
            Orientation::Stage => landscape::draw(&self.folded(), &Measures::STAGE, STAGE_WORKERS),
        };
        drawing.title = one_line(&format!("Topology of {}", self.name));
        drawing.description = self.description();
        if options.orientation != Orientation::Stage {
            add_legend(&mut drawing);
        }
        drawing
    }

    /// The picture in a few sentences.
    fn description(&self) -> String {
        let count = |kind| self.nodes.iter().filter(|node| node.kind() == kind).count();
        let names: Vec<_> =
            self.nodes.iter().filter(|node| node.kind() != NodeKind::Worker).map(|node| node.label.as_str()).collect();
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

/// The number of workers above which they are one card on a stage.
const STAGE_WORKERS: usize = 3;
const LEGEND_GAP: i32 = 18;
const SAMPLE: i32 = 28;

/// What the line styles mean, below the picture; on several lines where the picture is narrow.
fn add_legend(drawing: &mut Drawing) {
    let mut place = LegendPlace { x: 0, y: drawing.height + LEGEND_GAP, width: drawing.width };
    for ownership in ownerships(drawing) {
        let (sample, text) = place.next(ownership.words());
        drawing.legend.push(LegendEntry { ownership, sample, text });
    }
    for (traffic, words) in [(true, "traffic that is allowed"), (false, "belongs together")] {
        if drawing.lines.iter().any(|line| line.traffic == traffic) {
            let (sample, text) = place.next(words);
            let y = sample.center_y();
            drawing.legend_lines.push(Line {
                key: format!("legend-{traffic}"),
                connections: Vec::new(),
                ends: None,
                traffic,
                points: vec![Point::at(sample.x, y), Point::at(sample.right(), y)],
                label: Some(text),
                title: words.to_owned(),
            });
        }
    }
    drawing.height = place.y + 16;
}

/// Where the next entry of the legend goes.
struct LegendPlace {
    x: i32,
    y: i32,
    width: i32,
}

impl LegendPlace {
    fn next(&mut self, words: &str) -> (Rect, Text) {
        let entry_width = SAMPLE + 8 + width(words, TextStyle::Detail);
        if self.x > 0 && self.x + entry_width > self.width {
            (self.x, self.y) = (0, self.y + 20);
        }
        let sample = Rect { x: self.x, y: self.y, w: SAMPLE, h: 14 };
        self.x += entry_width + LEGEND_GAP;
        let (x, y) = (sample.right() + 8, self.y + 11);
        (sample, Text { x, y, anchor: Anchor::Start, style: TextStyle::Detail, turned: false, text: words.to_owned() })
    }
}
