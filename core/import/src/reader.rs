//! What is read of one text: every reader takes, changes or leaves out each part through this, and so says its lines.

use crate::{Import, Lines, Note, NoteKind};
use std::ops::Range;
use terraform_language::{InputPath, Value};

/// Reads one text into an import.
pub(crate) struct Reader<'a> {
    /// The text that spans are places of, in bytes.
    pub(crate) text: &'a str,
    /// Where each line but the first begins: a text of a megabyte has too many parts to count lines for each.
    breaks: Vec<usize>,
    file: usize,
    import: &'a mut Import,
}

impl<'a> Reader<'a> {
    /// A reader of the file that has this index in the import.
    pub(crate) fn new(import: &'a mut Import, file: usize, text: &'a str) -> Self {
        Self { text, breaks: breaks(text), file, import }
    }

    /// The same file through a text that has the same lines and other spans.
    pub(crate) fn of<'b>(&'b mut self, text: &'b str) -> Reader<'b> {
        Reader { text, breaks: breaks(text), file: self.file, import: self.import }
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

    /// Notes that the text cannot be read from a line on, from 1.
    pub(crate) fn leave_out_from(&mut self, line: usize, text: String) {
        let start = line.checked_sub(2).and_then(|index| self.breaks.get(index)).copied().unwrap_or_default();
        self.leave_out(start..start, None, text);
    }

    fn lines(&self, span: Range<usize>) -> Lines {
        let part = self.text.get(span.clone()).unwrap_or_default().trim_end();
        let line_at = |place| 1 + self.breaks.partition_point(|start| *start <= place);
        let first = line_at(span.start);
        Lines { file: self.file, first, last: line_at(span.start + part.len().saturating_sub(1)) }
    }
}

fn breaks(text: &str) -> Vec<usize> {
    text.match_indices('\n').map(|(place, _)| place + 1).collect()
}

/// The text on one line, cut where it is long.
pub(crate) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let line = text.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(LONGEST).collect();
    if cut.len() < text.len() { format!("{cut}…") } else { cut }
}
