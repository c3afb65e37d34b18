//! How bad a finding is.

use crate::Severity;

/// How bad a finding is for who deploys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Terraform refuses the inputs.
    Refused,
    /// Terraform only warns, and the application or a part of it does not run.
    WillNotWork,
    /// Terraform only warns, and it works until the day on which this matters.
    WillHurt,
}

impl Level {
    /// All of them, the worst first.
    pub const ALL: [Self; 3] = [Self::Refused, Self::WillNotWork, Self::WillHurt];

    /// What Terraform makes of it.
    pub fn severity(self) -> Severity {
        match self {
            Self::Refused => Severity::Error,
            Self::WillNotWork | Self::WillHurt => Severity::Warning,
        }
    }

    /// Its name in JSON and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::WillNotWork => "will_not_work",
            Self::WillHurt => "will_hurt",
        }
    }

    /// Its name for people, as a heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Refused => "Terraform refuses",
            Self::WillNotWork => "Will not work",
            Self::WillHurt => "Will hurt",
        }
    }
}
