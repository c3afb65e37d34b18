//! Many texts looked for at once.

/// Texts that are looked for in another one, all at once: it takes about as long for thousands as for one.
pub(super) struct Finder<'t> {
    /// Sorted, each with the longest other one that it begins with.
    texts: Vec<(&'t str, Option<usize>)>,
    /// Which bytes one of them begins with.
    begins: [bool; 256],
}

impl<'t> Finder<'t> {
    /// A finder of these texts; an empty one is found nowhere.
    pub(super) fn of(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut sorted: Vec<_> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut begins = [false; 256];
        let mut finder = Vec::<(&str, Option<usize>)>::with_capacity(sorted.len());
        for text in sorted {
            let mut shorter = finder.len().checked_sub(1);
            while let Some(index) = shorter.filter(|index| !text.starts_with(finder[*index].0)) {
                shorter = finder[index].1;
            }
            text.bytes().take(1).for_each(|byte| begins[usize::from(byte)] = true);
            finder.push((text, shorter));
        }
        Self { texts: finder, begins }
    }

    /// The texts that a text begins with, the longest first.
    fn beginning(&self, text: &str) -> impl Iterator<Item = &'t str> {
        let is_possible = text.bytes().next().is_some_and(|byte| self.begins[usize::from(byte)]);
        let last = is_possible.then(|| self.before(text)).and_then(|count| count.checked_sub(1));
        let shorter = |index: &usize| self.texts[*index].1;
        std::iter::successors(last, shorter).map(|index| self.texts[index].0).filter(|found| text.starts_with(found))
    }

    /// How many of the texts are the same or come before a text.
    fn before(&self, text: &str) -> usize {
        self.texts.partition_point(|(one, _)| *one <= text)
    }

    /// Where each of the texts stands in a text, in order of places; of those at one place the longest first.
    pub(super) fn all(&self, text: &str) -> impl Iterator<Item = (usize, &'t str)> {
        let places = text.char_indices().map(|(at, _)| at);
        places.flat_map(move |at| self.beginning(&text[at..]).map(move |found| (at, found)))
    }

    /// How many bytes the beginning of a text has in common with one of the texts, at most.
    pub(super) fn common(&self, text: &str) -> usize {
        let next = self.before(text);
        let around = [next.checked_sub(1), Some(next)].into_iter().flatten().filter_map(|index| self.texts.get(index));
        let common = |one: &str| {
            let same = one.char_indices().zip(text.chars()).take_while(|((_, a), b)| a == b);
            same.last().map_or(0, |((at, character), _)| at + character.len_utf8())
        };
        around.map(|(one, _)| common(one)).max().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_is_found_one_by_one(texts in prop::collection::vec("[aé\"]{0,4}", 0..8), text in "[aéb\"]{0,20}") {
            let finder = Finder::of(texts.iter().map(String::as_str));
            let mut found: Vec<_> = finder.all(&text).collect();
            found.sort_unstable();
            let mut expected = Vec::new();
            for one in texts.iter().filter(|one| !one.is_empty()) {
                let places = text.char_indices().map(|(at, _)| at).filter(|at| text[*at..].starts_with(one.as_str()));
                expected.extend(places.map(|at| (at, one.as_str())));
            }
            expected.sort_unstable();
            expected.dedup();
            prop_assert_eq!(found, expected);
            let same = |one: &String| {
                let same = one.chars().zip(text.chars()).take_while(|(a, b)| a == b);
                same.map(|(a, _)| a.len_utf8()).sum::<usize>()
            };
            prop_assert_eq!(finder.common(&text), texts.iter().map(same).max().unwrap_or_default());
        }
    }
}
