//! What is read of one text: every reader takes, changes or leaves out each part through this, and so says its lines.

use crate::{Import, Lines, Note, NoteKind};
use std::ops::Range;
use terraform_language::{InputPath, Value};

/// Reads one text into an import.
pub(crate) struct Reader<'a> {
    /// The text that spans are places of, in bytes.
    pub(crate) text: &'a str,
    file: usize,
    import: &'a mut Import,
}

impl<'a> Reader<'a> {
    /// A reader of the file that has this index in the import.
    pub(crate) fn new(import: &'a mut Import, file: usize, text: &'a str) -> Self {
        Self { text, file, import }
    }

    /// The same file through a text that has the same lines and other spans.
    pub(crate) fn of<'b>(&'b mut self, text: &'b str) -> Reader<'b> {
        Reader { text, file: self.file, import: self.import }
    }

    /// Sets an input to what was read.
    pub(crate) fn set(&mut self, name: &str, value: Value) {
        self.import.inputs.set(name, value);
    }

    /// Says that the part is in the inputs at this path, with the value that it has in the source.
    pub(crate) fn take(&mut self, span: Range<usize>, path: &InputPath) {
        let lines = self.lines(span);
        self.import.taken.push((lines, path.clone()));
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

    /// The lines of a span.
    pub(crate) fn lines(&self, span: Range<usize>) -> Lines {
        let first = line_at(self.text, span.start);
        let part = self.text.get(span).unwrap_or_default().trim_end();
        Lines { file: self.file, first, last: first + part.matches('\n').count() }
    }
}

/// The line, from 1, of a place of the text, in bytes.
pub(crate) fn line_at(text: &str, place: usize) -> usize {
    1 + text.bytes().take(place).filter(|byte| *byte == b'\n').count()
}

/// The text on one line, cut where it is long.
pub(crate) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(LONGEST).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}
