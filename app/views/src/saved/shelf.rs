//! The list of saved deployments, and its form in storage and in a file.

use crate::storage::storage;
use leptos::prelude::*;
use openmercato_ecs_core::cost::Assumptions;
use openmercato_ecs_core::{Inputs, Link, Module, Offer};
use openmercato_ecs_form::page::SAVED;
use openmercato_ecs_form::store::Store;
use serde_json::{Value, json};

/// As many as are kept, and as long as a name may be.
const MOST: usize = 500;
const LONGEST: usize = 120;

/// The saved deployments in the order in which they were saved.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Shelf(Vec<Saved>);

/// A deployment under its name.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Saved {
    /// Its name, which no other has.
    pub(crate) name: String,
    /// What was decided.
    pub(crate) inputs: Inputs,
    /// How much it is used.
    pub(crate) assumptions: Assumptions,
    /// For whom it is.
    pub(crate) offer: Offer,
}

impl Saved {
    /// What is worked on, under a name.
    pub(super) fn of(store: Store, name: &str) -> Self {
        Self {
            name: name.to_owned(),
            inputs: store.inputs.get_untracked(),
            assumptions: store.assumptions.get_untracked(),
            offer: store.offer.get_untracked(),
        }
    }

    /// What a link to it would carry.
    pub(crate) fn link(&self) -> Link {
        let Self { inputs, assumptions, offer, .. } = self.clone();
        Link { inputs, assumptions, offer, ..Link::default() }
    }

    /// An entry of the list; `None` when it is none.
    fn from_json(entry: &Value) -> Option<Self> {
        let name = entry.get("name").and_then(Value::as_str)?.to_owned();
        let mut inputs = entry.get("inputs").and_then(Inputs::from_json)?;
        inputs.add_outside(Module::embedded(), &entry["outside"]);
        let (assumptions, _) = Assumptions::from_json(&entry["assumptions"]);
        let (offer, _) = Offer::from_json(&entry["offer"]);
        Some(Self { name, inputs, assumptions, offer })
    }

    fn to_json(&self) -> Value {
        let mut entry = json!({ "name": self.name, "inputs": self.inputs.to_json() });
        if let Some(names) = self.inputs.outside_json(Module::embedded()) {
            entry["outside"] = names;
        }
        if !self.assumptions.are_usual() {
            entry["assumptions"] = self.assumptions.to_json();
        }
        if !self.offer.is_empty() {
            entry["offer"] = self.offer.to_json();
        }
        entry
    }
}

impl Shelf {
    /// What this browser keeps; nothing where storage is refused or holds something else.
    pub(crate) fn read() -> Self {
        Self::kept().unwrap_or_default()
    }

    /// What this browser keeps; `None` where storage is refused, or holds something else or nothing.
    pub(super) fn kept() -> Option<Self> {
        let text = storage()?.get_item(SAVED).ok().flatten()?;
        Self::parse(&text).ok().map(|(shelf, _)| shelf)
    }

    /// Whether another tab's change of storage is one of the list; a storage that was emptied names nothing.
    pub(super) fn is_touched_by(event: &web_sys::StorageEvent) -> bool {
        event.key().is_none_or(|key| key == SAVED)
    }

    /// Keeps the list in this browser; says whether that worked.
    pub(super) fn keep(&self) -> bool {
        storage().is_some_and(|storage| storage.set_item(SAVED, &self.to_json()).is_ok())
    }

    /// Reads a list; gives how many entries were left out since they are none or too many.
    ///
    /// Fails with a message when the text is no such list.
    pub(super) fn parse(text: &str) -> Result<(Self, usize), String> {
        let json: Value =
            serde_json::from_str(text).map_err(|error| format!("This is no list of saved deployments: {error}."))?;
        let entries = json.get("deployments").and_then(Value::as_array);
        let entries = entries.ok_or("This is no list of saved deployments: it has no \"deployments\".")?;
        let mut shelf = Self::default();
        for entry in entries.iter().take(MOST) {
            if let Some(saved) = Saved::from_json(entry) {
                shelf.add(saved);
            }
        }
        let left_out = entries.len() - shelf.0.len();
        Ok((shelf, left_out))
    }

    /// The list as a text.
    pub(super) fn to_json(&self) -> String {
        json!({ "deployments": self.0.iter().map(Saved::to_json).collect::<Vec<_>>() }).to_string()
    }

