//! A drawing as a file.

use super::Drawing;

impl Drawing {
    /// A self-contained SVG file: light and dark, with every text escaped.
    pub fn to_svg(&self) -> String {
        String::new()
    }
}
