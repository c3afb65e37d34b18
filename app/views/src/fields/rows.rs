//! The rows of a map: each has a name that can be changed.

use leptos::prelude::*;
use openmercato_ecs_core::{InputPath, Step, Value};
use openmercato_ecs_form::focus::{after_render, field_id, move_focus};
use openmercato_ecs_form::store::{Store, Unfinished};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The rows of one map. A row keeps its place while its name changes; one without a usable name is not yet an input.
#[derive(Clone, Copy)]
pub(crate) struct Rows {
    store: Store,
    path: StoredValue<InputPath>,
    /// The rows in the order in which they are shown.
    pub(crate) list: RwSignal<Vec<Row>>,
    next: StoredValue<usize>,
}

/// One row of a map.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// Tells the row from the others, for as long as it is on the page.
    pub(crate) id: usize,
    /// The key that it has among the inputs; `None` while it has none.
    pub(crate) key: RwSignal<Option<Arc<str>>>,
    /// What was typed as its value while it has no key.
    pub(crate) waiting: RwSignal<Option<Value>>,
    /// A name that was typed and cannot be used, and why not.
    pub(crate) refused: RwSignal<Option<(String, String)>>,
}

impl Row {
    /// What a screen reader calls the row.
    pub(crate) fn called(self) -> String {
        self.key.get().map_or_else(|| "new row".to_owned(), |key| key.to_string())
    }
}

impl Rows {
    /// The rows of the map at `path`, which follow what happens to the inputs elsewhere.
    pub(crate) fn of(store: Store, path: InputPath) -> Self {
        let path = StoredValue::new(path);
        let keys = Memo::new(move |_| {
            let value = store.value(&path.read_value()).or_else(|| store.default(&path.read_value()));
            value.as_ref().and_then(Value::entries).map(|entries| entries.keys().cloned().collect::<Vec<_>>())
        });
        let rows = Self { store, path, list: RwSignal::default(), next: StoredValue::new(0) };
        rows.follow(keys.get_untracked().unwrap_or_default());
        rows.take_up();
        Effect::new(move |_| rows.follow(keys.get().unwrap_or_default()));
        rows
    }

    /// Shows the rows again that were left unfinished when the section was closed.
    fn take_up(self) {
        for left in self.store.take_unfinished(&self.path.read_value()) {
            let list = self.list.get_untracked();
            let held = list.iter().copied().find(|row| left.key.is_some() && row.key.get_untracked() == left.key);
            let row = held.unwrap_or_else(|| self.row(None));
            if held.is_none() {
                self.list.write().push(row);
            }
            row.waiting.set(left.value);
            self.refuse(row, left.name, left.message);
        }
    }

    /// Keeps a name that cannot be used, with the reason, in sight and counted among the problems.
    fn refuse(self, row: Row, name: String, message: String) {
        let unfinished = Unfinished {
            path: self.path.get_value(),
            key: row.key.get_untracked(),
            name: name.clone(),
            value: row.waiting.get_untracked(),
            element: self.name_id(row),
            message: message.clone(),
        };
        self.store.set_unfinished(&self.row_id(row), Some(unfinished));
        row.refused.set(Some((name, message)));
    }

    fn follow(self, keys: Vec<Arc<str>>) {
        let list = self.list.get_untracked();
        let is_there = |key: &Arc<str>| list.iter().any(|row| row.key.read_untracked().as_ref() == Some(key));
        let mut next: Vec<_> = list
            .iter()
            .copied()
            .filter(|row| row.key.read_untracked().as_ref().is_none_or(|key| keys.contains(key)))
            .collect();
        for key in keys.into_iter().filter(|key| !is_there(key)) {
            next.push(self.row(Some(key)));
        }
        if next != list {
            self.list.set(next);
        }
    }

    fn row(self, key: Option<Arc<str>>) -> Row {
        let id = self.next.get_value();
        self.next.set_value(id + 1);
        Row { id, key: RwSignal::new(key), waiting: RwSignal::new(None), refused: RwSignal::new(None) }
    }

    /// Where the row's value stands among the inputs.
    pub(crate) fn path(self, key: &Arc<str>) -> InputPath {
        self.path.read_value().then(Step::Key(Arc::clone(key)))
    }

    /// The id of the element in which the row's name is typed.
    pub(crate) fn name_id(self, row: Row) -> String {
        format!("{}-name-{}", field_id(&self.path.read_value()), row.id)
    }

    fn row_id(self, row: Row) -> String {
        self.name_id(row)
    }

    /// Adds a row without a name and moves the focus there.
    pub(crate) fn add(self) {
        let row = self.row(None);
        self.list.write().push(row);
        after_render(move || {
            move_focus(&self.name_id(row));
        });
    }

    /// Adds a row for each of the names, as one change; gives those that are taken.
    pub(crate) fn add_named(self, names: &[&str], empty: &Value) -> Vec<String> {
        let mut entries = self.entries();
        let mut taken = Vec::new();
        for name in names {
            if entries.contains_key(*name) {
                taken.push((*name).to_owned());
            } else {
                entries.insert((*name).into(), empty.clone());
            }
        }
        self.put(entries);
        taken
    }

