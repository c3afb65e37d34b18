//! What a presentation of the picture speaks of, one thing after the other.

use super::still::Piece;
use openmercato_ecs_core::Topology;
use openmercato_ecs_core::labels::counted;
use openmercato_ecs_core::topology::{BoundaryKind, Card, Line, NodeKind, Part};

/// A chapter: what is in it is in colour, the rest is pale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Chapter {
    Whole,
    Network,
    Runtime,
    Data,
    Traffic,
}

impl Chapter {
    /// Every chapter, in order.
    pub(super) const ALL: [Self; 5] = [Self::Whole, Self::Network, Self::Runtime, Self::Data, Self::Traffic];

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Whole => "The whole",
            Self::Network => "Network",
            Self::Runtime => "Runtime",
            Self::Data => "Data",
            Self::Traffic => "Traffic",
        }
    }

    /// The chapter so many places on; the first and the last stay.
    pub(super) fn moved(self, by: isize) -> Self {
        let here = Self::ALL.iter().position(|chapter| *chapter == self).unwrap_or_default();
        Self::ALL[here.saturating_add_signed(by).min(Self::ALL.len() - 1)]
    }

    /// What is in it, in words.
    pub(super) fn words(self, topology: &Topology) -> String {
        let count = |kind: NodeKind| topology.nodes.iter().filter(|node| node.kind() == kind).count();
        if matches!(self, Self::Whole | Self::Traffic) {
            let allowed = topology.connections.iter().filter(|connection| connection.port.is_some()).count();
            let allowed = counted(allowed, "connection is allowed", "connections are allowed");
            return if self == Self::Whole { topology.name.clone() } else { allowed };
        }
        let named = topology.nodes.iter().filter(|node| node.kind() != NodeKind::Worker && self.speaks_of(node.kind()));
        let mut names: Vec<_> = named.map(|node| node.label.clone()).collect();
        names.dedup();
        if self == Self::Runtime && count(NodeKind::Worker) > 0 {
            names.insert(1.min(names.len()), counted(count(NodeKind::Worker), "worker", "workers"));
        }
        names.join(", ")
    }

    /// Whether it speaks of nodes of this kind.
    fn speaks_of(self, kind: NodeKind) -> bool {
        let chapter = match kind {
            NodeKind::Dns
            | NodeKind::Certificate
            | NodeKind::Waf
            | NodeKind::LoadBalancer
            | NodeKind::Nat
            | NodeKind::Endpoints => Self::Network,
            NodeKind::Web
            | NodeKind::Worker
            | NodeKind::Task
            | NodeKind::Registry
            | NodeKind::Secrets
            | NodeKind::Logs => Self::Runtime,
            NodeKind::Database | NodeKind::Redis | NodeKind::Search | NodeKind::Uploads => Self::Data,
            NodeKind::Users => Self::Traffic,
        };
        self == chapter || self == Self::Whole
    }

    /// The class of a part of the picture while the chapter is shown: `pale` for what it does not speak of.
    pub(super) fn class_of(self, piece: Piece) -> &'static str {
        let is_shown = match piece {
            Piece::Card(card) => self.shows_card(card),
            Piece::Line(line) => self.shows_line(line),
            Piece::Frame(frame) => self.shows_frame(frame.kind()),
        };
        if is_shown { "" } else { "pale" }
    }

    /// Traffic is between the nodes, not their further instances.
    fn shows_card(self, card: &Card) -> bool {
        if self == Self::Traffic { !card.replica && card.kind() != NodeKind::Task } else { self.speaks_of(card.kind()) }
    }

    fn shows_line(self, line: &Line) -> bool {
        match self {
            Self::Whole => true,
            Self::Traffic => line.traffic,
            Self::Network | Self::Runtime | Self::Data => {
                let speaks_of = |part: &Part| match part {
                    Part::Node(id) => self.speaks_of(id.kind()),
                    Part::Boundary(_) => false,
                };
                line.ends.as_ref().is_some_and(|ends| speaks_of(&ends.to) || speaks_of(&ends.from))
            }
        }
    }

    fn shows_frame(self, kind: BoundaryKind) -> bool {
        match self {
            Self::Whole => true,
            Self::Network => !matches!(kind, BoundaryKind::Cluster | BoundaryKind::Elsewhere),
            Self::Runtime => kind == BoundaryKind::Cluster,
            Self::Data => matches!(kind, BoundaryKind::PrivateSubnet | BoundaryKind::Elsewhere),
            Self::Traffic => matches!(kind, BoundaryKind::Internet | BoundaryKind::Cluster | BoundaryKind::Elsewhere),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_core::{Deployment, Module, preset};

    #[test]
    fn the_walk_ends_where_the_chapters_do() {
        assert_eq!(Chapter::Whole.moved(-1), Chapter::Whole);
        assert_eq!(Chapter::Whole.moved(1), Chapter::Network);
        assert_eq!(Chapter::Traffic.moved(1), Chapter::Traffic);
    }

    #[test]
    fn every_kind_of_node_has_its_chapter() {
        for kind in NodeKind::ALL {
            let chapters = Chapter::ALL.into_iter().filter(|chapter| chapter.speaks_of(kind)).count();
            assert_eq!(chapters, 2, "{kind:?}: the whole, and one more");
        }
    }

    #[test]
    fn every_chapter_of_a_preset_has_words() {
        for preset in preset::all() {
            let deployment = Deployment::of(Module::embedded(), &preset.inputs);
            for chapter in Chapter::ALL {
                assert!(!chapter.words(deployment.topology()).is_empty(), "{}: {chapter:?}", preset.name);
            }
        }
    }
}