    /// The deployments in order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Saved> {
        self.0.iter()
    }

    /// What was saved last.
    pub(crate) fn last(&self) -> Option<&Saved> {
        self.0.last()
    }

    /// Whether nothing is saved.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The deployment of this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Saved> {
        self.0.iter().find(|saved| saved.name == name)
    }

    /// Adds a deployment at the end, under its name or the nearest that is free; gives the name.
    pub(super) fn add(&mut self, saved: Saved) -> String {
        let name = self.free(&saved.name);
        self.0.push(Saved { name: name.clone(), ..saved });
        name
    }

    /// Puts a deployment back in its place.
    pub(super) fn put(&mut self, place: usize, saved: Saved) {
        let name = self.free(&saved.name);
        self.0.insert(place.min(self.0.len()), Saved { name, ..saved });
    }

    /// Replaces what is saved under the name; adds it, where another tab has deleted that meanwhile.
    pub(super) fn replace(&mut self, saved: Saved) {
        match self.0.iter_mut().find(|before| before.name == saved.name) {
            Some(before) => *before = saved,
            None => drop(self.add(saved)),
        }
    }

    /// Gives a deployment another name, or the nearest that is free; says which, or nothing where it is gone.
    pub(super) fn rename(&mut self, name: &str, new: &str) -> Option<String> {
        let place = self.0.iter().position(|saved| saved.name == name)?;
        let mut saved = self.0.remove(place);
        saved.name = self.free(new);
        let name = saved.name.clone();
        self.0.insert(place, saved);
        Some(name)
    }

    /// Takes a deployment away; gives it with its place.
    pub(super) fn remove(&mut self, name: &str) -> Option<(usize, Saved)> {
        let place = self.0.iter().position(|saved| saved.name == name)?;
        Some((place, self.0.remove(place)))
    }

    /// The name, shortened if it is very long, with a number if another deployment has it.
    fn free(&self, name: &str) -> String {
        let name: String = name.trim().chars().take(LONGEST).collect();
        let name = if name.is_empty() { "deployment".to_owned() } else { name };
        let numbered = (2..).map(|number| format!("{name} ({number})"));
        let mut candidates = std::iter::once(name.clone()).chain(numbered);
        candidates.find(|candidate| self.get(candidate).is_none()).unwrap_or(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shelf(names: &[&str]) -> Shelf {
        let mut shelf = Shelf::default();
        for name in names {
            let inputs = Inputs::new().with("name", (*name).into());
            shelf.add(Saved { name: (*name).to_owned(), inputs, ..Saved::default() });
        }
        shelf
    }

    fn names(shelf: &Shelf) -> Vec<&str> {
        shelf.iter().map(|saved| saved.name.as_str()).collect()
    }

    #[test]
    fn a_name_is_had_once() {
        let mut shelf = shelf(&["shop", "shop", "", "staging"]);
        assert_eq!(names(&shelf), ["shop", "shop (2)", "deployment", "staging"]);
        shelf.rename("staging", "shop");
        assert_eq!(names(&shelf), ["shop", "shop (2)", "deployment", "shop (3)"]);
        shelf.rename("shop", "shop");
        assert_eq!(names(&shelf)[0], "shop");
    }

    #[test]
    fn what_another_tab_deleted_is_saved_over_but_not_renamed() {
        let mut shelf = shelf(&["shop"]);
        assert_eq!(shelf.rename("gone", "back"), None);
        shelf.replace(Saved { name: "gone".to_owned(), ..Saved::default() });
        assert_eq!(names(&shelf), ["shop", "gone"]);
    }

    #[test]
    fn reads_what_it_writes() {
        let mut shelf = shelf(&["a", "\"b\" \u{1F600}"]);
        let offer = Offer { customer: "Acme".to_owned(), ..Offer::default() };
        shelf.add(Saved { name: "offered".to_owned(), offer, ..Saved::default() });
        let inputs = Inputs::new().with("redis_url", "redis://:hunter2@h".into()).withheld(Module::embedded());
        shelf.add(Saved { name: "outside".to_owned(), inputs, ..Saved::default() });
        assert_eq!(Shelf::parse(&shelf.to_json()), Ok((shelf, 0)));
    }

    #[test]
    fn what_is_no_deployment_is_left_out_and_counted() {
        let text = r#"{"deployments":[{"name":"a","inputs":{}},{"name":1,"inputs":{}},[],{"name":"b"}]}"#;
        let (shelf, left_out) = Shelf::parse(text).expect("a list");
        assert_eq!((names(&shelf), left_out), (vec!["a"], 3));
        for text in ["", "[]", "{}", "null", r#"{"deployments":{}}"#] {
            assert!(Shelf::parse(text).is_err(), "{text}");
        }
    }
}
