use std::fmt;
use std::str::FromStr;

/// What a change means for those who run the deployment and for those who use it: the worst that happens in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Meaning {
    /// Terraform plans nothing.
    Nothing,
    /// The module refuses the plan, so nothing happens.
    Refused,
    /// What runs is changed as it runs.
    InPlace,
    /// What runs is changed as it runs, later: in the maintenance window of RDS or `ElastiCache`.
    InTheMaintenanceWindow,
    /// The new one is there before the old one goes.
    ReplacedSideBySide,
    /// The old one goes before the new one is there.
    ReplacedWithAGap,
    /// What the old one held is gone.
    DataLost,
}

impl Meaning {
    /// All of them, from harmless to bad.
    pub const ALL: [Self; 7] = [
        Self::Nothing,
        Self::Refused,
        Self::InPlace,
        Self::InTheMaintenanceWindow,
        Self::ReplacedSideBySide,
        Self::ReplacedWithAGap,
        Self::DataLost,
    ];

    /// The words for it, as rows and readers have them.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Refused => "refused",
            Self::InPlace => "in place",
            Self::InTheMaintenanceWindow => "in the maintenance window",
            Self::ReplacedSideBySide => "replaced side by side",
            Self::ReplacedWithAGap => "replaced with a gap",
            Self::DataLost => "data lost",
        }
    }

    /// What it means, in a sentence or two.
    #[must_use]
    pub fn about(self) -> &'static str {
        match self {
            Self::Nothing => "Terraform plans nothing, or nothing that is seen.",
            Self::Refused => {
                "The plan stops with the reason: AWS would stop the apply halfway, or data would be lost. To do it on \
                 purpose, let go of what the deployment was made with in the same apply: `terraform apply \
                 -replace='module.openmercato.terraform_data.identity'`."
            }
            Self::InPlace => "What runs is changed as it runs.",
            Self::InTheMaintenanceWindow => {
                "It waits for the maintenance window of RDS or ElastiCache, and every plan shows it again until then. \
                 With `apply_immediately = true` it is done at once."
            }
            Self::ReplacedSideBySide => "The new one is there before the old one goes.",
            Self::ReplacedWithAGap => "The old one goes before the new one is there: choose a quiet hour.",
            Self::DataLost => "What the old one held is gone. Take a snapshot first.",
        }
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.words())
    }
}

impl FromStr for Meaning {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|meaning| meaning.words() == text).ok_or_else(|| {
            let words: Vec<_> = Self::ALL.iter().map(|meaning| format!("\"{meaning}\"")).collect();
            format!("{text:?} is no meaning. Write one of {}", words.join(", "))
        })
    }
}
