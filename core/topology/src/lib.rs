//! The plan as people picture it: nodes, connections and boundaries; their layout; SVG, Mermaid and a table.
//!
//! ```text
//! plan, values ──of──▶ topology ──layout──▶ drawing ──▶ SVG
//!                              ├──▶ Mermaid, JSON
//!                              └──▶ table of connections
//! ```

mod boundary;
mod changes;
mod connection;
mod derivation;
mod drawing;
mod folding;
mod glyph;
mod ink;
mod json;
mod kind;
mod layout;
mod mermaid;
mod node;
mod ownership;
mod part;
pub mod style;
mod svg;
mod table;
mod text;
mod topology;
mod ways;

pub use boundary::Boundary;
pub use changes::Changes;
pub use connection::{Connection, Ends, Port};
pub use drawing::{
    Anchor, Card, Drawing, DrawingOptions, FOLD_ABOVE, Frame, LegendEntry, Line, Orientation, Point, Rect,
    STAGE_LETTERS, Text, TextStyle,
};
pub use kind::{BoundaryKind, NodeKind};
pub use node::{Node, Replica};
pub use ownership::Ownership;
pub use part::{BoundaryId, NodeId, Part, Task};
pub use svg::{FONTS, escaped};
pub use table::{ConnectionRow, NO_PORT};
pub use text::{fit, width};
pub use topology::{Topology, Undrawn};

#[cfg(test)]
mod tests;
