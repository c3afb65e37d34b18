//! Where the lines of a text start.

use crate::Lines;
use std::ops::Range;

/// Where the lines of a text start, so that the line of a place is found without counting again.
#[derive(Clone, Debug, Default)]
pub(crate) struct LineIndex {
    /// Where each line but the first starts, in bytes.
    starts: Vec<usize>,
    /// The text's length, in bytes.
    length: usize,
}

impl LineIndex {
    pub(crate) fn of(text: &str) -> Self {
        Self { starts: text.match_indices('\n').map(|(newline, _)| newline + 1).collect(), length: text.len() }
    }

    /// The line, from 1, of a place in bytes.
    pub(crate) fn line(&self, place: usize) -> usize {
        1 + self.starts.partition_point(|start| *start <= place)
    }

    /// The lines of a span of the text, without blank lines at its end.
    pub(crate) fn lines(&self, file: usize, text: &str, span: Range<usize>) -> Lines {
        let length = text.get(span.clone()).map_or(0, |part| part.trim_end().len());
        let last = self.line(span.start + length.saturating_sub(1));
        Lines { file, first: self.line(span.start), last }
    }

    /// The empty span at the start of a line, from 1; at the end of the text where it has no such line.
    pub(crate) fn start(&self, line: usize) -> Range<usize> {
        let start = line.checked_sub(2).map_or(0, |index| self.starts.get(index).copied().unwrap_or(self.length));
        start..start
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_has_the_lines_that_it_touches() {
        let text = "a\nbc\n\nd\n";
        let index = LineIndex::of(text);
        let lines = |span: Range<usize>| {
            let lines = index.lines(0, text, span);
            (lines.first, lines.last)
        };
        assert_eq!(
            [lines(0..1), lines(0..2), lines(2..6), lines(3..8), lines(8..8)],
            [(1, 1), (1, 1), (2, 2), (2, 4), (5, 5)]
        );
        assert_eq!([1, 2, 3, 4].map(|line| index.start(line).start), [0, 2, 5, 6]);
    }
}
