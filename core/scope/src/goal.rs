//! What more money buys.

use crate::Constraint;
use crate::constraint::Constraint::{AtLeast, Chosen, ScalesWithLoad, Switched};
use crate::demand;
use openmercato_ecs_module::names::{choice, input};

/// What a proposal is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Goal {
    /// The cheapest that meets all answers.
    Cheapest,
    /// It goes on when a data centre fails.
    Availability,
    /// There is less to do by hand.
    Operation,
    /// What one part does, others do not feel.
    Isolation,
}

impl Goal {
    /// All of them; the cheapest comes first.
    pub const ALL: [Self; 4] = [Self::Cheapest, Self::Availability, Self::Operation, Self::Isolation];

    /// The goal of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|goal| goal.name() == name)
    }

    /// Its name on the command line, in links and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Cheapest => "cheapest",
            Self::Availability => "availability",
            Self::Operation => "operation",
            Self::Isolation => "isolation",
        }
    }

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Cheapest => "Cheapest",
            Self::Availability => "More available",
            Self::Operation => "Less to operate",
            Self::Isolation => "More isolated",
        }
    }

    /// What it buys, in one sentence.
    pub fn text(self) -> &'static str {
        match self {
            Self::Cheapest => "The cheapest that meets every answer.",
            Self::Availability => "Everything is there twice, so that it goes on when a data centre fails.",
            Self::Operation => "Alarms say when something is wrong, and tasks and storage grow by themselves.",
            Self::Isolation => "Long jobs run apart from what people wait for, and traffic in the network is logged.",
        }
    }

    /// What it asks for beyond the answers.
    pub(crate) fn constraints(self) -> &'static [Constraint] {
        match self {
            Self::Cheapest => &[],
            Self::Availability => &demand::SURVIVES_A_ZONE,
            Self::Operation => {
                &[Switched(input::ENABLE_ALARMS, true), AtLeast(input::DB_MAX_ALLOCATED_STORAGE, 1), ScalesWithLoad]
            }
            Self::Isolation => &[Chosen(choice::RUNTIME_SPLIT_WORKERS), AtLeast(input::FLOW_LOG_RETENTION_DAYS, 1)],
        }
    }
}
