//! What is shown in the place of secrets.

use super::finder::Finder;
use super::form;
use crate::line_index::LineIndex;
use crate::{Import, Lines, Note};
use std::collections::{BTreeMap, BTreeSet};
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
    /// Which lines say something at which path.
    taken: BTreeMap<InputPath, Vec<Lines>>,
    /// Values that inputs have, each with the lines that it may stand in.
    values: Vec<(String, Vec<Lines>)>,
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
        let mut taken = BTreeMap::<_, Vec<_>>::new();
        for (lines, path) in &import.taken {
            taken.entry(path.clone()).or_default().push(*lines);
        }
        let indices = import.files.iter().map(|file| LineIndex::of(&file.text)).collect();
        Self { spans, indices, taken, values: Vec::new() }
    }

    pub(super) fn hide(&mut self, file: usize, span: Range<usize>) {
        if let Some(spans) = self.spans.get_mut(file) {
            spans.push(span);
        }
    }

    /// Hides a value that an input has where it stands in the sources; where it is written in another way, all that
    /// follows the name there.
    pub(super) fn hide_value(&mut self, path: &InputPath, value: &str) {
        let around = std::iter::successors(path.parent(), InputPath::parent);
        let around = around.filter_map(|around| self.taken.get(&around)).flatten();
        let within = self.taken.range(path..).take_while(|(taken, _)| taken.is_within(path));
        let places: BTreeSet<_> = around.chain(within.flat_map(|(_, lines)| lines)).copied().collect();
        self.values.push((value.to_owned(), places.into_iter().collect()));
    }

    /// The span of lines.
    fn span(&self, import: &Import, lines: Lines) -> Option<Range<usize>> {
        let (index, file) = (self.indices.get(lines.file)?, import.files.get(lines.file)?);
        let start = index.start(lines.first).start;
        let end = index.start(lines.last + 1).start;
        Some(start..if end > start { end } else { file.text.len() })
    }

    /// Hides values, those that may stand in the same lines in one pass over these.
    fn hide_values(&mut self, import: &Import) {
        let values = std::mem::take(&mut self.values);
        let mut by_lines = BTreeMap::<Lines, Vec<&str>>::new();
        for (value, places) in &values {
            places.iter().for_each(|lines| by_lines.entry(*lines).or_default().push(value));
        }
        let mut found = BTreeSet::<(&str, Lines)>::new();
        for (lines, values) in by_lines {
            let Some(span) = self.span(import, lines) else { continue };
            let text = import.files.get(lines.file).and_then(|file| file.text.get(span.clone())).unwrap_or_default();
            for (at, value) in Finder::of(values).all(text) {
                found.insert((value, lines));
                self.hide(lines.file, span.start + at..span.start + at + value.len());
            }
        }
        for (value, places) in &values {
            if !places.iter().any(|lines| found.contains(&(value.as_str(), *lines))) {
                places.iter().for_each(|lines| self.hide_what_follows(import, *lines));
            }
        }
    }

    /// Hides all that follows the first name in lines.
    fn hide_what_follows(&mut self, import: &Import, lines: Lines) {
        let Some(span) = self.span(import, lines) else { return };
        let text = import.files.get(lines.file).and_then(|file| file.text.get(span.clone())).unwrap_or_default();
        let sign = text.find(['=', ':']).map_or(0, |sign| sign + 1);
        self.hide(lines.file, span.start + sign..span.end);
    }

    /// Masks the texts of files, and what notes repeat of them.
    pub(super) fn apply(mut self, import: &mut Import) {
        self.hide_values(import);
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
        let mut by_lines = BTreeMap::<Option<Lines>, Vec<&mut Note>>::new();
        import.notes.iter_mut().for_each(|note| by_lines.entry(note.lines).or_default().push(note));
        for (lines, notes) in by_lines {
            let pieces = lines.map(|lines| hidden.range((lines.file, lines.first)..=(lines.file, lines.last)));
            let pieces = Pieces::of(pieces.into_iter().flatten().flat_map(|(_, pieces)| pieces).map(String::as_str));
            for note in notes {
                let spans = form::spans(&note.text);
                note.text = pieces.masked(&masked(&note.text, &merged(spans)));
            }
        }
    }
}

/// Pieces of secrets.
struct Pieces<'t> {
    beginnings: Finder<'t>,
    whole: Finder<'t>,
}

impl<'t> Pieces<'t> {
    fn of(pieces: impl Iterator<Item = &'t str> + Clone) -> Self {
        let beginning = |piece: &'t str| piece.char_indices().nth(SHORTEST * 2).map_or(piece, |(end, _)| &piece[..end]);
        let pieces = pieces.filter(move |piece| beginning(piece).len() >= SHORTEST);
        Self { beginnings: Finder::of(pieces.clone().map(beginning)), whole: Finder::of(pieces) }
    }

    /// The text without the pieces, though it may repeat but the beginning of one.
    fn masked(&self, text: &str) -> String {
        let beginnings = self.beginnings.all(text);
        let spans = beginnings.map(|(at, found)| at..at + self.whole.common(&text[at..]).max(found.len()));
        masked(text, &merged(spans.collect()))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_stay_where_they_are() {
        assert_eq!(masked("a = \"x\ny\"\nb = z", &[5..8, 14..15]), "a = \"•••\n•••\"\nb = •••");
        assert_eq!(merged(vec![3..5, 0..1, 4..6, 2..2]), [0..1, 3..6]);
        let pieces = Pieces::of(["hunter2-long-one", "hunter2-l", "abc", "pass"].into_iter());
        assert_eq!(pieces.masked("it says \"hunter2-lo…\" here"), "it says \"•••…\" here");
        assert_eq!(pieces.masked("abc passes hunter2"), "abc •••es hunter2");
    }
}
