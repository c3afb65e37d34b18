//! The colours of the picture by what they are for.

/// A colour by what it is for, light and dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    Page,
    Card,
    Text,
    Muted,
    Edge,
    Line,
    Frame,
    Account,
    Region,
    Vpc,
    Zone,
    Public,
    PublicGround,
    Private,
    PrivateGround,
    Compute,
    ComputeGround,
    Data,
    Security,
}

impl Ink {
    pub(crate) const ALL: [Self; 19] = [
        Self::Page,
        Self::Card,
        Self::Text,
        Self::Muted,
        Self::Edge,
        Self::Line,
        Self::Frame,
        Self::Account,
        Self::Region,
        Self::Vpc,
        Self::Zone,
        Self::Public,
        Self::PublicGround,
        Self::Private,
        Self::PrivateGround,
        Self::Compute,
        Self::ComputeGround,
        Self::Data,
        Self::Security,
    ];

    /// The custom property that holds it in the page.
    pub(crate) fn property(self) -> &'static str {
        match self {
            Self::Page => "--tp-page",
            Self::Card => "--tp-card",
            Self::Text => "--tp-text",
            Self::Muted => "--tp-muted",
            Self::Edge => "--tp-edge",
            Self::Line => "--tp-line",
            Self::Frame => "--tp-frame",
            Self::Account => "--tp-account",
            Self::Region => "--tp-region",
            Self::Vpc => "--tp-vpc",
            Self::Zone => "--tp-zone",
            Self::Public => "--tp-public",
            Self::PublicGround => "--tp-public-ground",
            Self::Private => "--tp-private",
            Self::PrivateGround => "--tp-private-ground",
            Self::Compute => "--tp-compute",
            Self::ComputeGround => "--tp-compute-ground",
            Self::Data => "--tp-data",
            Self::Security => "--tp-security",
        }
    }

    /// The colour on white paper.
    pub(crate) fn light(self) -> &'static str {
        match self {
            Self::Page | Self::Card => "#ffffff",
            Self::Text => "#16191f",
            Self::Muted => "#4a525c",
            Self::Edge => "#7b8794",
            Self::Line => "#5b6673",
            Self::Frame => "#6b7580",
            Self::Account => "#b8195f",
            Self::Region => "#00707a",
            Self::Vpc => "#7a35e8",
            Self::Zone => "#1b6ca8",
            Self::Public => "#4d7a0c",
            Self::PublicGround => "#f1f7e6",
            Self::Private => "#0a6b78",
            Self::PrivateGround => "#e8f4f6",
            Self::Compute => "#b84c00",
            Self::ComputeGround => "#fff6ec",
            Self::Data => "#a81bb8",
            Self::Security => "#c02434",
        }
    }

    /// The colour on a dark page.
    pub(crate) fn dark(self) -> &'static str {
        match self {
            Self::Page => "#11151b",
            Self::Card => "#1b222b",
            Self::Text => "#f1f4f8",
            Self::Muted => "#b3bdc9",
            Self::Edge => "#76828f",
            Self::Line => "#9aa6b3",
            Self::Frame => "#8d98a5",
            Self::Account => "#ff7eb3",
            Self::Region => "#4fc7cf",
            Self::Vpc => "#b794ff",
            Self::Zone => "#72b6ee",
            Self::Public => "#a3cf5c",
            Self::PublicGround => "#192214",
            Self::Private => "#5cc5d3",
            Self::PrivateGround => "#13222a",
            Self::Compute => "#ffa25c",
            Self::ComputeGround => "#261e17",
            Self::Data => "#e58af2",
            Self::Security => "#ff8a94",
        }
    }
}
