//! What is read of one text: a reader takes, changes or leaves out each part through this, and so says its lines.

use crate::line_index::LineIndex;
use crate::{Import, Lines, Note, NoteKind};
use std::ops::Range;
use terraform_language::{InputPath, Value};

/// Reads one text into an import.
pub(crate) struct Reader<'a> {
    /// The text that spans are places of, in bytes.
    text: &'a str,
    pub(crate) file: usize,
    index: LineIndex,
    import: &'a mut Import,
}

impl<'a> Reader<'a> {
    /// A reader of the file that has this index in the import.
    pub(crate) fn new(import: &'a mut Import, file: usize, text: &'a str) -> Self {
        Self { text, file, index: LineIndex::of(text), import }
    }

    /// Says that a part is in the inputs at this path.
    pub(crate) fn take(&mut self, span: Range<usize>, path: &InputPath) {
        let lines = self.lines(span);
        self.import.taken.push((lines, path.clone()));
    }

    /// Sets an input to what a part says, unless something else is set there already.
    pub(crate) fn set(&mut self, span: Range<usize>, path: &InputPath, value: Value) {
        match self.import.inputs.at(path) {
            Some(there) if *there != value => {
                let there = self.import.place_of(path);
                self.leave_out(span, Some(path), format!("{path} is left out here: what {there} says counts."));
            }
            _ => match self.import.inputs.with_at(path, value) {
                Some(inputs) => {
                    self.import.inputs = inputs;
                    self.take(span, path);
                }
                None => self.leave_out(span, Some(path), format!("{path} is left out: there is no room for it.")),
            },
        }
    }

    /// Notes what became of a part.
    pub(crate) fn note(&mut self, span: Range<usize>, path: Option<&InputPath>, kind: NoteKind, text: String) {
        let lines = Some(self.lines(span));
        self.import.notes.push(Note { lines, path: path.cloned(), kind, text });
    }

    /// Notes that a part is left out.
    pub(crate) fn leave_out(&mut self, span: Range<usize>, path: Option<&InputPath>, text: String) {
        self.note(span, path, NoteKind::LeftOut, text);
    }

    /// Notes that a part says nothing that an input could hold.
    pub(crate) fn aside(&mut self, span: Range<usize>, text: impl Into<String>) {
        self.note(span, None, NoteKind::Aside, text.into());
    }

    /// Notes comments, those on lines that follow each other as one.
    pub(crate) fn comments(&mut self, comments: &[Range<usize>]) {
        let mut blocks = Vec::<Range<usize>>::new();
        for comment in comments {
            let between = blocks.last().and_then(|last| self.text.get(last.end..comment.start));
            match blocks.last_mut() {
                Some(last) if between.is_some_and(|text| text.trim().is_empty() && text.matches('\n').count() < 2) => {
                    last.end = comment.end;
                }
                _ => blocks.push(comment.clone()),
            }
        }
        for block in blocks {
            self.aside(block, "a comment says nothing that an input could hold.");
        }
    }

    /// What stands in a span, on one line.
    pub(crate) fn source(&self, span: Range<usize>) -> String {
        short(self.text.get(span).unwrap_or_default())
    }

    /// The line, from 1, of a place.
    pub(crate) fn line(&self, place: usize) -> usize {
        self.index.line(place)
    }

    /// The lines of a span.
    pub(crate) fn lines(&self, span: Range<usize>) -> Lines {
        self.index.lines(self.file, self.text, span)
    }
}

/// The text on one line, cut where it is long.
pub(crate) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(LONGEST).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}
