//! What is read of one text: a reader takes, changes or leaves out each part through this, and so says its lines.

use crate::line_index::LineIndex;
use crate::{Import, Lines, Note, NoteKind};
use std::ops::Range;
use terraform_language::InputPath;

/// Reads one text into an import.
pub(crate) struct Reader<'a> {
    /// The text that spans are places of, in bytes.
    text: &'a str,
    file: usize,
    index: LineIndex,
    import: &'a mut Import,
}

impl<'a> Reader<'a> {
    /// A reader of the file that has this index in the import.
    pub(crate) fn new(import: &'a mut Import, file: usize, text: &'a str) -> Self {
        Self { text, file, index: LineIndex::of(text), import }
    }

    /// Notes that a part is left out.
    pub(crate) fn leave_out(&mut self, span: Range<usize>, path: Option<&InputPath>, text: String) {
        let lines = Some(self.lines(span));
        self.import.notes.push(Note { lines, path: path.cloned(), kind: NoteKind::LeftOut, text });
    }

    /// The lines of a span.
    fn lines(&self, span: Range<usize>) -> Lines {
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
