//! How the picture looks: one description of every shape. A file takes it as attributes, which every program reads; the
//! page takes it as rules by class, so that the colours follow its theme.

use crate::drawing::TextStyle;
use crate::ink::Ink;
use crate::kind::{BoundaryKind, NodeKind};
use crate::ownership::Ownership;

/// What can be seen in the picture, by what decides about its look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Frame(BoundaryKind, Ownership),
    FrameLabel(BoundaryKind),
    Card(Ownership),
    Tint(NodeKind),
    Glyph(NodeKind),
    /// The stroke of a connection; `true` for one that carries traffic.
    Way(bool),
    Head,
    Dot,
    Sample(Ownership),
    Words(TextStyle),
}

/// The value of an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setting {
    Ink(Ink),
    /// A length in units of the picture.
    Size(i32),
    Fixed(&'static str),
}

use Setting::{Fixed, Size};

const FILL: &str = "fill";
const STROKE: &str = "stroke";
const STROKE_WIDTH: &str = "stroke-width";

impl Shape {
    /// Every shape that there can be.
    fn all() -> impl Iterator<Item = Self> {
        let frames = BoundaryKind::ALL
            .into_iter()
            .flat_map(|kind| Ownership::ALL.map(|ownership| Self::Frame(kind, ownership)))
            .chain(BoundaryKind::ALL.map(Self::FrameLabel));
        let cards = Ownership::ALL.into_iter().flat_map(|ownership| [Self::Card(ownership), Self::Sample(ownership)]);
        let kinds = NodeKind::ALL.into_iter().flat_map(|kind| [Self::Tint(kind), Self::Glyph(kind)]);
        let lines = [Self::Way(true), Self::Way(false), Self::Head, Self::Dot];
        // Before the labels of frames, which have a colour of their own.
        TextStyle::ALL.map(Self::Words).into_iter().chain(frames).chain(cards).chain(kinds).chain(lines)
    }

    /// What picks it out in the page.
    fn selector(self) -> String {
        match self {
            Self::Frame(kind, ownership) => format!(".frame.{}.{}>.edge", kind.class(), ownership.class()),
            Self::FrameLabel(kind) => format!(".frame.{}>.{}", kind.class(), TextStyle::Frame.class()),
            Self::Card(ownership) => format!(".card.{}>.edge", ownership.class()),
            Self::Tint(kind) => format!(".card.{}>.tint", kind.class()),
            Self::Glyph(kind) => format!(".card.{}>.glyph", kind.class()),
            Self::Way(true) => ".line.traffic>.way".to_owned(),
            Self::Way(false) => ".line.attachment>.way".to_owned(),
            Self::Head => ".line>.head".to_owned(),
            Self::Dot => ".line>.dot".to_owned(),
            Self::Sample(ownership) => format!(".sample.{}", ownership.class()),
            Self::Words(style) => format!(".{}", style.class()),
        }
    }

    /// Its look, as SVG's presentation attributes.
    pub(crate) fn look(self) -> Vec<(&'static str, Setting)> {
        let ink = Setting::Ink;
        match self {
            Self::Frame(kind, ownership) => {
                let ground = ground_of(kind).map_or(Fixed("none"), ink);
                [vec![(FILL, ground), (STROKE, ink(ink_of_boundary(kind)))], dashes(ownership)].concat()
            }
            Self::FrameLabel(kind) => words(ink_of_boundary(kind), TextStyle::Frame),
            Self::Card(ownership) | Self::Sample(ownership) => {
                [vec![(FILL, ink(Ink::Card)), (STROKE, ink(Ink::Edge))], dashes(ownership)].concat()
            }
            Self::Tint(kind) => vec![(FILL, ink(ink_of_node(kind))), ("fill-opacity", Fixed("0.12"))],
            Self::Glyph(kind) => vec![
                (FILL, Fixed("none")),
                (STROKE, ink(ink_of_node(kind))),
                (STROKE_WIDTH, Fixed("1.6")),
                ("stroke-linecap", Fixed("round")),
                ("stroke-linejoin", Fixed("round")),
            ],
            Self::Way(traffic) => vec![
                (FILL, Fixed("none")),
                (STROKE, ink(Ink::Line)),
                (STROKE_WIDTH, Fixed(if traffic { "1.5" } else { "1" })),
                ("stroke-linejoin", Fixed("round")),
            ],
            Self::Head | Self::Dot => vec![(FILL, ink(Ink::Line))],
            Self::Words(style) => words(if style.is_strong() { Ink::Text } else { Ink::Muted }, style),
        }
    }

