//! Alternatives that exclude each other, and the cheapest combination without any such conflict.

use crate::price::Price;
use std::collections::{BTreeMap, BTreeSet};

/// Some alternatives of each of a few parts: no proposal has one of each, whatever all other parts are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Conflict(BTreeMap<usize, BTreeSet<usize>>);

impl Conflict {
    /// That of these alternatives, by the place of their part.
    pub(crate) fn of(alternatives: impl IntoIterator<Item = (usize, BTreeSet<usize>)>) -> Self {
        Self(alternatives.into_iter().collect())
    }

    /// Whether a combination has it.
    pub(crate) fn is_in(&self, choices: &[usize]) -> bool {
        self.0.iter().all(|(part, alternatives)| choices.get(*part).is_some_and(|chosen| alternatives.contains(chosen)))
    }
}

/// One alternative of each part, the cheapest combination that has none of the conflicts; of the same price, the one whose
/// alternatives stand first. `None` where there is none.
///
/// `parts` has of each part the price of every alternative that may be chosen.
pub(crate) fn cheapest_without(conflicts: &BTreeSet<Conflict>, parts: &[Vec<(Price, usize)>]) -> Option<Vec<usize>> {
    // Parts without a conflict are as cheap as they can be, whatever the others are, and need no search.
    let open = parts.iter().filter(|part| part.len() > 1).count();
    // A conflict of all parts is about one combination, and would leave no part free.
    let decided: BTreeSet<_> =
        conflicts.iter().filter(|one| one.0.len() < open).flat_map(|one| one.0.keys().copied()).collect();
    let free = (0..parts.len()).filter(|part| !decided.contains(part));
    let order: Vec<_> = decided.iter().copied().chain(free).collect();
    let mut ends = vec![Vec::new(); order.len()];
    for conflict in conflicts {
        // A conflict of no parts excludes everything.
        let last = order.iter().rposition(|part| conflict.0.contains_key(part))?;
        ends[last].push(conflict);
    }
    let parts: Option<Vec<_>> = parts.iter().cloned().map(by_price).collect();
    let choices = vec![0; order.len()];
    let mut descent = Descent { parts: parts?, order, ends, choices, cheapest: None };
    descent.go_on(0, Price::default());
    descent.cheapest.map(|(_, choices)| choices)
}

/// The alternatives by their price beyond the cheapest; `None` of no alternatives.
fn by_price(mut alternatives: Vec<(Price, usize)>) -> Option<Vec<(Price, usize)>> {
    alternatives.sort_unstable();
    let (least, _) = *alternatives.first()?;
    Some(alternatives.iter().map(|(price, index)| (price.beyond(least), *index)).collect())
}

/// A search, part by part, that turns back where what it has costs no less than what it found.
struct Descent<'a> {
    parts: Vec<Vec<(Price, usize)>>,
    /// The parts in the order in which they are chosen.
    order: Vec<usize>,
    /// By the place in that order, the conflicts that are complete there.
    ends: Vec<Vec<&'a Conflict>>,
    choices: Vec<usize>,
    cheapest: Option<(Price, Vec<usize>)>,
}

impl Descent<'_> {
    fn go_on(&mut self, depth: usize, price: Price) {
        let Some(part) = self.order.get(depth).copied() else {
            self.cheapest = Some((price, self.choices.clone()));
            return;
        };
        for at in 0..self.parts[part].len() {
            let (dearer, alternative) = self.parts[part][at];
            let price = price.plus(dearer);
            if self.cheapest.as_ref().is_some_and(|(least, _)| price >= *least) {
                return;
            }
            self.choices[part] = alternative;
            if !self.ends[depth].iter().any(|conflict| conflict.is_in(&self.choices)) {
                self.go_on(depth + 1, price);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_cost::Usd;
    use proptest::collection::{btree_set, vec};
    use proptest::prelude::*;

    fn dollars(amount: u8) -> Price {
        Price { high: Usd::dollars(amount.into()), low: Usd::ZERO }
    }

    fn combinations(parts: &[Vec<u8>]) -> Vec<Vec<usize>> {
        parts.iter().fold(vec![vec![]], |all, part| {
            let longer = |one: &Vec<usize>| {
                let one = one.clone();
                (0..part.len()).map(move |at| one.iter().copied().chain([at]).collect())
            };
            all.iter().flat_map(longer).collect()
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn finds_the_cheapest_of_all_that_have_no_conflict(
            parts in vec(vec(0_u8..7, 1..4), 1..5),
            conflicts in vec(vec((0_usize..5, btree_set(0_usize..4, 1..3)), 1..4), 0..20),
        ) {
            let of = |alternatives: &Vec<(usize, BTreeSet<usize>)>| {
                Conflict::of(alternatives.iter().map(|(part, some)| (part % parts.len(), some.clone())))
            };
            let conflicts: BTreeSet<_> = conflicts.iter().map(of).collect();
            let price = |one: &Vec<usize>| one.iter().zip(&parts).map(|(at, part)| u32::from(part[*at])).sum::<u32>();
            let all = combinations(&parts);
            let without = all.iter().filter(|one| !conflicts.iter().any(|conflict| conflict.is_in(one)));
            let priced: Vec<Vec<_>> =
                parts.iter().map(|part| part.iter().enumerate().map(|(at, price)| (dollars(*price), at)).collect()).collect();
            let found = cheapest_without(&conflicts, &priced);
            prop_assert_eq!(found.as_ref().map(price), without.clone().map(price).min());
            prop_assert!(found.is_none_or(|found| without.clone().any(|one| *one == found)));
        }
    }

    #[test]
    fn a_part_without_alternatives_has_no_combination() {
        assert_eq!(cheapest_without(&BTreeSet::new(), &[vec![(dollars(1), 0)], vec![]]), None);
    }

    #[test]
    fn of_the_same_price_comes_first_what_stands_first() {
        let part = || vec![(dollars(1), 0), (dollars(1), 1)];
        let conflicts = BTreeSet::from([Conflict::of([(1, BTreeSet::from([0]))])]);
        assert_eq!(cheapest_without(&conflicts, &[part(), part(), part()]), Some(vec![0, 1, 0]));
    }
}
