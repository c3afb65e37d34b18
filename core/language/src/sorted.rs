//! A sort that all types share.

use std::cmp::Ordering;

/// The items in the order of `compare`; equal ones stay as they were.
///
/// The standard library's sort is compiled for each type anew, some 5 kB in the page's program. This one sorts places.
///
/// ```
/// let words = terraform_language::sorted(["pear", "fig", "apple"], |a, b| a.len().cmp(&b.len()));
/// assert_eq!(words, ["fig", "pear", "apple"]);
/// ```
pub fn sorted<T>(items: impl IntoIterator<Item = T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let items: Vec<T> = items.into_iter().collect();
    let places = places(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut items: Vec<_> = items.into_iter().map(Some).collect();
    places.into_iter().filter_map(|place| items[place].take()).collect()
}

fn places(length: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<_> = (0..length).collect();
    places.sort_by(|a, b| compare(*a, *b));
    places
}
