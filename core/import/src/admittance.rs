//! What of an import may be shown, stored and sent.

use crate::{Import, Lines, Note, NoteKind, secret};
use openmercato_ecs_delivery::admission::{self, LeftOut};
use openmercato_ecs_module::Module;
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
        let lines_of = |path: &InputPath| {
            let within = taken.range::<&InputPath, _>(path..).take_while(|(taken, _)| taken.is_within(path));
            within.map(|(_, place)| *place).min().map(|(_, lines)| lines)
        };
        let note = |kind, path: InputPath, text| Note { lines: lines_of(&path), path: Some(path), kind, text };
        let nearly = admission::misspellings(module, &self.inputs);
        let nearly = nearly.map(|(path, text)| note(NoteKind::Changed, path, text));
        let (inputs, left_out) = admission::admit(module, &self.inputs);
        let gone: BTreeSet<_> = left_out.iter().flat_map(LeftOut::gone).cloned().collect();
        let left_out = left_out.into_iter().flat_map(|LeftOut { path, text, entries }| {
            let lines = match entries.as_slice() {
                [] => vec![lines_of(&path)],
                entries => runs(entries.iter().filter_map(lines_of)),
            };
            let note =
                move |lines| Note { lines, path: Some(path.clone()), kind: NoteKind::LeftOut, text: text.clone() };
            lines.into_iter().map(note)
        });
        // Of the first of them that are too many admission says so.
        let further = self.inputs.iter().skip(admission::MOST + 1).map(|(name, _)| {
            let path = InputPath::of(name);
            let text = format!("{path} is left out: there are too many inputs.");
            note(NoteKind::LeftOut, path, text)
        });
        let notes: Vec<_> = nearly.chain(left_out).chain(further).collect();
        let is_left_out = |path: &InputPath| {
            std::iter::successors(Some(path.clone()), InputPath::parent).any(|around| gone.contains(&around))
        };
        self.inputs = inputs;
        self.taken.retain(|(_, path)| !is_left_out(path));
        self.notes.extend(notes);
        self.notes.sort_by_key(|note| note.lines);
        self
    }
}

/// Lines in order, those that follow each other as one; none where nothing is known of any.
fn runs(lines: impl Iterator<Item = Lines>) -> Vec<Option<Lines>> {
    let lines: BTreeSet<_> = lines.collect();
    let mut runs = Vec::<Lines>::new();
    for lines in lines {
        match runs.last_mut() {
            Some(last) if last.file == lines.file && lines.first <= last.last + 1 => {
                last.last = last.last.max(lines.last);
            }
            _ => runs.push(lines),
        }
    }
    if runs.is_empty() { vec![None] } else { runs.into_iter().map(Some).collect() }
}
