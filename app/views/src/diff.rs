//! What differs between two texts, by line.

use std::collections::BTreeSet;

/// Beyond this many pairs of lines to compare, all lines between the first and the last difference count as changed.
const LIMIT: usize = 400_000;

/// The lines of a text that an earlier text had not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Diff {
    /// Their numbers, from 1.
    pub(crate) added: BTreeSet<usize>,
    /// How many lines of the earlier text are gone.
    pub(crate) removed: usize,
}

impl Diff {
    /// Compares two texts.
    pub(crate) fn between(before: &str, after: &str) -> Self {
        if before == after {
            return Self::default();
        }
        let (before, after): (Vec<_>, Vec<_>) = (before.lines().collect(), after.lines().collect());
        let start = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
        let (old, new) = (&before[start..], &after[start..]);
        let end = old.iter().rev().zip(new.iter().rev()).take_while(|(a, b)| a == b).count();
        let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
        let kept = if old.len() * new.len() > LIMIT { Vec::new() } else { common(old, new) };
        let added = (0..new.len()).filter(|index| kept.binary_search(index).is_err()).map(|index| start + index + 1);
        Self { added: added.collect(), removed: old.len() - kept.len() }
    }

    /// Whether the two texts have the same lines.
    pub(crate) fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed == 0
    }
}

/// The places in `new` of a longest common subsequence, ascending.
fn common(old: &[&str], new: &[&str]) -> Vec<usize> {
    let width = new.len() + 1;
    let mut lengths = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            lengths[i * width + j] = if old[i] == new[j] {
                lengths[(i + 1) * width + j + 1] + 1
            } else {
                lengths[(i + 1) * width + j].max(lengths[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut places) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            places.push(j);
            (i, j) = (i + 1, j + 1);
        } else if lengths[(i + 1) * width + j] >= lengths[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff(before: &str, after: &str) -> (Vec<usize>, usize) {
        let diff = Diff::between(before, after);
        (diff.added.into_iter().collect(), diff.removed)
    }

    #[test]
    fn marks_what_is_new() {
        assert_eq!(diff("a\nb\nc", "a\nx\nc\nd"), (vec![2, 4], 1));
        assert_eq!(diff("a\nb", "a\nb"), (vec![], 0));
        assert_eq!(diff("a\nb\nc", "c"), (vec![], 2));
        assert_eq!(diff("", "a"), (vec![1], 0));
        assert_eq!(diff("a\na", "a"), (vec![], 1));
    }
}
