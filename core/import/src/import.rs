//! What was read of what somebody brought.

use crate::call::Call;
use crate::line::{Line, Mark};
use crate::note::{Lines, Note, NoteKind};
use openmercato_ecs_delivery::admission;
use openmercato_ecs_module::{Inputs, Module, misspelled};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet};
use terraform_language::InputPath;

/// What was read of one or several files.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The inputs that were understood, the sensitive ones among them: enough for a verdict that is Terraform's. They
    /// must not be shown, stored or sent before [`Import::admitted`] took the sensitive ones out.
    pub inputs: Inputs,
    /// What is not in the inputs as it stood in a source, in the order of files and lines.
    pub notes: Vec<Note>,
    /// Which lines the inputs come from.
    pub taken: Vec<(Lines, InputPath)>,
    /// The files that were read, by the index that [`Lines::file`] has.
    pub files: Vec<ReadFile>,
    /// Calls of modules that are not ours, each named in a note as well.
    pub calls: Vec<Call>,
}

/// A file that was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadFile {
    /// Its name, as it was given; that of a file in an archive.
    pub name: String,
    /// Its text; empty where it is none.
    pub text: String,
}

impl Import {
    /// Adds a file, and gives its index.
    pub(crate) fn open(&mut self, name: &str, text: String) -> usize {
        self.files.push(ReadFile { name: name.to_owned(), text });
        self.files.len() - 1
    }

    /// Notes that a file cannot be read.
    pub(crate) fn refuse(&mut self, name: &str, why: String) {
        self.open(name, String::new());
        self.leave_out(why);
    }

    /// Notes that something is left out that has no lines.
    pub(crate) fn leave_out(&mut self, text: String) {
        self.notes.push(Note { lines: None, path: None, kind: NoteKind::LeftOut, text });
    }

    /// Whether a part of a source that means something is not in the inputs.
    pub fn has_left_out(&self) -> bool {
        self.notes.iter().any(|note| matches!(note.kind, NoteKind::LeftOut | NoteKind::Secret))
    }

    /// The import as it may be shown, stored and sent: without secrets, and without what the form could not show. A name
    /// that is nearly one of an input stays, with a note.
    #[must_use]
    pub fn admitted(mut self, module: &Module) -> Self {
        // The first place of each path is where it is set; then come the lines that hold or lead to it.
        let mut taken: BTreeMap<_, Lines> = BTreeMap::new();
        for (lines, path) in &self.taken {
            taken.entry(path).or_insert(*lines);
        }
        let note = |kind, path: InputPath, text| {
            let within = || taken.range::<&InputPath, _>(&path..).take_while(|(taken, _)| taken.is_within(&path));
            let lines = taken.get(&path).copied().or_else(|| within().map(|(_, lines)| *lines).min());
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

    /// The lines of a file, each with what became of it. A line inside of a part is of the innermost part.
    pub fn lines(&self, file: usize) -> Vec<Line> {
        let text = self.files.get(file).map_or("", |file| file.text.as_str());
        let mut lines: Vec<_> = text.lines().map(|text| Line { text: text.to_owned(), mark: Mark::Silent }).collect();
        let taken = self.taken.iter().map(|(lines, _)| (*lines, Mark::Taken));
        let noted = self.notes.iter().filter_map(|note| Some((note.lines?, Mark::Noted(note.kind))));
        let mut parts: Vec<_> = taken.chain(noted).filter(|(lines, _)| lines.file == file).collect();
        // What says nothing before all else, so that a line with a setting and a comment is that of the setting. Then the
        // longest first, so that what is within a part comes after it; then the weightiest last.
        let weight = |mark: &Mark| match mark {
            Mark::Noted(NoteKind::Aside) | Mark::Silent => 0,
            Mark::Taken => 1,
            Mark::Noted(NoteKind::Changed) => 2,
            Mark::Noted(NoteKind::LeftOut) => 3,
            Mark::Noted(NoteKind::Secret) => 4,
        };
        parts.sort_by_key(|(lines, mark)| {
            let weight = weight(mark);
            (weight > 0, std::cmp::Reverse(lines.last - lines.first), weight, *lines)
        });
        parts.dedup();
        for (at, mark) in parts {
            let range = at.first.saturating_sub(1)..at.last.min(lines.len());
            for line in lines.get_mut(range).unwrap_or_default().iter_mut().filter(|line| !line.text.trim().is_empty())
            {
                line.mark = mark;
            }
        }
        lines
    }

    /// `inputs`, and `notes[]`: `file`, `line` (from 1), `path`, `kind` and `text`; null where there is none.
    pub fn to_json(&self) -> Json {
        let notes: Vec<_> = self.notes.iter().map(|note| self.note_json(note)).collect();
        json!({ "inputs": self.inputs.to_json(), "notes": notes })
    }

    fn note_json(&self, note: &Note) -> Json {
        json!({
            "file": note.lines.and_then(|lines| self.files.get(lines.file)).map(|file| &file.name),
            "line": note.lines.map(|lines| lines.first),
            "path": note.path.as_ref().map(ToString::to_string),
            "kind": note.kind.name(),
            "text": note.text,
        })
    }
}