    /// Its look in a file: light, since paper and slides are.
    pub(crate) fn attributes(self) -> String {
        let one = |(name, setting): (&str, Setting)| match setting {
            Setting::Ink(ink) => format!(" {name}=\"{}\"", ink.light()),
            Size(size) => format!(" {name}=\"{size}\""),
            Fixed(value) => format!(" {name}=\"{value}\""),
        };
        self.look().into_iter().map(one).collect()
    }

    fn rule(self) -> String {
        let one = |(name, setting): (&str, Setting)| match setting {
            Setting::Ink(ink) => format!("{name}:var({});", ink.property()),
            Size(size) => format!("{name}:{size}px;"),
            Fixed(value) => format!("{name}:{value};"),
        };
        let look: String = self.look().into_iter().map(one).collect();
        // Without weight, so that the page's own rules about what is selected or new win.
        format!(":where(.topology {}){{{look}}}\n", self.selector())
    }
}

/// Rules for everything inside an element of the class `topology`, written with the properties of [`light`] and
/// [`dark`].
pub fn rules() -> String {
    let whole = format!(
        ".topology{{direction:ltr;background:var({page})}}\n\
         .topology .port{{paint-order:stroke;stroke:var({page});stroke-width:3px;stroke-linejoin:round;stroke-opacity:.8}}\n",
        page = Ink::Page.property()
    );
    Shape::all().map(Shape::rule).fold(whole, |rules, rule| rules + &rule)
}

/// The custom properties of the light theme.
pub fn light() -> String {
    properties(Ink::light)
}

/// The custom properties of the dark theme.
pub fn dark() -> String {
    properties(Ink::dark)
}

fn properties(colour: fn(Ink) -> &'static str) -> String {
    Ink::ALL.iter().map(|ink| format!("{}:{};", ink.property(), colour(*ink))).collect()
}

fn words(ink: Ink, style: TextStyle) -> Vec<(&'static str, Setting)> {
    let mut look = vec![(FILL, Setting::Ink(ink)), ("font-size", Size(style.size()))];
    if style.is_bold() {
        look.push(("font-weight", Fixed("bold")));
    }
    look
}

/// The line style of each ownership, so that no colour is needed to tell them apart.
fn dashes(ownership: Ownership) -> Vec<(&'static str, Setting)> {
    match ownership {
        Ownership::Module => vec![(STROKE_WIDTH, Fixed("1.5"))],
        Ownership::Existing => vec![(STROKE_WIDTH, Fixed("1.5")), ("stroke-dasharray", Fixed("6 4"))],
        Ownership::Outside => {
            vec![(STROKE_WIDTH, Fixed("2")), ("stroke-dasharray", Fixed("0.1 4.5")), ("stroke-linecap", Fixed("round"))]
        }
    }
}

fn ink_of_boundary(kind: BoundaryKind) -> Ink {
    match kind {
        BoundaryKind::Internet | BoundaryKind::Elsewhere => Ink::Frame,
        BoundaryKind::Account => Ink::Account,
        BoundaryKind::Region => Ink::Region,
        BoundaryKind::Vpc => Ink::Vpc,
        BoundaryKind::Zone => Ink::Zone,
        BoundaryKind::PublicSubnet => Ink::Public,
        BoundaryKind::PrivateSubnet => Ink::Private,
        BoundaryKind::Cluster => Ink::Compute,
    }
}

fn ground_of(kind: BoundaryKind) -> Option<Ink> {
    match kind {
        BoundaryKind::PublicSubnet => Some(Ink::PublicGround),
        BoundaryKind::PrivateSubnet => Some(Ink::PrivateGround),
        BoundaryKind::Cluster => Some(Ink::ComputeGround),
        _ => None,
    }
}

fn ink_of_node(kind: NodeKind) -> Ink {
    match kind {
        NodeKind::Users => Ink::Muted,
        NodeKind::LoadBalancer | NodeKind::Nat | NodeKind::Endpoints | NodeKind::Dns => Ink::Vpc,
        NodeKind::Web | NodeKind::Worker | NodeKind::Task | NodeKind::Registry => Ink::Compute,
        NodeKind::Database | NodeKind::Redis | NodeKind::Search | NodeKind::Uploads => Ink::Data,
        NodeKind::Certificate | NodeKind::Waf | NodeKind::Secrets => Ink::Security,
        NodeKind::Logs => Ink::Account,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_knows_every_colour_in_both_themes() {
        let rules = rules();
        for ink in Ink::ALL {
            assert!(rules.contains(&format!("var({})", ink.property())), "{ink:?} is used");
            assert!(light().contains(&format!("{}:{};", ink.property(), ink.light())));
            assert!(dark().contains(&format!("{}:{};", ink.property(), ink.dark())));
        }
    }
}
