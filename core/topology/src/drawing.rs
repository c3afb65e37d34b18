//! The topology with every position worked out.

use crate::connection::Ends;
use crate::kind::{BoundaryKind, NodeKind};
use crate::ownership::Ownership;
use crate::part::{BoundaryId, NodeId};

/// The number of workers above which they are drawn as one card, unless asked for otherwise.
pub const FOLD_ABOVE: usize = 8;

/// The size of every letter of [`Orientation::Stage`].
pub const STAGE_LETTERS: i32 = 13;

/// Which way the picture runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Orientation {
    /// Left to right, availability zones one below the other: for screens wider than high.
    #[default]
    Landscape,
    /// Top to bottom, at most 360 units wide: for phones.
    Portrait,
    /// Left to right with letters of [`STAGE_LETTERS`] units, for a projector. What would make it larger than
    /// a projector shows at 18 pixels a letter is folded: details, zones after the first, workers, what only belongs to
    /// the load balancer.
    Stage,
}

/// How to draw a topology.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct DrawingOptions {
    /// Which way the picture runs.
    pub orientation: Orientation,
    /// Draw every worker, also when there are more than [`FOLD_ABOVE`]; not on a stage.
    pub expanded: bool,
}

/// A picture: frames at the back, then lines, then cards. Everything is in units of about one CSS pixel, from the top
/// left corner. All texts are data and still have to be escaped.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Drawing {
    /// Width of the whole picture.
    pub width: i32,
    /// Height of the whole picture.
    pub height: i32,
    /// The picture's name.
    pub title: String,
    /// The picture in a few sentences, for those who do not see it.
    pub description: String,
    /// The boundaries, outer ones first.
    pub frames: Vec<Frame>,
    /// The connections.
    pub lines: Vec<Line>,
    /// The nodes, from the internet to the data.
    pub cards: Vec<Card>,
    /// What the line styles mean; only those that occur.
    pub legend: Vec<LegendEntry>,
    /// What an arrow and what a dot at the end of a line mean; only those that occur.
    pub legend_lines: Vec<Line>,
}

/// A point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// From the left edge.
    pub x: i32,
    /// From the top edge.
    pub y: i32,
}

/// A rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    /// Left edge.
    pub x: i32,
    /// Top edge.
    pub y: i32,
    /// Width.
    pub w: i32,
    /// Height.
    pub h: i32,
}

/// A line of text that fits where it stands: shortened with an ellipsis where it was too long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// Where it is anchored.
    pub x: i32,
    /// Its baseline.
    pub y: i32,
    /// What `x` is to the text.
    pub anchor: Anchor,
    /// Its class, which gives its size and weight.
    pub style: TextStyle,
    /// Whether it runs from top to bottom, where there is no room across.
    pub turned: bool,
    /// The text itself.
    pub text: String,
}

/// What a text's `x` is to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// Its left end.
    Start,
    /// Its middle.
    Middle,
    /// Its right end.
    End,
}

/// The kinds of text in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextStyle {
    /// The name of a node.
    Label,
    /// A fact about a node.
    Detail,
    /// The name of a boundary.
    Frame,
    /// The second line of a boundary.
    Range,
    /// Protocol and port of a connection.
    Port,
}

/// A boundary in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The boundary, and key of the element.
    pub id: BoundaryId,
    /// Who makes it.
    pub ownership: Ownership,
    /// Its place.
    pub rect: Rect,
    /// Its label and second line.
    pub texts: Vec<Text>,
    /// The whole label, detail and ownership in words.
    pub title: String,
}

/// A node, or a further instance of one, in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Key of the element: the node's id, with a suffix for further instances.
    pub key: String,
    /// The node; [`NodeId::Workers`] for the card that stands for many.
    pub node: NodeId,
    /// Who makes it.
    pub ownership: Ownership,
    /// Whether this is a further instance of a node that has a card already.
    pub replica: bool,
    /// How many nodes it stands for: 1, or the number of workers that are folded into it.
    pub count: usize,
    /// Its place.
    pub rect: Rect,
    /// Where its glyph goes: the 24 by 24 path of [`NodeKind::glyph`] is scaled to it.
    pub glyph: Rect,
    /// Its label and details.
    pub texts: Vec<Text>,
    /// Label, details and ownership in words.
    pub title: String,
}

/// A connection in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Key of the element.
    pub key: String,
    /// Ids of the connections that it shows; see [`Connection::id`](crate::Connection::id).
    pub connections: Vec<String>,
    /// What it runs between; `None` for a sample in the legend.
    pub ends: Option<Ends>,
    /// Whether it carries traffic, and so ends in an arrow head.
    pub traffic: bool,
    /// Its corners, two at least; every segment is horizontal or vertical.
    pub points: Vec<Point>,
    /// Protocol and port.
    pub label: Option<Text>,
    /// From, to, protocol, port and purpose in words.
    pub title: String,
}

/// What a line style means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendEntry {
    /// The line style.
    pub ownership: Ownership,
    /// Where a sample of it goes.
    pub sample: Rect,
    /// Its meaning.
    pub text: Text,
}

impl Point {
    pub(crate) const fn at(x: i32, y: i32) -> Self {
        Self { x, y }
    }
}

impl Frame {
    /// What the boundary is.
    pub fn kind(&self) -> BoundaryKind {
        self.id.kind()
    }
}

impl Card {
    /// What the node is.
    pub fn kind(&self) -> NodeKind {
        self.node.kind()
    }
}

impl Rect {
    /// The right edge.
    pub fn right(&self) -> i32 {
        self.x + self.w
    }

    /// The lower edge.
    pub fn bottom(&self) -> i32 {
        self.y + self.h
    }

    /// Whether `other` lies wholly inside or on the edge.
    pub fn contains(&self, other: &Self) -> bool {
        self.x <= other.x && self.y <= other.y && self.right() >= other.right() && self.bottom() >= other.bottom()
    }

    /// Whether the two share more than an edge.
    pub fn overlaps(&self, other: &Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// The middle across.
    pub fn center_x(&self) -> i32 {
        self.x + self.w / 2
    }

    /// The middle down.
    pub fn center_y(&self) -> i32 {
        self.y + self.h / 2
    }
}

impl Anchor {
    /// The value of SVG's `text-anchor`.
    pub fn svg(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

impl TextStyle {
    /// Every kind of text.
    pub(crate) const ALL: [Self; 5] = [Self::Label, Self::Detail, Self::Frame, Self::Range, Self::Port];

    /// Its class, for style sheets.
    pub fn class(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Detail => "detail",
            Self::Frame => "frame-label",
            Self::Range => "frame-detail",
            Self::Port => "port",
        }
    }
}
