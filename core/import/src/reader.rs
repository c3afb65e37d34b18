//! What is read of one text: a reader takes, changes or leaves out each part through this, and so says its lines.

use crate::line_index::LineIndex;
use crate::tree::{Node, Shape};
use crate::{Import, Lines, Note, NoteKind};
use openmercato_ecs_module::names::Choice;
use std::collections::BTreeMap;
use std::ops::Range;
use terraform_language::{InputPath, Value};

/// Reads one text into an import.
pub(crate) struct Reader<'a> {
    /// The text that spans are places of, in bytes.
    text: &'a str,
    pub(crate) file: usize,
    index: LineIndex,
    import: &'a mut Import,
    /// What became of each part, with where it starts: of what is set twice the last is read first.
    notes: Vec<(usize, Note)>,
    /// Where each part starts and ends about which something is said, with the input that it is in.
    said: BTreeMap<(usize, usize), Option<InputPath>>,
}

impl<'a> Reader<'a> {
    /// A reader of the file that has this index in the import.
    pub(crate) fn new(import: &'a mut Import, file: usize, text: &'a str) -> Self {
        Self { text, file, index: LineIndex::of(text), import, notes: Vec::new(), said: BTreeMap::new() }
    }

    /// Hands the notes over in the order of the text.
    pub(crate) fn finish(mut self) {
        self.notes.sort_by_key(|(start, _)| *start);
        self.import.notes.extend(self.notes.into_iter().map(|(_, note)| note));
    }

    /// Says that a part is in the inputs at this path.
    pub(crate) fn take(&mut self, span: Range<usize>, path: &InputPath) {
        self.say(&span, Some(path));
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

    /// Sets inputs to what is known without the text: a choice that follows from it.
    pub(crate) fn choose(&mut self, choice: Choice) -> bool {
        let is_set = self.import.inputs.get(choice.input.name()).is_some();
        if !is_set {
            self.import.inputs.set(choice.input.name(), choice.value.into());
        }
        !is_set
    }

    /// The value of an input that is set already.
    pub(crate) fn at(&self, path: &InputPath) -> Option<&Value> {
        self.import.inputs.at(path)
    }

    /// Whether a file of this name, without its folder, is among those that are read.
    pub(crate) fn has_file(&self, name: &str) -> bool {
        let own = |name: &str| name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        self.import.files.iter().any(|file| own(&file.name) == own(name))
    }

    /// Remembers that something is said about a part, whatever comes of it later.
    pub(crate) fn say(&mut self, span: &Range<usize>, path: Option<&InputPath>) {
        let said = self.said.entry((span.start, span.end)).or_default();
        if said.is_none() {
            *said = path.cloned();
        }
    }

    /// Notes what became of a part.
    pub(crate) fn note(&mut self, span: Range<usize>, path: Option<&InputPath>, kind: NoteKind, text: String) {
        self.say(&span, None);
        let start = span.start;
        let lines = Some(self.lines(span));
        self.notes.push((start, Note { lines, path: path.cloned(), kind, text }));
    }

    /// Notes that a part is left out.
    pub(crate) fn leave_out(&mut self, span: Range<usize>, path: Option<&InputPath>, text: String) {
        self.note(span, path, NoteKind::LeftOut, text);
    }

    /// Notes that a part says nothing that an input could hold.
    pub(crate) fn aside(&mut self, span: Range<usize>, text: impl Into<String>) {
        self.note(span, None, NoteKind::Aside, text.into());
    }

    /// Notes that the input at this path is another one than a part says.
    pub(crate) fn changed(&mut self, span: Range<usize>, path: &InputPath, text: String) {
        self.note(span, Some(path), NoteKind::Changed, text);
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

    /// Says of every part of a tree of which nothing is said yet that it is left out.
    pub(crate) fn rest(&mut self, node: &Node, called: &str) {
        match &node.shape {
            Shape::Scalar { .. } => {}
            Shape::List(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    self.rest_of(element.span.clone(), element.span.clone(), element, &format!("{called}[{index}]"));
                }
            }
            Shape::Object(entries) => {
                for entry in entries {
                    let called =
                        if called.is_empty() { short(&entry.key) } else { format!("{called}.{}", short(&entry.key)) };
                    self.rest_of(entry.place.clone(), entry.whole(), &entry.value, &called);
                }
            }
        }
    }

    fn rest_of(&mut self, key: Range<usize>, whole: Range<usize>, value: &Node, called: &str) {
        if self.is_said(&key) {
            return;
        }
        if !self.is_touched(value) {
            return match value.is_empty() {
                true => {
                    let text = value.text().map(short).filter(|text| !text.is_empty());
                    let is = text.map_or_else(|| "empty".into(), |text| format!("{text}, which asks for nothing"));
                    self.aside(whole, format!("{called} is {is}."));
                }
                false => self.leave_out(whole, None, format!("{called} is left out: no input holds it.")),
            };
        }
        self.rest(value, called);
        // What a line begins is where the first thing in it is.
        let within = self.said.range((value.span.start, 0)..(value.span.end.max(value.span.start), 0));
        let first = within.filter_map(|(_, path)| path.clone()).next();
        match first {
            Some(path) => self.take(key.start..key.start, &path),
            None if self.is_line_said(key.start) => {}
            None => self.aside(key, format!("of what is in {called} it is said there.")),
        }
    }

    /// Whether something is said about a part that begins on the line of this place.
    fn is_line_said(&self, place: usize) -> bool {
        let line = self.line(place);
        let (start, next) = (self.index.start(line).start, self.index.start(line + 1).start);
        self.said.range((start, 0)..(next.max(start + 1), 0)).next().is_some()
    }

    /// Whether something is said about a part as a whole, or about its key.
    pub(crate) fn is_said(&self, key: &Range<usize>) -> bool {
        self.said.range((key.start, key.end)..(key.start + 1, 0)).next().is_some()
    }

    /// Whether something is said about a node or about what is in it.
    pub(crate) fn is_touched(&self, node: &Node) -> bool {
        let starts = |at: usize| self.said.range((at, 0)..(at + 1, 0)).next().is_some();
        starts(node.span.start)
            || node.elements().iter().any(|element| self.is_touched(element))
            || node.entries().iter().any(|entry| starts(entry.place.start) || self.is_touched(&entry.value))
    }

    /// The empty span at the start of a line, from 1.
    pub(crate) fn start(&self, line: usize) -> Range<usize> {
        self.index.start(line)
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
