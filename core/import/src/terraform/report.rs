//! What became of each part of Terraform's files.

use super::document::Document;
use super::node::{Form, Node, Place, Shape};
use crate::reader::short;
use crate::{Import, Lines, Note, NoteKind};
use std::collections::BTreeMap;
use terraform_language::InputPath;

/// What became of each part of Terraform's files, with the import that it goes into.
pub(super) struct Report<'a> {
    pub(super) import: &'a mut Import,
    documents: BTreeMap<usize, &'a Document>,
    /// What became of each part, with where it starts: objects are read from their end, where what counts stands.
    notes: Vec<((usize, usize), Note)>,
    /// Where each part starts about which something is said, with the input that it is in: no such part is said to be of
    /// no use.
    said: BTreeMap<(usize, usize), Option<InputPath>>,
}

impl<'a> Report<'a> {
    pub(super) fn new(import: &'a mut Import, documents: &'a [Document]) -> Self {
        let documents = documents.iter().map(|document| (document.file, document)).collect();
        Self { import, documents, notes: Vec::new(), said: BTreeMap::new() }
    }

    /// The lines of a place; `None` where its file is none of the import's.
    pub(super) fn lines(&self, place: &Place) -> Option<Lines> {
        let document = self.documents.get(&place.file).filter(|_| place.file < self.import.files.len())?;
        Some(document.index.lines(place.file, &document.text, place.span()))
    }

    /// The name of a place's file and its line, for people.
    pub(super) fn at(&self, place: &Place) -> String {
        let line = self.documents.get(&place.file).map_or(1, |document| document.index.line(place.start));
        match self.documents.get(&place.file).map(|document| document.own_name()).filter(|name| !name.is_empty()) {
            Some(name) if self.documents.len() > 1 => format!("line {line} of {name}"),
            _ => format!("line {line}"),
        }
    }

    /// The folder of a place's file, as it was given.
    pub(super) fn folder(&self, place: &Place) -> String {
        self.documents.get(&place.file).map_or("", |document| document.folder()).to_owned()
    }

    /// What stands at a place, on one line.
    pub(super) fn source(&self, place: &Place) -> String {
        short(self.documents.get(&place.file).and_then(|document| document.text.get(place.span())).unwrap_or_default())
    }

    /// Says that the part is in the inputs at this path.
    pub(super) fn take(&mut self, place: &Place, path: &InputPath) {
        self.said.insert((place.file, place.start), Some(path.clone()));
        if let Some(lines) = self.lines(place) {
            self.import.taken.push((lines, path.clone()));
        }
    }

    /// Hands the notes over in the order of the files.
    pub(super) fn finish(mut self) {
        self.notes.sort_by_key(|(start, _)| *start);
        self.import.notes.extend(self.notes.into_iter().map(|(_, note)| note));
    }

    /// Notes what became of a part.
    pub(super) fn note(&mut self, place: &Place, path: Option<&InputPath>, kind: NoteKind, text: String) {
        self.said.entry((place.file, place.start)).or_default();
        if let Some(lines) = self.lines(place) {
            let note = Note { lines: Some(lines), path: path.cloned(), kind, text };
            self.notes.push(((place.file, place.start), note));
        }
    }

    /// Notes that a part is left out.
    pub(super) fn leave_out(&mut self, place: &Place, path: Option<&InputPath>, text: String) {
        self.note(place, path, NoteKind::LeftOut, text);
    }

    /// Notes a comment. Beside a part it says nothing about that.
    pub(super) fn comment(&mut self, place: &Place) {
        let text = "a comment says nothing that an input could hold.".to_owned();
        if let Some(lines) = self.lines(place) {
            let note = Note { lines: Some(lines), path: None, kind: NoteKind::Aside, text };
            self.notes.push(((place.file, place.start), note));
        }
    }

    /// Notes that a part says nothing that an input could hold.
    pub(super) fn aside(&mut self, place: &Place, text: String) {
        self.note(place, None, NoteKind::Aside, text);
    }

    pub(super) fn is_said(&self, place: &Place) -> bool {
        self.said.contains_key(&(place.file, place.start))
    }

    /// The first input that something between two places is in.
    pub(super) fn first_within(&self, whole: &Place) -> Option<InputPath> {
        let within = self.said.range((whole.file, whole.start)..(whole.file, whole.end.max(whole.start)));
        within.filter_map(|(_, path)| path.clone()).next()
    }

    /// Whether something was said about a part that starts on the first line of a place.
    pub(super) fn is_line_said(&self, place: &Place) -> bool {
        let Some(document) = self.documents.get(&place.file) else { return true };
        let line = document.index.line(place.start);
        let start = |line| (place.file, document.index.start(line).start);
        self.said.range(start(line)..start(line + 1)).next().is_some()
    }

    /// Whether something was said about a node or about what is in it.
    fn is_touched(&self, node: &Node) -> bool {
        self.is_said(&node.place)
            || match &node.shape {
                Shape::Object(entries) => {
                    entries.iter().any(|entry| self.is_said(&entry.place) || self.is_touched(&entry.value))
                }
                Shape::List(elements) | Shape::Whole(_, Form::Call(_, elements)) => {
                    elements.iter().any(|element| self.is_touched(element))
                }
                Shape::Whole(_, Form::Conditional(_, branches)) => {
                    branches.iter().any(|branch| self.is_touched(branch))
                }
                Shape::Whole(..) => false,
            }
    }

    /// Notes every part of what is called so that nothing was said about: the whole, or entries of it.
    pub(super) fn rest(&mut self, whole: &Place, node: &Node, called: &str, kind: NoteKind, why: &str) {
        if !self.is_said(whole) && !self.is_touched(node) {
            self.note(whole, None, kind, format!("{called} {why}"));
            return;
        }
        for entry in node.entries().unwrap_or_default() {
            let key = self.source(&entry.place);
            self.rest(&entry.whole(), &entry.value, &format!("{called}.{key}"), kind, why);
        }
        if !self.is_line_said(whole) {
            match self.first_within(whole) {
                Some(path) => self.take(whole, &path),
                None => self.note(whole, None, NoteKind::Aside, format!("{called} holds what is not known.")),
            }
        }
    }
}
