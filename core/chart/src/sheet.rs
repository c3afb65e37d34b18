//! What the picture is drawn on.

use openmercato_ecs_topology::{Anchor, FONTS, TextStyle, escaped};
use std::fmt::Write;

/// The picture's size without its margin. Its proportions are those of a sheet of A4 across by 8 cm.
pub(crate) const WIDTH: i32 = 720;
pub(crate) const HEIGHT: i32 = 312;
/// Around the picture.
pub(crate) const MARGIN: i32 = 8;

pub(crate) const PAPER: &str = "#ffffff";
/// What is surely charged, and every outline. Dark in grey, too.
pub(crate) const LOW: &str = "#24476b";
/// From the low end to the high one. Pale in grey, and apart from paper by its outline.
pub(crate) const HIGH: &str = "#b9cbdd";
pub(crate) const GRID: &str = "#d5dbe1";
pub(crate) const TEXT: &str = "#16191f";

/// The elements that were drawn so far, the later ones in front. Everything is in units from the top left corner.
#[derive(Default)]
pub(crate) struct Sheet {
    elements: String,
}

impl Sheet {
    /// A rectangle; a width of nothing is still seen.
    pub(crate) fn rect(&mut self, [x, y, width, height]: [f64; 4], fill: &str) {
        let width = width.max(1.0);
        let _ = writeln!(
            self.elements,
            "<rect x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{height:.1}\" fill=\"{fill}\"/>"
        );
    }

    /// A straight line.
    pub(crate) fn line(&mut self, [x1, y1, x2, y2]: [f64; 4], stroke: &str, dashes: Option<&str>) {
        let dashes = dashes.map_or(String::new(), |dashes| format!(" stroke-dasharray=\"{dashes}\""));
        let _ = writeln!(
            self.elements,
            "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"{stroke}\" stroke-width=\"1\"{dashes}/>"
        );
    }

    /// A line through points, or the area within them.
    pub(crate) fn path(&mut self, points: &[(f64, f64)], fill: Option<&str>) {
        let path: String = points
            .iter()
            .enumerate()
            .map(|(index, (x, y))| format!("{}{x:.1} {y:.1}", if index == 0 { 'M' } else { 'L' }))
            .collect();
        let look = match fill {
            Some(fill) => format!("fill=\"{fill}\""),
            None => format!("fill=\"none\" stroke=\"{LOW}\" stroke-width=\"1.5\" stroke-linejoin=\"round\""),
        };
        let _ = writeln!(self.elements, "<path d=\"{path}\" {look}/>");
    }

    /// A text on one line; it must fit.
    pub(crate) fn text(&mut self, x: f64, y: f64, anchor: Anchor, style: TextStyle, text: &str) {
        self.write(x, y, anchor, style, "", text);
    }

    /// A text that runs upwards.
    pub(crate) fn upwards(&mut self, x: f64, y: f64, text: &str) {
        let turned = format!(" transform=\"rotate(-90 {x:.1} {y:.1})\"");
        self.write(x, y, Anchor::Start, TextStyle::Detail, &turned, text);
    }

    fn write(&mut self, x: f64, y: f64, anchor: Anchor, style: TextStyle, turned: &str, text: &str) {
        let weight = if style == TextStyle::Label { " font-weight=\"bold\"" } else { "" };
        let _ = writeln!(
            self.elements,
            "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"{}\" font-size=\"{}\"{weight} fill=\"{TEXT}\"{turned}>{}</text>",
            anchor.svg(),
            style.size(),
            escaped(text)
        );
    }

    /// The file, with the picture's name and what it says in words.
    pub(crate) fn into_svg(self, title: &str, words: &str) -> String {
        let (width, height) = (WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"cost-title cost-desc\" \
             width=\"{width}\" height=\"{height}\" viewBox=\"-{MARGIN} -{MARGIN} {width} {height}\" \
             font-family=\"{FONTS}\" direction=\"ltr\">\n\
             <title id=\"cost-title\">{}</title>\n<desc id=\"cost-desc\">{}</desc>\n\
             <rect x=\"-{MARGIN}\" y=\"-{MARGIN}\" width=\"{width}\" height=\"{height}\" fill=\"{PAPER}\"/>\n\
             {}</svg>\n",
            escaped(title),
            escaped(words),
            self.elements
        )
    }
}
