//! Combinations in the order of their price, without making them all.

use openmercato_ecs_cost::Usd;
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// The high end of a month's price, and the low end: the order in which prices are compared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Price {
    pub(crate) high: Usd,
    pub(crate) low: Usd,
}

impl Price {
    /// What `self` is beyond another price.
    pub(crate) fn beyond(self, other: Self) -> Self {
        Self { high: self.high - other.high, low: self.low - other.low }
    }

    pub(crate) fn plus(self, other: Self) -> Self {
        Self { high: self.high + other.high, low: self.low + other.low }
    }
}

/// Gives one alternative of each part, the cheapest combination first, then each that is next. Of the same price, those
/// come first whose alternatives stand first.
///
/// A combination follows from one before it by the next dearer alternative of one part; only of the part that was moved
/// last, or of one behind it, so that each is made once.
pub(crate) struct InOrder {
    /// The alternatives of each part by price: the price beyond the cheapest, and the alternative.
    parts: Vec<Vec<(Price, usize)>>,
    next: BinaryHeap<Reverse<Step>>,
}

#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Step {
    price: Price,
    /// How far each part is from its cheapest.
    ranks: Vec<usize>,
    moved: usize,
}

impl InOrder {
    /// Of each part the price of every alternative that may be chosen.
    pub(crate) fn of(parts: Vec<Vec<(Price, usize)>>) -> Self {
        let is_empty = parts.iter().any(Vec::is_empty);
        let parts: Vec<_> = parts.into_iter().map(by_price).collect();
        let mut next = BinaryHeap::new();
        if !is_empty {
            next.push(Reverse(Step { price: Price::default(), ranks: vec![0; parts.len()], moved: 0 }));
        }
        Self { parts, next }
    }
}

fn by_price(mut alternatives: Vec<(Price, usize)>) -> Vec<(Price, usize)> {
    alternatives.sort_unstable();
    let least = alternatives.first().map_or(Price::default(), |(price, _)| *price);
    alternatives.iter().map(|(price, index)| (price.beyond(least), *index)).collect()
}

impl Iterator for InOrder {
    type Item = Vec<usize>;

    fn next(&mut self) -> Option<Vec<usize>> {
        let Reverse(step) = self.next.pop()?;
        for part in step.moved..self.parts.len() {
            let rank = step.ranks[part];
            let Some((dearer, _)) = self.parts[part].get(rank + 1) else { continue };
            let (now, _) = &self.parts[part][rank];
            let price = step.price.plus(dearer.beyond(*now));
            let mut ranks = step.ranks.clone();
            ranks[part] += 1;
            self.next.push(Reverse(Step { price, ranks, moved: part }));
        }
        Some(step.ranks.iter().zip(&self.parts).map(|(rank, part)| part[*rank].1).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::collection::vec;
    use proptest::prelude::*;

    fn dollars(amount: u8) -> Price {
        Price { high: Usd::dollars(amount.into()), low: Usd::ZERO }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn gives_every_combination_once_and_the_cheapest_first(prices in vec(vec(0_u8..7, 1..4), 1..5)) {
            let of = |part: &Vec<u8>| part.iter().enumerate().map(|(at, price)| (dollars(*price), at)).collect();
            let all: Vec<_> = InOrder::of(prices.iter().map(of).collect()).collect();
            let price = |one: &Vec<usize>| one.iter().zip(&prices).map(|(at, part)| u32::from(part[*at])).sum::<u32>();
            prop_assert!(all.windows(2).all(|pair| price(&pair[0]) <= price(&pair[1])));
            prop_assert_eq!(all.len(), prices.iter().map(Vec::len).product::<usize>());
            let different: std::collections::BTreeSet<_> = all.iter().collect();
            prop_assert_eq!(different.len(), all.len());
        }
    }

    #[test]
    fn a_part_without_alternatives_has_no_combination() {
        assert_eq!(InOrder::of(vec![vec![(dollars(1), 0)], vec![]]).count(), 0);
    }
}
