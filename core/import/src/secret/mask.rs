//! What is shown in the place of secrets.

use super::form;
use crate::line_index::LineIndex;
use crate::{Import, Lines};
use std::collections::BTreeMap;
use std::ops::Range;
use terraform_language::InputPath;

/// What stands for a secret.
const MASK: &str = "•••";

/// The shortest piece of a secret that is looked for in notes, in bytes.
const SHORTEST: usize = 4;

/// The places of an import's texts that are not shown.
pub(super) struct Masks {
    /// By file.
    spans: Vec<Vec<Range<usize>>>,
    indices: Vec<LineIndex>,
}

impl Masks {
    /// What its readers hide, and what has the form of a secret.
    pub(super) fn of(import: &mut Import) -> Self {
        let mut spans: Vec<_> = import.files.iter().map(|file| form::spans(&file.text)).collect();
        for (file, span) in std::mem::take(&mut import.hidden) {
            if let Some(spans) = spans.get_mut(file) {
                spans.push(span);
            }
        }
        Self { spans, indices: import.files.iter().map(|file| LineIndex::of(&file.text)).collect() }
    }

    pub(super) fn hide(&mut self, file: usize, span: Range<usize>) {
        if let Some(spans) = self.spans.get_mut(file) {
            spans.push(span);
        }
    }

    /// Hides a value that an input has where it stands in the sources; where it is written in another way, all that
    /// follows the name there.
    pub(super) fn hide_value(&mut self, import: &Import, path: &InputPath, value: &str) {
        let places = import.taken.iter().filter(|(_, taken)| taken.is_within(path) || path.is_within(taken));
        let places: Vec<Lines> = places.map(|(lines, _)| *lines).collect();
        let mut is_found = value.is_empty();
        for place in &places {
            let Some(span) = self.span(import, *place) else { continue };
            let text = import.files.get(place.file).and_then(|file| file.text.get(span.clone())).unwrap_or_default();
            if !value.is_empty() {
                for (at, _) in text.match_indices(value) {
                    is_found = true;
                    self.hide(place.file, span.start + at..span.start + at + value.len());
                }
            }
        }
        if is_found {
            return;
        }
        for place in places {
            let Some(span) = self.span(import, place) else { continue };
            let text = import.files.get(place.file).and_then(|file| file.text.get(span.clone())).unwrap_or_default();
            let sign = text.find(['=', ':']).map_or(0, |sign| sign + 1);
            self.hide(place.file, span.start + sign..span.end);
        }
    }

    /// The span of lines.
    fn span(&self, import: &Import, lines: Lines) -> Option<Range<usize>> {
        let (index, file) = (self.indices.get(lines.file)?, import.files.get(lines.file)?);
        let start = index.start(lines.first).start;
        let end = index.start(lines.last + 1).start;
        Some(start..if end > start { end } else { file.text.len() })
    }

    /// Masks the texts of files, and what notes repeat of them.
    pub(super) fn apply(self, import: &mut Import) {
        let mut hidden = BTreeMap::<(usize, usize), Vec<String>>::new();
        for (file, spans) in self.spans.into_iter().enumerate() {
            let Some(read) = import.files.get_mut(file) else { continue };
            let spans = merged(spans);
            for span in &spans {
                let first = self.indices.get(file).map_or(1, |index| index.line(span.start));
                let pieces = read.text.get(span.clone()).unwrap_or_default().split('\n');
                for (line, piece) in (first..).zip(pieces) {
                    hidden.entry((file, line)).or_default().push(piece.trim().to_owned());
                }
            }
            read.text = masked(&read.text, &spans);
        }
        for note in &mut import.notes {
            let spans = form::spans(&note.text);
            note.text = masked(&note.text, &merged(spans));
            let Some(lines) = note.lines else { continue };
            for piece in
                hidden.range((lines.file, lines.first)..=(lines.file, lines.last)).flat_map(|(_, pieces)| pieces)
            {
                note.text = without(&note.text, piece);
            }
        }
    }
}

/// The spans in order, those that touch each other as one.
fn merged(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.retain(|span| span.start < span.end);
    spans.sort_by_key(|span| (span.start, span.end));
    let mut merged = Vec::<Range<usize>>::new();
    for span in spans {
        match merged.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => merged.push(span),
        }
    }
    merged
}

/// The text with a mask in the place of each span; the ends of lines stay.
fn masked(text: &str, spans: &[Range<usize>]) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut from = 0;
    for span in spans {
        shown.push_str(text.get(from..span.start).unwrap_or_default());
        let pieces = text.get(span.clone()).unwrap_or_default().split('\n');
        let pieces: Vec<_> = pieces.map(|piece| if piece.trim().is_empty() { piece } else { MASK }).collect();
        shown.push_str(&pieces.join("\n"));
        from = span.end;
    }
    shown.push_str(text.get(from..).unwrap_or_default());
    shown
}

/// The text without a piece of a secret, though it may repeat but the beginning of it.
fn without(text: &str, piece: &str) -> String {
    let beginning = piece.char_indices().nth(SHORTEST * 2).map_or(piece, |(end, _)| &piece[..end]);
    if beginning.len() < SHORTEST || !text.contains(beginning) {
        return text.to_owned();
    }
    let mut spans = Vec::new();
    for (at, _) in text.match_indices(beginning) {
        let same = text[at..].char_indices().zip(piece.chars()).take_while(|((_, a), b)| a == b);
        let end = same.last().map_or(at, |((offset, character), _)| at + offset + character.len_utf8());
        spans.push(at..end);
    }
    masked(text, &merged(spans))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_where_they_are() {
        assert_eq!(masked("a = \"x\ny\"\nb = z", &[5..8, 14..15]), "a = \"•••\n•••\"\nb = •••");
        assert_eq!(merged(vec![3..5, 0..1, 4..6, 2..2]), [0..1, 3..6]);
        assert_eq!(without("it says \"hunter2-lo…\" here", "hunter2-long-one"), "it says \"•••…\" here");
    }
}
