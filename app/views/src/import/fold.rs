//! Which lines of a source are shown at first.

use crate::report::SourceText;
use openmercato_ecs_core::import::{Line, Mark, NoteKind};
use std::ops::Range;

/// Lines of a text that is shown whole.
const SHORT: usize = 40;

/// Lines that are shown above and below a line that somebody should see.
const CONTEXT: usize = 2;

/// A part of a source, by its lines from 0.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Part {
    /// Lines that are shown.
    Shown(Range<usize>),
    /// Lines that say nothing that somebody should see: they are taken as they stand, or mean nothing here.
    Folded(Range<usize>),
}

/// The parts of a source: of a long one, what was taken as it stands is folded.
pub(super) fn parts(source: &SourceText) -> Vec<Part> {
    let count = source.lines.len();
    if count <= SHORT {
        return vec![Part::Shown(0..count)];
    }
    let mut parts = Vec::new();
    let mut shown_to = 0;
    let mut shown: Option<Range<usize>> = None;
    for (index, _) in source.lines.iter().enumerate().filter(|(index, line)| asks(source, *index, line)) {
        let around = index.saturating_sub(CONTEXT)..(index + CONTEXT + 1).min(count);
        match &mut shown {
            // A fold of one line would take as much room as the line.
            Some(shown) if around.start <= shown.end + 1 => shown.end = around.end,
            _ => {
                close(&mut parts, &mut shown_to, shown.take());
                let start = if around.start == 1 { 0 } else { around.start };
                shown = Some(start..around.end);
            }
        }
    }
    close(&mut parts, &mut shown_to, shown);
    if shown_to < count {
        parts.push(Part::Folded(shown_to..count));
    }
    parts
}

/// Adds the lines that are shown, after the fold before them.
fn close(parts: &mut Vec<Part>, shown_to: &mut usize, shown: Option<Range<usize>>) {
    let Some(shown) = shown else { return };
    if *shown_to < shown.start {
        parts.push(Part::Folded(*shown_to..shown.start));
    }
    *shown_to = shown.end;
    parts.push(Part::Shown(shown));
}

/// Whether somebody should see the line. Of a part that runs over many lines that is the one with the note.
fn asks(source: &SourceText, index: usize, line: &Line) -> bool {
    let is_noted = |kind| !matches!(kind, NoteKind::Aside);
    let notes = source.notes.get(&(index + 1));
    notes.is_some_and(|notes| notes.iter().any(|note| is_noted(note.kind)))
        || matches!(line.mark, Mark::Noted(NoteKind::Secret) | Mark::Proposed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use openmercato_ecs_core::import::{Lines, Note};

    fn source(count: usize, noted: &[usize]) -> SourceText {
        let lines = vec![Line { text: String::new(), mark: Mark::Taken }; count];
        let note = |line| Note {
            lines: Some(Lines { file: 0, first: line, last: line }),
            path: None,
            kind: NoteKind::LeftOut,
            text: String::new(),
        };
        let notes = noted.iter().map(|line| (*line, vec![note(*line)])).collect();
        SourceText { lines, notes, ..SourceText::default() }
    }

    #[test]
    fn what_was_taken_is_folded_where_the_text_is_long() {
        use Part::{Folded, Shown};
        assert_eq!(parts(&source(3, &[2])), [Shown(0..3)]);
        assert_eq!(parts(&source(50, &[])), [Folded(0..50)]);
        assert_eq!(
            parts(&source(50, &[1, 10, 15, 50])),
            [Shown(0..3), Folded(3..7), Shown(7..17), Folded(17..47), Shown(47..50)]
        );
    }

    #[test]
    fn every_line_is_in_one_part() {
        for noted in 1..=60 {
            let parts = parts(&source(60, &[noted, 30]));
            let mut next = 0;
            for part in &parts {
                let (Part::Shown(range) | Part::Folded(range)) = part;
                assert_eq!(range.start, next, "{parts:?}");
                assert!(!range.is_empty());
                next = range.end;
            }
            assert_eq!(next, 60);
        }
    }
}
