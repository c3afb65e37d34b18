//! The defaults of each version of the module, so that a link made with an older one can say what has changed since.
//!
//! `core/module/defaults/<version>.txt` has a line for each input that has a default: its name, `=`, and the default as HCL.
//! For an input whose default follows from others that is the module's own expression. The file of the present version
//! is written by `cargo xtask generate module-defaults`; those of older ones are never changed.

use crate::Inputs;
use crate::Module;
use std::collections::BTreeMap;

/// The versions that links may have been made with, oldest first, with their defaults.
const VERSIONS: &[(&str, &str)] = &[("0.1.0", include_str!("../defaults/0.1.0.txt"))];

/// A default that is another one than it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedDefault {
    /// The input.
    pub input: String,
    /// What it was, as HCL; `None` when the input had none or did not exist.
    pub then: Option<String>,
    /// What it is, as HCL; `None` when the input has none any more or is gone.
    pub now: Option<String>,
}

impl ChangedDefault {
    /// The change in words.
    pub fn in_words(&self) -> String {
        let Self { input, then, now } = self;
        match (then, now) {
            (Some(then), Some(now)) => format!("The default of {input} was {then} and is {now}."),
            (None, Some(now)) => format!("{input} has the default {now}; it had none."),
            (Some(then), None) => format!("{input} has no default any more; it was {then}."),
            (None, None) => format!("{input} has no default."),
        }
    }
}

/// What has changed for these inputs since a version of the module: defaults of what they do not set.
///
/// `None` when nothing is known of that version, as of one that is newer than this crate.
pub fn changed_since(version: &str, inputs: &Inputs) -> Option<Vec<ChangedDefault>> {
    let of = |version: &str| VERSIONS.iter().find(|(known, _)| *known == version).map(|(_, text)| *text);
    Some(changes(of(version)?, of(Module::VERSION)?, inputs))
}

fn changes(then: &str, now: &str, inputs: &Inputs) -> Vec<ChangedDefault> {
    let (then, now) = (read(then), read(now));
    let names = then.keys().chain(now.keys().filter(|name| !then.contains_key(*name)));
    let names = names.filter(|name| inputs.get(name).is_none() && then.get(*name) != now.get(*name));
    let text = |of: &BTreeMap<&str, &str>, name: &str| of.get(name).map(|text| (*text).to_owned());
    let change =
        |name: &&str| ChangedDefault { input: (*name).to_owned(), then: text(&then, name), now: text(&now, name) };
    names.map(change).collect()
}

fn read(text: &str) -> BTreeMap<&str, &str> {
    text.lines().filter_map(|line| line.split_once(" = ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_present_version_is_known_and_has_not_changed() {
        assert_eq!(changed_since(Module::VERSION, &Inputs::new()), Some(Vec::new()));
        assert_eq!(changed_since("999.0.0", &Inputs::new()), None);
    }

    #[test]
    fn what_the_link_sets_has_not_changed() {
        let (then, now) = ("cpu = 256\nport = 1\nzone = \"a\"", "cpu = 512\nmemory = 1024\nport = 2");
        let words: Vec<_> =
            changes(then, now, &Inputs::new().with("port", 3.into())).iter().map(ChangedDefault::in_words).collect();
        assert_eq!(
            words,
            [
                "The default of cpu was 256 and is 512.",
                "zone has no default any more; it was \"a\".",
                "memory has the default 1024; it had none.",
            ]
        );
    }
}
