//! A set of the embedded module's variables.

use crate::Module;
use std::sync::LazyLock;

/// Variables of the embedded module. An edit asks hundreds of such sets whether they meet the variables that it changes,
/// so a set is a bit for each variable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct VariableSet(Vec<u64>);

impl VariableSet {
    /// Adds a variable by its name; what is no variable of the module is left out.
    pub(crate) fn insert(&mut self, name: &str) {
        if let Ok(place) = names().binary_search(&name) {
            self.insert_at(place);
        }
    }

    /// Adds the variable at this place among all names in their order, as [`Values`](crate::Values) are in.
    pub(crate) fn insert_at(&mut self, place: usize) {
        let word = place / 64;
        if self.0.len() <= word {
            self.0.resize(word + 1, 0);
        }
        self.0[word] |= 1 << (place % 64);
    }

    /// Whether a variable is in both.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(own, others)| own & others != 0)
    }

    /// The names, in their order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &'static str> {
        let has = |place: usize| self.0.get(place / 64).is_some_and(|word| word & (1 << (place % 64)) != 0);
        names().iter().enumerate().filter(move |(place, _)| has(*place)).map(|(_, name)| *name)
    }
}

impl<'n> FromIterator<&'n str> for VariableSet {
    fn from_iter<I: IntoIterator<Item = &'n str>>(names: I) -> Self {
        let mut set = Self::default();
        names.into_iter().for_each(|name| set.insert(name));
        set
    }
}

/// The names of all variables, in their order.
fn names() -> &'static [&'static str] {
    static NAMES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
        let names = Module::embedded().variables().iter().map(|variable| variable.name.as_str());
        terraform_language::sorted(names, Ord::cmp)
    });
    &NAMES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Inputs, Values};

    #[test]
    fn holds_each_variable_by_itself() {
        for (place, name) in names().iter().enumerate() {
            let set = VariableSet::from_iter([*name]);
            let mut at = VariableSet::default();
            at.insert_at(place);
            assert_eq!((set.names().collect::<Vec<_>>(), &set), (vec![*name], &at));
            let others = names().iter().copied().filter(|other| other != name).collect::<VariableSet>();
            assert!(set.meets(&set) && !set.meets(&others) && !others.meets(&set), "{name}");
            let mut both = others.clone();
            both.insert(name);
            assert!(both.meets(&set), "{name}");
        }
    }

    #[test]
    fn is_in_the_order_of_values() {
        let (values, _) = Values::complete(Module::embedded(), &Inputs::new());
        assert!(values.iter().map(|(name, _)| name).eq(names().iter().copied()));
    }

    #[test]
    fn what_is_no_variable_is_left_out() {
        assert_eq!(VariableSet::from_iter(["nothing"]), VariableSet::default());
    }
}