    /// Gives the row another name, or keeps the name beside the row when it cannot be had.
    pub(crate) fn rename(self, row: Row, name: &str, empty: Value) {
        let old = row.key.get_untracked();
        if let Err(message) = self.check_name(old.as_ref(), name) {
            return self.refuse(row, name.to_owned(), message);
        }
        self.store.set_unfinished(&self.row_id(row), None);
        row.refused.set(None);
        if old.as_deref() == Some(name) {
            return;
        }
        let mut entries = self.entries();
        let held = old.and_then(|old| entries.remove(&old));
        let waiting = row.waiting.try_update(Option::take).flatten();
        let key: Arc<str> = name.into();
        entries.insert(Arc::clone(&key), held.or(waiting).unwrap_or(empty));
        row.key.set(Some(key));
        self.put(entries);
    }

    fn check_name(self, old: Option<&Arc<str>>, name: &str) -> Result<(), String> {
        if name.is_empty() {
            return Err(match old {
                Some(old) => format!("A name is required. Until then the row is still called {old:?}."),
                None => "A name is required, or the row removed.".to_owned(),
            });
        }
        if old.map(|old| &**old) != Some(name) && self.entries().contains_key(name) {
            return Err(format!("There is a row called {name:?} already. Choose another name."));
        }
        Ok(())
    }

    /// Sets the row's value, or keeps it waiting for a name.
    pub(crate) fn set_value(self, row: Row, value: Value) {
        match row.key.get_untracked() {
            Some(key) => self.store.type_in(&self.path(&key), Some(value)),
            None => {
                row.waiting.set(Some(value));
                let name = row.refused.get_untracked().map(|(name, _)| name).unwrap_or_default();
                if let Err(message) = self.check_name(None, &name) {
                    self.refuse(row, name, message);
                }
            }
        }
    }

    /// The row's value.
    pub(crate) fn value(self, row: Row) -> Option<Value> {
        match row.key.get() {
            Some(key) => {
                let path = self.path(&key);
                let default = || self.store.default(&self.path.read_value())?.get(&key).cloned();
                self.store.value(&path).or_else(default)
            }
            None => row.waiting.get(),
        }
    }

    /// Takes the row away; the focus goes to the next one or to `otherwise`.
    pub(crate) fn remove(self, row: Row, otherwise: String) {
        let list = self.list.get_untracked();
        let place = list.iter().position(|other| *other == row).unwrap_or_default();
        let rest: Vec<_> = list.into_iter().filter(|other| *other != row).collect();
        let next = rest.get(place).or(rest.last()).map(|next| self.name_id(*next));
        self.store.set_unfinished(&self.row_id(row), None);
        self.list.set(rest);
        if let Some(key) = row.key.get_untracked() {
            self.store.set(&self.path(&key), None);
        }
        after_render(move || {
            if !next.is_some_and(|next| move_focus(&next)) {
                move_focus(&otherwise);
            }
        });
    }

    /// Adds a row with the same value below, under a name that is free.
    pub(crate) fn duplicate(self, row: Row) {
        let Some(key) = row.key.get_untracked() else { return };
        let mut entries = self.entries();
        let Some(value) = entries.get(&key).cloned() else { return };
        let stem = key.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('-');
        let free = (2..).map(|n| format!("{stem}-{n}")).find(|name| !entries.contains_key(&**name));
        let name: Arc<str> = free.unwrap_or_default().into();
        entries.insert(Arc::clone(&name), value);
        let copy = self.row(Some(name));
        self.list.update(|list| {
            let place = list.iter().position(|other| *other == row).map_or(list.len(), |place| place + 1);
            list.insert(place, copy);
        });
        self.put(entries);
        after_render(move || {
            move_focus(&self.name_id(copy));
        });
    }

    fn entries(self) -> BTreeMap<Arc<str>, Value> {
        let path = self.path.read_value();
        let value = self.store.value(&path).or_else(|| self.store.default(&path));
        value.as_ref().and_then(Value::entries).cloned().unwrap_or_default()
    }

    fn put(self, entries: BTreeMap<Arc<str>, Value>) {
        self.store.set(&self.path.get_value(), Some(Value::object(entries)));
    }
}

/// The element in which a row's name is typed, with what is wrong with the name.
#[component]
pub(crate) fn RowName(
    rows: Rows,
    row: Row,
    /// What a screen reader calls it.
    label: String,
    /// The value of a row that gets its first name.
    empty: Value,
    #[prop(optional)] placeholder: &'static str,
) -> impl IntoView {
    let element = NodeRef::<leptos::html::Input>::new();
    let id = rows.name_id(row);
    let message_id = format!("{id}-messages");
    Effect::new(move |_| {
        let refused = row.refused.get().map(|(name, _)| name);
        let shown = refused.or_else(|| row.key.get().map(|key| key.to_string()));
        if let (Some(element), Some(shown)) = (element.get(), shown)
            && element.value().trim() != shown
        {
            element.set_value(&shown);
        }
    });
    let described_by = message_id.clone();
    view! {
        <span class="row-name">
            <input
                node_ref=element
                type="text"
                id=id
                class="name"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-label=label
                placeholder=placeholder
                aria-invalid=move || row.refused.read().is_some().then_some("true")
                aria-describedby=move || row.refused.read().is_some().then(|| described_by.clone())
                on:change=move |event| rows.rename(row, event_target_value(&event).trim(), empty.clone())
            />
            {move || row.refused.get().map(|(_, text)| refusal(text, message_id.clone()))}
        </span>
    }
}

/// What is wrong with a name.
fn refusal(text: String, id: String) -> impl IntoView {
    view! {
        <span class="message error" id=id>
            <span class="visually-hidden">"Error: "</span>
            {text}
        </span>
    }
}
