//! A drawing as a file.

use crate::drawing::{Card, Drawing, Frame, LegendEntry, Line, Point, Rect, Text};
use crate::style::{DARK, LIGHT, STYLE};
use std::fmt::Write;

/// Around the picture.
const MARGIN: i32 = 16;
/// How round the corners of lines are.
const CORNER: i32 = 6;
const HEAD_LENGTH: i32 = 7;
const HEAD_HALF: i32 = 4;

impl Drawing {
    /// The value of `viewBox`: the drawing with a margin.
    pub fn view_box(&self) -> String {
        format!("-{MARGIN} -{MARGIN} {} {}", self.width + 2 * MARGIN, self.height + 2 * MARGIN)
    }

    /// A self-contained SVG file: light and dark, nothing loaded from anywhere, every text escaped.
    pub fn to_svg(&self) -> String {
        let (width, height) = (self.width + 2 * MARGIN, self.height + 2 * MARGIN);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"topology\" role=\"img\" \
             aria-labelledby=\"topology-title topology-desc\" width=\"{width}\" height=\"{height}\" viewBox=\"{}\">\n\
             <title id=\"topology-title\">{}</title>\n<desc id=\"topology-desc\">{}</desc>\n\
             <style>\n.topology{{{LIGHT}}}\n@media (prefers-color-scheme:dark){{.topology{{{DARK}}}}}\n{STYLE}</style>\n",
            self.view_box(),
            escaped(&self.title),
            escaped(&self.description)
        );
        let parts = [
            self.frames.iter().map(Frame::to_svg).collect::<String>(),
            self.lines.iter().map(Line::to_svg).collect(),
            self.cards.iter().map(Card::to_svg).collect(),
            self.legend.iter().map(LegendEntry::to_svg).collect(),
            self.legend_lines.iter().map(Line::to_svg).collect(),
        ];
        for part in parts {
            let _ = write!(svg, "<g>\n{part}</g>\n");
        }
        svg.push_str("</svg>\n");
        svg
    }
}

impl Frame {
    /// The classes of its group.
    pub fn class(&self) -> String {
        format!("frame {} {}", self.kind().class(), self.ownership.class())
    }

    fn to_svg(&self) -> String {
        let texts: String = self.texts.iter().map(Text::to_svg).collect();
        format!(
            "<g class=\"{}\"><title>{}</title>{}{texts}</g>\n",
            self.class(),
            escaped(&self.title),
            self.rect.to_svg(4)
        )
    }
}

impl Card {
    /// The classes of its group.
    pub fn class(&self) -> String {
        let replica = if self.replica { " replica" } else { "" };
        format!("card {} {}{replica}", self.kind().class(), self.ownership.class())
    }

    /// The places of the cards that show below this one when it stands for many, the lowest first.
    pub fn stack(&self) -> Vec<Rect> {
        let below = |step: i32| Rect {
            x: self.rect.x + 4 * step,
            y: self.rect.y + 4 * step,
            w: self.rect.w - 8 * step,
            h: self.rect.h,
        };
        if self.count > 1 { vec![below(2), below(1)] } else { Vec::new() }
    }

    /// The value of `transform` that brings the glyph to its place.
    pub fn glyph_transform(&self) -> String {
        format!("translate({} {}) scale({})", self.glyph.x, self.glyph.y, f64::from(self.glyph.w) / 24.0)
    }

    /// The tinted ground of the glyph.
    pub fn tint(&self) -> Rect {
        let Rect { x, y, w, h } = self.glyph;
        Rect { x: x - 4, y: y - 4, w: w + 8, h: h + 8 }
    }

    fn to_svg(&self) -> String {
        let tint = self.tint().to_svg_of_class("tint", 6);
        let stack: String = self.stack().iter().map(|rect| rect.to_svg(8)).collect();
        let texts: String = self.texts.iter().map(Text::to_svg).collect();
        format!(
            "<g class=\"{}\"><title>{}</title>{stack}{}{tint}<path class=\"glyph\" d=\"{}\" transform=\"{}\"/>{texts}</g>\n",
            self.class(),
            escaped(&self.title),
            self.rect.to_svg(8),
            self.kind().glyph(),
            self.glyph_transform()
        )
    }
}

