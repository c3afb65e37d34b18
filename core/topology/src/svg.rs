//! A drawing as a file.

use crate::drawing::{Card, Drawing, Frame, LegendEntry, Line, Point, Rect, Text, TextStyle};
use crate::ink::Ink;
use crate::style::Shape;
use std::fmt::Write;

/// Around the picture.
const MARGIN: i32 = 16;
/// How round the corners of lines are.
const CORNER: i32 = 6;
/// Fonts that nearly every machine has one of.
pub const FONTS: &str = "Arial, 'Helvetica Neue', Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif";
const HEAD_LENGTH: i32 = 7;
const HEAD_HALF: i32 = 4;

impl Drawing {
    /// The value of `viewBox`: the drawing with a margin.
    pub fn view_box(&self) -> String {
        format!("-{MARGIN} -{MARGIN} {} {}", self.width + 2 * MARGIN, self.height + 2 * MARGIN)
    }

    /// A self-contained SVG file: every text escaped, nothing loaded from anywhere. Each shape carries its own colours as
    /// attributes, and the ground is a shape, since many programs read no style sheet.
    pub fn to_svg(&self) -> String {
        let (width, height) = (self.width + 2 * MARGIN, self.height + 2 * MARGIN);
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"topology\" role=\"img\" \
             aria-labelledby=\"topology-title topology-desc\" width=\"{width}\" height=\"{height}\" viewBox=\"{}\" \
             font-family=\"{FONTS}\" direction=\"ltr\">\n\
             <title id=\"topology-title\">{}</title>\n<desc id=\"topology-desc\">{}</desc>\n\
             <rect x=\"-{MARGIN}\" y=\"-{MARGIN}\" width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n",
            self.view_box(),
            escaped(&self.title),
            escaped(&self.description),
            Ink::Page.light()
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
        let shape_of = |text: &Text| match text.style {
            TextStyle::Frame => Shape::FrameLabel(self.kind()),
            other => Shape::Words(other),
        };
        let texts: String = self.texts.iter().map(|text| text.to_svg(shape_of(text))).collect();
        format!(
            "<g class=\"{}\"><title>{}</title>{}{texts}</g>\n",
            self.class(),
            escaped(&self.title),
            self.rect.to_svg("edge", 4, Shape::Frame(self.kind(), self.ownership))
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
        let edge = |rect: &Rect| rect.to_svg("edge", 8, Shape::Card(self.ownership));
        let stack: String = self.stack().iter().map(edge).collect();
        let texts: String = self.texts.iter().map(|text| text.to_svg(Shape::Words(text.style))).collect();
        format!(
            "<g class=\"{}\"><title>{}</title>{stack}{}{}<path class=\"glyph\" d=\"{}\" transform=\"{}\"{}/>{texts}</g>\n",
            self.class(),
            escaped(&self.title),
            edge(&self.rect),
            self.tint().to_svg("tint", 6, Shape::Tint(self.kind())),
            self.kind().glyph(),
            self.glyph_transform(),
            Shape::Glyph(self.kind()).attributes()
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
        let head = |head: String| format!("<path class=\"head\" d=\"{head}\"{}/>", Shape::Head.attributes());
        let mut end = self.head().map_or(String::new(), head);
        if let Some(Point { x, y }) = self.dot() {
            let _ = write!(end, "<circle class=\"dot\" cx=\"{x}\" cy=\"{y}\" r=\"2.5\"{}/>", Shape::Dot.attributes());
        }
        let label = self.label.as_ref();
        let label = label.map_or(String::new(), |text| text.halo() + &text.to_svg(Shape::Words(text.style)));
        format!(
            "<g class=\"{}\"><title>{}</title><path class=\"way\" d=\"{}\"{}/>{end}{label}</g>\n",
            self.class(),
            escaped(&self.title),
            self.path(),
            Shape::Way(self.traffic).attributes()
        )
    }
}

impl LegendEntry {
    fn to_svg(&self) -> String {
        let class = format!("sample {}", self.ownership.class());
        let sample = self.sample.to_svg(&class, 4, Shape::Sample(self.ownership));
        format!("{sample}{}\n", self.text.to_svg(Shape::Words(self.text.style)))
    }
}

impl Rect {
    fn to_svg(self, class: &str, radius: i32, shape: Shape) -> String {
        let Self { x, y, w, h } = self;
        let look = shape.attributes();
        format!("<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\" rx=\"{radius}\"{look}/>")
    }
}

impl Text {
    /// The value of `transform` that turns it, where it runs from top to bottom.
    pub fn transform(&self) -> Option<String> {
        self.turned.then(|| format!("rotate(90 {} {})", self.x, self.y))
    }

    fn to_svg(&self, shape: Shape) -> String {
        self.element(self.style.class(), &shape.attributes())
    }

    /// The text in the colour of the ground, broader than itself: what lies behind it does not disturb. An element of its
    /// own, since not every program paints a text's stroke before its fill.
    fn halo(&self) -> String {
        let look = format!(
            " aria-hidden=\"true\" fill=\"none\" stroke=\"{}\" stroke-width=\"3\" stroke-linejoin=\"round\" stroke-opacity=\"0.8\" font-size=\"{}\"",
            Ink::Page.light(),
            self.style.size()
        );
        self.element("halo", &look)
    }

    fn element(&self, class: &str, look: &str) -> String {
        let turned = self.transform().map_or(String::new(), |transform| format!(" transform=\"{transform}\""));
        format!(
            "<text class=\"{class}\" x=\"{}\" y=\"{}\" text-anchor=\"{}\"{turned}{look}>{}</text>",
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
pub fn escaped(text: &str) -> String {
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
