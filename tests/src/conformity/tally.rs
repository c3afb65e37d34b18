use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// How often core and Terraform say the same of the parts of a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The seed that makes the same inputs again.
    pub seed: u64,
    /// How many plans were compared.
    pub plans: usize,
    /// By type of resource.
    counts: BTreeMap<String, Counts>,
    /// What is different, by what it is about, such as `aws_lb.name`.
    differences: BTreeMap<String, Vec<String>>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    same: usize,
    unknown: usize,
    differing: usize,
}

impl Tally {
    /// Of no plan yet.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, ..Self::default() }
    }

    /// The two know the same.
    pub(super) fn same(&mut self, kind: &str) {
        self.counts.entry(kind.to_owned()).or_default().same += 1;
    }

    /// Neither knows it before apply.
    pub(super) fn unknown(&mut self, kind: &str) {
        self.counts.entry(kind.to_owned()).or_default().unknown += 1;
    }

    /// They differ about this, as the words say.
    pub(super) fn differing(&mut self, kind: &str, about: &str, words: String) {
        self.counts.entry(kind.to_owned()).or_default().differing += 1;
        self.differences.entry(format!("{kind}.{about}")).or_default().push(words);
    }

    /// The differences that no row of a table explains, each with how often it was met and an example.
    #[must_use]
    pub fn unexplained(&self, known: &[(&str, &str)]) -> Vec<String> {
        let is_known = |about: &str| known.iter().any(|(name, _)| *name == about);
        let unexplained = self.differences.iter().filter(|(about, _)| !is_known(about));
        let line = |(about, words): (&String, &Vec<String>)| {
            let example = words.iter().min_by_key(|words| words.len()).map(String::as_str).unwrap_or_default();
            format!("{about}, {} times: {example}", words.len())
        };
        unexplained.map(line).collect()
    }

    /// The rows of a table that no difference needs.
    #[must_use]
    pub fn idle<'a>(&self, known: &[(&'a str, &str)]) -> BTreeSet<&'a str> {
        known.iter().map(|(name, _)| *name).filter(|name| !self.differences.contains_key(*name)).collect()
    }

    fn total(&self) -> Counts {
        let add = |sum: Counts, it: &Counts| Counts {
            same: sum.same + it.same,
            unknown: sum.unknown + it.unknown,
            differing: sum.differing + it.differing,
        };
        self.counts.values().fold(Counts::default(), add)
    }
}

/// A line for each type, and the sum.
impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (kind, counts) in &self.counts {
            writeln!(f, "{kind:60} {counts}")?;
        }
        write!(f, "seed {}: {} plans, {}", self.seed, self.plans, self.total())
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} the same, {} unknown to both, {} differing", self.same, self.unknown, self.differing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_are_told_unless_a_row_explains_them() {
        let mut tally = Tally::new(1);
        tally.same("aws_lb");
        tally.differing("aws_lb", "name", "core plans a, Terraform b".to_owned());
        let about = ["aws_lb.name, 1 times: core plans a, Terraform b"];
        assert_eq!(tally.unexplained(&[]), about);
        assert_eq!(tally.unexplained(&[("aws_lb.name", "why")]), Vec::<String>::new());
        assert_eq!(tally.idle(&[("aws_lb.name", "why"), ("aws_lb.tags", "why")]), ["aws_lb.tags"].into());
        assert!(tally.to_string().ends_with("seed 1: 0 plans, 1 the same, 0 unknown to both, 1 differing"));
    }
}