impl Line {
    /// The classes of its group.
    pub fn class(&self) -> &'static str {
        if self.traffic { "line traffic" } else { "line attachment" }
    }

    /// The line as SVG path data, with rounded corners, up to the arrow head if it has one.
    pub fn path(&self) -> String {
        let mut points = self.points.clone();
        if let (Some(before), Some(last), true) =
            (points.len().checked_sub(2), points.len().checked_sub(1), self.traffic)
        {
            points[last] = toward(points[last], points[before], HEAD_LENGTH - 1);
        }
        let Some(first) = points.first() else { return String::new() };
        let mut path = format!("M{} {}", first.x, first.y);
        for corner in points.windows(3) {
            let radius = CORNER.min(distance(corner[0], corner[1]) / 2).min(distance(corner[1], corner[2]) / 2);
            let (enter, leave) = (toward(corner[1], corner[0], radius), toward(corner[1], corner[2], radius));
            let _ = write!(path, "L{} {}Q{} {} {} {}", enter.x, enter.y, corner[1].x, corner[1].y, leave.x, leave.y);
        }
        if let [.., last] = points.as_slice() {
            let _ = write!(path, "L{} {}", last.x, last.y);
        }
        path
    }

    /// The arrow head as SVG path data to be filled; `None` for an attachment.
    pub fn head(&self) -> Option<String> {
        let [.., before, tip] = self.points.as_slice() else { return None };
        if !self.traffic {
            return None;
        }
        let base = toward(*tip, *before, HEAD_LENGTH);
        let (dx, dy) = if before.x == tip.x { (HEAD_HALF, 0) } else { (0, HEAD_HALF) };
        Some(format!("M{} {}L{} {}L{} {}Z", tip.x, tip.y, base.x + dx, base.y + dy, base.x - dx, base.y - dy))
    }

    /// The middle of the dot that an attachment ends in instead of an arrow head.
    pub fn dot(&self) -> Option<Point> {
        let [.., before, last] = self.points.as_slice() else { return None };
        (!self.traffic).then(|| toward(*last, *before, 3))
    }

    fn to_svg(&self) -> String {
        let mut head = self.head().map_or(String::new(), |head| format!("<path class=\"head\" d=\"{head}\"/>"));
        if let Some(Point { x, y }) = self.dot() {
            let _ = write!(head, "<circle cx=\"{x}\" cy=\"{y}\" r=\"2.5\"/>");
        }
        let label = self.label.as_ref().map_or(String::new(), Text::to_svg);
        let title = escaped(&self.title);
        format!("<g class=\"{}\"><title>{title}</title><path d=\"{}\"/>{head}{label}</g>\n", self.class(), self.path())
    }
}

impl LegendEntry {
    fn to_svg(&self) -> String {
        let Rect { x, y, w, h } = self.sample;
        let class = self.ownership.class();
        format!(
            "<rect class=\"sample {class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"4\"/>{}\n",
            self.text.to_svg()
        )
    }
}

impl Rect {
    fn to_svg(self, radius: i32) -> String {
        self.to_svg_of_class("edge", radius)
    }

    fn to_svg_of_class(self, class: &str, radius: i32) -> String {
        format!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{radius}\"/>",
            self.x, self.y, self.w, self.h
        )
    }
}

impl Text {
    fn to_svg(&self) -> String {
        format!(
            "<text class=\"{}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>",
            self.style.class(),
            self.x,
            self.y,
            self.anchor.svg(),
            escaped(&self.text)
        )
    }
}

fn distance(a: Point, b: Point) -> i32 {
    (a.x - b.x).abs() + (a.y - b.y).abs()
}

/// The point `by` units from `from` in the direction of `to`, both on one horizontal or vertical line.
fn toward(from: Point, to: Point, by: i32) -> Point {
    Point { x: from.x + by * (to.x - from.x).signum(), y: from.y + by * (to.y - from.y).signum() }
}

/// A text for an element or an attribute: nothing in it is markup, and nothing that XML forbids is left.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\u{fffe}' | '\u{ffff}' => {}
            control if control.is_control() => {}
            other => out.push(other),
        }
    }
    out
}
