//! What of an import may be shown, stored and sent.

use crate::{Import, Lines, Note, NoteKind, secret};
use openmercato_ecs_delivery::admission;
use openmercato_ecs_module::{Module, misspelled};
use std::collections::{BTreeMap, BTreeSet};
use terraform_language::InputPath;

impl Import {
    /// The import with the inputs as they are, and with files and notes that may be shown: no secret is in those.
    #[must_use]
    pub fn masked(mut self, module: &Module) -> Self {
        let mut shown = self.clone();
        secret::withhold(&mut shown, module);
        // Masking adds notes about inputs that stay here.
        shown.notes.truncate(self.notes.len());
        Self { inputs: std::mem::take(&mut self.inputs), taken: std::mem::take(&mut self.taken), ..shown }
    }

    /// The import as it may be shown, stored and sent: without secrets, and without what the form could not show. A name
    /// that is nearly one of an input stays, with a note.
    #[must_use]
    pub fn admitted(mut self, module: &Module) -> Self {
        secret::withhold(&mut self, module);
        // In the order in which they were taken: what opens a block comes after what is in it.
        let mut taken: BTreeMap<_, (usize, Lines)> = BTreeMap::new();
        for (order, (lines, path)) in self.taken.iter().enumerate() {
            taken.entry(path).or_insert((order, *lines));
        }
        let note = |kind, path: InputPath, text| {
            let within = taken.range::<&InputPath, _>(&path..).take_while(|(taken, _)| taken.is_within(&path));
            let lines = within.map(|(_, place)| *place).min().map(|(_, lines)| lines);
            Note { lines, path: Some(path), kind, text }
        };
        let nearly = self.inputs.iter().take(admission::MOST).filter_map(|(name, _)| {
            let near = misspelled(module, name).filter(|_| module.variable(name).is_none())?;
            let text = format!("the module has no input {name}; {} is near. It stays until it is renamed.", near.name);
            Some(note(NoteKind::Changed, InputPath::of(name), text))
        });
        let (inputs, left_out) = admission::admit(module, &self.inputs);
        let left_out =
            left_out.into_iter().map(|admission::LeftOut { path, text }| note(NoteKind::LeftOut, path, text));
        // Of the first of them that are too many admission says so.
        let further = self.inputs.iter().skip(admission::MOST + 1).map(|(name, _)| {
            let path = InputPath::of(name);
            let text = format!("{path} is left out: there are too many inputs.");
            note(NoteKind::LeftOut, path, text)
        });
        let notes: Vec<_> = nearly.chain(left_out).chain(further).collect();
        let is_left_out = |note: &&Note| note.kind == NoteKind::LeftOut;
        let paths: BTreeSet<_> = notes.iter().filter(is_left_out).filter_map(|note| note.path.clone()).collect();
        let is_left_out = |path: &InputPath| {
            std::iter::successors(Some(path.clone()), InputPath::parent).any(|around| paths.contains(&around))
        };
        self.inputs = inputs;
        self.taken.retain(|(_, path)| !is_left_out(path));
        self.notes.extend(notes);
        self.notes.sort_by_key(|note| note.lines);
        self
    }
}
